namespace Waybill.Edi;

/// <summary>TRADACOMS: STX, MHD and their trailers. A transmission has no control number at its end.</summary>
internal static class TradacomsEnvelopes
{
    public static void Read(EdiSegmentReader reader, EnvelopeCollector to, EdiLimits limits)
    {
        var segment = reader.Current;
        if (reader.IsInterchangeStart)
        {
            var version = Keep(segment[1][1]) is { } syntax ? Keep(segment[1][2]) is { } number ? $"{syntax}:{number}" : syntax : null;
            to.OpenInterchange(new(EdiStandard.Tradacoms, Keep(segment[5]), version, Party(segment[2]), Party(segment[3]), false, false, reader.Offset), EnvelopeTags.Tradacoms);
        }
        else if (segment.Is("MHD"u8))
        {
            to.OpenDocument(
                new()
                {
                    Ordinal = 0,
                    Standard = EdiStandard.Tradacoms,
                    Control = Keep(segment[1]),
                    Type = Keep(segment[2][1]) ?? "",
                    Version = Keep(segment[2][2]),
                    Offset = reader.Offset,
                },
                EnvelopeTags.Tradacoms);
        }
        else if (segment.Is("MTR"u8))
        {
            to.CloseDocument(new(segment[1], null, reader.Offset, reader.EndOffset));
        }
        else if (segment.Is("END"u8))
        {
            to.CloseInterchange(new(segment[1], null, reader.Offset, reader.EndOffset));
        }

        string? Keep(EdiValue value) => EdiText.Keep(value, limits.MaxTextLength);

        // The code, or the name where there is no code.
        EdiParty? Party(EdiValue value) => (Keep(value[1]) ?? Keep(value[2])) is { } id ? new(id) : null;
    }
}
