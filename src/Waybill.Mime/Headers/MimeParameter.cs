using System.Text;

namespace Waybill.Mime;

/// <summary>One parameter of a structured header.</summary>
/// <param name="Name">Without the asterisks of RFC 2231; compare without case.</param>
/// <param name="Value">Quotes undone, RFC 2231 pieces joined and decoded, RFC 2047 words decoded.</param>
public sealed record MimeParameter(string Name, string Value)
{
    /// <summary>Reads what follows the first semicolon of a value. Never throws: what cannot be read is left out.</summary>
    internal static List<MimeParameter> ParseList(string value, int at)
    {
        var raw = new List<(string Name, string Value)>();
        while (at < value.Length)
        {
            StructuredText.SkipBlanks(value, ref at);
            if (at < value.Length && value[at] is ';')
            {
                at++;
                continue;
            }

            var start = at;
            while (at < value.Length && value[at] is not ('=' or ';'))
            {
                at++;
            }

            if (at >= value.Length || value[at] is ';')
            {
                continue;
            }

            var name = value[start..at].Trim();
            at++;
            StructuredText.SkipBlanks(value, ref at);
            var text = StructuredText.ReadValue(value, ref at);
            if (name.Length > 0)
            {
                raw.Add((name, text));
            }

            // Anything between a closing quote and the next semicolon is noise.
            while (at < value.Length && value[at] is not ';')
            {
                at++;
            }
        }

        return Join(raw);
    }

    /// <summary>RFC 2231 §3 and §4: <c>name*0*=</c>, <c>name*1=</c> … are pieces of one value, <c>name*=</c> names a charset.</summary>
    private static List<MimeParameter> Join(List<(string Name, string Value)> raw)
    {
        var plain = new List<MimeParameter>();
        var pieces = new Dictionary<string, SortedList<int, (string Value, bool Encoded)>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in raw)
        {
            var star = name.IndexOf('*', StringComparison.Ordinal);
            if (star <= 0)
            {
                plain.Add(new(name, EncodedWord.Decode(value)));
                continue;
            }

            var encoded = name[^1] is '*';
            var index = name.AsSpan(star + 1).TrimEnd('*');
            var number = 0;
            if (index.Length > 0 && (!int.TryParse(index, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number) || number > 999))
            {
                continue;
            }

            var key = name[..star];
            if (!pieces.TryGetValue(key, out var list))
            {
                pieces[key] = list = [];
            }

            list.TryAdd(number, (value, encoded));
        }

        // The extended form is the fuller one: it stands before the plain fallback of the same name.
        return [.. pieces.Reverse().Select(p => new MimeParameter(p.Key, Decode(p.Value))), .. plain];
    }

    private static string Decode(SortedList<int, (string Value, bool Encoded)> pieces)
    {
        var charset = "utf-8";
        var bytes = new List<byte>();
        var first = true;
        foreach (var (_, (value, encoded)) in pieces)
        {
            var text = value;
            if (first && encoded && text.Split('\'', 3) is [var name, _, var rest])
            {
                (charset, text) = (name, rest);
            }

            first = false;
            bytes.AddRange(encoded ? PercentDecode(text) : Encoding.Latin1.GetBytes(text));
        }

        return Charsets.Decode(charset, [.. bytes]);
    }

    private static IEnumerable<byte> PercentDecode(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '%' && at + 2 < text.Length && Uri.IsHexDigit(text[at + 1]) && Uri.IsHexDigit(text[at + 2]))
            {
                yield return Convert.ToByte(text.Substring(at + 1, 2), 16);
                at += 2;
            }
            else
            {
                yield return (byte)text[at];
            }
        }
    }
}
