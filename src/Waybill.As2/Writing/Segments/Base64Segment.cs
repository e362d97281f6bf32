using Waybill.Mime;

namespace Waybill.As2;

/// <summary>Another segment as base64 lines of 76 characters.</summary>
internal sealed class Base64Segment(Segment inner) : Segment
{
    internal override long Length { get; } = TransferEncodingWriter.Base64Length(inner.Length);

    internal override IReadOnlyList<Segment> Children => [inner];

    internal override async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
        => TransferEncodingWriter.EncodeBase64(await inner.OpenAsync(cancellationToken).ConfigureAwait(false));

    internal override void Save(RecipeWriter recipe)
    {
        recipe.Kind(SegmentKind.Base64);
        recipe.Reference(inner);
    }

    /// <summary>The segment as it is, or as base64.</summary>
    internal static Segment Encode(Segment segment, TransferEncoding encoding)
        => encoding is TransferEncoding.Base64 ? new Base64Segment(segment) : segment;
}
