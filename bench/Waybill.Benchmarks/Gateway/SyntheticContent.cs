namespace Waybill.Benchmarks;

/// <summary>Bytes of any length from one block: nothing of it is ever held or read from a disk.</summary>
internal sealed class SyntheticContent(long length) : Stream
{
    // Random bytes deflate no better than ciphertext, and look like nothing a reader of documents knows.
    private static readonly byte[] Block = Make();

    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <summary>The block, for those who write it elsewhere.</summary>
    public static ReadOnlyMemory<byte> Bytes => Block;

    public override int Read(Span<byte> buffer)
    {
        var at = (int)(_position % Block.Length);
        var take = (int)Math.Min(Math.Min(buffer.Length, Block.Length - at), length - _position);
        Block.AsSpan(at, take).CopyTo(buffer);
        _position += take;
        return take;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static byte[] Make()
    {
        var block = new byte[1 << 20];
        new Random(4130).NextBytes(block);
        return block;
    }
}
