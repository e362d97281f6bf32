namespace Waybill.Edi;

/// <summary>X12 segments whose last element is binary and says its length before it: BIN (BIN01) and BDS (BDS02).</summary>
internal static class BinarySegment
{
    /// <summary>Where the binary content ends, counted from the segment's start, as the sender claims; 0 for other segments. Only ever used to pass bytes over.</summary>
    /// <param name="segment">Up to the first byte that looks like its terminator.</param>
    public static long EndOf(EdiSegment segment)
    {
        var position = segment.Is("BIN"u8) ? 1 : segment.Is("BDS"u8) ? 2 : 0;
        if (position is 0 || !segment[position].TryGetCount(out var length))
        {
            return 0;
        }

        var text = segment.Text;
        var start = 0;
        for (var i = 0; i <= position; i++)
        {
            var at = text[start..].IndexOf(segment.Delimiters.Element);
            if (at < 0)
            {
                return 0;
            }

            start += at + 1;
        }

        return start + length;
    }
}
