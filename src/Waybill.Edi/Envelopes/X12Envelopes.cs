namespace Waybill.Edi;

/// <summary>X12: ISA, GS, ST and their trailers.</summary>
internal static class X12Envelopes
{
    private const int IsaLength = 105;

    public static void Read(EdiSegmentReader reader, EnvelopeCollector to, EdiLimits limits)
    {
        var segment = reader.Current;
        if (reader.IsInterchangeStart)
        {
            Open(segment, reader.Offset, to, limits);
        }
        else if (segment.Is("ST"u8))
        {
            to.OpenDocument(
                new()
                {
                    Ordinal = 0,
                    Standard = EdiStandard.X12,
                    Type = Keep(segment[1]) ?? "",
                    Control = Keep(segment[2]),
                    Guideline = Keep(segment[3]),
                    Offset = reader.Offset,
                },
                EnvelopeTags.X12);
        }
        else if (segment.Is("SE"u8))
        {
            to.CloseDocument(new(segment[1], Keep(segment[2]), reader.Offset, reader.EndOffset));
        }
        else if (segment.Is("GS"u8))
        {
            var group = new EdiGroup(Keep(segment[6]), Keep(segment[1]), Keep(segment[8]), Keep(segment[7]), Party(segment[2], default), Party(segment[3], default));
            to.OpenGroup(group, EdiStandard.X12, EnvelopeTags.X12, reader.Offset);
        }
        else if (segment.Is("GE"u8))
        {
            to.CloseGroup(new(segment[1], Keep(segment[2]), reader.Offset, reader.EndOffset));
        }
        else if (segment.Is("IEA"u8))
        {
            to.CloseInterchange(new(segment[1], Keep(segment[2]), reader.Offset, reader.EndOffset));
        }

        string? Keep(EdiValue value) => X12Envelopes.Keep(value, limits);

        EdiParty? Party(EdiValue id, EdiValue qualifier) => X12Envelopes.Party(id, qualifier, limits);
    }

    private static void Open(EdiSegment segment, long offset, EnvelopeCollector to, EdiLimits limits)
    {
        var interchange = new EdiInterchange(
            EdiStandard.X12,
            Keep(segment[13], limits),
            Keep(segment[12], limits),
            Party(segment[6], segment[5], limits),
            Party(segment[8], segment[7], limits),
            Keep(segment[15], limits) is "T",
            Keep(segment[14], limits) is "1",
            offset);
        to.OpenInterchange(interchange, EnvelopeTags.X12);
        if (segment.Delimiters.Component is 0)
        {
            to.Oddities.Add(offset, "ISA16 is missing: the interchange has no component separator.");
        }
        else if (segment.Text.Length is not IsaLength)
        {
            to.Oddities.Add(offset, "ISA does not have its fixed width of 106 bytes.");
        }
    }

    private static string? Keep(EdiValue value, EdiLimits limits) => EdiText.Keep(value, limits.MaxTextLength);

    private static EdiParty? Party(EdiValue id, EdiValue qualifier, EdiLimits limits)
        => Keep(id, limits) is { } text ? new(text, Keep(qualifier, limits)) : null;
}
