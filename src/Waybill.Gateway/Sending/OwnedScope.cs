namespace Waybill.Gateway;

/// <summary>A scope that is ours, with a pump while its connection has something to send and a little longer. Ten thousand that are silent cost no more than their names.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class OwnedScope
{
    private readonly Ownership _owned;
    private readonly SendingParts _parts;
    private readonly CancellationToken _stop;
    private readonly CancellationToken _abort;
    private readonly Lock _gate = new();
    private ConnectionPump? _pump;
    private Task _running = Task.CompletedTask;
    private bool _isWoken;

    /// <param name="owned">What is ours.</param>
    /// <param name="parts">What its pump works with.</param>
    /// <param name="stop">Nothing more is taken.</param>
    /// <param name="abort">What is on the wire is cut.</param>
    internal OwnedScope(Ownership owned, SendingParts parts, CancellationToken stop, CancellationToken abort)
    {
        (_owned, _parts, _stop, _abort) = (owned, parts, stop, abort);
        owned.Inbox.Heard = Hear;
    }

    internal OwnerLease Lease => _owned.Lease;

    /// <summary>Whether what an earlier owner left claimed was put back: once for a lease, for nobody can claim by an older one any more.</summary>
    internal bool IsRecovered { get; set; }

    /// <summary>Whether there is a pump.</summary>
    internal bool IsPumped
    {
        get
        {
            lock (_gate)
            {
                return _pump is not null;
            }
        }
    }

    /// <summary>What runs now; completed while nothing does.</summary>
    internal Task Running
    {
        get
        {
            lock (_gate)
            {
                return _running;
            }
        }
    }

    /// <summary>Something is due, or may be.</summary>
    internal void Wake()
    {
        lock (_gate)
        {
            _isWoken = true;
            if (_pump is not null)
            {
                _pump.Wake();
            }
            else if (!_stop.IsCancellationRequested && !_owned.Lost.IsCancellationRequested)
            {
                var pump = _pump = new ConnectionPump(this, _parts);
                _running = Task.Run(() => RunAsync(pump), CancellationToken.None);
            }
        }
    }

    /// <summary>The pump looks now: what wakes it from here on is for its next look.</summary>
    internal void BeginTurn()
    {
        lock (_gate)
        {
            _isWoken = false;
        }
    }

    /// <summary>The pump has nothing to do. True: it ends, and the next wake starts another.</summary>
    internal bool MayEnd()
    {
        lock (_gate)
        {
            if (!_isWoken)
            {
                _pump = null;
            }

            return !_isWoken;
        }
    }

    private void Hear()
    {
        var cancelled = _owned.Inbox.TakeCancelled();
        lock (_gate)
        {
            foreach (var id in cancelled)
            {
                _pump?.Abort(id);
            }
        }

        Wake();
    }

    private async Task RunAsync(ConnectionPump pump)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(_owned.Lost, _abort);
        await pump.RunAsync(_stop, lost.Token);
    }
}
