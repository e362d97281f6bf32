namespace Waybill.Gateway.Stores;

/// <summary>Brings file names into the trigram index behind the hot path, in slices through the one writer. Until then a list looks at them one by one.</summary>
internal static class SqliteNames
{
    /// <summary>Between two slices: the writer is free most of the time.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private const int Slice = 64;

    /// <summary>Indexes one slice. Returns whether there is more.</summary>
    internal static async ValueTask<bool> IndexAsync(ISqlUnit unit)
    {
        var last = await unit.OneAsync(
            "select max(n) from (select n from exchange_name_pending order by n limit $1)", static r => r.NumberOrNull(0), Slice);
        if (last is null)
        {
            return false;
        }

        await unit.DoAsync(
            "insert into exchange_name(rowid, file_names) select e.n, e.file_names from exchange_name_pending p join exchange e on e.n = p.n where p.n <= $1 and e.file_names is not null",
            last);
        return await unit.DoAsync("delete from exchange_name_pending where n <= $1", last) is Slice;
    }
}
