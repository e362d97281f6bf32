using System.Collections.Concurrent;

namespace Waybill.Gateway;

/// <summary>Sends for one connection while its scope is ours: takes what is due within the connection's limits and commits how each attempt ended with what comes next.</summary>
/// <remarks>Every rule is the journal's or <see cref="DeliveryPolicy"/>'; the pump only keeps the time. A pump that lost its scope can record nothing: at worst it repeats bytes under the same Message-ID.</remarks>
/// <threadsafety><see cref="Wake"/> may be called from anywhere; <see cref="RunAsync"/> once.</threadsafety>
internal sealed class ConnectionPump(OwnedScope scope, SendingParts parts)
{
    /// <summary>The poll behind the wakes while something waits: hints may be lost.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <summary>How long a pump stays that has nothing to do: the next message mostly follows soon.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan AfterJournalFault = TimeSpan.FromSeconds(1);
    private const int MostReceipts = 8;

    /// <summary>How often the store is asked whether something on the wire was cancelled: another process may have heard it.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private readonly OwnerLease lease = scope.Lease;
    private readonly Wakeup _wakeup = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<ExchangeId, CancellationTokenSource> _onWire = [];
    private readonly HashSet<Task> _sends = [];
    private readonly HashSet<Task> _posts = [];
    private readonly ConcurrentDictionary<ExchangeId, int> _sending = new();
    private readonly ConcurrentDictionary<ExchangeId, bool> _posting = new();

    /// <summary>A claim may be committed of which nothing was heard.</summary>
    private bool _mayBeUnheard;
    private DateTimeOffset? _lastCall;
    private DateTimeOffset _looked;

    /// <summary>Something changed: due, released, cancelled, configured.</summary>
    internal void Wake() => _wakeup.Wake();

    /// <summary>A message was cancelled: cuts its attempt, if one is on the wire here.</summary>
    internal void Abort(ExchangeId id)
    {
        lock (_gate)
        {
            if (_onWire.TryGetValue(id, out var cancelled))
            {
                // What hears it runs elsewhere, not under this lock.
                _ = cancelled.CancelAsync();
            }
        }
    }

    /// <summary>Runs until stopped or lost, or until there was nothing to do for a while.</summary>
    /// <param name="stop">Takes nothing more and lets what is on the wire end.</param>
    /// <param name="lost">Aborts what is on the wire: the scope is another's.</param>
    internal async Task RunAsync(CancellationToken stop, CancellationToken lost)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, lost);
        try
        {
            await RecoverAsync(either.Token);
            while (true)
            {
                either.Token.ThrowIfCancellationRequested();
                scope.BeginTurn();
                var wait = await WithoutFaultAsync(() => TurnAsync(either.Token, lost), either.Token);
                await _wakeup.WaitAsync(wait ?? (_sends.Count + _posts.Count is 0 ? Linger : Poll), parts.Time, either.Token);
                _sends.RemoveWhere(static t => t.IsCompleted);
                _posts.RemoveWhere(static t => t.IsCompleted);
                if (wait is null && _sends.Count + _posts.Count is 0 && scope.MayEnd())
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            await Task.WhenAll([.. _sends, .. _posts]);
        }
    }

    private async ValueTask RecoverAsync(CancellationToken ct)
    {
        if (!scope.IsRecovered)
        {
            await WithoutFaultAsync(() => parts.Journal.RecoverClaimsAsync(lease, parts.Time.GetUtcNow(), ct), ct);
            scope.IsRecovered = true;
            CrashPoints.Hit(CrashPoint.ClaimsRecovered);
        }
    }

    /// <summary>Takes what can be taken now.</summary>
    /// <returns>How long there is nothing to do, unless woken; null: until woken.</returns>
    private async ValueTask<TimeSpan?> TurnAsync(CancellationToken ct, CancellationToken lost)
    {
        await AbortCancelledAsync(ct);
        if (_mayBeUnheard)
        {
            await parts.Journal.RecoverUnheardAsync(lease, [.. _sending.Keys], [.. _posting.Keys], parts.Time.GetUtcNow(), ct);
            _mayBeUnheard = false;
        }

        try
        {
            return await TakeAsync(ct, lost);
        }
        catch (JournalException)
        {
            _mayBeUnheard = true;
            throw;
        }
    }

    private async ValueTask<TimeSpan?> TakeAsync(CancellationToken ct, CancellationToken lost)
    {
        using var held = HeldConnection.Take(parts.Connections, lease.Scope);
        if (held is not { Connection.IsOnline: true })
        {
            return null;
        }

        var now = parts.Time.GetUtcNow();
        await TakeReceiptsAsync(held, now, ct, lost);
        return held.Out is { IsOnline: true } connection
            ? await TakeSendsAsync(held, connection, now, ct, lost)
            : await UntilDueAsync(now, ct);
    }

    /// <summary>What is due and was not taken waits for something else: an end, a release, a head. Whatever it is, it wakes us.</summary>
    private async ValueTask<TimeSpan?> UntilDueAsync(DateTimeOffset now, CancellationToken ct)
        => await parts.Journal.NextDueAsync(lease.Scope, ct) is { } next ? next > now ? Longest(next - now) : Poll : null;

    private async ValueTask<TimeSpan?> TakeSendsAsync(HeldConnection held, OutboundConnection connection, DateTimeOffset now, CancellationToken ct, CancellationToken lost)
    {
        var state = await parts.Journal.ConnectionStateAsync(connection.Name, ct);
        if (CertificateGate.Problem(connection, now) is { } problem)
        {
            return await WaitForCertificateAsync(connection, problem, ct);
        }

        if (await parts.CertificatePauses.LiftAsync(connection.Name, state.Pause, ct))
        {
            state = state with { Pause = null };
        }

        var (group, bound, autoRecover) = await BoundAsync(connection, state, ct);
        connection = connection with { AutoRecover = autoRecover };
        var mayCallAt = Later(state.LastCallAt, _lastCall) is { } last ? last + connection.WaitBetweenCalls : now;
        var room = Room(connection, bound);
        if (!state.IsHeld && room > 0 && mayCallAt <= now)
        {
            var taken = await ClaimAsync(connection, group, bound, room, now, ct);
            foreach (var work in taken)
            {
                _lastCall = now;
                _sending[work.Id] = work.Attempt;
                _sends.Add(RunSendAsync(work, held.Share(), connection, group, state.Pause, lost));
            }

            if (taken.Count == room)
            {
                // There may be more; what limits it is seen in the next turn.
                mayCallAt = now + connection.WaitBetweenCalls;
                room = Room(connection, bound);
                if (room > 0)
                {
                    return Longest(mayCallAt - now);
                }
            }
        }

        if (!state.IsHeld && room > 0 && mayCallAt > now)
        {
            return Longest(mayCallAt - now);
        }

        return await UntilDueAsync(now, ct);
    }

    /// <summary>Whose bound counts, and how many it lets go at once now.</summary>
    private async ValueTask<(string Group, int Most, bool AutoRecover)> BoundAsync(OutboundConnection connection, ConnectionStateRow state, CancellationToken ct)
    {
        if (connection.ConcurrencyFrom is not { } name || parts.Connections.FindOut(name) is not { } lender)
        {
            return (connection.Name, PauseSchedule.Concurrency(state.Pause, connection.Concurrency), connection.AutoRecover);
        }

        var most = PauseSchedule.Concurrency((await parts.Journal.ConnectionStateAsync(name, ct)).Pause, lender.Concurrency);
        return (name, PauseSchedule.Concurrency(state.Pause, most), lender.AutoRecover);
    }

    /// <summary>Takes what is due, as far as others under the same bound leave room.</summary>
    private async ValueTask<IReadOnlyList<SendWork>> ClaimAsync(OutboundConnection connection, string group, int bound, int room, DateTimeOffset now, CancellationToken ct)
    {
        var granted = parts.Shared.Take(group, Math.Max(1, bound), room);
        var taken = 0;
        try
        {
            IReadOnlyList<SendWork> work = granted is 0 ? [] : await parts.Journal.ClaimAsync(lease, granted, connection.Order is SendOrder.Strict, now, ct);
            taken = work.Count;
            if (taken == granted && granted < room)
            {
                parts.Shared.WaitFor(group, connection.Name);
            }

            return work;
        }
        finally
        {
            parts.Shared.Return(group, granted - taken);
        }
    }

    /// <summary>Nothing is taken while a certificate must not be used; what is due says so once.</summary>
    private async ValueTask<TimeSpan> WaitForCertificateAsync(OutboundConnection connection, CertificateProblem problem, CancellationToken ct)
    {
        // The pause itself moves what is due; so what is looked at is whether anything is, at whatever time.
        if (await parts.Journal.NextDueAsync(connection.Name, ct) is not null)
        {
            await parts.CertificatePauses.PauseAsync(connection.Name, problem, ct);
        }

        return Poll;
    }

    /// <summary>How many attempts may start now.</summary>
    private int Room(OutboundConnection connection, int bound)
    {
        var running = _sends.Count(static t => !t.IsCompleted);
        var most = connection.Order is SendOrder.Strict ? 1 : Math.Max(1, bound);
        var room = Math.Max(0, most - running);
        return connection.WaitBetweenCalls > TimeSpan.Zero ? Math.Min(1, room) : room;
    }

    private async ValueTask AbortCancelledAsync(CancellationToken ct)
    {
        var now = parts.Time.GetUtcNow();
        ExchangeId[] onWire;
        lock (_gate)
        {
            onWire = now - _looked < Look ? [] : [.. _onWire.Keys];
        }

        if (onWire is [])
        {
            return;
        }

        _looked = now;
        foreach (var id in await parts.Journal.CancelledAsync(onWire, ct))
        {
            Abort(id);
        }
    }

    private async Task RunSendAsync(SendWork work, HeldConnection held, OutboundConnection connection, string group, ConnectionPause? pause, CancellationToken lost)
    {
        using var keys = held;
        using var cancelled = new CancellationTokenSource();
        lock (_gate)
        {
            _onWire[work.Id] = cancelled;
        }

        // The claim's turn goes on while this one is on the wire.
        await Task.Yield();
        try
        {
            parts.Log.AttemptBegan(work, connection.Name);
            var result = await new SendAttempt(parts, connection, pause).RunAsync(work, cancelled.Token, lost);
            CrashPoints.Hit(CrashPoint.AnswerJudged);
            if (await WithoutFaultAsync(() => parts.Journal.CompleteAsync(lease, result, lost), lost))
            {
                parts.Log.AttemptEnded(work, connection.Name, result);
            }

            CrashPoints.Hit(CrashPoint.SendCompleted);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            // The next owner finds the claim and sends the same bytes again.
        }
        finally
        {
            lock (_gate)
            {
                // Sent again after it was cancelled, a further attempt may stand there.
                if (_onWire.GetValueOrDefault(work.Id) == cancelled)
                {
                    _onWire.Remove(work.Id);
                }
            }

            _sending.TryRemove(new(work.Id, work.Attempt));
            parts.Shared.Return(group, 1);
            Wake();
        }
    }

    private async ValueTask TakeReceiptsAsync(HeldConnection held, DateTimeOffset now, CancellationToken ct, CancellationToken lost)
    {
        var room = MostReceipts - _posts.Count(static t => !t.IsCompleted);
        if (room < 1)
        {
            return;
        }

        foreach (var work in await parts.Journal.Receipts.ClaimAsync(lease, room, now, ct))
        {
            _posting[work.Exchange] = true;
            _posts.Add(RunPostAsync(work, held.Connection, lost));
        }
    }

    private async Task RunPostAsync(ReceiptWork work, As2Connection connection, CancellationToken lost)
    {
        await Task.Yield();
        try
        {
            CrashPoints.Hit(CrashPoint.ReceiptClaimed);
            using var watch = ReceiptWatch.Begin(work, connection.Name);
            var (isSent, status, sentence, due) = await ReceiptAttempt.RunAsync(parts, connection, work, lost);
            watch.End(isSent, due);
            CrashPoints.Hit(CrashPoint.ReceiptPosted);
            if (await WithoutFaultAsync(() => parts.Journal.Receipts.CompleteAsync(lease, work, isSent, status, sentence, parts.Time.GetUtcNow(), due, lost), lost))
            {
                parts.Log.ReceiptPosted(work, connection.Name, isSent, status, sentence, due);
            }

            CrashPoints.Hit(CrashPoint.ReceiptCompleted);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            // The next owner posts the same bytes again.
        }
        finally
        {
            _posting.TryRemove(work.Exchange, out _);
            Wake();
        }
    }

    /// <summary>A journal that cannot answer now is asked again: an outcome must not be lost while the scope is ours.</summary>
    private async ValueTask<T> WithoutFaultAsync<T>(Func<ValueTask<T>> call, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (JournalException)
            {
                await Task.Delay(AfterJournalFault, parts.Time, ct);
            }
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null ? b : b is null ? a : a > b ? a : b;

    private static TimeSpan Longest(TimeSpan wait) => wait < Poll ? wait : Poll;
}
