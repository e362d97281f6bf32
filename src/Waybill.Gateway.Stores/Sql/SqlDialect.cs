using System.Text.RegularExpressions;

namespace Waybill.Gateway.Stores;

/// <summary>The few words in which the databases differ, as marks in a statement: <c>now_ms($1)</c>, <c>numbers($1)</c>, <c>rows($1)</c>, <c>/*by INDEX*/</c>, <c>/*lock*/</c>, <c>/*share*/</c>, <c>/*skip*/</c>.</summary>
internal static partial class SqlDialect
{
    /// <summary>SQLite: the time given is the time, and the one writer is the lock. There <c>$1</c> would be a name; <c>?1</c> is a number.</summary>
    internal static string Sqlite(string sql)
        => By().Replace(Rows().Replace(Numbers().Replace(Now().Replace(sql, "${p}"), "(select value from json_each(${p}))"), "json_each(${p})"), "indexed by ${p}").Replace('$', '?');

    /// <summary>PostgreSQL: the database's own clock, row locks.</summary>
    internal static string Postgres(string sql)
        => Rows().Replace(
                Numbers().Replace(
                    Now().Replace(sql, "coalesce((extract(epoch from clock_timestamp()) * 1000)::bigint, ${p}::bigint)"),
                    "(select value::bigint from json_array_elements_text(${p}::json))"),
                "json_array_elements(${p}::json)")
            .Replace("/*lock*/", "for update", StringComparison.Ordinal)
            .Replace("/*share*/", "for share", StringComparison.Ordinal)
            .Replace("/*skip*/", "for update skip locked", StringComparison.Ordinal)
            .Replace(" like ", " ilike ", StringComparison.Ordinal);

    [GeneratedRegex(@"now_ms\((?<p>\$[0-9]+)\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Now();

    [GeneratedRegex(@"numbers\((?<p>\$[0-9]+)\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbers();

    /// <summary>A JSON array as rows of one column, <c>value</c>; of an inner array <c>value->>0</c> is the first member, as text or number.</summary>
    [GeneratedRegex(@"rows\((?<p>\$[0-9]+)\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Rows();

    /// <summary>Without statistics SQLite would choose another index; PostgreSQL always has some.</summary>
    [GeneratedRegex(@"/\*by (?<p>[a-z_]+)\*/", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex By();
}
