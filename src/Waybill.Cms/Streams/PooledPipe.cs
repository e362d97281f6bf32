using System.Buffers;

namespace Waybill.Cms;

/// <summary>Bytes written by a synchronous producer until they are taken, in one pooled array that grows to what a producer writes at a time.</summary>
internal sealed class PooledPipe : Stream
{
    private const int StartBytes = 128 * 1024;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(StartBytes);
    private int start;
    private int end;

    public bool IsEmpty => start == end;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException("The pipe has no length.");

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException("The pipe does not seek.");
        set => throw new NotSupportedException("The pipe does not seek.");
    }

    /// <summary>Moves as many bytes as fit.</summary>
    public int Take(Span<byte> destination)
    {
        var taken = Math.Min(end - start, destination.Length);
        buffer.AsSpan(start, taken).CopyTo(destination);
        start += taken;
        return taken;
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> bytes)
    {
        if (start == end)
        {
            start = end = 0;
        }

        if (bytes.Length > buffer.Length - end)
        {
            Grow(bytes.Length);
        }

        bytes.CopyTo(buffer.AsSpan(end));
        end += bytes.Length;
    }

    /// <inheritdoc/>
    public override void Write(byte[] bytes, int offset, int count) => Write(bytes.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] bytes, int offset, int count) => throw new NotSupportedException("Bytes are taken, not read.");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("The pipe does not seek.");

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("The pipe has no length.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref buffer, []) is { Length: > 0 } rented)
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }

        start = end = 0;
        base.Dispose(disposing);
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, end - start + more));
        buffer.AsSpan(start, end - start).CopyTo(larger);
        (start, end) = (0, end - start);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        buffer = larger;
    }
}
