namespace Waybill.As2;

/// <summary>A document's own bytes.</summary>
/// <param name="ordinal">Which document, from 0.</param>
/// <param name="length">Exact length, in bytes.</param>
/// <param name="open">Opens it.</param>
/// <param name="sha256">Null while packing.</param>
internal sealed class DocumentSegment(int ordinal, long length, Func<CancellationToken, ValueTask<Stream>> open, byte[]? sha256 = null) : CheckedSegment(length, sha256)
{
    protected override string Name => $"Document {ordinal + 1}";

    internal override void Save(RecipeWriter recipe)
    {
        recipe.Kind(SegmentKind.Document);
        recipe.Number(ordinal);
        recipe.Long(Length);
        recipe.Raw(Sha256);
    }

    protected override ValueTask<Stream> OpenSourceAsync(CancellationToken cancellationToken) => open(cancellationToken);
}
