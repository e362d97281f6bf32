using System.Buffers;
using System.Globalization;
using System.Text;

namespace Waybill.Gateway;

/// <summary>Makes a harmless file name of a partner's words.</summary>
internal static class PayloadFileName
{
    // Names are counted in bytes by file systems (255); this leaves room for the number before a name that repeats.
    internal const int MostBytes = 200;
    private static readonly SearchValues<char> Refused = SearchValues.Create("/\\:*?\"<>|");

    internal static string From(string? received, int index)
    {
        var name = new StringBuilder();
        var bytes = 0;
        foreach (var rune in LastSegment(received ?? string.Empty).EnumerateRunes())
        {
            var safe = IsUnseen(rune) || rune == Rune.ReplacementChar || (rune.IsBmp && Refused.Contains((char)rune.Value)) ? new Rune('_') : rune;
            bytes += safe.Utf8SequenceLength;
            if (bytes > MostBytes)
            {
                break;
            }

            name.Append(safe.ToString());
        }

        // A leading dot hides a file or, twice, leaves the folder; a trailing dot or blank is lost on Windows.
        var plain = name.ToString().Trim(' ', '.');
        return plain is "" || IsDevice(plain) ? $"payload-{index + 1}" : plain;
    }

    // Control characters, and what turns or hides the letters around it: "invoice\u202Efdp.exe" shows as an exe that ends in pdf.
    private static bool IsUnseen(Rune rune)
        => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string LastSegment(string received) => received[(received.AsSpan().LastIndexOfAny('/', '\\') + 1)..];

    private static bool IsDevice(string name)
    {
        var stem = name.Split('.')[0].ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL" || (stem.Length is 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal)) && char.IsAsciiDigit(stem[3]));
    }
}
