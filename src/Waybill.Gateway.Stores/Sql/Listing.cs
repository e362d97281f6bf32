using System.Globalization;
using System.Text;

namespace Waybill.Gateway.Stores;

/// <summary>Pages of exchanges, newest first, by keyset: an exchange's number is its time and what tells it from its neighbours.</summary>
/// <remarks>Each filter has an index in order of time; a page reads as far as it is long. Where a filter is selective and another is not, candidates are read in slices.</remarks>
internal static class Listing
{
    /// <summary>Candidates of a filter that are looked at in one statement.</summary>
    private const int Slice = 500;

    /// <summary>So many exchanges with a prefix are looked up and sorted.</summary>
    private const int Few = 5000;

    internal static async ValueTask<ExchangePage> ListAsync(ISqlUnit unit, ExchangeFilter filter, string? cursor, int limit)
    {
        var query = new ListQuery(filter);

        // One upper bound and not two: SQLite seeks by one of them and reads every row between it and the other.
        var before = Math.Min(cursor is null ? long.MaxValue : Parse(cursor), query.Before);
        if (filter.IdPrefix is { Length: > 0 } prefix)
        {
            await PrefixAsync(unit, query, prefix);
        }

        var rows = await RowsAsync(unit, filter, query, before, limit + 1);
        var items = rows.Take(limit).Select(r => r.Summary).ToList();
        return new(items, rows.Count > limit ? rows[limit - 1].Number.ToString("x16", CultureInfo.InvariantCulture) : null);
    }

    /// <summary>Counted in the index of causes, which holds exchanges that have one and no others.</summary>
    internal static async ValueTask<IReadOnlyList<ProblemGroup>> ProblemsAsync(ISqlUnit unit, DateTimeOffset since, int limit)
        => await unit.ManyAsync(
            "select cause, direction, connection, sum(case when state in (3, 5) then 0 else 1 end), sum(case when state in (3, 5) then 1 else 0 end), min(n), max(n) from exchange " +
            "where cause is not null and n >= $1 group by cause, direction, connection order by max(n) desc limit $2",
            static r => new ProblemGroup(r.Text(0), (Direction)r.Int(1), r.TextOrNull(2), r.Number(3), r.Number(4), SqlCodec.TimeOf(r.Number(5)), SqlCodec.TimeOf(r.Number(6))),
            SqlCodec.Number(since, 0), limit);

    private static async ValueTask<List<(long Number, ExchangeSummary Summary)>> RowsAsync(ISqlUnit unit, ExchangeFilter filter, ListQuery query, long before, int limit)
    {
        if (query.Candidates(unit.HasPendingNames) is not { } candidates)
        {
            return await PlainAsync(unit, filter, query, before, limit);
        }

        query.AddStates();

        // Candidates come in order of time from their own index; the other filters look at each.
        var rows = candidates.Pending is { } pending ? await QueryAsync(unit, query, pending, before, limit) : [];
        var found = new List<(long Number, ExchangeSummary Summary)>();
        List<long> slice;
        do
        {
            slice = await unit.ManyAsync(candidates.Sql, static r => r.Number(0), candidates.Value, before, Slice);
            if (slice.Count > 0)
            {
                found.AddRange(await QueryAsync(unit, query, null, before, limit - found.Count, ListQuery.Json(slice)));
                before = slice[^1];
            }
        }
        while (found.Count < limit && slice.Count is Slice && before > query.From);

        return [.. rows.Concat(found).DistinctBy(r => r.Number).OrderByDescending(r => r.Number).Take(limit)];
    }

    /// <summary>By time, by connection, by direction; several states one by one, since only each has an order.</summary>
    private static async ValueTask<List<(long Number, ExchangeSummary Summary)>> PlainAsync(ISqlUnit unit, ExchangeFilter filter, ListQuery query, long before, int limit)
    {
        if (filter.States.Count is 0)
        {
            return await QueryAsync(unit, query, null, before, limit);
        }

        var rows = new List<(long Number, ExchangeSummary Summary)>();
        foreach (var state in filter.States.Distinct())
        {
            rows.AddRange(await QueryAsync(unit, query, $"e.state = {((int)state).ToString(CultureInfo.InvariantCulture)}", before, limit));
        }

        return [.. rows.OrderByDescending(r => r.Number).Take(limit)];
    }

    private static async ValueTask<List<(long Number, ExchangeSummary Summary)>> QueryAsync(
        ISqlUnit unit, ListQuery query, string? condition, long before, int limit, string? only = null)
    {
        var sql = new StringBuilder($"select {Reading.SummaryColumns} from exchange e where e.n < $1 and e.kept < 3");
        query.AppendTo(sql, only is null ? 3 : 4);
        if (condition is not null)
        {
            sql.Append(" and ").Append(condition);
        }

        sql.Append(only is null ? "" : " and e.n in numbers($3)").Append(" order by e.n desc limit $2");
        SqlValue[] values = only is null ? [before, limit, .. query.Values] : [before, limit, only, .. query.Values];
        return await unit.ManyAsync(sql.ToString(), static r => (r.Number(0), Reading.Summary(r)), values);
    }

    /// <summary>A prefix that few have is looked up; one that many have is met soon enough in order of time.</summary>
    private static async ValueTask PrefixAsync(ISqlUnit unit, ListQuery query, string prefix)
    {
        var bare = SqlCodec.Cut(prefix is ['<', .. var inner] ? inner.TrimEnd('>') : prefix, 200);
        var id = prefix.Length <= 32 && prefix.All(char.IsAsciiHexDigit) ? prefix.ToLowerInvariant() : null;
        var numbers = await unit.ManyAsync(
            "select n from exchange where id_start is not null and id_start >= $1 and id_start < $2 limit $3", static r => r.Number(0), bare, After(bare), Few);
        if (id is not null && numbers.Count < Few)
        {
            numbers.AddRange(await unit.ManyAsync(
                "select n from exchange where id >= $1 and id < $2 limit $3", static r => r.Number(0), id, After(id), Few));
        }

        if (numbers.Count < Few)
        {
            query.Only(numbers);
        }
        else if (id is not null)
        {
            query.Add("((e.id_start >= {0} and e.id_start < {1}) or (e.id >= {2} and e.id < {3}))", bare, After(bare), id, After(id));
        }
        else
        {
            query.Add("(e.id_start >= {0} and e.id_start < {1})", bare, After(bare));
        }
    }

    private static string After(string prefix) => prefix + "\U0010FFFF";

    private static long Parse(string cursor)
        => cursor.Length is 16 && long.TryParse(cursor, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : throw new FormatException("The cursor is not one of this list.");
}
