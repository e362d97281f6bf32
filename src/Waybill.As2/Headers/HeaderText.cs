namespace Waybill.As2;

/// <summary>Free text of headers, made fit for one line.</summary>
internal static class HeaderText
{
    /// <summary>Control characters (an RFC 2047 word may hide a line end) become blanks; outer blanks go.</summary>
    internal static string? OneLine(string? text)
        => text is null ? null : string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = char.IsControl(from[i]) || from[i] is '\u2028' or '\u2029' ? ' ' : from[i];
            }
        }).Trim();
}
