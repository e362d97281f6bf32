namespace Waybill.Gateway;

/// <summary>What a line of a debug log shows.</summary>
public enum DebugKind
{
    /// <summary>What we asked the partner's server.</summary>
    RequestOut = 0,

    /// <summary>What it answered, or why it did not.</summary>
    AnswerOut = 1,

    /// <summary>What came in.</summary>
    RequestIn = 2,

    /// <summary>What we answered.</summary>
    AnswerIn = 3,
}

/// <summary>One entry of a connection's debug log. No secret stands in it.</summary>
/// <param name="Number">The journal's number of it, in order; 0 before it is kept.</param>
/// <param name="Connection">Name.</param>
/// <param name="At">When.</param>
/// <param name="Call">Pairs a request with its answer.</param>
/// <param name="Kind">What it shows.</param>
/// <param name="Exchange">Our id of the message; null when there is none.</param>
/// <param name="Text">Header lines and, where it is short text, the body; else its length.</param>
public sealed record DebugEntry(long Number, string Connection, DateTimeOffset At, string Call, DebugKind Kind, string? Exchange, string Text);

/// <summary>Debug logs of connections: switched on until a moment, kept for a day.</summary>
/// <threadsafety>Safe for concurrent calls; each call is one transaction.</threadsafety>
public interface IDebugJournal
{
    /// <summary>Most entries that are kept of a connection; the oldest go first.</summary>
    const int MostEntries = 2000;

    /// <summary>How long an entry is kept.</summary>
    static TimeSpan Kept => TimeSpan.FromHours(24);

    /// <summary>Switches a log on until a moment; null switches it off.</summary>
    ValueTask SwitchAsync(string connection, DateTimeOffset? until, CancellationToken ct);

    /// <summary>The connections whose log is on, and until when.</summary>
    ValueTask<IReadOnlyList<KeyValuePair<string, DateTimeOffset>>> SwitchedAsync(DateTimeOffset now, CancellationToken ct);

    /// <summary>Keeps entries of one connection.</summary>
    ValueTask AddAsync(IReadOnlyList<DebugEntry> entries, CancellationToken ct);

    /// <summary>Entries of a connection, newest first, with numbers below <paramref name="before"/>; null: from the newest.</summary>
    ValueTask<IReadOnlyList<DebugEntry>> ReadAsync(string connection, long? before, int limit, CancellationToken ct);

    /// <summary>Forgets the entries of a connection.</summary>
    ValueTask ClearAsync(string connection, CancellationToken ct);
}
