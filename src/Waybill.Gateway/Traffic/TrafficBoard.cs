namespace Waybill.Gateway;

/// <summary>What is known of an hour.</summary>
/// <param name="At">Its beginning.</param>
/// <param name="Hour">The counts; null when it was not read yet.</param>
public sealed record TrafficSlot(DateTimeOffset At, TrafficHour? Hour);

/// <summary>The traffic of the last hours, kept in memory: what was long ago changes seldom and is read seldom. Nothing is written for it when a message comes or goes.</summary>
/// <threadsafety>Safe for concurrent calls; hours are read by one of them at a time.</threadsafety>
public sealed class TrafficBoard : IDisposable
{
    /// <summary>Most hours it looks back.</summary>
    public const int MostHours = 7 * 24;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ITrafficQueries _queries;
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<DateTimeOffset, (TrafficHour Hour, DateTimeOffset ReadAt)> _known = [];

    /// <param name="queries">The journal.</param>
    /// <param name="time">The clock.</param>
    /// <param name="patience">How long one call reads hours that are not known or no longer fresh; the rest is left for the next call.</param>
    public TrafficBoard(ITrafficQueries queries, TimeProvider time, TimeSpan patience) => (_queries, _time, _patience) = (queries, time, patience);

    /// <summary>The last hours, the running one included, oldest first; the newest are read first. Hours without <see cref="TrafficSlot.Hour"/> are there with a later call.</summary>
    /// <param name="hours">How many, 1 to <see cref="MostHours"/>.</param>
    /// <param name="ct">Cancels.</param>
    public async ValueTask<IReadOnlyList<TrafficSlot>> ReadAsync(int hours, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hours, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hours, MostHours);
        await _turn.WaitAsync(ct);
        try
        {
            var began = _time.GetTimestamp();
            var now = _time.GetUtcNow();
            var running = new DateTimeOffset(now.Ticks - (now.Ticks % Hour.Ticks), TimeSpan.Zero);
            foreach (var old in _known.Keys.Where(at => at <= running - (Hour * MostHours)).ToList())
            {
                _known.Remove(old);
            }

            for (var i = 0; i < hours && (i is 0 || _time.GetElapsedTime(began) < _patience); i++)
            {
                var at = running - (Hour * i);
                if (!_known.TryGetValue(at, out var known) || now - known.ReadAt >= Fresh(now - at))
                {
                    _known[at] = (await _queries.TrafficAsync(at, ct), now);
                }
            }

            return [.. Enumerable.Range(0, hours).Select(i => running - (Hour * (hours - 1 - i))).Select(at => new TrafficSlot(at, _known.GetValueOrDefault(at).Hour))];
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static TimeSpan Fresh(TimeSpan age)
        => age < TimeSpan.FromHours(2) ? TimeSpan.FromSeconds(3) : age < TimeSpan.FromHours(24) ? TimeSpan.FromMinutes(1) : TimeSpan.FromMinutes(15);
}
