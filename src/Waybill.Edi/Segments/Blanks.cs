namespace Waybill.Edi;

/// <summary>What may stand between segments and means nothing: line ends, indentation, padding, the end mark of old systems.</summary>
internal static class Blanks
{
    private static readonly System.Buffers.SearchValues<byte> All = System.Buffers.SearchValues.Create(Values);

    public static ReadOnlySpan<byte> Values => "\r\n\t \0\u001a"u8;

    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>How many blanks stand at the start.</summary>
    public static int CountAt(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(All) is var at && at < 0 ? text.Length : at;

    /// <summary>The text without blanks at its end.</summary>
    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text) => text[..(text.LastIndexOfAnyExcept(All) + 1)];
}
