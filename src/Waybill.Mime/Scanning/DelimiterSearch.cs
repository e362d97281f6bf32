namespace Waybill.Mime;

/// <summary>How a search for a delimiter line ended.</summary>
internal enum DelimiterFound
{
    /// <summary>None; the first <c>At</c> bytes are certainly content.</summary>
    No,

    /// <summary>Perhaps at <c>At</c>; more bytes will tell.</summary>
    Undecided,

    /// <summary>A delimiter begins at <c>At</c>.</summary>
    Open,

    /// <summary>A closing delimiter begins at <c>At</c>.</summary>
    Close,
}

/// <param name="Result">How it ended.</param>
/// <param name="At">First byte of the line end before the delimiter, or of the delimiter when it starts the body.</param>
/// <param name="End">One past the delimiter's last byte: with its own line end when open, without when closing.</param>
/// <param name="Level">Which boundary of the stack, 0 = outermost.</param>
internal readonly record struct DelimiterMatch(DelimiterFound Result, int At, int End = 0, int Level = 0);

/// <summary>Finds the next line that is a delimiter of any open multipart. Synchronous, holds nothing, linear.</summary>
internal static class DelimiterSearch
{
    /// <summary>Longest run of blanks after a boundary that still makes a delimiter (RFC 2046: transport padding).</summary>
    private const int MaxPadding = 256;

    /// <param name="input">What is buffered.</param>
    /// <param name="boundaries">Open boundaries with their two hyphens, outermost first.</param>
    /// <param name="atLineStart">Whether the first byte starts a line of this body.</param>
    /// <param name="isLast">Whether nothing follows <paramref name="input"/>.</param>
    internal static DelimiterMatch Find(ReadOnlySpan<byte> input, List<byte[]> boundaries, bool atLineStart, bool isLast)
    {
        if (boundaries.Count is 0)
        {
            return new(DelimiterFound.No, input.Length);
        }

        if (atLineStart)
        {
            var first = MatchLine(input, 0, 0, boundaries, isLast);
            if (first.Result is not DelimiterFound.No)
            {
                return first;
            }
        }

        for (var from = 0; ;)
        {
            var hit = input[from..].IndexOf("\n--"u8);
            if (hit < 0)
            {
                return new(DelimiterFound.No, isLast ? input.Length : input.Length - HeldBack(input));
            }

            var lineFeed = from + hit;
            var at = lineFeed > 0 && input[lineFeed - 1] is (byte)'\r' ? lineFeed - 1 : lineFeed;
            var match = MatchLine(input, lineFeed + 1, at, boundaries, isLast);
            if (match.Result is not DelimiterFound.No)
            {
                return match;
            }

            from = lineFeed + 1;
        }
    }

    /// <summary>How many bytes at the end could begin a delimiter's line end.</summary>
    private static int HeldBack(ReadOnlySpan<byte> input)
    {
        ReadOnlySpan<byte> start = "\r\n-"u8;
        for (var length = Math.Min(3, input.Length); length > 0; length--)
        {
            var tail = input[^length..];
            if (tail.SequenceEqual(start[..length]) || (length < 3 && tail.SequenceEqual(start.Slice(1, length))))
            {
                return length;
            }
        }

        return 0;
    }

    private static DelimiterMatch MatchLine(ReadOnlySpan<byte> input, int line, int at, List<byte[]> boundaries, bool isLast)
    {
        var text = input[line..];
        var undecided = false;
        for (var level = boundaries.Count - 1; level >= 0; level--)
        {
            var boundary = boundaries[level];
            if (text.Length < boundary.Length)
            {
                undecided |= !isLast && boundary.AsSpan().StartsWith(text);
                continue;
            }

            if (!text.StartsWith(boundary))
            {
                continue;
            }

            var rest = text[boundary.Length..];
            if (rest.Length < 2 && !isLast)
            {
                undecided = true;
                continue;
            }

            var close = rest.StartsWith("--"u8);
            var after = close ? rest[2..] : rest;
            var padding = after.IndexOfAnyExcept((byte)' ', (byte)'\t');
            if (padding < 0)
            {
                if (!isLast && after.Length < MaxPadding)
                {
                    undecided = true;
                    continue;
                }

                if (isLast)
                {
                    return new(close ? DelimiterFound.Close : DelimiterFound.Open, at, line + boundary.Length + (close ? 2 : after.Length), level);
                }

                continue;
            }

            if (after[padding] is (byte)'\r' && padding + 1 >= after.Length && !isLast)
            {
                undecided = true;
                continue;
            }

            var lineEnd = after[padding] is (byte)'\n' ? 1 : after[padding..].StartsWith("\r\n"u8) ? 2 : after[padding] is (byte)'\r' && padding + 1 == after.Length ? 1 : 0;
            if (padding <= MaxPadding && lineEnd > 0)
            {
                var end = line + boundary.Length + (close ? 2 : padding + lineEnd);
                return new(close ? DelimiterFound.Close : DelimiterFound.Open, at, end, level);
            }
        }

        return new(undecided ? DelimiterFound.Undecided : DelimiterFound.No, at);
    }
}
