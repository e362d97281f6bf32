namespace Waybill.As2;

/// <summary>An envelope whose content key is no longer kept: its length is known, its bytes cannot be made any more.</summary>
internal sealed class LockedSegment(long length, Segment content, byte[] saved) : Segment
{
    internal override long Length => length;

    internal override IReadOnlyList<Segment> Children => [content];

    internal override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
        => throw new IOException("The content key of this message is no longer kept: its encrypted bytes cannot be made again.");

    internal override void Save(RecipeWriter recipe)
    {
        recipe.Kind(SegmentKind.Envelope);
        recipe.Reference(content);
        recipe.Raw(saved);
    }
}
