namespace Waybill.As2.AspNetCore;

/// <summary>A body read behind its arrival, from the copy that is taken of it: how far behind is seen by both sides.</summary>
/// <threadsafety>One reader beside one writer.</threadsafety>
internal sealed class FollowedBody(IAs2BodyCopy copy, Func<CancellationToken, ValueTask>? beforeRead) : Stream
{
    private readonly SemaphoreSlim _more = new(0, 1);
    private long _arrived;
    private long _taken;
    private volatile bool _isComplete;

    /// <summary>Bytes that came and were not taken yet.</summary>
    internal long Lag => Interlocked.Read(ref _arrived) - Interlocked.Read(ref _taken);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("A request body has no length beforehand.");

    public override long Position
    {
        get => _taken;
        set => throw new NotSupportedException("A request body is read once.");
    }

    /// <summary>So many bytes have come by now.</summary>
    internal void Arrived(long bytes)
    {
        Interlocked.Exchange(ref _arrived, bytes);
        Wake();
    }

    /// <summary>The last byte has come.</summary>
    internal void Complete()
    {
        _isComplete = true;
        Wake();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (beforeRead is not null)
        {
            await beforeRead(cancellationToken);
        }

        while (true)
        {
            // In this order: what came before the end was seen is counted.
            var isComplete = _isComplete;
            if (Lag is > 0 and var lag)
            {
                var count = await copy.ReadAsync(_taken, buffer[..(int)Math.Min(buffer.Length, lag)], cancellationToken);
                Interlocked.Add(ref _taken, count);
                return count;
            }

            if (isComplete || buffer.IsEmpty)
            {
                return 0;
            }

            await _more.WaitAsync(cancellationToken);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A request body is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A request body is read once.");

    public override void SetLength(long value) => throw new NotSupportedException("A request body is read only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A request body is read only.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _more.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Wake()
    {
        if (_more.CurrentCount is 0)
        {
            // The only writer is the only one who releases.
            _more.Release();
        }
    }
}
