using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>A receipt as it was read (RFC 4130 §7.4.2, RFC 8098 §3). What it says is the partner's word until <see cref="ReceiptMatcher"/> judged it.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed class ReadReceipt
{
    internal ReadReceipt()
    {
    }

    /// <summary>Whether a notification with a disposition was found. HTML, an empty body and a message are no receipt.</summary>
    public bool IsReceipt => Problem is null;

    /// <summary>One sentence on why it is no receipt, or none that can be used; null when <see cref="IsReceipt"/>.</summary>
    public string? Problem { get; internal init; }

    /// <summary>Whether it came signed, well or badly.</summary>
    public bool IsSigned { get; internal init; }

    /// <summary>Whether a configured certificate, valid at the time, signed exactly what was read.</summary>
    public bool IsSignatureGood => IsSigned && SignatureProblem is null;

    /// <summary>One sentence on why the signature is not good; null when it is or when there is none.</summary>
    public string? SignatureProblem { get; internal init; }

    /// <summary>One sentence on what should be looked at though the signature is good; null when there is nothing.</summary>
    public string? SignatureWarning { get; internal init; }

    /// <summary>How checking the signature ended; null when there is none or it cannot be read.</summary>
    public SignatureCheck? Signature { get; internal init; }

    /// <summary>The signatures with the certificates that came along; null when there are none or they cannot be read.</summary>
    public CmsSignatures? Signatures { get; internal init; }

    /// <summary>The digest of the signature that <see cref="Signature"/> speaks of; null when unsigned or unknown.</summary>
    public DigestAlgorithm? SignatureDigest => Signature?.Digest;

    /// <summary><c>Original-Message-ID</c> as received; null when absent.</summary>
    public string? OriginalMessageId { get; internal init; }

    /// <summary>The same as an id, a comment behind it left out; null when absent or unusable.</summary>
    public MessageId? MessageId { get; internal init; }

    /// <summary>What the partner says it did; null only when this is no receipt. Of several the worst counts.</summary>
    public Disposition? Disposition { get; internal init; }

    /// <summary><c>Received-content-MIC</c>; null when absent or unreadable.</summary>
    public Mic? Mic { get; internal init; }

    /// <summary>Why the MIC that stands there cannot be read; null when it can or when there is none.</summary>
    public string? MicProblem { get; internal init; }

    /// <summary>The name in <c>Final-Recipient</c>, without address type and quotes; null when absent.</summary>
    public string? FinalRecipient { get; internal init; }

    /// <summary>The name in <c>Original-Recipient</c>, without address type and quotes; null when absent.</summary>
    public string? OriginalRecipient { get; internal init; }

    /// <summary><c>Reporting-UA</c> as received; null when absent.</summary>
    public string? ReportingUa { get; internal init; }

    /// <summary>The part for people, decoded; null when absent. Escape it before showing it.</summary>
    public string? Text { get; internal init; }

    /// <summary>All fields of the notification, unknown ones too.</summary>
    public IReadOnlyList<MimeHeaderField> Fields { get; internal init; } = [];

    /// <summary>What was not as the standards ask and was read all the same: sentences for a log.</summary>
    public IReadOnlyList<string> Oddities { get; internal init; } = [];
}
