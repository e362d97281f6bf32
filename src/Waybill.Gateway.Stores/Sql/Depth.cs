namespace Waybill.Gateway.Stores;

/// <summary>How much is due, at a cost that does not follow how much it is: the part of each connection or consumer is entered by its index, and counting ends at a bound.</summary>
internal static class Depth
{
    internal static async ValueTask<QueueDepth> ReadAsync(ISqlUnit unit, DateTimeOffset now)
    {
        var (sends, send) = await QueueAsync(unit, "exchange /*by exchange_due*/", "connection", "state in (2, 5)", "", now);
        var (receipts, receipt) = await QueueAsync(unit, "receipt_out /*by receipt_out_due*/", "connection", "due_at is not null", " and claim_epoch is null", now);
        var (handoffs, handoff) = await QueueAsync(unit, "handoff /*by handoff_due*/", "consumer", "due_at is not null", "", now);
        var (unopened, open) = await unit.OneAsync(
            "select count(*), min(due_at) from (select due_at from exchange /*by exchange_unopened*/ where state = 22 and due_at <= $1 order by due_at limit $2) x",
            static r => (r.Int(0), r.TimeOrNull(1)), now, QueueDepth.MostCounted);
        return new(sends, receipts, handoffs, unopened, new[] { send, receipt, handoff, open }.Min());
    }

    /// <param name="unit">The unit.</param>
    /// <param name="table">Whose rows, and by which index.</param>
    /// <param name="part">First column of that index; the second is <c>due_at</c>.</param>
    /// <param name="queued">The index's own condition.</param>
    /// <param name="waiting">What more must hold of a row.</param>
    /// <param name="now">Due until.</param>
    private static async ValueTask<(int Count, DateTimeOffset? Oldest)> QueueAsync(
        ISqlUnit unit, string table, string part, string queued, string waiting, DateTimeOffset now)
    {
        var next = $"select {part} from {table} where {queued} and {part} > ";
        var due = $"from {table} where {queued} and {part} = parts.part and due_at <= $1{waiting}";
        return await unit.OneAsync(
            $"with recursive parts(part) as (select * from ({next}'' order by {part}, due_at limit 1) x union all " +
            $"select ({next}parts.part order by {part}, due_at limit 1) from parts where parts.part is not null), " +
            $"due(waits, oldest) as (select (select count(*) from (select 1 {due} limit $2) x), (select due_at {due} order by due_at limit 1) from parts where parts.part is not null) " +
            "select cast(coalesce(sum(waits), 0) as bigint), min(oldest) from due",
            static r => (r.Int(0), r.TimeOrNull(1)), now, QueueDepth.MostCounted);
    }
}
