namespace Waybill.TestKit;

/// <summary>Gives at most <paramref name="most"/> bytes a read, so that every buffer edge is met.</summary>
public sealed class TrickleStream(Stream inner, int most) : ForwardStream
{
    public TrickleStream(byte[] bytes, int most) : this(new MemoryStream(bytes, writable: false), most)
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, Math.Min(count, most));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => inner.ReadAsync(buffer[..Math.Min(buffer.Length, most)], cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
