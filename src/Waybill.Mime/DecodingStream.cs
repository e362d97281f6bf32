using System.Buffers;

namespace Waybill.Mime;

/// <summary>Feeds a decoder from a stream, one buffer at a time.</summary>
internal sealed class DecodingStream(Stream raw, ITransferDecoder decoder) : ReadOnlyStream
{
    private const int BufferBytes = 64 * 1024;

    private byte[] _input = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private byte[] _output = ArrayPool<byte>.Shared.Rent(BufferBytes + 256);
    private int _at;
    private int _end;
    private bool _ended;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_at == _end)
        {
            if (_ended || buffer.IsEmpty)
            {
                return 0;
            }

            var read = await raw.ReadAsync(_input.AsMemory(0, BufferBytes), cancellationToken).ConfigureAwait(false);
            _ended = read is 0;
            (_at, _end) = (0, decoder.Decode(_input.AsSpan(0, read), _output, _ended));
        }

        var length = Math.Min(buffer.Length, _end - _at);
        _output.AsMemory(_at, length).CopyTo(buffer);
        _at += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _input.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_input);
            ArrayPool<byte>.Shared.Return(_output);
            (_input, _output, _at, _end, _ended) = ([], [], 0, 0, true);
        }

        base.Dispose(disposing);
    }
}
