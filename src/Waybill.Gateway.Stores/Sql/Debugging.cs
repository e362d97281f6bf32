namespace Waybill.Gateway.Stores;

/// <summary>Debug logs, bounded in number and age.</summary>
internal static class Debugging
{
    internal static async ValueTask SwitchAsync(ISqlUnit unit, string connection, DateTimeOffset? until)
    {
        if (until is { } end)
        {
            await unit.DoAsync("insert into debug_switch(connection, until) values ($1, $2) on conflict (connection) do update set until = excluded.until", connection, end);
        }
        else
        {
            await unit.DoAsync("delete from debug_switch where connection = $1", connection);
        }
    }

    internal static async ValueTask<List<KeyValuePair<string, DateTimeOffset>>> SwitchedAsync(ISqlUnit unit, DateTimeOffset now)
        => await unit.ManyAsync("select connection, until from debug_switch where until > $1 order by connection", static r => KeyValuePair.Create(r.Text(0), r.Time(1)), now);

    internal static async ValueTask AddAsync(ISqlUnit unit, IReadOnlyList<DebugEntry> entries)
    {
        foreach (var entry in entries)
        {
            await unit.DoAsync(
                "insert into debug_entry(connection, at, call, kind, exchange, text) values ($1, $2, $3, $4, $5, $6)",
                entry.Connection, entry.At, entry.Call, (int)entry.Kind, entry.Exchange, entry.Text);
        }

        if (entries is [{ Connection: var connection }, ..])
        {
            await unit.DoAsync(
                "delete from debug_entry where connection = $1 and n <= coalesce((select n from debug_entry where connection = $1 order by n desc limit 1 offset $2), -1)",
                connection, IDebugJournal.MostEntries);
        }
    }

    internal static async ValueTask<List<DebugEntry>> ReadAsync(ISqlUnit unit, string connection, long before, int limit)
        => await unit.ManyAsync(
            "select n, connection, at, call, kind, exchange, text from debug_entry where connection = $1 and n < $2 order by n desc limit $3",
            static r => new DebugEntry(r.Number(0), r.Text(1), r.Time(2), r.Text(3), (DebugKind)r.Int(4), r.TextOrNull(5), r.Text(6)), connection, before, limit);

    internal static async ValueTask<int> ClearAsync(ISqlUnit unit, string connection) => await unit.DoAsync("delete from debug_entry where connection = $1", connection);

    /// <summary>One slice of what is too old.</summary>
    internal static async ValueTask<int> ForgetAsync(ISqlUnit unit, DateTimeOffset now, int slice)
        => await unit.DoAsync("delete from debug_entry where n in (select n from debug_entry where at < $1 order by at limit $2)", now - IDebugJournal.Kept, slice)
            + await unit.DoAsync("delete from debug_switch where until < $1", now - IDebugJournal.Kept);
}
