namespace Waybill.Edi;

/// <summary>Finds delimiters that no release character stands before.</summary>
internal static class SegmentScan
{
    /// <summary>Where the delimiter stands, or -1.</summary>
    public static int Find(ReadOnlySpan<byte> text, byte delimiter, byte release) => Find(text, delimiter, release, out _);

    /// <summary>The same on a text whose end has not come yet.</summary>
    /// <param name="text">Starts at a byte that is not released.</param>
    /// <param name="delimiter">0 is never found.</param>
    /// <param name="release">0 for none.</param>
    /// <param name="resume">When nothing is found: where to go on when more has come.</param>
    public static int Find(ReadOnlySpan<byte> text, byte delimiter, byte release, out int resume)
    {
        resume = text.Length;
        if (delimiter is 0)
        {
            return -1;
        }

        if (release is 0)
        {
            return text.IndexOf(delimiter);
        }

        for (var from = 0; from < text.Length;)
        {
            var at = text[from..].IndexOfAny(delimiter, release);
            if (at < 0)
            {
                return -1;
            }

            at += from;
            if (text[at] == delimiter)
            {
                return at;
            }

            if (at == text.Length - 1)
            {
                resume = at;
                return -1;
            }

            from = at + 2;
        }

        return -1;
    }
}
