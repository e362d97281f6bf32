using System.Text.Json.Serialization;
using Waybill.As2;
using Waybill.As2.Http;
using Waybill.Cli.Inspection;

namespace Waybill.Cli.Sending;

/// <summary>How the MIC of the receipt stands to that of the message.</summary>
internal enum MicResult
{
    /// <summary>There was no receipt, or none with a MIC.</summary>
    Absent = 0,

    /// <summary>The partner has what was sent.</summary>
    Equal,

    /// <summary>Not ours, but it is known what was hashed instead.</summary>
    Variant,

    /// <summary>Not ours, and no variant fits.</summary>
    Different,
}

/// <summary>What <c>send --json</c> prints. Nothing of a key is in it.</summary>
internal sealed record SendReport
{
    public required As2SendOutcome Outcome { get; init; }

    /// <summary>The outcome in one sentence.</summary>
    public required string Sentence { get; init; }

    public required string Url { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required string MessageId { get; init; }

    /// <summary>Length of the body.</summary>
    public required long Bytes { get; init; }

    public required IReadOnlyList<SentFile> Files { get; init; }

    /// <summary>Digest of the signature; null: not signed.</summary>
    public string? Sign { get; init; }

    /// <summary>The cipher; null: not encrypted.</summary>
    public string? Encrypt { get; init; }

    /// <summary>Subject of the certificate it is encrypted for; null: not encrypted.</summary>
    public string? EncryptedFor { get; init; }

    /// <summary><c>before</c> or <c>after</c> signing; null: not compressed.</summary>
    public string? Compress { get; init; }

    public required MicReport Mic { get; init; }

    public required HttpReport Http { get; init; }

    /// <summary>What came back; null without a receipt.</summary>
    public ReceiptReport? Receipt { get; init; }

    public MicResult MicResult { get; init; }

    /// <summary>What the partner hashed instead; null unless <see cref="MicResult"/> is a variant.</summary>
    public string? MicVariant { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The files <c>--save</c> wrote.</summary>
    public IReadOnlyList<string>? Saved { get; init; }

    [JsonIgnore]
    public bool IsGood => Outcome is As2SendOutcome.Delivered or As2SendOutcome.DeliveredWithWarning or As2SendOutcome.Transferred or As2SendOutcome.AwaitingReceipt;
}

/// <summary>One file of the message.</summary>
internal sealed record SentFile(string Name, string ContentType, long Size);

/// <summary>What HTTP tells.</summary>
/// <param name="Status">Null when there was no answer.</param>
/// <param name="Problem">One sentence; null when there was none.</param>
/// <param name="RetryAfterSeconds">How long the partner asks to wait; null when it does not.</param>
internal sealed record HttpReport(int? Status, string? Problem, double? RetryAfterSeconds);
