namespace Waybill.Gateway.Tests;

/// <summary>Owner rows in memory, with the rules a database keeps under its lock and a clock of its own.</summary>
internal sealed class FakeOwnerStore(TimeProvider time) : IOwnerStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Node, long Epoch, DateTimeOffset Until)> _rows = [];

    /// <summary>What every call runs into; null: nothing.</summary>
    internal Exception? Fault { get; set; }

    /// <summary>Calls never end while it is set.</summary>
    internal bool Hangs { get; set; }

    internal int Renewals { get; private set; }

    public async ValueTask<IReadOnlyList<OwnerLease>> TakeAllAsync(IReadOnlyCollection<string> scopes, string node, TimeSpan lease, bool isAlone, CancellationToken ct)
    {
        await MeetAsync(ct);
        var taken = new List<OwnerLease>();
        lock (_gate)
        {
            var now = time.GetUtcNow();
            foreach (var scope in scopes)
            {
                var isKnown = _rows.TryGetValue(scope, out var row);
                if (!isKnown || isAlone || row.Until <= now || string.Equals(row.Node, node, StringComparison.Ordinal))
                {
                    _rows[scope] = (node, row.Epoch + 1, now + lease);
                    taken.Add(new(scope, node, row.Epoch + 1));
                }
            }
        }

        return taken;
    }

    public async ValueTask<IReadOnlyCollection<OwnerLease>> RenewAllAsync(IReadOnlyCollection<OwnerLease> leases, TimeSpan duration, CancellationToken ct)
    {
        await MeetAsync(ct);
        lock (_gate)
        {
            Renewals++;
            var kept = leases.Where(Holds).ToList();
            foreach (var lease in kept)
            {
                _rows[lease.Scope] = (lease.Node, lease.Epoch, time.GetUtcNow() + duration);
            }

            return kept;
        }
    }

    public async ValueTask ReleaseAllAsync(IReadOnlyCollection<OwnerLease> leases, CancellationToken ct)
    {
        await MeetAsync(ct);
        lock (_gate)
        {
            foreach (var lease in leases.Where(l => _rows.TryGetValue(l.Scope, out var row) && row.Epoch == l.Epoch))
            {
                _rows[lease.Scope] = _rows[lease.Scope] with { Until = DateTimeOffset.MinValue };
            }
        }
    }

    /// <summary>What a claim checks.</summary>
    internal bool Holds(OwnerLease lease)
    {
        lock (_gate)
        {
            return _rows.TryGetValue(lease.Scope, out var row) && row.Epoch == lease.Epoch && string.Equals(row.Node, lease.Node, StringComparison.Ordinal) && row.Until > time.GetUtcNow();
        }
    }

    /// <summary>Another process takes it, as after a pause of ours that nobody noticed.</summary>
    internal void Steal(string scope)
    {
        lock (_gate)
        {
            _rows[scope] = ("thief", _rows[scope].Epoch + 1, time.GetUtcNow().AddDays(1));
        }
    }

    private async ValueTask MeetAsync(CancellationToken ct)
    {
        if (Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        }

        if (Fault is not null)
        {
            throw Fault;
        }
    }
}
