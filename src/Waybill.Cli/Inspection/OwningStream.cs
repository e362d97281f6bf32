using Waybill.Cli.Captures;

namespace Waybill.Cli.Inspection;

/// <summary>A stream over a part of a file that closes the file with itself.</summary>
internal sealed class OwningStream(Stream inner, Stream file) : ForwardStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await file.DisposeAsync();
        await base.DisposeAsync();
    }
}
