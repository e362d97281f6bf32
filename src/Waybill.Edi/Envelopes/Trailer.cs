namespace Waybill.Edi;

/// <summary>What the last segment of a level claims.</summary>
/// <param name="count">As written.</param>
/// <param name="control">As written; null when empty.</param>
/// <param name="offset">Where it starts.</param>
/// <param name="endOffset">Where it ends.</param>
internal readonly ref struct Trailer(EdiValue count, string? control, long offset, long endOffset)
{
    public EdiValue Count { get; } = count;

    public string? Control { get; } = control;

    public long Offset { get; } = offset;

    public long EndOffset { get; } = endOffset;
}
