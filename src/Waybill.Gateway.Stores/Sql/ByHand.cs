namespace Waybill.Gateway.Stores;

/// <summary>What a person decides.</summary>
internal static class ByHand
{
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

    /// <summary>The same bytes again: not possible when they are gone.</summary>
    internal static async ValueTask<bool> ResendAsync(ISqlUnit unit, ExchangeId id, string by, DateTimeOffset at, DateTimeOffset giveUpAt)
    {
        if (await Moves.FindAsync(unit, id) is not { } exchange || !ExchangeTransitions.Allows(exchange.State, ExchangeState.RetryWait, Evidence.Operator)
            || await unit.OneAsync(
                "select 1 from outbound where exchange_n = $1 and (body is not null or recipe is not null)", static r => r.Number(0), exchange.Number) is 0)
        {
            return false;
        }

        await unit.DoAsync("update exchange set give_up_at = $2, spent = 0 where n = $1", exchange.Number, giveUpAt);
        await Moves.MoveAsync(unit, exchange, ExchangeState.RetryWait, Evidence.Operator, at, at, $"Sent again by {by}: the same bytes, the same Message-ID.");
        return true;
    }

    internal static async ValueTask<bool> HoldAsync(ISqlUnit unit, string connection, bool isHeld, string by, DateTimeOffset at)
    {
        await unit.DoAsync(
            "insert into connection_state(connection, is_held, held_by, held_at) values ($1, $2, $3, $4) " +
            "on conflict (connection) do update set is_held = excluded.is_held, held_by = excluded.held_by, held_at = excluded.held_at",
            connection, isHeld, by, at);
        await unit.DueAsync(connection);
        return true;
    }

    internal static async ValueTask<ConnectionStateRow> StateAsync(ISqlUnit unit, string connection)
        => await unit.OneAsync(
            "select is_held, pause_until, pause_step, pause_reason, last_call_at from connection_state where connection = $1",
            r => new ConnectionStateRow(r.Flag(0), r.IsNull(1) ? null : new(connection, r.Time(1), r.Int(2), r.TextOrNull(3) ?? ""), r.TimeOrNull(4)), connection)
            ?? new(IsHeld: false, null, null);
}
