using Waybill.Cms;

namespace Waybill.As2;

/// <summary>What a segment was compressed to: read from scratch storage, or compressed again, which gives the same bytes.</summary>
/// <param name="source">What was compressed.</param>
/// <param name="length">Bytes it was compressed to.</param>
/// <param name="sha256">Their digest.</param>
/// <param name="open">Opens what is stored; null when nothing is. The package owns the object.</param>
internal sealed class ScratchSegment(Segment source, long length, byte[] sha256, Func<CancellationToken, ValueTask<Stream>>? open) : CheckedSegment(length, sha256)
{
    internal override IReadOnlyList<Segment> Children => [source];

    protected override string Name => "What was compressed";

    internal override void Save(RecipeWriter recipe)
    {
        recipe.Kind(SegmentKind.Compressed);
        recipe.Reference(source);
        recipe.Long(Length);
        recipe.Raw(Sha256);
    }

    protected override async ValueTask<Stream> OpenSourceAsync(CancellationToken cancellationToken)
        => open is not null
            ? await open(cancellationToken).ConfigureAwait(false)
            : CompressedDataWriter.Deflate(await source.OpenAsync(cancellationToken).ConfigureAwait(false));
}
