using Waybill.Cms;

namespace Waybill.As2;

/// <summary>Another segment, encrypted with what was drawn once.</summary>
internal sealed class EnvelopeSegment(EnvelopeRecipe recipe, Segment content) : Segment
{
    internal override long Length { get; } = recipe.Length;

    internal override async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
        => recipe.Encrypt(await content.OpenAsync(cancellationToken).ConfigureAwait(false));
}
