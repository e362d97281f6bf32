namespace Waybill.TestKit;

/// <summary>What a stream that is only read forward, and only asynchronously, has in common with every other: a test writes its <c>ReadAsync</c> alone.</summary>
public abstract class ForwardStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("A network stream has no length.");

    public override long Position { get => throw new NotSupportedException("A network stream has no position."); set => throw new NotSupportedException("A network stream has no position."); }

    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A network stream does not seek.");

    public override void SetLength(long value) => throw new NotSupportedException("A network stream has no length.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is read.");
}
