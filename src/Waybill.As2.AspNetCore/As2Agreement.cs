using Waybill.Cms;

namespace Waybill.As2.AspNetCore;

/// <summary>What was agreed between one of our names and one of a partner's, as far as receiving needs it.</summary>
/// <remarks>Make one per pair and keep it: opening keys per message costs more than using them. It may be replaced at any time; a message keeps the one it began with.</remarks>
/// <threadsafety>Immutable.</threadsafety>
public sealed record As2Agreement
{
    /// <summary>How a message is opened and what it must be: our keys, the partner's certificates, policy, limits, profile. Its
    /// <see cref="As2ReadOptions.VerificationTime"/> is replaced by the time of each message.</summary>
    public required As2ReadOptions Reading { get; init; }

    /// <summary>Who signs our receipts. The digest is the one the message asks for, this one's where it asks for none that can be used;
    /// SHA-1 only with <see cref="CmsSignerOptions.AllowSha1"/>. Needed: a signed receipt that is asked for cannot be suppressed.</summary>
    public required CmsSignerOptions ReceiptSigner { get; init; }

    /// <summary>Receipts are signed with the digest of <see cref="ReceiptSigner"/>, whatever a message asks for. The MIC in them is another matter (RFC 4130 §7.4.3). Default false.</summary>
    public bool IsReceiptDigestFixed { get; init; }

    /// <summary>Certificates the partner signs its receipts with; null takes those of its messages. Default null.</summary>
    public IReadOnlyList<CmsCertificate>? ReceiptCertificates { get; init; }

    /// <summary>Whether a message whose sender and receiver have one name is refused. Default false: loops are how people test.</summary>
    public bool RefuseSameNames { get; init; }

    /// <summary>The answer to an accepted message whose receipt comes later or was not asked for: 200 or 204. Default 200, which every peer understands.</summary>
    public int EmptyStatus { get; init; } = 200;

    /// <summary>Says why an asynchronous receipt must not be posted to a URL, or null when it may be. Gets the URL as the partner wrote it, and whether a
    /// signature of the partner verified: a URL that anybody can have written goes only where it was agreed (AS2-SEC-002). Default refuses every URL.</summary>
    public Func<string, bool, string?> RefuseReceiptAddress { get; init; } = static (_, _) => "Asynchronous receipts were not agreed.";

    /// <summary>Holds what the keys belong to; disposed when the message it was found for is finished. Default null.</summary>
    public IDisposable? Lease { get; init; }

    /// <summary>Which digests our receipts may be made with: what we write is stricter than what we read.</summary>
    internal CmsPolicy WritingPolicy => Reading.Policy with { AllowSha1 = ReceiptSigner.AllowSha1, AllowMd5 = false, Digests = null };

    internal ReceiptReadOptions ReceiptReading(DateTimeOffset now) => new()
    {
        VerificationTime = now,
        SignerCertificates = ReceiptCertificates ?? Reading.SignerCertificates,
        RefuseSignerOutsideDates = Reading.RefuseSignerOutsideDates,
        Policy = Reading.Policy,
        MaxBytes = Reading.Limits.MaxReceiptBytes,
        Mime = Reading.Limits.Mime,
        Cms = Reading.Limits.Cms,
    };
}
