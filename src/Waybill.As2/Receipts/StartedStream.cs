namespace Waybill.As2;

/// <summary>A stream whose first bytes were read already: gives them, then the rest.</summary>
/// <param name="start">What was read.</param>
/// <param name="rest">Disposed with this one: whoever peeked gave it away.</param>
/// <param name="tap">Sees all bytes as they are given.</param>
internal sealed class StartedStream(ReadOnlyMemory<byte> start, Stream rest, Action<ReadOnlyMemory<byte>>? tap = null) : PullStream
{
    private ReadOnlyMemory<byte> _start = start;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        if (_start.IsEmpty)
        {
            read = await rest.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            read = Math.Min(buffer.Length, _start.Length);
            _start[..read].CopyTo(buffer);
            _start = _start[read..];
        }

        tap?.Invoke(buffer[..read]);
        return read;
    }

    public override async ValueTask DisposeAsync()
    {
        await rest.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
