using System.Buffers;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>Begins to read an entity inside a layer: with headers, with a stray line end before them (AS2-CANON-006), or with none at all (AS2-CANON-007).</summary>
internal static class EntityStart
{
    private const int LookBytes = 256;

    private static readonly SearchValues<byte> Token = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~"u8);

    private static readonly string[] NamesWithoutHyphen = ["Date", "From", "To", "Cc", "Subject", "Sender", "Received"];

    /// <returns>A reader that stands before the entity, and the stray bytes before its headers: they belong to the content, not to the entity.</returns>
    public static async ValueTask<(MimeReader Reader, ReadOnlyMemory<byte> Lead)> OpenAsync(Stream content, MimeLimits limits, CancellationToken cancellationToken)
    {
        var input = await LookAheadStream.OpenAsync(content, LookBytes, cancellationToken);
        var head = input.Head;
        var lineEnds = head.Span.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        if (lineEnds > 0 && BeginsWithField(head.Span[lineEnds..]))
        {
            input.Skip(lineEnds);
            return (new(input, limits, LayerTypes.IsSplit), head[..lineEnds]);
        }

        // A line end and then content is an empty header block, which the reader knows. Content at once it could take for a header: "UNA:+.? '".
        return (lineEnds is 0 && !BeginsWithField(head.Span) ? new(input, MimeHeaders.Empty, limits, LayerTypes.IsSplit) : new(input, limits, LayerTypes.IsSplit), default);
    }

    private static bool BeginsWithField(ReadOnlySpan<byte> text)
    {
        var colon = text.IndexOf((byte)':');
        var name = colon < 0 ? default : text[..colon].TrimEnd(" \t"u8);
        return !name.IsEmpty && !name.ContainsAnyExcept(Token) && (name.Contains((byte)'-') || IsKnown(name));
    }

    private static bool IsKnown(ReadOnlySpan<byte> name)
    {
        foreach (var known in NamesWithoutHyphen)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(name, known))
            {
                return true;
            }
        }

        return false;
    }
}
