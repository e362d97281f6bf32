namespace Waybill.Gateway;

/// <summary>Looks each hour, and when the book was replaced, whether a certificate comes to its end: alerts at 60, 30, 14, 7 and 1 days, which go away by themselves when it is replaced.</summary>
/// <threadsafety><see cref="RunAsync"/> once.</threadsafety>
public sealed class ExpiryWatch(IConnections connections, IAlertJournal alerts, TimeProvider time)
{
    /// <summary>The alerts' kind.</summary>
    public const string Kind = "certificate-expires";

    private static readonly TimeSpan Look = TimeSpan.FromHours(1);

    private readonly Wakeup _wakeup = new();

    /// <summary>Looks until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var hearing = connections.OnReplaced(_wakeup.Wake);
        try
        {
            while (true)
            {
                try
                {
                    await LookAsync(stop);
                }
                catch (JournalException)
                {
                    // The next look says the same.
                }

                await _wakeup.WaitAsync(Look, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end.
        }
    }

    /// <summary>Looks once.</summary>
    internal async ValueTask LookAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        IReadOnlyList<ExpiryNotice> notices;
        using (var lease = connections.Take())
        {
            notices = ExpiryNotice.Of(lease.Book, now);
        }

        var open = (await alerts.OpenAsync(Kind, ct)).ToDictionary(static a => a.Subject, StringComparer.Ordinal);
        foreach (var notice in notices)
        {
            // Said once for each threshold, not each hour.
            if (!open.Remove(notice.Subject, out var said) || said.Severity != notice.Severity || !string.Equals(said.Text, notice.Text, StringComparison.Ordinal))
            {
                await alerts.RaiseAsync(Kind, notice.Subject, notice.Severity, notice.Text, now, ct);
            }
        }

        foreach (var subject in open.Keys)
        {
            await alerts.ResolveAsync(Kind, subject, now, ct);
        }
    }
}
