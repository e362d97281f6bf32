namespace Waybill.Gateway;

/// <summary>A message to be opened: as it came, and nothing judged.</summary>
/// <param name="Id">The exchange.</param>
/// <param name="Attempt">Which try, from 1.</param>
/// <param name="Connection">Name of the connection it came for.</param>
/// <param name="From">AS2-From, without quotes.</param>
/// <param name="To">AS2-To, without quotes.</param>
/// <param name="Headers">Every header line as received.</param>
/// <param name="Wire">Its body.</param>
/// <param name="WireBytes">Length of it.</param>
/// <param name="WireSha256">Its digest.</param>
/// <param name="ReceivedAt">When its last byte had come.</param>
/// <param name="RemoteAddress">Who sent it, as far as the connection showed.</param>
public sealed record UnopenedWork(
    ExchangeId Id, int Attempt, string? Connection, string From, string To, IReadOnlyList<KeyValuePair<string, string>> Headers, PayloadId Wire, long WireBytes, ReadOnlyMemory<byte> WireSha256,
    DateTimeOffset ReceivedAt, string? RemoteAddress);

/// <summary>Messages that were stored before they were opened.</summary>
/// <threadsafety>Safe for concurrent calls; each call is one transaction.</threadsafety>
public interface IUnopenedJournal
{
    /// <summary>What listeners of <see cref="IJournal.OnDue"/> are told when one waits.</summary>
    const string Scope = "unopened";

    /// <summary>Claims one until <paramref name="until"/>, the oldest first; null when none waits.</summary>
    ValueTask<UnopenedWork?> ClaimAsync(DateTimeOffset now, DateTimeOffset until, CancellationToken ct);

    /// <summary>Goes on with it until <paramref name="until"/>; false when the claim was lost.</summary>
    ValueTask<bool> ExtendAsync(UnopenedWork work, DateTimeOffset now, DateTimeOffset until, CancellationToken ct);

    /// <summary>It could not be opened by a fault of ours: waits until <paramref name="dueAt"/>. False when the claim was lost.</summary>
    ValueTask<bool> FailedAsync(UnopenedWork work, DateTimeOffset dueAt, string reason, CancellationToken ct);

    /// <summary>Makes all of them due: for a process that is alone with its database and has just begun.</summary>
    /// <returns>How many wait.</returns>
    ValueTask<int> ReleaseAsync(DateTimeOffset now, CancellationToken ct);
}
