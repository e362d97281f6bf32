namespace Waybill.Gateway.Stores;

/// <summary>The connections that have something to send, at a cost that follows their number and not that of all connections or of what waits: each is entered by its index.</summary>
internal static class Busy
{
    /// <summary>Connections with a message or receipt that is due now or later, or that somebody claimed.</summary>
    internal static async ValueTask<IReadOnlyCollection<string>> ReadAsync(ISqlUnit unit)
    {
        var busy = new HashSet<string>(StringComparer.Ordinal);
        busy.UnionWith(await PartsAsync(unit, "exchange /*by exchange_due*/", "state in (2, 5)", ", due_at"));
        busy.UnionWith(await PartsAsync(unit, "exchange /*by exchange_sending*/", "state = 3", ""));
        busy.UnionWith(await PartsAsync(unit, "receipt_out /*by receipt_out_due*/", "due_at is not null", ", due_at"));
        return busy;
    }

    /// <param name="unit">The unit.</param>
    /// <param name="table">Whose rows, and by which index.</param>
    /// <param name="queued">The index's own condition.</param>
    /// <param name="then">What else the index is ordered by.</param>
    private static async ValueTask<List<string>> PartsAsync(ISqlUnit unit, string table, string queued, string then)
    {
        var next = $"select connection from {table} where {queued} and connection > ";
        return await unit.ManyAsync(
            $"with recursive parts(part) as (select * from ({next}'' order by connection{then} limit 1) x union all " +
            $"select ({next}parts.part order by connection{then} limit 1) from parts where parts.part is not null) select part from parts where part is not null",
            static r => r.Text(0));
    }
}
