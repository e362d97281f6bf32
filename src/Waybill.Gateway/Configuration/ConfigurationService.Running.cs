namespace Waybill.Gateway;

public sealed partial class ConfigurationService
{
    private const string InvalidKind = "configuration-invalid";

    /// <summary>The poll behind the hints: they may be lost.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <summary>Takes over what other processes change, and makes the book anew when a certificate begins or ends, until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var wakeup = new Wakeup();
        using var hearing = _journal.OnDue(scope =>
        {
            if (scope is IConfigurationJournal.Scope)
            {
                wakeup.Wake();
            }
        });
        try
        {
            while (true)
            {
                await wakeup.WaitAsync(Rest(), _time, stop);
                try
                {
                    await LookAsync(stop);
                }
                catch (JournalException)
                {
                    // Readiness says what is wrong; the next poll reads it.
                    await Task.Delay(Poll, _time, stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end.
        }
    }

    /// <summary>Reads what others changed, and makes the book of this moment where it is another.</summary>
    internal async ValueTask LookAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            var version = (await CurrentAsync(ct)).Catalog.Version;
            if (NextChange() is { } next && next <= _time.GetUtcNow())
            {
                var (book, findings) = Build(_state);
                Publish(_state with { Findings = findings }, book);
                await AlertAsync(findings, ct);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private TimeSpan Rest()
    {
        var now = _time.GetUtcNow();
        return NextChange() is { } next && next - now < Poll ? next > now ? next - now : TimeSpan.Zero : Poll;
    }

    private DateTimeOffset? NextChange()
    {
        using var lease = Connections.Take();
        return lease.Book.NextChange;
    }

    /// <summary>A resource that is wrong does not keep the others from working; somebody has to see it all the same.</summary>
    private async ValueTask AlertAsync(IReadOnlyList<Finding> findings, CancellationToken ct)
    {
        var wrong = findings.Where(f => f.Severity is FindingSeverity.Error && !IsOfFiles(f, _state.Files)).ToArray();
        var now = _time.GetUtcNow();
        if (wrong is [])
        {
            await _journal.ResolveAsync(InvalidKind, IConfigurationJournal.Scope, now, ct);
        }
        else
        {
            await _journal.RaiseAsync(
                InvalidKind, IConfigurationJournal.Scope, AlertSeverity.Critical,
                $"What is wrong in the configuration is left out: {wrong[0]}{(wrong.Length > 1 ? $" And {wrong.Length - 1} more." : "")}", now, ct);
        }
    }
}
