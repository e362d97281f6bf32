using System.Text;
using System.Text.RegularExpressions;

namespace Waybill.Mime;

/// <summary>RFC 2047 encoded words in header text: <c>=?UTF-8?Q?K=C3=B6ln?=</c>.</summary>
public static partial class EncodedWord
{
    /// <summary>Decodes every word in the text, and raw bytes above 127 as UTF-8 where they are UTF-8. What is no word stays.</summary>
    /// <param name="text">One character a byte, as header values come.</param>
    public static string Decode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!System.Text.Ascii.IsValid(text))
        {
            return text.All(c => c < 256) ? Charsets.Guess(Encoding.Latin1.GetBytes(text)) : text;
        }

        if (!text.Contains("=?", StringComparison.Ordinal))
        {
            return text;
        }

        // §6.2: white space between two adjacent words is not part of the text.
        var joined = BetweenWords().Replace(text, "?==?");
        return Word().Replace(joined, DecodeOne);
    }

    /// <summary>Encodes text that is not plain US-ASCII as base64 words of at most 75 characters, blank-separated; returns ASCII text unchanged.</summary>
    public static string Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (System.Text.Ascii.IsValid(text) && !text.Contains("=?", StringComparison.Ordinal))
        {
            return text;
        }

        // 45 bytes become 60 characters; a word must not split a character (§5).
        var words = new List<string>();
        var piece = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
        {
            var bytes = Encoding.UTF8.GetBytes(rune.ToString());
            if (piece.Count + bytes.Length > 45)
            {
                words.Add($"=?UTF-8?B?{Convert.ToBase64String([.. piece])}?=");
                piece.Clear();
            }

            piece.AddRange(bytes);
        }

        words.Add($"=?UTF-8?B?{Convert.ToBase64String([.. piece])}?=");
        return string.Join(' ', words);
    }

    private static string DecodeOne(Match word)
    {
        var body = word.Groups["text"].Value;
        try
        {
            var bytes = word.Groups["kind"].Value is "B" or "b" ? Convert.FromBase64String(body) : Quoted(body);
            return Charsets.Decode(word.Groups["charset"].Value.Split('*')[0], bytes);
        }
        catch (FormatException)
        {
            return word.Value;
        }
    }

    private static byte[] Quoted(string body)
    {
        var bytes = new List<byte>(body.Length);
        for (var at = 0; at < body.Length; at++)
        {
            if (body[at] is '=' && at + 2 < body.Length && Uri.IsHexDigit(body[at + 1]) && Uri.IsHexDigit(body[at + 2]))
            {
                bytes.Add(Convert.ToByte(body.Substring(at + 1, 2), 16));
                at += 2;
            }
            else
            {
                bytes.Add(body[at] is '_' ? (byte)' ' : (byte)body[at]);
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex(@"\?=[ \t]+=\?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?(?<charset>[^?\s]+)\?(?<kind>[BbQq])\?(?<text>[^?]*)\?=", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}
