namespace Waybill.Edi;

/// <summary>Tells the standard from the first bytes.</summary>
/// <threadsafety>Safe from many threads.</threadsafety>
public static class EdiSniffer
{
    /// <summary>Looks behind a byte order mark and blanks.</summary>
    /// <param name="start">The first bytes of a document, a dozen or more.</param>
    /// <returns><see cref="EdiStandard.Unknown"/> also when too few bytes are given. What comes behind other bytes is found by <see cref="EdiSegmentReader"/> only.</returns>
    public static EdiStandard Detect(ReadOnlySpan<byte> start)
    {
        if (start is [0xFF, 0xFE, (byte)'<', 0, ..] or [0xFE, 0xFF, 0, (byte)'<', ..] or [(byte)'<', 0, ..] or [0, (byte)'<', ..])
        {
            return EdiStandard.Xml;
        }

        var text = start.StartsWith(Blanks.ByteOrderMark) ? start[3..] : start;
        text = text[Blanks.CountAt(text)..];
        return text switch
        {
            [(byte)'<', ..] => EdiStandard.Xml,
            [(byte)'I', (byte)'S', (byte)'A', var separator, ..] when InterchangeStart.IsSeparator(separator) => EdiStandard.X12,
            [(byte)'U', (byte)'N', (byte)'A' or (byte)'B' or (byte)'G' or (byte)'H', var separator, ..] when InterchangeStart.IsSeparator(separator) => EdiStandard.Edifact,
            [(byte)'S', (byte)'T', (byte)'X', (byte)'=', ..] => EdiStandard.Tradacoms,
            _ => EdiStandard.Unknown,
        };
    }
}
