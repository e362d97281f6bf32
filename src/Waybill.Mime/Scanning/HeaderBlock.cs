namespace Waybill.Mime;

/// <summary>Finds where a part's headers end.</summary>
internal static class HeaderBlock
{
    /// <summary>Bytes of the header block with its empty line; 0 when the part begins with its body; -1 when more bytes are needed.</summary>
    /// <param name="input">Starts with the block.</param>
    /// <param name="boundaries">Open boundaries with their two hyphens.</param>
    /// <param name="isLast">Whether nothing follows <paramref name="input"/>.</param>
    /// <param name="at">Where to go on: 0 for a new block. Left at the first line that is not whole, so that a block that trickles in is gone through once.</param>
    internal static int Length(ReadOnlySpan<byte> input, List<byte[]> boundaries, bool isLast, ref int at)
    {
        while (true)
        {
            var line = input[at..];
            var lineFeed = line.IndexOf((byte)'\n');
            if (at is 0 && !MayBeField(line, isLast, out var decided))
            {
                return decided ? 0 : -1;
            }

            if (lineFeed < 0)
            {
                return !isLast ? -1 : IsDelimiter(line, boundaries) ? BeforeLineEnd(input, at) : input.Length;
            }

            if (lineFeed is 0 || (lineFeed is 1 && line[0] is (byte)'\r'))
            {
                return at + lineFeed + 1;
            }

            if (IsDelimiter(line[..(lineFeed + 1)], boundaries))
            {
                return BeforeLineEnd(input, at);
            }

            at += lineFeed + 1;
        }
    }

    /// <summary>The line end before a delimiter belongs to the delimiter, also when the empty line is missing.</summary>
    private static int BeforeLineEnd(ReadOnlySpan<byte> input, int at)
        => at is 0 ? 0 : at > 1 && input[at - 2] is (byte)'\r' ? at - 2 : at - 1;

    private static bool IsDelimiter(ReadOnlySpan<byte> line, List<byte[]> boundaries)
    {
        if (!line.StartsWith("--"u8))
        {
            return false;
        }

        foreach (var boundary in boundaries)
        {
            if (line.StartsWith(boundary))
            {
                var rest = line[boundary.Length..];
                rest = rest.StartsWith("--"u8) ? rest[2..] : rest;
                if (rest.IndexOfAnyExcept(" \t\r\n"u8) < 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether the first line can be a field, an empty line or a delimiter. Decided as early as possible: binary content has no line ends.</summary>
    private static bool MayBeField(ReadOnlySpan<byte> line, bool isLast, out bool decided)
    {
        decided = true;
        for (var at = 0; at < line.Length; at++)
        {
            var value = line[at];
            if (value is (byte)':')
            {
                return at > 0;
            }

            if (value is (byte)'\n' or (byte)'\r')
            {
                return at is 0 || line.StartsWith("--"u8);
            }

            if (value is < 33 or > 126 && value is not ((byte)' ' or (byte)'\t'))
            {
                return false;
            }

            if (at > 200)
            {
                return line.StartsWith("--"u8);
            }
        }

        decided = isLast;
        return isLast && line.StartsWith("--"u8);
    }
}
