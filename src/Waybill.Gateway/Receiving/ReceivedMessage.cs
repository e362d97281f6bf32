using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>What will be said to the partner if the journal does not know better.</summary>
/// <param name="Answer">Over HTTP.</param>
/// <param name="HasReceipt">Whether a receipt is in it.</param>
/// <param name="Later">The receipt to be posted on its own; null for none.</param>
/// <param name="Forbidden">Why that receipt must not be posted; null when it may.</param>
public sealed record PlannedAnswer(StoredAnswer Answer, bool HasReceipt = false, StoredReceipt? Later = null, string? Forbidden = null);

/// <summary>A message that arrived whole and was judged, on its way into the journal.</summary>
/// <remarks>Its content is in drafts of the payload store; what is not committed goes with the verdict.</remarks>
/// <threadsafety>For one commit.</threadsafety>
public sealed record ReceivedMessage
{
    /// <summary>The connection it was judged by.</summary>
    public required As2Connection Connection { get; init; }

    /// <summary>Names, Message-ID and the rest of the header.</summary>
    public required As2MessageHeaders Headers { get; init; }

    /// <summary>Every header line as it arrived.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Lines { get; init; }

    /// <summary>The true cause of a refusal; None when it was taken.</summary>
    public required As2Failure Failure { get; init; }

    /// <summary>What was found inside; null when the header alone refused it.</summary>
    public As2Verdict? Verdict { get; init; }

    /// <summary>When its last byte had come.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>SHA-256 of the body as it arrived.</summary>
    public required ReadOnlyMemory<byte> WireSha256 { get; init; }

    /// <summary>Its length in bytes.</summary>
    public required long WireBytes { get; init; }

    /// <summary>The copy taken of it; null for none.</summary>
    public WireCopy? Wire { get; init; }

    /// <summary>Who sent it, as far as the connection shows.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>What is answered.</summary>
    public required PlannedAnswer Planned { get; init; }

    /// <summary>What is answered instead when its id came before with other content.</summary>
    public required Func<DuplicateAnswer, PlannedAnswer> PlanDuplicate { get; init; }

    /// <summary>What is answered because of a file name: <see cref="As2Failure.DuplicateFileName"/> or <see cref="As2Failure.IllegalFileName"/>, as a warning or as an error. Null where no rule asks.</summary>
    public Func<As2Failure, bool, PlannedAnswer>? PlanFileName { get; init; }

    /// <summary>Runs something once the answer is finished. Null where nobody can tell.</summary>
    public Action<Action>? OnAnswered { get; init; }

    /// <summary>Where it was stored before it was opened; null when it was opened as it came.</summary>
    public StoredUnopened? Unopened { get; init; }
}

/// <summary>Where a message was stored before it was opened.</summary>
/// <param name="Id">Its exchange.</param>
/// <param name="Wire">Its body.</param>
/// <param name="KeepsWire">Whether the body stays when it is opened.</param>
public sealed record StoredUnopened(ExchangeId Id, PayloadId Wire, bool KeepsWire);

/// <summary>A message that came whole and asks for its receipt later, to be stored before it is opened.</summary>
public sealed class LateMessage
{
    /// <summary>The connection it came for.</summary>
    public required As2Connection Connection { get; init; }

    /// <summary>Names, Message-ID and the rest of the header.</summary>
    public required As2MessageHeaders Headers { get; init; }

    /// <summary>Every header line as it arrived.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Lines { get; init; }

    /// <summary>When its last byte had come.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>SHA-256 of the body as it arrived.</summary>
    public required ReadOnlyMemory<byte> WireSha256 { get; init; }

    /// <summary>Its length in bytes.</summary>
    public required long WireBytes { get; init; }

    /// <summary>All its bytes.</summary>
    public required WireCopy Wire { get; init; }

    /// <summary>Who sent it, as far as the connection shows.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>What is answered.</summary>
    public required StoredAnswer Answer { get; init; }

    /// <summary>Runs something once the answer is finished. Null where nobody can tell.</summary>
    public Action<Action>? OnAnswered { get; init; }
}

/// <summary>A message or receipt for a pair of names nobody configured.</summary>
public sealed class UnmatchedMessage
{
    /// <summary>Names, Message-ID and the rest of the header.</summary>
    public required As2MessageHeaders Headers { get; init; }

    /// <summary>Every header line as it arrived.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Lines { get; init; }

    /// <summary>Whether it is a receipt.</summary>
    public required bool IsReceipt { get; init; }

    /// <summary>When its last byte had come.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>SHA-256 of the body as it arrived.</summary>
    public required ReadOnlyMemory<byte> WireSha256 { get; init; }

    /// <summary>Its length in bytes.</summary>
    public required long WireBytes { get; init; }

    /// <summary>The copy taken of it; null for none.</summary>
    public WireCopy? Wire { get; init; }

    /// <summary>Who sent it, as far as the connection shows.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>What is answered.</summary>
    public required PlannedAnswer Planned { get; init; }
}

/// <summary>A message or receipt whose sender was not let in. Its body was not read.</summary>
public sealed record TurnedAwayMessage
{
    /// <summary>The connection of its names.</summary>
    public required As2Connection Connection { get; init; }

    /// <summary>Its headers.</summary>
    public required As2MessageHeaders Headers { get; init; }

    /// <summary>Its header lines, without secrets.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Lines { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Where it came from.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>Why, for the operator.</summary>
    public required string Reason { get; init; }

    /// <summary>What it is answered.</summary>
    public required StoredAnswer Answer { get; init; }
}
