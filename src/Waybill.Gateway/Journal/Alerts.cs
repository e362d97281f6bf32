namespace Waybill.Gateway;

/// <summary>How much an alert matters.</summary>
public enum AlertSeverity
{
    /// <summary>Good to know.</summary>
    Info = 0,

    /// <summary>Will hurt if nobody looks.</summary>
    Warning = 1,

    /// <summary>Hurts now.</summary>
    Critical = 2,
}

/// <summary>One alert; of a kind and a subject at most one is open.</summary>
/// <param name="Kind">A fixed word: receipt-overdue, connection-paused, duplicate-document …</param>
/// <param name="Subject">What it is about: an exchange, a connection, the store.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Text">One sentence.</param>
/// <param name="RaisedAt">First time.</param>
/// <param name="Count">How often since.</param>
/// <param name="ResolvedAt">When it went away; null while it is open.</param>
public sealed record AlertRow(string Kind, string Subject, AlertSeverity Severity, string Text, DateTimeOffset RaisedAt, int Count, DateTimeOffset? ResolvedAt);

/// <summary>Alerts that are not raised in the transaction of their cause: faults of ours.</summary>
public interface IAlertJournal
{
    /// <summary>Raises, or counts one more.</summary>
    ValueTask RaiseAsync(string kind, string subject, AlertSeverity severity, string text, DateTimeOffset at, CancellationToken ct);

    /// <summary>Resolves; nothing when none is open.</summary>
    ValueTask ResolveAsync(string kind, string subject, DateTimeOffset at, CancellationToken ct);

    /// <summary>Open ones, worst first.</summary>
    ValueTask<IReadOnlyList<AlertRow>> OpenAsync(int max, CancellationToken ct);

    /// <summary>All open ones of a kind.</summary>
    ValueTask<IReadOnlyList<AlertRow>> OpenAsync(string kind, CancellationToken ct);
}
