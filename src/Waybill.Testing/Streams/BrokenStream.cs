namespace Waybill.Testing;

/// <summary>A stream that gives the bytes of another one the way a bad line does: in small pieces, and then an end, an error or nothing more.</summary>
/// <remarks>It reads forward only and asynchronously, as a network body does. Disposing it disposes the inner stream.</remarks>
/// <threadsafety>One reader at a time.</threadsafety>
public sealed class BrokenStream : Stream
{
    private readonly Stream inner;
    private readonly int pieceBytes;
    private readonly long breakAfter;
    private readonly StreamBreak how;
    private long given;

    /// <summary>Wraps <paramref name="inner"/>.</summary>
    /// <param name="inner">Where the bytes come from.</param>
    /// <param name="breakAfter">Bytes given before it breaks; null never breaks.</param>
    /// <param name="how">What the read after those bytes does.</param>
    /// <param name="pieceBytes">Most bytes one read gives; 1 meets every buffer edge.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="breakAfter"/> is negative or <paramref name="pieceBytes"/> below 1.</exception>
    public BrokenStream(Stream inner, long? breakAfter = null, StreamBreak how = StreamBreak.End, int pieceBytes = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentOutOfRangeException.ThrowIfNegative(breakAfter.GetValueOrDefault(), nameof(breakAfter));
        ArgumentOutOfRangeException.ThrowIfLessThan(pieceBytes, 1);
        (this.inner, this.breakAfter, this.how, this.pieceBytes) = (inner, breakAfter ?? long.MaxValue, how, pieceBytes);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException("A network body has no length.");

    /// <inheritdoc/>
    public override long Position { get => given; set => throw new NotSupportedException("A network body does not seek."); }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (given >= breakAfter)
        {
            if (how is StreamBreak.Silence)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            return how is StreamBreak.End ? 0 : throw new IOException("The connection was reset by the other side.");
        }

        var most = (int)Math.Min(Math.Min(buffer.Length, pieceBytes), breakAfter - given);
        var read = await inner.ReadAsync(buffer[..most], cancellationToken);
        given += read;
        return read;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read a network body asynchronously.");

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A network body does not seek.");

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("A network body has no length.");

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is read only.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
