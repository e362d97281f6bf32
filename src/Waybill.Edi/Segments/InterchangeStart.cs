namespace Waybill.Edi;

/// <summary>What the first bytes of an interchange tell.</summary>
internal readonly record struct InterchangeStart
{
    /// <summary>With this many bytes every question is decided.</summary>
    public const int Window = 1024;

    // First letters of ISA, UNB and STX, blanks, and the first byte of a byte order mark.
    private static readonly System.Buffers.SearchValues<byte> Nexts = System.Buffers.SearchValues.Create([(byte)'I', (byte)'U', (byte)'S', .. Blanks.Values, Blanks.ByteOrderMark[0]]);

    public EdiStandard Standard { get; init; }

    public EdiDelimiters Delimiters { get; init; }

    /// <summary>Bytes before the first segment: UNA.</summary>
    public int Before { get; init; }

    /// <summary>Length of the first segment where its terminator cannot be searched for, since ISA may hold it: else 0.</summary>
    public int Length { get; init; }

    /// <summary>Whether this is a segment from inside an interchange whose start is missing.</summary>
    public bool IsBare { get; init; }

    /// <summary>Whether a byte can divide: no letter, digit, blank or line end.</summary>
    public static bool IsSeparator(byte value) => (value is > 0x20 or (>= 0x1C and <= 0x1F) or (byte)'\t') && !char.IsAsciiLetterOrDigit((char)value);

    /// <summary>Whether it is worth calling <see cref="TryRead"/>.</summary>
    public static bool MayBeAt(ReadOnlySpan<byte> text)
        => StartsLike(text, "ISA"u8) || StartsLike(text, "UNA"u8) || StartsLike(text, "UNB"u8) || StartsLike(text, "STX"u8);

    /// <summary>Where the next such text may stand, or the next blank, which is not counted as skipped; the length when nowhere.</summary>
    public static int NextIn(ReadOnlySpan<byte> text) => text.IndexOfAny(Nexts) is var at && at < 0 ? text.Length : at;

    /// <summary>Reads the start of an interchange.</summary>
    /// <param name="text">From the byte in question.</param>
    /// <param name="isAll">Whether no more bytes can come or are needed.</param>
    /// <param name="inside">The delimiters of the interchange it stands in; null between interchanges, where EDIFACT messages without UNB are taken too.</param>
    /// <param name="start">What was found.</param>
    /// <returns>Null when more bytes are needed.</returns>
    public static bool? TryRead(ReadOnlySpan<byte> text, bool isAll, EdiDelimiters? inside, out InterchangeStart start)
    {
        start = default;
        if (text.Length < 4)
        {
            return isAll || text[0] is not ((byte)'I' or (byte)'U' or (byte)'S') ? false : null;
        }

        return text switch
        {
            [(byte)'I', (byte)'S', (byte)'A', ..] => IsaStart.TryRead(text, isAll, out start),
            [(byte)'U', (byte)'N', ..] => UnbStart.TryRead(text, isAll, inside, out start),
            [(byte)'S', (byte)'T', (byte)'X', (byte)'=', ..] => Tradacoms(out start),
            _ => false,
        };
    }

    private static bool Tradacoms(out InterchangeStart start)
    {
        start = new() { Standard = EdiStandard.Tradacoms, Delimiters = EdiDelimiters.Tradacoms };
        return true;
    }

    private static bool StartsLike(ReadOnlySpan<byte> text, ReadOnlySpan<byte> tag) => text.Length < 3 ? tag.StartsWith(text) : text.StartsWith(tag);
}
