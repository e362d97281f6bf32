using Waybill.Cms;

namespace Waybill.As2;

/// <summary>Another segment, encrypted with what was drawn once.</summary>
internal sealed class EnvelopeSegment(EnvelopeRecipe envelope, Segment content) : Segment
{
    internal override long Length { get; } = envelope.Length;

    internal override IReadOnlyList<Segment> Children => [content];

    internal override async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
        => envelope.Encrypt(await content.OpenAsync(cancellationToken).ConfigureAwait(false));

    internal override void Save(RecipeWriter recipe)
    {
        recipe.Kind(SegmentKind.Envelope);
        recipe.Reference(content);
        recipe.Text(envelope.Cipher.Oid);
        recipe.Bytes(envelope.Iv.Span);
        recipe.Bytes(envelope.Prefix.Span);
        recipe.Long(envelope.Length);
        recipe.ContentKey(envelope.Key);
    }
}
