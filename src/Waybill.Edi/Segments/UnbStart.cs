namespace Waybill.Edi;

/// <summary>The delimiters of an EDIFACT interchange: UNA or what holds without it (ISO 9735-1 §8).</summary>
internal static class UnbStart
{
    private const int UnaLength = 9;

    public static bool? TryRead(ReadOnlySpan<byte> text, bool isAll, EdiDelimiters? inside, out InterchangeStart start)
    {
        start = default;
        if (text.Length > InterchangeStart.Window)
        {
            text = text[..InterchangeStart.Window];
            isAll = true;
        }

        return (char)text[2] switch
        {
            'A' => WithUna(text, isAll, out start),
            'B' => WithoutUna(text, isAll, inside, out start),
            'G' or 'H' when inside is null && text[3] is (byte)'+' => Bare(out start),
            _ => false,
        };
    }

    private static bool? WithUna(ReadOnlySpan<byte> text, bool isAll, out InterchangeStart start)
    {
        start = default;
        var tag = UnaLength + (text.Length < UnaLength ? 0 : Blanks.CountAt(text[UnaLength..]));
        if (text.Length < tag + 4)
        {
            return isAll ? false : null;
        }

        // The terminator may be a line end, which is then counted as a blank too.
        var (component, element, mark, release, repetition, terminator) = (text[3], text[4], text[5], text[6], text[7], text[8]);
        if (!InterchangeStart.IsSeparator(component) || !InterchangeStart.IsSeparator(element) || text[tag + 3] != element
            || !(text[tag..].StartsWith("UNB"u8) || text[tag..].StartsWith("UNG"u8) || text[tag..].StartsWith("UNH"u8)) || char.IsAsciiLetterOrDigit((char)terminator) || terminator is 0)
        {
            return false;
        }

        start = new()
        {
            Standard = EdiStandard.Edifact,
            Before = tag,
            IsBare = text[tag + 2] is not (byte)'B',
            Delimiters = new()
            {
                Segment = terminator,
                Element = element,
                Component = component,
                Decimal = mark,
                Release = InterchangeStart.IsSeparator(release) && release != component && release != element && release != terminator ? release : (byte)0,
                Repetition = InterchangeStart.IsSeparator(repetition) ? repetition : (byte)0,
            },
        };
        return true;
    }

    private static bool? WithoutUna(ReadOnlySpan<byte> text, bool isAll, EdiDelimiters? inside, out InterchangeStart start)
    {
        start = new() { Standard = EdiStandard.Edifact, Delimiters = EdiDelimiters.Edifact };
        if (inside is { } delimiters && text[3] == delimiters.Element)
        {
            start = start with { Delimiters = delimiters };
            return true;
        }

        if (text[3] == EdiDelimiters.EdifactB.Element)
        {
            start = start with { Delimiters = EdiDelimiters.EdifactB };
            return true;
        }

        if (text[3] is not (byte)'+')
        {
            start = default;
            return false;
        }

        // Some write a line end in place of the terminator and no UNA that says so.
        for (var at = 4; at < text.Length; at++)
        {
            if (text[at] is (byte)'\'')
            {
                return true;
            }

            if (text[at] is (byte)'?')
            {
                at++;
            }
            else if (text[at] is (byte)'\r' or (byte)'\n')
            {
                var lineEnd = text[at];
                at += Blanks.CountAt(text[at..]);
                var next = text[at--..];
                if (next.Length < 4 && !isAll)
                {
                    return null;
                }

                if (next.StartsWith("UNH+"u8) || next.StartsWith("UNG+"u8))
                {
                    start = start with { Delimiters = EdiDelimiters.Edifact with { Segment = lineEnd } };
                    return true;
                }
            }
        }

        return isAll ? true : null;
    }

    private static bool Bare(out InterchangeStart start)
    {
        start = new() { Standard = EdiStandard.Edifact, Delimiters = EdiDelimiters.Edifact, IsBare = true };
        return true;
    }
}
