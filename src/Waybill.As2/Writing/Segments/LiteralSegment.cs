namespace Waybill.As2;

/// <summary>Bytes held in memory: headers, delimiters, a signature.</summary>
internal sealed class LiteralSegment(byte[] bytes) : Segment
{
    internal override long Length => bytes.Length;

    internal override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) => new(new MemoryStream(bytes, writable: false));

    internal override void Save(RecipeWriter recipe)
    {
        recipe.Kind(SegmentKind.Literal);
        recipe.Bytes(bytes);
    }
}
