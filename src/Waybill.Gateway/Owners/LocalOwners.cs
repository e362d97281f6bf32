using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Waybill.Gateway;

/// <summary>Owners without a cluster: this process asks the store for every scope there is. On SQLite it is alone and has them at once; on PostgreSQL a second process waits until a lease has run out.</summary>
/// <remarks>The rows are the truth; this class only keeps their leases alive and says early when it could not.</remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class LocalOwners : IOwners, IDisposable
{
    private readonly IOwnerStore _store;
    private readonly bool _isAlone;
    private readonly OwnerTimes _times;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, HeldScope> _held = new(StringComparer.Ordinal);
    private readonly Channel<Ownership> _taken = Channel.CreateUnbounded<Ownership>(new() { SingleReader = true });
    private readonly SemaphoreSlim _changed = new(0);
    private HashSet<string> _wanted = [];
    private int _watched;
    private long _renewed;

    /// <param name="store">The owner rows.</param>
    /// <param name="isAlone">No other process can use the store; see <see cref="IJournal.IsAlone"/>.</param>
    /// <param name="time">The clock; only its monotonic side and its timers are used. Null: the system's.</param>
    /// <param name="times">Null takes the defaults.</param>
    public LocalOwners(IOwnerStore store, bool isAlone, TimeProvider? time = null, OwnerTimes? times = null)
    {
        _store = store;
        _isAlone = isAlone;
        _time = time ?? TimeProvider.System;
        _times = times ?? new();
        _renewed = _time.GetTimestamp();
    }

    /// <summary>This process's own id: a new process is a new node.</summary>
    public string Node { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The fault of the last call to the store, in words; null when it succeeded. Leases run out while it lasts.</summary>
    public string? Problem { get; private set; }

    /// <inheritdoc/>
    public void Want(IReadOnlyCollection<string> scopes)
    {
        Volatile.Write(ref _wanted, new HashSet<string>(scopes, StringComparer.Ordinal));
        _changed.Release();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">It is watched already.</exception>
    public async IAsyncEnumerable<Ownership> Watch([EnumeratorCancellation] CancellationToken ct)
    {
        if (Interlocked.Exchange(ref _watched, 1) is not 0)
        {
            throw new InvalidOperationException("Scopes are given out once: to one watcher.");
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var keeping = KeepAsync(ending.Token);
        try
        {
            await foreach (var taken in _taken.Reader.ReadAllAsync(ct))
            {
                yield return taken;
            }
        }
        finally
        {
            await ending.CancelAsync();
            await keeping;
        }
    }

    /// <inheritdoc/>
    public ValueTask WakeAsync(string scope) => Tell(scope, OwnerNews.Due);

    /// <inheritdoc/>
    public ValueTask TellAsync(string scope, OwnerCommand command, ExchangeId? about = null)
        => Tell(
            scope,
            command switch
            {
                OwnerCommand.Hold => OwnerNews.Held,
                OwnerCommand.Release => OwnerNews.Released,
                _ => OwnerNews.Cancelled,
            },
            about);

    /// <summary>To be called when the watch has ended.</summary>
    public void Dispose() => _changed.Dispose();

    /// <summary>A scope of another process hears of it from the store: by notification, or by its next look.</summary>
    private ValueTask Tell(string scope, OwnerNews news, ExchangeId? about = null)
    {
        if (_held.TryGetValue(scope, out var held))
        {
            held.Inbox.Tell(news, about);
        }

        return ValueTask.CompletedTask;
    }

    private async Task KeepAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await LookAsync(ct);
                await WaitAsync(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await GiveBackAsync(_held.Keys);
        }
    }

    /// <summary>One look: gives back what is no longer wanted, renews what is held when it is time, takes what is free.</summary>
    internal async ValueTask LookAsync(CancellationToken ct)
    {
        await GiveBackAsync(_held.Keys.Where(scope => !Volatile.Read(ref _wanted).Contains(scope)));
        if (!_isAlone && _time.GetElapsedTime(_renewed) >= _times.Renewal)
        {
            _renewed = _time.GetTimestamp();
            await AskAsync(RenewAsync, ct);
        }

        await AskAsync(TakeAsync, ct);
    }

    /// <summary>What was taken and not given to the watcher yet.</summary>
    internal ChannelReader<Ownership> Taken => _taken.Reader;

    /// <summary>A store that does not answer must not hold up the next try: a call that lasts longer than a renewal is given up.</summary>
    private async ValueTask AskAsync(Func<CancellationToken, ValueTask> call, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(_times.Renewal, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            await call(either.Token);
            Problem = null;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // The leases run out by their timers; nothing else may end this loop.
            Problem = fault is OperationCanceledException ? "The store did not answer in time." : fault.Message;
        }
    }

    private async ValueTask RenewAsync(CancellationToken ct)
    {
        var leases = _held.Values.Where(held => !held.IsLost).Select(held => held.Lease).ToList();
        if (leases.Count is 0)
        {
            return;
        }

        var asked = _time.GetTimestamp();
        var kept = (await _store.RenewAllAsync(leases, _times.Lease, ct)).Select(lease => lease.Scope).ToHashSet(StringComparer.Ordinal);
        foreach (var lease in leases)
        {
            if (!_held.TryGetValue(lease.Scope, out var held))
            {
                continue;
            }

            if (kept.Contains(lease.Scope))
            {
                held.Extend(asked, Lasts);
            }
            else
            {
                await held.LoseAsync();
            }
        }
    }

    private async ValueTask TakeAsync(CancellationToken ct)
    {
        foreach (var (scope, held) in _held)
        {
            if (held.IsLost && _held.TryRemove(scope, out _))
            {
                held.Dispose();
            }
        }

        var missing = Volatile.Read(ref _wanted).Where(scope => !_held.ContainsKey(scope)).ToList();
        if (missing.Count is 0)
        {
            return;
        }

        var asked = _time.GetTimestamp();
        foreach (var lease in await _store.TakeAllAsync(missing, Node, _isAlone ? OwnerTimes.Alone : _times.Lease, _isAlone, ct))
        {
            var held = new HeldScope(lease, asked, Lasts, _time);
            _held[lease.Scope] = held;
            _taken.Writer.TryWrite(held.Ownership);
        }
    }

    private TimeSpan? Lasts => _isAlone ? null : _times.Lease - _times.Margin;

    /// <summary>Until the next renewal or asking is due or the wanted scopes change.</summary>
    private async ValueTask WaitAsync(CancellationToken ct)
    {
        using var due = new CancellationTokenSource(_times.Asking < _times.Renewal ? _times.Asking : _times.Renewal, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, due.Token);
        try
        {
            await _changed.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Time to look again.
        }
    }

    private async ValueTask GiveBackAsync(IEnumerable<string> scopes)
    {
        var leases = new List<OwnerLease>();
        foreach (var scope in scopes.ToList())
        {
            if (_held.TryRemove(scope, out var held))
            {
                await held.LoseAsync();
                leases.Add(held.Lease);
                held.Dispose();
            }
        }

        if (leases.Count > 0)
        {
            await AskAsync(async ct => await _store.ReleaseAllAsync(leases, ct), CancellationToken.None);
        }
    }
}
