namespace Waybill.Edi;

/// <summary>The delimiters of an X12 interchange: byte 4, ISA11, ISA16 and the byte after it.</summary>
/// <remarks>The standard gives ISA a fixed width of 106 bytes. Systems that trim, wrap or recode do not keep it, so its elements are counted instead.</remarks>
internal static class IsaStart
{
    private const int Elements = 16;

    public static bool? TryRead(ReadOnlySpan<byte> text, bool isAll, out InterchangeStart start)
    {
        start = default;
        var separator = text[3];
        if (!InterchangeStart.IsSeparator(separator))
        {
            return false;
        }

        if (text.Length > InterchangeStart.Window)
        {
            text = text[..InterchangeStart.Window];
            isAll = true;
        }

        ReadOnlySpan<byte> isa11 = default, isa12 = default;
        var at = 3;
        for (var element = 1; element < Elements; element++)
        {
            var length = text[(at + 1)..].IndexOf(separator);
            if (length < 0)
            {
                return isAll ? false : null;
            }

            var content = text.Slice(at + 1, length);
            isa11 = element is 11 ? content : isa11;
            isa12 = element is 12 ? content : isa12;
            at += length + 1;
        }

        var tail = text[(at + 1)..];
        if (tail.Length < 2 || (!isAll && IsUndecided(tail)))
        {
            return isAll ? false : null;
        }

        // Without ISA16 the byte in its place is the terminator: the next segment follows at once, or after a line end.
        var isMissing = Follows(tail[1..], separator)
            || (tail[0] is (byte)'~' or (byte)'\r' or (byte)'\n' && tail[1] is (byte)'\r' or (byte)'\n' && Follows(tail[(1 + Blanks.CountAt(tail[1..]))..], separator));
        var terminator = isMissing ? tail[0] : tail[1];
        if (char.IsAsciiLetterOrDigit((char)tail[0]) || char.IsAsciiLetterOrDigit((char)terminator) || terminator == separator || terminator is 0)
        {
            return false;
        }

        start = new()
        {
            Standard = EdiStandard.X12,
            Length = at + (isMissing ? 1 : 2),
            Delimiters = new()
            {
                Element = separator,
                Segment = terminator,
                Component = isMissing ? (byte)0 : tail[0],
                // Until 00401 the element was the standards identifier, U.
                Repetition = isa11 is [var repetition] && InterchangeStart.IsSeparator(repetition) && isa12.SequenceCompareTo("00402"u8) >= 0 ? repetition : (byte)0,
                Decimal = (byte)'.',
            },
        };
        return true;
    }

    private static bool IsUndecided(ReadOnlySpan<byte> tail) => tail.Length < 5 || tail[1..].Length - Blanks.CountAt(tail[1..]) < 4;

    private static bool Follows(ReadOnlySpan<byte> text, byte separator)
        => (text is [(byte)'G', (byte)'S', var after2, ..] && after2 == separator)
            || (text.Length > 3 && text[3] == separator && (text.StartsWith("IEA"u8) || text.StartsWith("TA1"u8)));
}
