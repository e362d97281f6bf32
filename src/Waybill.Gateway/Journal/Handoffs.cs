namespace Waybill.Gateway;

/// <summary>A document to be handed to one consumer.</summary>
/// <param name="Exchange">The accepted message.</param>
/// <param name="Consumer">Its name.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Connection">Name of the connection.</param>
/// <param name="From">AS2-From.</param>
/// <param name="To">AS2-To.</param>
/// <param name="MessageId">As received.</param>
/// <param name="ReceivedAt">When.</param>
/// <param name="IsReplay">Handed on again by a person.</param>
/// <param name="Documents">What.</param>
public sealed record HandoffWork(
    ExchangeId Exchange, string Consumer, int Attempt, string? Connection, string From, string To, string? MessageId, DateTimeOffset ReceivedAt, bool IsReplay,
    IReadOnlyList<StoredDocument> Documents)
{
    /// <summary>The journal's number of the row: a message and its replays have one each.</summary>
    public long Row { get; init; }
}

/// <summary>Rows that consumers take: folder, API pull, flows.</summary>
/// <threadsafety>Safe for concurrent calls; each call is one transaction.</threadsafety>
public interface IHandoffJournal
{
    /// <summary>Claims what is due for a consumer until <paramref name="until"/>, oldest first.</summary>
    ValueTask<IReadOnlyList<HandoffWork>> ClaimAsync(string consumer, int max, DateTimeOffset now, DateTimeOffset until, CancellationToken ct);

    /// <summary>Goes on with it until <paramref name="until"/>; false when the claim was lost.</summary>
    ValueTask<bool> ExtendAsync(HandoffWork work, DateTimeOffset now, DateTimeOffset until, CancellationToken ct);

    /// <summary>It is done; false when the claim was lost.</summary>
    ValueTask<bool> DoneAsync(HandoffWork work, DateTimeOffset at, CancellationToken ct);

    /// <summary>It failed; due again, with the reason.</summary>
    ValueTask<bool> FailedAsync(HandoffWork work, DateTimeOffset dueAt, string reason, CancellationToken ct);

    /// <summary>Hands an accepted message on again, marked as a replay.</summary>
    ValueTask<int> ReplayAsync(ExchangeId id, IReadOnlyList<string> consumers, string by, DateTimeOffset at, CancellationToken ct);
}

/// <summary>An asynchronous receipt to be posted.</summary>
/// <param name="Exchange">The message it is about.</param>
/// <param name="Connection">Name of the connection.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Receipt">Address and bytes.</param>
/// <param name="GiveUpAt">When it is given up.</param>
public sealed record ReceiptWork(ExchangeId Exchange, string? Connection, int Attempt, StoredReceipt Receipt, DateTimeOffset GiveUpAt);

/// <summary>Asynchronous receipts that are due, with retries of their own.</summary>
public interface IReceiptJournal
{
    /// <summary>Claims what is due, oldest first; the bytes were committed with the message.</summary>
    ValueTask<IReadOnlyList<ReceiptWork>> ClaimAsync(OwnerLease lease, int max, DateTimeOffset now, CancellationToken ct);

    /// <summary>Commits how the attempt ended: sent, due again at <paramref name="dueAt"/>, or given up when it is null.</summary>
    ValueTask<bool> CompleteAsync(OwnerLease lease, ReceiptWork work, bool isSent, int? httpStatus, string sentence, DateTimeOffset at, DateTimeOffset? dueAt, CancellationToken ct);
}
