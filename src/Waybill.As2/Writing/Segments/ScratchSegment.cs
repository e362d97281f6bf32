namespace Waybill.As2;

/// <summary>What was compressed into scratch storage, and sealed. The package owns the object.</summary>
internal sealed class ScratchSegment(IQuarantineObject scratch) : Segment
{
    internal override long Length { get; } = scratch.Length;

    internal override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) => scratch.OpenReadAsync(0, Length, cancellationToken);
}
