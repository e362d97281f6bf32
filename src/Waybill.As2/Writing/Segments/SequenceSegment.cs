namespace Waybill.As2;

/// <summary>Segments one after the other.</summary>
internal sealed class SequenceSegment(params Segment[] parts) : Segment
{
    internal override long Length { get; } = parts.Sum(p => p.Length);

    internal override IReadOnlyList<Segment> Children => parts;

    internal override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
        => new(new SequenceStream([.. parts.Select(p => new Func<CancellationToken, ValueTask<Stream>>(p.OpenAsync))]));

    internal override void Save(RecipeWriter recipe)
    {
        recipe.Kind(SegmentKind.Sequence);
        recipe.Number(parts.Length);
        foreach (var part in parts)
        {
            recipe.Reference(part);
        }
    }
}
