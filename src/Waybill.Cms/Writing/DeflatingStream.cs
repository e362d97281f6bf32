using System.Buffers;
using System.IO.Compression;

namespace Waybill.Cms;

/// <summary>A zlib stream (RFC 1950) of what a source gives, compressed batch by batch while it is read.</summary>
internal sealed class DeflatingStream : PullStream
{
    private const int BatchBytes = 64 * 1024;

    private readonly Stream source;
    private readonly PooledPipe output = new();
    private readonly ZLibStream zlib;
    private byte[]? batch = ArrayPool<byte>.Shared.Rent(BatchBytes);
    private bool sourceEnded;
    private bool isEmpty = true;

    public DeflatingStream(Stream source, CompressionLevel level)
    {
        this.source = source;
        zlib = new(output, level, leaveOpen: true);
    }

    // The framework writes nothing at all for no content.
    private static ReadOnlySpan<byte> OfNothing => [0x78, 0x9C, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await source.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async ValueTask<int> PullAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        while (output.IsEmpty && !sourceEnded)
        {
            // Full batches only: the output must not depend on how the source hands out its bytes.
            var read = await source.ReadAtLeastAsync(batch.AsMemory(0, BatchBytes), BatchBytes, throwOnEndOfStream: false, cancellationToken);
            isEmpty &= read == 0;
            sourceEnded = read < BatchBytes;
            Compress(batch.AsSpan(0, read));
        }

        return output.Take(destination.Span);
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        // Ends the compressor, which may still write: the pipe goes last.
        zlib.Dispose();
        output.Dispose();
        if (Interlocked.Exchange(ref batch, null) is { } rented)
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            source.Dispose();
        }
    }

    private void Compress(ReadOnlySpan<byte> bytes)
    {
        if (!isEmpty)
        {
            zlib.Write(bytes);
        }

        if (!sourceEnded)
        {
            return;
        }

        if (isEmpty)
        {
            output.Write(OfNothing);
        }
        else
        {
            zlib.Dispose();
        }
    }
}
