using System.Globalization;
using System.Text;

namespace Waybill.Gateway.Stores;

/// <summary>The audit: lines are written and read, never changed.</summary>
internal static class Auditing
{
    /// <summary>Longest name that stands in an index.</summary>
    private const int LongestWord = 600;

    internal static async ValueTask<bool> WriteAsync(ISqlUnit unit, IReadOnlyList<AuditRow> rows)
    {
        await unit.DoAsync(
            "insert into audit(at, principal, action, kind, name, before, after) " +
            "select cast(value->>0 as bigint), value->>1, value->>2, value->>3, value->>4, value->>5, value->>6 from rows($1)",
            SqlCodec.Json([.. rows.Select(static r => new[]
            {
                r.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), Word(r.Principal), Word(r.Action), Word(r.Kind), Word(r.Name), r.Before, r.After,
            })]));
        return true;
    }

    internal static async ValueTask<List<AuditRow>> ReadAsync(ISqlUnit unit, AuditFilter filter)
    {
        var sql = new StringBuilder("select n, at, principal, action, kind, name, before, after from audit where n < $1");
        List<SqlValue> values = [filter.Before ?? long.MaxValue];
        Add("kind = ", filter.Kind);
        Add("name = ", filter.Name);
        Add("principal = ", filter.Principal);
        Add("action = ", filter.Action);
        Add("at >= ", filter.From);
        Add("at < ", filter.Until);
        values.Add(filter.Limit);
        sql.Append(CultureInfo.InvariantCulture, $" order by n desc limit ${values.Count}");
        return await unit.ManyAsync(
            sql.ToString(), static r => new AuditRow(r.Number(0), r.Time(1), r.Text(2), r.Text(3), r.Text(4), r.Text(5), r.TextOrNull(6), r.TextOrNull(7)), [.. values]);

        void Add(string condition, SqlValue value)
        {
            if (value.Kind is not SqlKind.Null)
            {
                values.Add(value);
                sql.Append(CultureInfo.InvariantCulture, $" and {condition}${values.Count}");
            }
        }
    }

    private static string Word(string text) => SqlCodec.Cut(text, LongestWord);
}
