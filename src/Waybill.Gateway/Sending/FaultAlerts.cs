using System.Collections.Concurrent;

namespace Waybill.Gateway;

/// <summary>Alerts about faults of ours, resolved by the first success after them. A success costs a write only when there may be something to resolve.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class FaultAlerts(IJournal journal, string kind, TimeProvider time)
{
    /// <summary>Whether an alert may be open: true until this process resolved it once, since an earlier one may have left it.</summary>
    private readonly ConcurrentDictionary<string, bool> _mayBeOpen = new(StringComparer.Ordinal);

    internal async ValueTask RaiseAsync(string subject, string text, CancellationToken ct)
    {
        _mayBeOpen[subject] = true;
        try
        {
            await journal.RaiseAsync(kind, subject, AlertSeverity.Critical, text, time.GetUtcNow(), ct);
        }
        catch (JournalException)
        {
            // The journal's own fault is seen by readiness.
        }
    }

    internal async ValueTask ResolveAsync(string subject, CancellationToken ct)
    {
        if (!_mayBeOpen.GetOrAdd(subject, true))
        {
            return;
        }

        try
        {
            await journal.ResolveAsync(kind, subject, time.GetUtcNow(), ct);
            _mayBeOpen[subject] = false;
        }
        catch (JournalException)
        {
            // The next success tries again.
        }
    }
}
