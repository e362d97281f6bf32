using System.Globalization;
using System.Text;

namespace Waybill.Cli.Captures;

/// <summary>The line before a chunk: a size in hex, then perhaps extensions, which say nothing about the content (RFC 9112 §7.1).</summary>
internal static class ChunkSize
{
    /// <summary>Longest line looked at: generous for extensions, far below what would cost memory.</summary>
    public const int MostLineBytes = 4096;

    /// <summary>Reads the line at the start of <paramref name="bytes"/>.</summary>
    /// <returns>False when it is not the line of a chunk.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out long size, out int lineBytes)
    {
        size = 0;
        lineBytes = bytes[..Math.Min(bytes.Length, MostLineBytes)].IndexOf((byte)'\n') + 1;
        if (lineBytes is 0)
        {
            return false;
        }

        var line = bytes[..lineBytes];
        var semicolon = line.IndexOf((byte)';');
        var digits = Encoding.Latin1.GetString(semicolon < 0 ? line : line[..semicolon]).Trim();
        return digits.Length is > 0 and <= 16
            && long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out size) && size >= 0;
    }
}
