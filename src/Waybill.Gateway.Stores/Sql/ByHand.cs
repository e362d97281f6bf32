namespace Waybill.Gateway.Stores;

/// <summary>What a person decides.</summary>
internal static class ByHand
{
    /// <summary>Carries an action out. What is not done leaves nothing, also no key.</summary>
    internal static async ValueTask<IdempotencyOutcome> ActAsync(ISqlUnit unit, OperatorAction action, IdempotencyKey? key)
    {
        if (key is not null && await Idempotency.ClaimAsync(unit, key, action.At) is { } before)
        {
            return before;
        }

        var isDone = action switch
        {
            OperatorAction.Cancel cancel => await CancelAsync(unit, cancel.Id, cancel.By, cancel.At),
            OperatorAction.Skip skip => await SkipAsync(unit, skip.Id, skip.By, skip.At),
            OperatorAction.Resend resend => await ResendAsync(unit, resend.Id, resend.By, resend.At, resend.GiveUpAt),
            OperatorAction.Hold hold => await HoldAsync(unit, hold.Connection, hold.IsHeld, hold.By, hold.At),
            OperatorAction.LegalHold hold => await LegalHoldAsync(unit, hold),
            OperatorAction.Replay replay => await Handoffs.ReplayAsync(unit, replay.Id, replay.Consumers, replay.By, replay.At) > 0,
            OperatorAction.Acknowledge { AgainAt: { } again } failed => await Handoffs.FailedAsync(unit, failed.Work, again, failed.Reason ?? "It was not taken."),
            OperatorAction.Acknowledge done => await Handoffs.DoneAsync(unit, done.Work, done.At),
            _ => throw new ArgumentException("An action nobody knows.", nameof(action)),
        };
        if (isDone)
        {
            return new IdempotencyOutcome.Done();
        }

        unit.Discard();
        return new IdempotencyOutcome.NotDone();
    }

    internal static async ValueTask<bool> CancelAsync(ISqlUnit unit, ExchangeId id, string by, DateTimeOffset at)
    {
        if (await Moves.FindAsync(unit, id) is not { } exchange || !ExchangeTransitions.Allows(exchange.State, ExchangeState.Cancelled, Evidence.Operator))
        {
            return false;
        }

        await Moves.MoveAsync(unit, exchange, ExchangeState.Cancelled, Evidence.Operator, at, null, $"Cancelled by {by}.");
        await unit.DueAsync(exchange.Connection ?? "");
        return true;
    }

    /// <summary>What did not get through no longer holds up what comes after it.</summary>
    private static async ValueTask<bool> SkipAsync(ISqlUnit unit, ExchangeId id, string by, DateTimeOffset at)
    {
        if (await Moves.FindAsync(unit, id) is not { State: ExchangeState.Failed or ExchangeState.Overdue or ExchangeState.ReceiptInvalid } exchange)
        {
            return false;
        }

        await Moves.MoveAsync(unit, exchange, ExchangeState.Cancelled, Evidence.Operator, at, null, $"Skipped by {by}: the messages behind it go on.");
        await unit.DueAsync(exchange.Connection ?? "");
        return true;
    }

    /// <summary>What is removed already does not come back. Held once more it is held as before.</summary>
    private static async ValueTask<bool> LegalHoldAsync(ISqlUnit unit, OperatorAction.LegalHold hold)
    {
        if (await unit.OneAsync("select n from exchange where id = $1 and kept < 3 /*lock*/", static r => r.Number(0), hold.Id) is not (not 0 and var number))
        {
            return false;
        }

        if (await unit.DoAsync(
            hold.IsHeld ? "update exchange set legal_hold = $2 where n = $1 and legal_hold is null" : "update exchange set legal_hold = null where n = $1 and legal_hold is not null and $2 is not null",
            number, hold.By) is 1)
        {
            await Timeline.AddAsync(
                unit, number, hold.At, "legal-hold", hold.IsHeld ? $"Put on legal hold by {hold.By}: nothing of it is removed." : $"Taken off legal hold by {hold.By}: it is removed when its time is over.");
        }

        return true;
    }

    /// <summary>Of these, what a person cancelled.</summary>
    internal static async ValueTask<List<ExchangeId>> CancelledAsync(ISqlUnit unit, IReadOnlyCollection<ExchangeId> ids)
    {
        var cancelled = new List<ExchangeId>();
        foreach (var id in ids)
        {
            if (await unit.OneAsync("select 1 from exchange where id = $1 and state = 12", static r => r.Number(0), id) is 1)
            {
                cancelled.Add(id);
            }
        }

        return cancelled;
    }

    /// <summary>The same bytes again: not possible when they are gone.</summary>
    internal static async ValueTask<bool> ResendAsync(ISqlUnit unit, ExchangeId id, string by, DateTimeOffset at, DateTimeOffset giveUpAt)
    {
        if (await Moves.FindAsync(unit, id) is not { } exchange || !ExchangeTransitions.Allows(exchange.State, ExchangeState.RetryWait, Evidence.Operator)
            || await unit.OneAsync(
                "select 1 from outbound o join exchange e on e.n = o.exchange_n where o.exchange_n = $1 and (o.body is not null or o.recipe is not null) and e.kept < 1", static r => r.Number(0), exchange.Number) is 0)
        {
            return false;
        }

        await unit.DoAsync("update exchange set give_up_at = $2, spent = 0 where n = $1", exchange.Number, giveUpAt);
        await unit.DoAsync("update outbound set overdue_resends = 0 where exchange_n = $1", exchange.Number);
        await Moves.MoveAsync(unit, exchange, ExchangeState.RetryWait, Evidence.Operator, at, at, $"Sent again by {by}: the same bytes, the same Message-ID.");
        return true;
    }

    internal static async ValueTask<bool> HoldAsync(ISqlUnit unit, string connection, bool isHeld, string by, DateTimeOffset at)
    {
        await unit.DoAsync(
            "insert into connection_state(connection, is_held, held_by, held_at) values ($1, $2, $3, $4) " +
            "on conflict (connection) do update set is_held = excluded.is_held, held_by = excluded.held_by, held_at = excluded.held_at",
            connection, isHeld, by, at);
        if (!isHeld)
        {
            await Alerts.ResolveAsync(unit, "connection-held", connection, at);
        }

        await unit.DueAsync(connection);
        unit.Changed(ChangeTopics.Connection, connection);
        return true;
    }

    internal static async ValueTask<ConnectionStateRow> StateAsync(ISqlUnit unit, string connection)
        => (await StatesAsync(unit, [connection])).GetValueOrDefault(connection) ?? new(IsHeld: false, null, null);

    internal static async ValueTask<IReadOnlyDictionary<string, ConnectionStateRow>> StatesAsync(ISqlUnit unit, IReadOnlyCollection<string> connections)
        => (await unit.ManyAsync(
            "select s.connection, s.is_held, s.pause_until, s.pause_step, s.pause_reason, s.last_call_at from (select value->>0 as name from rows($1)) w join connection_state s on s.connection = w.name",
            static r => (Name: r.Text(0), State: new ConnectionStateRow(r.Flag(1), r.IsNull(2) ? null : new(r.Text(0), r.Time(2), r.Int(3), r.TextOrNull(4) ?? ""), r.TimeOrNull(5))),
            SqlCodec.Json([.. connections.Distinct(StringComparer.Ordinal).Select(name => new[] { name })]))).ToDictionary(static s => s.Name, static s => s.State, StringComparer.Ordinal);
}
