using System.Globalization;
using System.Text;

namespace Waybill.Gateway.Stores;

/// <summary>The conditions of a list, and the index that gives its candidates when the exchange's own columns do not.</summary>
internal sealed class ListQuery
{
    private readonly ExchangeFilter _filter;
    private readonly List<(string Text, SqlValue[] Values)> _conditions = [];
    private bool _isFew;

    internal ListQuery(ExchangeFilter filter)
    {
        _filter = filter;
        if (filter.Direction is { } direction)
        {
            Add("e.direction = {0}", (int)direction);
        }

        if (filter.Unmatched)
        {
            Add("e.connection is null");
        }
        else if (filter.Connection is { } connection)
        {
            Add("e.connection = {0}", connection);
        }

        if (filter.From is { } from)
        {
            From = SqlCodec.Number(from, 0);
            Add("e.n >= {0}", From);
        }

        if (filter.Until is { } until)
        {
            Before = SqlCodec.Number(until, 0);
        }

        if (filter.Cause is { } cause)
        {
            Add("e.cause = {0}", cause);
        }

        if (filter.FileName is { Length: > 0 } part)
        {
            Add("e.file_names like {0} escape '!'", Like(part));
        }
    }

    /// <summary>The least number that the list's time allows.</summary>
    internal long From { get; }

    /// <summary>The number that the list's time ends before. No condition of its own: it goes together with the page's.</summary>
    internal long Before { get; } = long.MaxValue;

    internal SqlValue[] Values => [.. _conditions.SelectMany(c => c.Values)];

    /// <summary>Adds a condition; <c>{0}</c> and on are its values.</summary>
    internal void Add(string text, params SqlValue[] values) => _conditions.Add((text, values));

    /// <summary>A set of states as a condition: fine where candidates come from elsewhere; as the only order it is none.</summary>
    internal void AddStates()
    {
        if (_filter.States.Count > 0)
        {
            Add($"e.state in ({string.Join(", ", _filter.States.Select(s => ((int)s).ToString(CultureInfo.InvariantCulture)))})");
        }
    }

    /// <summary>Nothing but these.</summary>
    internal void Only(IEnumerable<long> numbers)
    {
        _isFew = true;
        Add("e.n in numbers({0})", Json(numbers));
    }

    /// <summary>Appends the conditions, their parameters counted from <paramref name="first"/>.</summary>
    internal void AppendTo(StringBuilder sql, int first)
    {
        foreach (var (text, values) in _conditions)
        {
            var condition = text;
            for (var i = 0; i < values.Length; i++)
            {
                condition = condition.Replace($"{{{i.ToString(CultureInfo.InvariantCulture)}}}", $"${(first++).ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal);
            }

            sql.Append(" and ").Append(condition);
        }
    }

    /// <summary>Where candidates come from, the most selective filter first; null: from the exchanges themselves. The filters that are not the source become conditions.</summary>
    internal Source? Candidates(bool hasNameIndex)
    {
        Source? source = null;
        Take(
            _filter.DocumentNumber, "select distinct exchange_n from envelope where number = $1 and exchange_n < $2 order by exchange_n desc limit $3",
            "exists (select 1 from envelope v where v.exchange_n = e.n and v.number = {0})", null);
        Take(
            _filter.ControlNumber, "select exchange_n from envelope_control where control = $1 and exchange_n < $2 order by exchange_n desc limit $3",
            "exists (select 1 from envelope_control v where v.exchange_n = e.n and v.control = {0})", null);
        if (hasNameIndex && _filter.FileName is { } part && part.EnumerateRunes().Count() >= 3)
        {
            Take(
                "\"" + part.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"",
                "select rowid from exchange_name where exchange_name match $1 and rowid < $2 order by rowid desc limit $3", null, "e.n in (select n from exchange_name_pending)");
        }

        Take(
            _filter.Repeated ? "duplicate" : null, "select distinct exchange_n from attempt where kind = 'duplicate' and $1 <> '' and exchange_n < $2 order by exchange_n desc limit $3",
            "exists (select 1 from attempt a where a.exchange_n = e.n and a.kind = {0})", null);
        Take(
            _filter.DocumentType, "select distinct exchange_n from envelope where type = $1 and exchange_n < $2 order by exchange_n desc limit $3",
            "exists (select 1 from envelope v where v.exchange_n = e.n and v.type = {0})", null);
        return source;

        void Take(string? value, string sql, string? condition, string? pending)
        {
            if (value is { Length: > 0 } && source is null && !_isFew)
            {
                source = new(sql, value, pending);
            }
            else if (value is { Length: > 0 } && condition is not null)
            {
                Add(condition, value);
            }
        }
    }

    internal static string Json(IEnumerable<long> numbers) => $"[{string.Join(',', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)))}]";

    private static string Like(string part)
        => "%" + part.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal) + "%";

    /// <summary>Candidates newest first.</summary>
    /// <param name="Sql">Gives numbers for a value, below a number, so many.</param>
    /// <param name="Value">The value.</param>
    /// <param name="Pending">A condition for those the index does not know yet.</param>
    internal sealed record Source(string Sql, string Value, string? Pending);
}
