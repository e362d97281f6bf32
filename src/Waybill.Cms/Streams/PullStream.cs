namespace Waybill.Cms;

/// <summary>A stream that is read forward and asynchronously only. Once it failed it stays failed: what broke off never looks like an end.</summary>
/// <remarks>Buffers go back at the end, at a failure or when disposed, whichever is first; never while a read still uses them.</remarks>
internal abstract class PullStream : Stream
{
    private const int Busy = 1;
    private const int Disposed = 2;

    private int state;
    private bool ended;
    private Exception? failure;

    /// <inheritdoc/>
    public override bool CanRead => (state & Disposed) == 0;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException("The length is not known.");

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException("The stream does not seek.");
        set => throw new NotSupportedException("The stream does not seek.");
    }

    /// <inheritdoc/>
    public sealed override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if ((Interlocked.Or(ref state, Busy) & Busy) != 0)
        {
            throw new InvalidOperationException("Another read is under way.");
        }

        try
        {
            ObjectDisposedException.ThrowIf((state & Disposed) != 0, this);
            ThrowIfFailed();
            if (ended || buffer.IsEmpty)
            {
                return 0;
            }

            var read = await PullAsync(buffer, cancellationToken);
            ended = read == 0;
            return read;
        }
        catch (Exception error)
        {
            failure ??= error;
            throw;
        }
        finally
        {
            if ((Interlocked.And(ref state, ~Busy) & Disposed) != 0 || ended || failure is not null)
            {
                Release();
            }
        }
    }

    /// <inheritdoc/>
    public sealed override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public sealed override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The stream is read asynchronously only.");

    /// <inheritdoc/>
    public sealed override void Flush()
    {
    }

    /// <inheritdoc/>
    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("The stream does not seek.");

    /// <inheritdoc/>
    public sealed override void SetLength(long value) => throw new NotSupportedException("The stream is read only.");

    /// <inheritdoc/>
    public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The stream is read only.");

    /// <summary>Gives 1 to <paramref name="destination"/>.Length bytes, or 0 once at the end. Not called again after 0 or an exception.</summary>
    protected abstract ValueTask<int> PullAsync(Memory<byte> destination, CancellationToken cancellationToken);

    /// <summary>Gives back what is pooled. May be called more than once.</summary>
    protected abstract void Release();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && (Interlocked.Or(ref state, Disposed) & Busy) == 0)
        {
            Release();
        }

        base.Dispose(disposing);
    }

    private void ThrowIfFailed()
    {
        if (failure is CmsException known)
        {
            throw new CmsException(known.Problem, known.Message, known.Detail, known);
        }

        if (failure is not null)
        {
            throw new InvalidOperationException("An earlier read failed or was cancelled; the stream cannot be read on.", failure);
        }
    }
}
