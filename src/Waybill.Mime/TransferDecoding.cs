namespace Waybill.Mime;

/// <summary>Undoes transfer encodings while streaming.</summary>
public static class TransferDecoding
{
    /// <summary>A stream of the decoded bytes; <paramref name="raw"/> itself when there is nothing to decode.</summary>
    /// <remarks>Lenient as RFC 2045 §6.7 and §6.8 ask: in base64 characters outside the alphabet are passed over and padding may be missing;
    /// in quoted-printable a stray <c>=</c> stays.</remarks>
    public static Stream Decode(Stream raw, TransferEncoding encoding) => encoding switch
    {
        TransferEncoding.Base64 => new DecodingStream(raw, new Base64Decoder()),
        TransferEncoding.QuotedPrintable => new DecodingStream(raw, new QuotedPrintableDecoder()),
        _ => raw,
    };
}

/// <summary>A synchronous decoder that is fed and holds a few bytes between calls.</summary>
internal interface ITransferDecoder
{
    /// <summary>Decodes all of <paramref name="input"/>; <paramref name="output"/> is at least 256 bytes longer: what was held back comes out too.</summary>
    int Decode(ReadOnlySpan<byte> input, Span<byte> output, bool isLast);
}
