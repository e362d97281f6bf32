namespace Waybill.Gateway;

/// <summary>Finds what a wrong AS2 name was probably meant to be: most wrong names differ by case, a blank, quotes or one letter.</summary>
internal static class NearNames
{
    /// <summary>In words, for both names of a pair.</summary>
    internal static string Hint(string from, string to, IReadOnlyList<string> partners, IReadOnlyList<string> stations)
    {
        var isPartner = partners.Contains(from, StringComparer.Ordinal);
        var isStation = stations.Contains(to, StringComparer.Ordinal);
        if (isPartner && isStation)
        {
            return "Both names are known, and no connection joins them.";
        }

        if (partners.Contains(to, StringComparer.Ordinal) && stations.Contains(from, StringComparer.Ordinal))
        {
            return "The names are the wrong way round: AS2-From is ours and AS2-To the partner's.";
        }

        return $"{Side("AS2-From", from, "partner", isPartner, partners)} {Side("AS2-To", to, "station", isStation, stations)}";
    }

    private static string Side(string header, string name, string kind, bool isKnown, IReadOnlyList<string> known)
    {
        if (isKnown)
        {
            return $"{header} is a known {kind}.";
        }

        var near = known.Select(k => (Name: k, How: Difference(name, k))).FirstOrDefault(k => k.How is not null);
        return near.How is null ? $"{header} is no {kind} and like none." : $"{header} differs from the {kind} '{near.Name}' {near.How}.";
    }

    /// <summary>How two names differ, when it is little; else null.</summary>
    internal static string? Difference(string a, string b)
    {
        if (string.Equals(a, b, StringComparison.OrdinalIgnoreCase))
        {
            return "in upper and lower case only";
        }

        if (string.Equals(Without(a, ' '), Without(b, ' '), StringComparison.OrdinalIgnoreCase))
        {
            return "in blanks only";
        }

        if (string.Equals(Bare(a), Bare(b), StringComparison.OrdinalIgnoreCase))
        {
            return "in quotes or blanks only";
        }

        if (string.Equals(Signs(a), Signs(b), StringComparison.OrdinalIgnoreCase) && Signs(a).Length > 0)
        {
            return "in signs between the letters only";
        }

        return IsOneEdit(a, b) ? "by one letter" : null;
    }

    private static string Without(string text, char what) => text.Replace(what.ToString(), "", StringComparison.Ordinal);

    private static string Bare(string text) => string.Concat(text.Where(c => c is not (' ' or '"' or '\'' or '\\' or '<' or '>')));

    private static string Signs(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit));

    /// <summary>One letter more, less, other, or two neighbours swapped. Names have 128 characters at most; shorter than three letters everything is near.</summary>
    private static bool IsOneEdit(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1 || Math.Max(a.Length, b.Length) < 3)
        {
            return false;
        }

        var start = 0;
        while (start < a.Length && start < b.Length && Same(a[start], b[start]))
        {
            start++;
        }

        var end = 0;
        while (end < a.Length - start && end < b.Length - start && Same(a[^(end + 1)], b[^(end + 1)]))
        {
            end++;
        }

        var (restA, restB) = (a.Length - start - end, b.Length - start - end);
        return (restA <= 1 && restB <= 1) || (restA is 2 && restB is 2 && Same(a[start], b[start + 1]) && Same(a[start + 1], b[start]));
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
