using System.Globalization;

namespace Waybill.Server;

/// <summary>Which part of a list a request asks for.</summary>
internal static class ListPage
{
    private const int UsualLines = 50;
    private const int MostLines = 200;

    /// <summary>How many lines; what is out of bounds is a problem of <c>limit</c>.</summary>
    internal static int Lines(int? limit, FieldProblems problems)
    {
        if (limit is < 1 or > MostLines)
        {
            problems.Add("limit", "Must be 1 to 200.");
        }

        return limit ?? UsualLines;
    }

    /// <summary>The number below which a list of numbered lines goes on; null: from the newest.</summary>
    internal static long? Before(string? cursor, FieldProblems problems)
    {
        if (cursor is null)
        {
            return null;
        }

        if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            problems.Add("cursor", "Must be next of an earlier page of this list.");
        }

        return number;
    }

    /// <summary>The cursor behind a full page of numbered lines; null on the last one.</summary>
    internal static string? Next<T>(IReadOnlyList<T> found, int lines, Func<T, long> number)
        => found.Count > lines ? number(found[lines - 1]).ToString(CultureInfo.InvariantCulture) : null;
}
