using System.Buffers;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>A MIME entity to be written: as a part, as the content of a layer, or, with its headers among those of HTTP, as the message.</summary>
/// <param name="ContentType">Header value.</param>
/// <param name="Encoding">How <paramref name="Body"/> is coded; null for a multipart, which says nothing of it.</param>
/// <param name="Body">Everything after the empty line, coded.</param>
/// <param name="Disposition">Header value; null leaves it out.</param>
/// <param name="ContentId">Header value; null leaves it out.</param>
internal sealed record OutgoingEntity(string ContentType, TransferEncoding? Encoding, Segment Body, string? Disposition = null, string? ContentId = null)
{
    /// <summary>Headers, empty line and body.</summary>
    internal Segment Whole() => new SequenceSegment(new LiteralSegment(HeaderBlock()), Body);

    /// <summary>Headers and empty line.</summary>
    internal byte[] HeaderBlock() => HeaderBlock(Encoding switch { null => null, TransferEncoding.Base64 => "base64", _ => "binary" });

    /// <summary>Headers with this transfer encoding, null leaves it out, and empty line.</summary>
    internal byte[] HeaderBlock(string? transferEncoding)
    {
        var block = new ArrayBufferWriter<byte>();
        foreach (var (name, value) in Headers(transferEncoding))
        {
            MimeHeaderWriter.Write(block, name, value);
        }

        MimeHeaderWriter.WriteEnd(block);
        return block.WrittenSpan.ToArray();
    }

    /// <summary>The content headers with this transfer encoding; null leaves that one out.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Headers(string? transferEncoding)
    {
        yield return new("Content-Type", ContentType);
        if (transferEncoding is not null)
        {
            yield return new("Content-Transfer-Encoding", transferEncoding);
        }

        if (ContentId is not null)
        {
            yield return new("Content-ID", ContentId);
        }

        if (Disposition is not null)
        {
            yield return new("Content-Disposition", Disposition);
        }
    }
}
