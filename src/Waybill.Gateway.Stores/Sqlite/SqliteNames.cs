namespace Waybill.Gateway.Stores;

/// <summary>Brings file names into the trigram index behind the hot path, in slices through the one writer. Until then a list looks at them one by one.</summary>
/// <remarks>A slice is bounded by its letters, each of which is an entry, and the index merges its parts in slices too: left to itself it merges hundreds of pages within one commit now and then.</remarks>
internal static class SqliteNames
{
    /// <summary>What a slice took is waited this many times over before the next one: the writer is free most of the time.</summary>
    internal const int Rest = 3;

    private const int MostRows = 32;
    private const int MostLetters = 1200;
    private const int MergedPages = 16;

    /// <summary>Cross, not inner: SQLite would rather go through the exchanges, all of them for every slice, and look for each among the few that wait.</summary>
    internal const string Index =
        "insert into exchange_name(rowid, file_names) select e.n, e.file_names from exchange_name_pending p cross join exchange e on e.n = p.n where p.n <= $1 and e.file_names is not null";

    /// <summary>Indexes one slice. Returns whether there is more.</summary>
    internal static async ValueTask<bool> IndexAsync(ISqlUnit unit)
    {
        var waiting = await unit.ManyAsync(
            "select p.n, coalesce(length(e.file_names), 0) from exchange_name_pending p left join exchange e on e.n = p.n order by p.n limit $1",
            static r => (Number: r.Number(0), Letters: r.Number(1)), MostRows);
        if (waiting is [])
        {
            return false;
        }

        var (rows, letters) = (1, waiting[0].Letters);
        while (rows < waiting.Count && letters + waiting[rows].Letters <= MostLetters)
        {
            letters += waiting[rows++].Letters;
        }

        var last = waiting[rows - 1].Number;
        await unit.DoAsync(Index, last);
        await unit.DoAsync("delete from exchange_name_pending where n <= $1", last);
        return rows < waiting.Count || waiting.Count is MostRows;
    }

    /// <summary>Merges a few pages of the index. Returns whether there is more.</summary>
    internal static async ValueTask<bool> MergeAsync(ISqlUnit unit)
    {
        var before = await unit.OneAsync("select total_changes()", static r => r.Number(0));
        await unit.DoAsync("insert into exchange_name(exchange_name, rank) values ('merge', $1)", MergedPages);
        return await unit.OneAsync("select total_changes()", static r => r.Number(0)) - before >= 2;
    }
}
