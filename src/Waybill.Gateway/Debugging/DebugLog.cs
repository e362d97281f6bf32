namespace Waybill.Gateway;

/// <summary>What goes over a connection, written down for a limited time with its secrets masked. Off unless a person switched it on.</summary>
/// <remarks>It is looked at every few seconds which logs are on, so a switch takes some seconds in other processes. That a log cannot be written stops nothing.</remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class DebugLog
{
    /// <summary>Longest time a log is on.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>How long it is on when nobody says.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly IDebugJournal _journal;
    private readonly TimeProvider _time;
    private Switches _switches = new(DateTimeOffset.MinValue, []);
    private int _isLooking;

    /// <param name="journal">Where switches and entries are.</param>
    /// <param name="time">The clock.</param>
    public DebugLog(IDebugJournal journal, TimeProvider time) => (_journal, _time) = (journal, time);

    /// <summary>Switches a log on.</summary>
    /// <param name="connection">Name.</param>
    /// <param name="duration">At most <see cref="Longest"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Until when it is on.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No time, or more than the longest.</exception>
    public async ValueTask<DateTimeOffset> StartAsync(string connection, TimeSpan duration, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(duration, Longest);
        var until = _time.GetUtcNow() + duration;
        await _journal.SwitchAsync(connection, until, ct);
        await LookAsync(ct);
        return until;
    }

    /// <summary>Switches a log off; what it holds stays for its day.</summary>
    public async ValueTask StopAsync(string connection, CancellationToken ct)
    {
        await _journal.SwitchAsync(connection, null, ct);
        await LookAsync(ct);
    }

    /// <summary>Until when a log is on; null: it is off.</summary>
    public async ValueTask<DateTimeOffset?> UntilAsync(string connection, CancellationToken ct)
        => (await _journal.SwitchedAsync(_time.GetUtcNow(), ct)).Where(s => string.Equals(s.Key, connection, StringComparison.Ordinal)).Select(static s => (DateTimeOffset?)s.Value).FirstOrDefault();

    /// <summary>Entries, newest first.</summary>
    public ValueTask<IReadOnlyList<DebugEntry>> ReadAsync(string connection, long? before, int limit, CancellationToken ct) => _journal.ReadAsync(connection, before, limit, ct);

    /// <summary>Forgets what a log holds.</summary>
    public ValueTask ClearAsync(string connection, CancellationToken ct) => _journal.ClearAsync(connection, ct);

    /// <summary>A call to write down; null when the log of the connection is off.</summary>
    internal async ValueTask<DebugCall?> BeginAsync(string connection, DebugMask mask, string? exchange, CancellationToken ct)
    {
        var now = _time.GetUtcNow();
        if ((now - _switches.At >= Look || now < _switches.At) && Interlocked.Exchange(ref _isLooking, 1) is 0)
        {
            try
            {
                await LookAsync(ct);
            }
            catch (JournalException)
            {
                // Seen by readiness; the next call looks again.
            }
            finally
            {
                Volatile.Write(ref _isLooking, 0);
            }
        }

        return _switches.Until.TryGetValue(connection, out var until) && until > now ? new(this, connection, mask, exchange) : null;
    }

    internal async ValueTask WriteAsync(DebugCall call, IReadOnlyList<(DebugKind Kind, string Text)> entries, CancellationToken ct)
    {
        try
        {
            var at = _time.GetUtcNow();
            await _journal.AddAsync([.. entries.Select(e => new DebugEntry(0, call.Connection, at, call.Id, e.Kind, call.Exchange, call.Mask.Apply(e.Text)))], ct);
        }
        catch (JournalException)
        {
            // A log that cannot be written is no reason to stop what it is about.
        }
    }

    private async ValueTask LookAsync(CancellationToken ct)
    {
        var now = _time.GetUtcNow();
        _switches = new(now, (await _journal.SwitchedAsync(now, ct)).ToDictionary(StringComparer.Ordinal));
    }

    private sealed record Switches(DateTimeOffset At, Dictionary<string, DateTimeOffset> Until);
}

/// <summary>One request and its answer, on their way into a log.</summary>
internal sealed class DebugCall(DebugLog log, string connection, DebugMask mask, string? exchange)
{
    internal string Connection => connection;

    internal string Id { get; } = Guid.NewGuid().ToString("N");

    internal string? Exchange => exchange;

    internal DebugMask Mask => mask;

    internal ValueTask WriteAsync(CancellationToken ct, params IReadOnlyList<(DebugKind Kind, string Text)> entries) => log.WriteAsync(this, entries, ct);
}
