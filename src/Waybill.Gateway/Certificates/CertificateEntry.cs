using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>What a certificate of a set is for.</summary>
public enum CertificateRole
{
    /// <summary>Signing and encrypting. Not TLS: that certificate is another one (bis5 9.1).</summary>
    Any = 0,

    /// <summary>Signing alone.</summary>
    Sign = 1,

    /// <summary>Encrypting alone.</summary>
    Encrypt = 2,

    /// <summary>TLS alone: our client certificate, or the partner's server certificate that is trusted by itself.</summary>
    Tls = 3,
}

/// <summary>Where a certificate of a set stands, as people said. Dates say the rest.</summary>
public enum CertificateState
{
    /// <summary>Takes over at its <see cref="CertificateEntry.From"/>; without one it waits for a person. It already proves and opens: the other side may switch first.</summary>
    Planned = 0,

    /// <summary>In use, or was and still proves and opens.</summary>
    Current = 1,

    /// <summary>Trusted no more, replaced or revoked: never used for anything.</summary>
    Retired = 2,
}

/// <summary>One certificate of a set.</summary>
/// <threadsafety>Immutable; certificate and key are whoever's who opened them.</threadsafety>
public sealed record CertificateEntry
{
    /// <summary>Whose: <c>station/NAME</c> or <c>partner/NAME</c>.</summary>
    public required string Owner { get; init; }

    /// <summary>What for. Default any but TLS.</summary>
    public CertificateRole Use { get; init; }

    /// <summary>The certificate.</summary>
    public required CmsCertificate Certificate { get; init; }

    /// <summary>Its private key where it is ours; null where it is a partner's.</summary>
    public CmsPrivateKey? Key { get; init; }

    /// <summary>From when it signs or is encrypted for; null: from its own first moment.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Until when it signs, is encrypted for and proves; null: no end but its own. It opens what was encrypted for it also later.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>As people said. Default current.</summary>
    public CertificateState State { get; init; } = CertificateState.Current;

    /// <summary>When it began or begins to be used.</summary>
    internal DateTimeOffset Began => From ?? Certificate.NotBefore;

    /// <summary>Whether it may be used for this at all.</summary>
    internal bool Serves(CertificateRole use) => State is not CertificateState.Retired && (Use == use || (Use is CertificateRole.Any && use is not CertificateRole.Tls));
}
