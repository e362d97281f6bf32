namespace Waybill.Fuzz;

/// <summary>The input as a socket would give it, some bytes a read. Counts: a parser that spins on it fails the case instead of hanging it.</summary>
internal sealed class FeedStream(ReadOnlyMemory<byte> bytes, int cut) : Stream
{
    // Looking once more past the end is fine, as each layer does; doing it for ever is not.
    private const int MaxIdleReads = 256;

    private int at;
    private int idleReads;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("A socket has no length.");

    public override long Position { get => throw new NotSupportedException("A socket has no position."); set => throw new NotSupportedException("A socket has no position."); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var given = Math.Min(Math.Min(buffer.Length, cut), bytes.Length - at);
        if (given is 0 && ++idleReads > MaxIdleReads)
        {
            throw new FuzzFailureException($"The input was read {idleReads} times for nothing.");
        }

        bytes.Slice(at, given).CopyTo(buffer);
        at += given;
        return new(given);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new FuzzFailureException("The input was read synchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A socket does not seek.");

    public override void SetLength(long value) => throw new NotSupportedException("A socket has no length.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The input is read.");
}
