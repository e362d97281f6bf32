namespace Waybill.Gateway;

/// <summary>What a person or a consumer asks for, carried out whole or not at all.</summary>
public abstract record OperatorAction
{
    private OperatorAction()
    {
    }

    /// <summary>Who asks, as the timeline says it.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>No further attempt of a message out.</summary>
    public sealed record Cancel(ExchangeId Id) : OperatorAction;

    /// <summary>A message that did not get through no longer holds up those behind it: one that failed, is overdue or has no valid receipt.</summary>
    public sealed record Skip(ExchangeId Id) : OperatorAction;

    /// <summary>A further attempt with the same bytes and Message-ID, tried until <paramref name="GiveUpAt"/>.</summary>
    public sealed record Resend(ExchangeId Id, DateTimeOffset GiveUpAt) : OperatorAction;

    /// <summary>Holds or releases a connection.</summary>
    public sealed record Hold(string Connection, bool IsHeld) : OperatorAction;

    /// <summary>Keeps everything of a message, however old, or no longer.</summary>
    public sealed record LegalHold(ExchangeId Id, bool IsHeld) : OperatorAction;

    /// <summary>Hands an accepted message on again.</summary>
    public sealed record Replay(ExchangeId Id, IReadOnlyList<string> Consumers) : OperatorAction;

    /// <summary>What became of a handoff that was claimed: done, or due again at <paramref name="AgainAt"/> for a reason.</summary>
    public sealed record Acknowledge(HandoffWork Work, DateTimeOffset? AgainAt, string? Reason) : OperatorAction;
}

/// <summary>A refused message that was opened again and is good now: to be committed in one transaction with its key, its documents and one handoff row per consumer.</summary>
/// <remarks>The answer that was given stays; <see cref="Answer"/> is for those who ask again.</remarks>
public sealed record ReopenedMessage
{
    /// <summary>The exchange that was refused.</summary>
    public required ExchangeId Id { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The connection it is judged by now.</summary>
    public required string Connection { get; init; }

    /// <summary>Its version.</summary>
    public required long ConnectionVersion { get; init; }

    /// <summary>What makes it unique.</summary>
    public required MessageKey Key { get; init; }

    /// <summary>Digest of the bytes that were opened: only those that came are taken.</summary>
    public required ReadOnlyMemory<byte> WireSha256 { get; init; }

    /// <summary>The MIC as computed.</summary>
    public Waybill.As2.Mic? Mic { get; init; }

    /// <summary>The layers found, as JSON.</summary>
    public string LayersJson { get; init; } = "[]";

    /// <summary>SHA-256 thumbprint of the certificate whose signature counted.</summary>
    public string? SignerThumbprint { get; init; }

    /// <summary>See <see cref="InboundMessage.Signature"/>.</summary>
    public ReadOnlyMemory<byte>? Signature { get; init; }

    /// <summary>Certificates that took part.</summary>
    public IReadOnlyList<UsedCertificate> Certificates { get; init; } = [];

    /// <summary>See <see cref="AcceptedMessage.IsAuthenticated"/>.</summary>
    public required bool IsAuthenticated { get; init; }

    /// <summary>The signed entity; unsigned: the bytes of the MIC.</summary>
    public required PayloadId Entity { get; init; }

    /// <summary>In order, at least one.</summary>
    public required IReadOnlyList<StoredDocument> Documents { get; init; }

    /// <summary>The content's bytes where they are small: written in the same transaction. Larger objects are committed before.</summary>
    public IReadOnlyList<SmallPayload> SmallPayloads { get; init; } = [];

    /// <summary>Names of the consumers that get a handoff row.</summary>
    public IReadOnlyList<string> Consumers { get; init; } = [];

    /// <summary>What a repeat is answered from now on.</summary>
    public required StoredAnswer Answer { get; init; }

    /// <summary>The receipt a repeat gets on its own; null for none. Nothing is due before one comes.</summary>
    public StoredReceipt? AsynchronousReceipt { get; init; }

    /// <summary>Why that receipt must not be posted; null when it may.</summary>
    public string? ReceiptForbidden { get; init; }
}

/// <summary>How taking a refused message in ended.</summary>
public abstract record ReopenOutcome
{
    private ReopenOutcome()
    {
    }

    /// <summary>It is accepted now.</summary>
    public sealed record Stored : ReopenOutcome;

    /// <summary>It is not refused any more, is gone, or other bytes came than were opened. Nothing was written.</summary>
    public sealed record NotRefused : ReopenOutcome;

    /// <summary>Another exchange has its key by now; null when only the key is left of it. Nothing was written.</summary>
    public sealed record KeyOwned(ExchangeId? Owner) : ReopenOutcome;

    /// <summary>Done before under the same idempotency key: the stored response.</summary>
    public sealed record Before(string Response) : ReopenOutcome;

    /// <summary>The idempotency key was used for another request.</summary>
    public sealed record Conflict : ReopenOutcome;
}

/// <summary>What people and consumers do, each with an idempotency key that is written in the same transaction.</summary>
/// <threadsafety>Safe for concurrent calls; each call is one transaction, durable when it returns.</threadsafety>
public interface IActionJournal
{
    /// <summary>Carries an action out. What is not done keeps no key: the same request may be tried again.</summary>
    ValueTask<IdempotencyOutcome> ActAsync(OperatorAction action, IdempotencyKey? key, CancellationToken ct);

    /// <summary>What was done under a key in the last 7 days; null when nothing was.</summary>
    ValueTask<IdempotencyOutcome?> RecallAsync(IdempotencyKey key, DateTimeOffset at, CancellationToken ct);

    /// <summary>Takes a refused message in: it gets its key, documents and handoffs, and keeps the answer already given.</summary>
    ValueTask<ReopenOutcome> ReopenAsync(ReopenedMessage message, IdempotencyKey? key, CancellationToken ct);

    /// <summary>Writes into the timeline why a message that was opened again stays refused.</summary>
    ValueTask StillRefusedAsync(ExchangeId id, string by, string cause, DateTimeOffset at, CancellationToken ct);
}
