namespace Waybill.As2;

/// <summary>The lexical level of <c>Disposition-Notification-Options</c>: parameters, quotes, comments. Linear in the text.</summary>
internal static class OptionText
{
    /// <summary>Gives each parameter's name with what stands in its list, quotes undone, empty items left out.</summary>
    internal static List<(string Name, List<string> Values)> Parameters(string line)
    {
        var text = line.Trim(' ', '\t');

        // The whole value in quotes: what is inside holds no quotes, or pairs.
        if (text is ['"', .. var inner, '"'] && !inner.Replace("\\\"", "", StringComparison.Ordinal).Contains('"', StringComparison.Ordinal))
        {
            text = inner.Replace("\\\"", "\"", StringComparison.Ordinal);
        }

        var parameters = new List<(string, List<string>)>();
        foreach (var piece in Split(text, ';'))
        {
            AddParameter(parameters, piece);
        }

        return parameters;
    }

    private static void AddParameter(List<(string, List<string>)> parameters, string piece)
    {
        var equals = piece.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return;
        }

        var values = new List<string>();
        parameters.Add((Bare(piece[..equals]), values));
        foreach (var item in Split(piece[(equals + 1)..], ','))
        {
            // A comma where a semicolon belongs: the item is the next parameter.
            var next = item.IndexOf('=', StringComparison.Ordinal);
            if (next > 0 && Bare(item[..next]).StartsWith("signed-receipt-", StringComparison.OrdinalIgnoreCase))
            {
                values = [];
                parameters.Add((Bare(item[..next]), values));
                AddItems(values, item[(next + 1)..]);
            }
            else
            {
                AddItems(values, item);
            }
        }
    }

    private static void AddItems(List<string> values, string item)
    {
        // Quotes around the whole list were seen, too.
        foreach (var word in Bare(item).Split(','))
        {
            if (Bare(word) is { Length: > 0 } value)
            {
                AddWords(values, value);
            }
        }
    }

    private static void AddWords(List<string> values, string value)
    {
        // "optional sha1": the comma after the importance is missing.
        var blank = values.Count is 0 ? value.AsSpan().IndexOfAny(' ', '\t') : -1;
        if (blank > 0 && value[..blank].ToUpperInvariant() is "OPTIONAL" or "REQUIRED")
        {
            values.Add(value[..blank]);
            value = Bare(value[blank..]);
        }

        values.Add(value);
    }

    private static string Bare(string text)
    {
        var comment = text.IndexOf('(', StringComparison.Ordinal);
        return (comment < 0 ? text : text[..comment]).Trim(' ', '\t', '"');
    }

    /// <summary>Splits at separators outside quotes. A quote that nothing closes is a character like any other.</summary>
    private static List<string> Split(string text, char separator)
    {
        var pieces = new List<string>();
        var lastQuote = text.LastIndexOf('"');
        var (start, quoted) = (0, false);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '"')
            {
                quoted = !quoted && at < lastQuote;
            }
            else if (text[at] == separator && !quoted)
            {
                pieces.Add(text[start..at]);
                start = at + 1;
            }
        }

        pieces.Add(text[start..]);
        return pieces;
    }
}
