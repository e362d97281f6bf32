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

    public async ValueTask<OwnerLease?> TakeAsync(string scope, string node, TimeSpan lease, bool isAlone, CancellationToken ct)
    {
        await MeetAsync(ct);
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_rows.TryGetValue(scope, out var row) && !isAlone && row.Until > now && !string.Equals(row.Node, node, StringComparison.Ordinal))
            {
                return null;
            }

            _rows[scope] = (node, row.Epoch + 1, now + lease);
            return new(scope, node, row.Epoch + 1);
        }
    }

    public async ValueTask<bool> RenewAsync(OwnerLease lease, TimeSpan duration, CancellationToken ct)
    {
        await MeetAsync(ct);
        lock (_gate)
        {
            Renewals++;
            var mine = Holds(lease);
            if (mine)
            {
                _rows[lease.Scope] = (lease.Node, lease.Epoch, time.GetUtcNow() + duration);
            }

            return mine;
        }
    }

    public async ValueTask ReleaseAsync(OwnerLease lease, CancellationToken ct)
    {
        await MeetAsync(ct);
        lock (_gate)
        {
            if (_rows.TryGetValue(lease.Scope, out var row) && row.Epoch == lease.Epoch)
            {
                _rows[lease.Scope] = row with { Until = DateTimeOffset.MinValue };
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
