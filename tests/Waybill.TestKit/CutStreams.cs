namespace Waybill.TestKit;

/// <summary>Gives at most <paramref name="most"/> bytes a read, so that every buffer edge is met.</summary>
public sealed class TrickleStream(Stream inner, int most) : Stream
{
    public TrickleStream(byte[] bytes, int most) : this(new MemoryStream(bytes, writable: false), most)
    {
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("A network stream has no length.");

    public override long Position { get => throw new NotSupportedException("A network stream has no position."); set => throw new NotSupportedException("A network stream has no position."); }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, Math.Min(count, most));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => inner.ReadAsync(buffer[..Math.Min(buffer.Length, most)], cancellationToken);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A network stream does not seek.");

    public override void SetLength(long value) => throw new NotSupportedException("A network stream has no length.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is read.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
