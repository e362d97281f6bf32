namespace Waybill.As2;

/// <summary>Streams one after the other, each opened when the one before has ended: what a later one gives may depend on what was read.</summary>
internal sealed class SequenceStream(IReadOnlyList<Func<CancellationToken, ValueTask<Stream>>> parts) : ForwardReadStream
{
    private Stream? _current;
    private int _next;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (_current is null)
            {
                if (_next == parts.Count)
                {
                    return 0;
                }

                _current = await parts[_next++](cancellationToken).ConfigureAwait(false);
            }

            var length = await _current.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (length > 0)
            {
                return length;
            }

            await _current.DisposeAsync().ConfigureAwait(false);
            _current = null;
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current?.Dispose();
            (_current, _next) = (null, parts.Count);
        }

        base.Dispose(disposing);
    }
}
