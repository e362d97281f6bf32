namespace Waybill.As2;

/// <summary>What the streams of the reading chain have in common: read forward, asynchronously, once. None owns the stream it pulls from.</summary>
internal abstract class PullStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("The length is known when everything was read.");

    public override long Position
    {
        get => throw new NotSupportedException("This stream has no position.");
        set => throw new NotSupportedException("This stream has no position.");
    }

    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read this stream asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("This stream does not seek.");

    public override void SetLength(long value) => throw new NotSupportedException("This stream is read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is read.");
}
