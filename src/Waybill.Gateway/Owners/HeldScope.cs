namespace Waybill.Gateway;

/// <summary>A lease we hold, with the moment at which it counts as lost.</summary>
internal sealed class HeldScope : IDisposable
{
    private readonly CancellationTokenSource _lost;
    private readonly TimeProvider _time;

    /// <param name="lease">What the store gave.</param>
    /// <param name="asked">When it was asked for, by the monotonic clock: the store's lease cannot have begun before.</param>
    /// <param name="lasts">From then until it counts as lost; null: for good.</param>
    /// <param name="time">The clock.</param>
    internal HeldScope(OwnerLease lease, long asked, TimeSpan? lasts, TimeProvider time)
    {
        _time = time;
        _lost = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        Lease = lease;
        Ownership = new(lease, Inbox, _lost.Token);
        Extend(asked, lasts);
    }

    internal OwnerLease Lease { get; }

    internal OwnerInbox Inbox { get; } = new();

    internal Ownership Ownership { get; }

    internal bool IsLost => _lost.IsCancellationRequested;

    /// <summary>Moves the moment. Too late, when it has come.</summary>
    internal void Extend(long asked, TimeSpan? lasts)
    {
        if (lasts is { } span)
        {
            var left = span - _time.GetElapsedTime(asked);
            _lost.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    internal async ValueTask LoseAsync() => await _lost.CancelAsync();

    public void Dispose() => _lost.Dispose();
}
