using System.Globalization;
using System.Text;

namespace Waybill.Gateway;

/// <summary>Makes what a template gave fit to stand where it goes: whatever a file name or a partner's word held, one line stays one line.</summary>
internal static class HeaderText
{
    private const int MostSubject = 500;
    private const int MostValue = 900;

    /// <summary>Any text on one line; empty: null.</summary>
    internal static string? Subject(string text)
    {
        var line = Cut(string.Concat(text.EnumerateRunes().Select(static r => (IsUnseen(r) ? new Rune(' ') : r).ToString())).Trim(), MostSubject);
        return line is "" ? null : line;
    }

    /// <summary>Printable US-ASCII on one line; what is none becomes a question mark. Empty: null, the header is left out.</summary>
    internal static string? Value(string text)
    {
        var line = Cut(string.Concat(text.EnumerateRunes().Select(static r => IsUnseen(r) ? ' ' : r.Value is >= ' ' and <= '~' ? (char)r.Value : '?')).Trim(), MostValue);
        return line is "" ? null : line;
    }

    /// <summary>A left or right side of a Message-ID (RFC 5322 §3.6.4 without quotes); what cannot stand there becomes an underscore.</summary>
    internal static string IdSide(string text, int most)
    {
        var side = Cut(string.Concat(text.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '+' or '=' or '!' or '#' or '$' or '%' or '&' or '*' or '~' ? c : '_')), most).Trim('.');
        while (side.Contains("..", StringComparison.Ordinal))
        {
            side = side.Replace("..", ".", StringComparison.Ordinal);
        }

        return side is "" ? "_" : side;
    }

    private static bool IsUnseen(Rune rune)
        => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
