using System.Buffers;
using System.Text;

namespace Waybill.Mime;

/// <summary>The lexical level of structured header values: tokens, quoted strings, comments (RFC 2045 §5.1, RFC 5322 §3.2).</summary>
internal static class StructuredText
{
    private static readonly SearchValues<char> NotInToken = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f ()<>@,;:\\\"/[]?=\u007f");

    internal static bool IsToken(ReadOnlySpan<char> text) => text.Length > 0 && text.IndexOfAny(NotInToken) < 0 && System.Text.Ascii.IsValid(text);

    /// <summary>What stands before the first blank, comment or semicolon.</summary>
    internal static string FirstToken(string value)
    {
        var at = 0;
        SkipBlanks(value, ref at);
        var start = at;
        while (at < value.Length && value[at] is not (' ' or '\t' or ';' or '('))
        {
            at++;
        }

        return value[start..at].Trim('"');
    }

    /// <summary>Where the parameters start: the first semicolon outside comments; -1 when there are none.</summary>
    internal static int FirstSemicolon(string value)
    {
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] is '(')
            {
                SkipBlanks(value, ref at);
            }

            if (at < value.Length && value[at] is ';')
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Passes blanks and comments, nested ones too.</summary>
    internal static void SkipBlanks(string value, ref int at)
    {
        var depth = 0;
        for (; at < value.Length; at++)
        {
            switch (value[at])
            {
                case '(':
                    depth++;
                    break;
                case ')' when depth > 0:
                    depth--;
                    break;
                case '\\' when depth > 0:
                    at++;
                    break;
                case ' ' or '\t' or '\r' or '\n':
                    break;
                default:
                    if (depth is 0)
                    {
                        return;
                    }

                    break;
            }
        }

        at = Math.Min(at, value.Length);
    }

    /// <summary>Reads a quoted string or whatever stands before the next semicolon; quotes and pairs are undone.</summary>
    internal static string ReadValue(string value, ref int at)
    {
        if (at >= value.Length || value[at] is not '"')
        {
            // Old peers write blanks and specials without quotes: everything up to the semicolon is the value.
            var end = value.IndexOf(';', at);
            end = end < 0 ? value.Length : end;
            var raw = value[at..end];
            at = end;
            var comment = raw.IndexOf(" (", StringComparison.Ordinal);
            return (comment < 0 ? raw : raw[..comment]).Trim();
        }

        var close = value.AsSpan(at + 1).IndexOfAny('"', '\\');
        if (close >= 0 && value[at + 1 + close] is '"')
        {
            var plain = value.Substring(at + 1, close);
            at += close + 2;
            return plain;
        }

        var text = new StringBuilder();
        for (at++; at < value.Length && value[at] is not '"'; at++)
        {
            // Some peers write paths without doubling: a backslash starts a pair only before a quote or another backslash.
            if (value[at] is '\\' && at + 1 < value.Length && (value[at + 1] is '"' or '\\'))
            {
                at++;
            }

            text.Append(value[at]);
        }

        at = Math.Min(at + 1, value.Length);
        return text.ToString();
    }

    internal static string Quote(string value)
        => IsToken(value) ? value
            : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
