namespace Waybill.Gateway;

/// <summary>The durable record of every exchange, attempt and state, and of what is due next: the queue is these rows.</summary>
/// <remarks>One per database. What a method wrote survives a power cut when it returned.</remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public interface IJournal : IInboundJournal, IOutboundJournal, IExchangeQueries, ITrafficQueries, IAlertJournal, IAsyncDisposable
{
    /// <summary>Handoffs to consumers.</summary>
    IHandoffJournal Handoffs { get; }

    /// <summary>Asynchronous receipts.</summary>
    IReceiptJournal Receipts { get; }

    /// <summary>Messages stored before they were opened.</summary>
    IUnopenedJournal Unopened { get; }

    /// <summary>Small objects written with the rows that name them.</summary>
    ISmallPayloads SmallPayloads { get; }

    /// <summary>What people and consumers do.</summary>
    IActionJournal Actions { get; }

    /// <summary>Who may come in.</summary>
    IDoorJournal Doors { get; }

    /// <summary>People and their sessions.</summary>
    IAccountJournal Accounts { get; }

    /// <summary>Links that show a partner's packet.</summary>
    IShareJournal Shares { get; }

    /// <summary>What leaves the house about alerts.</summary>
    INoticeJournal Notices { get; }

    /// <summary>Tokens that partners gave.</summary>
    ITokenJournal Tokens { get; }

    /// <summary>Debug logs of connections.</summary>
    IDebugJournal Debugging { get; }

    /// <summary>Removal of what is older than it is kept.</summary>
    IRetentionJournal Retention { get; }

    /// <summary>Owner rows.</summary>
    IOwnerStore Owners { get; }

    /// <summary>Resources, secrets and the audit.</summary>
    IConfigurationJournal Configuration { get; }

    /// <summary>Whether no other process can use the same database: SQLite under its file lock.</summary>
    bool IsAlone { get; }

    /// <summary>Where the ring of secrets is kept when several processes may share the database; null: in files beside the data.</summary>
    IRingStore? Ring { get; }

    /// <summary>Calls <paramref name="hint"/> with the scope after a commit that made something due, also for what other processes wrote where the database can tell. A hint, never a promise.
    /// The scope is a connection's name (sends, receipts), <c>handoff:</c> and a consumer's name, <see cref="IUnopenedJournal.Scope"/>, or
    /// <see cref="IConfigurationJournal.Scope"/>.</summary>
    /// <returns>Ends the calls when it is disposed.</returns>
    IDisposable OnDue(Action<string> hint);

    /// <summary>Calls <paramref name="changed"/> after each commit for what looks different since, also for what other processes tell by <see cref="TellAsync"/>.
    /// It is called where the commit was made and must return at once.</summary>
    /// <returns>Ends the calls when it is disposed.</returns>
    IDisposable OnChanged(Action<JournalChange> changed);

    /// <summary>Tells the other processes what changed here; where there are none, nothing happens.</summary>
    /// <param name="topic">One of <see cref="ChangeTopics"/>.</param>
    /// <param name="ids">Which ones; none: more than can be told.</param>
    /// <param name="ct">Cancels.</param>
    ValueTask TellAsync(string topic, IReadOnlyCollection<string> ids, CancellationToken ct);

    /// <summary>Null when a row could be written now and the clock agrees with the database within 30 s; else what stands in the way.</summary>
    ValueTask<string?> ProblemAsync(CancellationToken ct);
}
