using System.Threading.Channels;

namespace Waybill.Compliance;

/// <summary>A process that wants scopes of a store, and that can be struck dead: then no call of it reaches the store any more.</summary>
internal sealed class OwnerNode : IAsyncDisposable
{
    private readonly Channel<Ownership> _owned = Channel.CreateUnbounded<Ownership>();
    private readonly CancellationTokenSource _end = new();
    private readonly Cut _store;
    private readonly LocalOwners _owners;
    private readonly Task _watching;
    private int _isDisposed;

    internal OwnerNode(IOwnerStore store, bool isAlone, OwnerTimes times, params string[] scopes)
    {
        _store = new(store);
        _owners = new(_store, isAlone, TimeProvider.System, times);
        _owners.Want(scopes);
        _watching = WatchAsync();
    }

    /// <summary>Calls that extended its leases so far.</summary>
    internal int Renewals => _store.Renewals;

    internal bool HasMore => _owned.Reader.Count > 0;

    internal void Want(params string[] scopes) => _owners.Want(scopes);

    internal void Die() => _store.IsCut = true;

    /// <summary>The next scope that is taken.</summary>
    internal async Task<Ownership> NextAsync() => await _owned.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Ends as a process does that is told to.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) is 0)
        {
            await _end.CancelAsync();
            await _watching;
            _owners.Dispose();
            _end.Dispose();
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var owned in _owners.Watch(_end.Token))
            {
                _owned.Writer.TryWrite(owned);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to end.
        }
    }

    private sealed class Cut(IOwnerStore store) : IOwnerStore
    {
        private int _renewals;

        internal volatile bool IsCut;

        internal int Renewals => Volatile.Read(ref _renewals);

        public async ValueTask<IReadOnlyList<OwnerLease>> TakeAllAsync(IReadOnlyCollection<string> scopes, string node, TimeSpan lease, bool isAlone, CancellationToken ct)
        {
            await MeetAsync(ct);
            return await store.TakeAllAsync(scopes, node, lease, isAlone, ct);
        }

        public async ValueTask<IReadOnlyCollection<OwnerLease>> RenewAllAsync(IReadOnlyCollection<OwnerLease> leases, TimeSpan duration, CancellationToken ct)
        {
            await MeetAsync(ct);
            var kept = await store.RenewAllAsync(leases, duration, ct);
            Interlocked.Increment(ref _renewals);
            return kept;
        }

        public async ValueTask ReleaseAllAsync(IReadOnlyCollection<OwnerLease> leases, CancellationToken ct)
        {
            await MeetAsync(ct);
            await store.ReleaseAllAsync(leases, ct);
        }

        private async ValueTask MeetAsync(CancellationToken ct)
        {
            if (IsCut)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            }
        }
    }
}
