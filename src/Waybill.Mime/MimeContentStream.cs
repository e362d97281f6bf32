namespace Waybill.Mime;

/// <summary>The Content events of one leaf as a stream.</summary>
internal sealed class MimeContentStream(MimeReader reader) : ReadOnlyStream
{
    private ReadOnlyMemory<byte> _rest;
    private bool _ended;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_rest.IsEmpty)
        {
            if (_ended || buffer.IsEmpty)
            {
                return 0;
            }

            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            _ended = reader.Kind is not MimeEventKind.Content;
            _rest = _ended ? default : reader.Bytes;
        }

        var length = Math.Min(buffer.Length, _rest.Length);
        _rest[..length].CopyTo(buffer);
        _rest = _rest[length..];
        return length;
    }
}
