using System.Buffers;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>The media types that make an entity a layer, old names included (RFC 8551 §3.1, RFC 1847).</summary>
internal static class LayerTypes
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create([(byte)'\t', (byte)'\r', (byte)'\n', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (byte)c)]);

    public static bool IsCms(ContentType type) => type.MediaType is "application/pkcs7-mime" or "application/x-pkcs7-mime";

    public static bool IsSigned(ContentType type) => type.MediaType is "multipart/signed";

    public static bool IsSignature(ContentType type) => type.MediaType is "application/pkcs7-signature" or "application/x-pkcs7-signature";

    /// <summary>Whether all its bytes are printable. Of a layer under CBC they must be: a block somebody puts there, or changes, garbles the sixteen bytes of another,
    /// and a header that is passed over whatever it holds would tell him, by whether the message is still accepted, what his own block holds.</summary>
    public static bool IsPlain(MimeHeaders headers) => !headers.Raw.Span.ContainsAnyExcept(Plain);

    /// <summary>Whether it is a layer or a piece of one, and so no document by itself.</summary>
    public static bool IsAny(ContentType type) => IsCms(type) || IsSigned(type) || IsSignature(type);

    /// <summary>Whether a multipart is read as its parts. One signed inside something else is only a document.</summary>
    public static bool IsSplit(MimeHeaders headers, int depth) => depth is 0 || !IsSigned(headers.ContentType);

    /// <summary>Why an entity with these headers must not be read: two readers could see two messages in it. Null when nothing is wrong.</summary>
    public static Refusal? Problem(MimeHeaders headers, int depth)
    {
        var count = 0;
        foreach (var field in headers)
        {
            count += string.Equals(field.Name, "Content-Type", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        var type = headers.ContentType;
        return count > 1 ? new(depth, As2Failure.BadStructure, "An entity has two Content-Type headers.")
            : !type.IsMultipart ? null
            : type.HasDuplicate("boundary") ? new(depth, As2Failure.BadStructure, "A multipart names two boundaries.")
            : type.Boundary is null ? new(depth, As2Failure.BadMime, "A multipart names no usable boundary.")
            : null;
    }
}
