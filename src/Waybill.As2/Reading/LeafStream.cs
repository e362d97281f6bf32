using Waybill.Mime;

namespace Waybill.As2;

/// <summary>A document's bytes, still coded; reading them copies them into the entity's sink as well.</summary>
internal sealed class LeafStream(EntityCapture capture, MimeReader reader) : PullStream
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

            _ended = !await capture.NextAsync(cancellationToken);
            _rest = _ended ? default : reader.Bytes;
        }

        var length = Math.Min(buffer.Length, _rest.Length);
        _rest[..length].CopyTo(buffer);
        _rest = _rest[length..];
        return length;
    }
}
