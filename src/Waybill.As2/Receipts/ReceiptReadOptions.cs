using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>How a receipt is read and whose signature makes it good.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record ReceiptReadOptions
{
    /// <summary>The moment at which the signer's certificate must be valid.</summary>
    public required DateTimeOffset VerificationTime { get; init; }

    /// <summary>The certificates configured for the partner. Default none: then a signature stays unchecked. One carried in the receipt is never trusted.</summary>
    public IReadOnlyList<CmsCertificate> SignerCertificates { get; init; } = [];

    /// <summary>Whether a signature by a certificate outside its dates is not good. Default true.</summary>
    public bool RefuseSignerOutsideDates { get; init; } = true;

    /// <summary>Whether a certificate that has expired counts all the same, with <see cref="ReadReceipt.SignatureWarning"/>: a receipt tells of what happened. Default false.</summary>
    public bool TakeExpiredSigner { get; init; }

    /// <summary>Certificates that are trusted no more, replaced or revoked: they prove nothing, but a signature of one is named. Default none.</summary>
    public IReadOnlyList<CmsCertificate> RetiredCertificates { get; init; } = [];

    /// <summary>Which old digests count in a signature. Default <see cref="CmsPolicy.Strict"/>.</summary>
    public CmsPolicy Policy { get; init; } = CmsPolicy.Strict;

    /// <summary>Largest body, in bytes; a receipt is held whole. Default 1 MiB.</summary>
    public int MaxBytes { get; init; } = 1 << 20;

    /// <summary>Bounds on its MIME structure. The notification part itself is held to the bounds of a header block. Default <see cref="MimeLimits.Default"/>.</summary>
    public MimeLimits Mime { get; init; } = MimeLimits.Default;

    /// <summary>Bounds on its signature. Default <see cref="CmsLimits.Default"/>.</summary>
    public CmsLimits Cms { get; init; } = CmsLimits.Default;
}
