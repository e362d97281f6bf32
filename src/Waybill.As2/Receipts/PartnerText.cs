namespace Waybill.As2;

/// <summary>Words of a partner made safe for a line of ours.</summary>
internal static class PartnerText
{
    /// <summary>One line of printable US-ASCII, cut at <paramref name="most"/> characters: every other character becomes a blank or a question mark.</summary>
    internal static string OneLine(string text, int most)
    {
        var cut = text.Length > most ? string.Concat(text.AsSpan(0, most), "...") : text;
        return string.Create(cut.Length, cut, static (line, source) =>
        {
            for (var at = 0; at < source.Length; at++)
            {
                line[at] = source[at] is >= ' ' and <= '~' ? source[at] : char.IsControl(source[at]) ? ' ' : '?';
            }
        });
    }
}
