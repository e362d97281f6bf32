namespace Waybill.Edi;

/// <summary>EDIFACT: UNB, UNG, UNH and their trailers (ISO 9735-1 to syntax 4).</summary>
internal static class EdifactEnvelopes
{
    public static void Read(EdiSegmentReader reader, EnvelopeCollector to, EdiLimits limits)
    {
        var segment = reader.Current;
        if (reader.IsInterchangeStart)
        {
            var interchange = new EdiInterchange(
                EdiStandard.Edifact, Keep(segment[5]), Joined(segment[1], 1), Party(segment[2]), Party(segment[3]), Keep(segment[11]) is "1", Keep(segment[9]) is "1", reader.Offset);
            to.OpenInterchange(interchange, EnvelopeTags.Edifact);
        }
        else if (segment.Is("UNH"u8))
        {
            var type = segment[2];
            to.OpenDocument(
                new()
                {
                    Ordinal = 0,
                    Standard = EdiStandard.Edifact,
                    Control = Keep(segment[1]),
                    Type = Keep(type[1]) ?? "",
                    Version = Joined(type, 2),
                    Agency = Keep(type[4]),
                    Guideline = Keep(type[5]),
                    Offset = reader.Offset,
                },
                EnvelopeTags.Edifact);
        }
        else if (segment.Is("UNT"u8))
        {
            to.CloseDocument(new(segment[1], Keep(segment[2]), reader.Offset, reader.EndOffset));
        }
        else if (segment.Is("UNG"u8))
        {
            var group = new EdiGroup(Keep(segment[5]), Keep(segment[1]), Joined(segment[7], 1), Keep(segment[6]), Party(segment[2]), Party(segment[3]));
            to.OpenGroup(group, EdiStandard.Edifact, EnvelopeTags.Edifact, reader.Offset);
        }
        else if (segment.Is("UNE"u8))
        {
            to.CloseGroup(new(segment[1], Keep(segment[2]), reader.Offset, reader.EndOffset));
        }
        else if (segment.Is("UNZ"u8))
        {
            to.CloseInterchange(new(segment[1], Keep(segment[2]), reader.Offset, reader.EndOffset));
        }

        string? Keep(EdiValue value) => EdiText.Keep(value, limits.MaxTextLength);

        // Version and release, or syntax identifier and version.
        string? Joined(EdiValue value, int first) => (Keep(value[first]), Keep(value[first + 1])) switch
        {
            (null, var second) => second,
            (var one, null) => one,
            var (one, second) => $"{one}:{second}",
        };

        EdiParty? Party(EdiValue value) => Keep(value[1]) is { } id ? new(id, Keep(value[2]), Keep(value[3])) : null;
    }
}
