using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>What the certificates of one owner are good for at one moment.</summary>
/// <threadsafety>Immutable; certificates and keys are those of the entries.</threadsafety>
public sealed record ResolvedCertificates
{
    /// <summary>Signatures are checked against these, the current one first. May hold expired ones: whether these count is the connection's choice.</summary>
    public required IReadOnlyList<CmsCertificate> Verify { get; init; }

    /// <summary>Messages are opened with these, the current one first; expired and replaced ones too.</summary>
    public required IReadOnlyList<CmsPrivateKey> Decrypt { get; init; }

    /// <summary>Ours that signs now; null when there is none. One outside its window or its dates only when there is no other: see <see cref="CertificateGate"/>.</summary>
    public CertificateEntry? Sign { get; init; }

    /// <summary>The one that is encrypted for now; null when there is none. One outside its window or its dates only when there is no other: see <see cref="CertificateGate"/>.</summary>
    public CertificateEntry? Encrypt { get; init; }

    /// <summary>Ours that is shown to servers now; null when there is none.</summary>
    public CertificateEntry? Tls { get; init; }

    /// <summary>TLS certificates that are trusted by themselves.</summary>
    public required IReadOnlyList<CmsCertificate> TlsTrusted { get; init; }

    /// <summary>Their window is over, so they prove nothing; nobody retired them. Default none.</summary>
    public IReadOnlyList<CmsCertificate> Ended { get; init; } = [];

    /// <summary>Trusted no more: only to name them where they come.</summary>
    public required IReadOnlyList<CmsCertificate> Retired { get; init; }
}
