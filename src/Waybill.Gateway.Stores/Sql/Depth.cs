namespace Waybill.Gateway.Stores;

/// <summary>How much is due, at a cost that does not follow how much it is: the part of each connection or consumer is entered by its index, and counting ends at a bound.</summary>
internal static class Depth
{
    internal static async ValueTask<QueueDepth> ReadAsync(ISqlUnit unit, DateTimeOffset now)
    {
        var (sends, send) = await QueueAsync(unit, "exchange", "connection", "state in (2, 5)", "", now);
        var (receipts, receipt) = await QueueAsync(unit, "receipt_out", "connection", "due_at is not null", " and claim_epoch is null", now);
        var (handoffs, handoff) = await QueueAsync(unit, "handoff", "consumer", "due_at is not null", "", now);
        return new(sends, receipts, handoffs, new[] { send, receipt, handoff }.Min());
    }

    /// <param name="unit">The unit.</param>
    /// <param name="table">Whose rows.</param>
    /// <param name="part">First column of the index of what is due; the second is <c>due_at</c>.</param>
    /// <param name="queued">The condition of that partial index.</param>
    /// <param name="waiting">What more must hold of a row.</param>
    /// <param name="now">Due until.</param>
    private static async ValueTask<(int Count, DateTimeOffset? Oldest)> QueueAsync(
        ISqlUnit unit, string table, string part, string queued, string waiting, DateTimeOffset now)
        => await unit.OneAsync(
            $"with recursive parts(part) as (select min({part}) from {table} where {queued} union all " +
            $"select (select min({part}) from {table} where {queued} and {part} > parts.part) from parts where parts.part is not null), " +
            $"due(waits, oldest) as (select " +
            $"(select count(*) from (select 1 from {table} where {queued} and {part} = parts.part and due_at <= $1{waiting} limit $2) x), " +
            $"(select due_at from {table} where {queued} and {part} = parts.part and due_at <= $1{waiting} order by due_at limit 1) " +
            "from parts where parts.part is not null) select cast(coalesce(sum(waits), 0) as bigint), min(oldest) from due",
            static r => (r.Int(0), r.TimeOrNull(1)), now, QueueDepth.MostCounted);
}
