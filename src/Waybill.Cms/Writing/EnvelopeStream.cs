using System.Buffers;

namespace Waybill.Cms;

/// <summary>The bytes of an envelope, encrypted as they are asked for.</summary>
internal sealed class EnvelopeStream : ReadOnlyStream
{
    /// <summary>Bytes encrypted at a time: small calls cost more than the cipher does.</summary>
    internal const int Batch = 128 * 1024;

    private const int Block = 16;

    private readonly Stream _plaintext;
    private readonly ContentEncryptor _encryptor;
    private readonly long _contentLength;
    private readonly int _batch;
    private byte[] _input;
    private byte[] _output;
    private ReadOnlyMemory<byte> _ready;
    private long _remaining;
    private int _filled;
    private bool _ended;
    private bool _tooLong;

    internal EnvelopeStream(Stream plaintext, ContentEncryptor encryptor, ReadOnlyMemory<byte> prefix, long contentLength)
    {
        (_plaintext, _encryptor, _ready, _contentLength, _remaining) = (plaintext, encryptor, prefix, contentLength, contentLength);
        _batch = (int)Math.Min(Batch, (contentLength / Block * Block) + Block);
        _input = ArrayPool<byte>.Shared.Rent(_batch + Block);
        _output = ArrayPool<byte>.Shared.Rent(_batch + ContentEncryptor.MostAtEnd);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_input.Length is 0, this);
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (_ready.IsEmpty)
        {
            if (_ended)
            {
                return 0;
            }

            await EncryptNextAsync(cancellationToken);
        }

        var given = Math.Min(buffer.Length, _ready.Length);
        _ready[..given].CopyTo(buffer);
        _ready = _ready[given..];
        return given;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _input.Length > 0)
        {
            _plaintext.Dispose();
            _encryptor.Dispose();
            ArrayPool<byte>.Shared.Return(_input, clearArray: true);
            ArrayPool<byte>.Shared.Return(_output);
            (_input, _output, _ready) = ([], [], default);
        }

        base.Dispose(disposing);
    }

    private async ValueTask EncryptNextAsync(CancellationToken cancellationToken)
    {
        var length = (int)Math.Min(_batch, _remaining);
        await FillAsync(length, cancellationToken);
        if (length < _remaining)
        {
            _encryptor.Process(_input, length, _output);
            _ready = _output.AsMemory(0, length);
        }
        else
        {
            await CheckEndAsync(length, cancellationToken);
            _ready = _output.AsMemory(0, _encryptor.Finish(_input, length, _output));
            _ended = true;
        }

        _remaining -= length;
        _filled = 0;
    }

    // What was read before a cancellation is kept, so that reading can go on.
    private async ValueTask FillAsync(int length, CancellationToken cancellationToken)
    {
        while (_filled < length)
        {
            var read = await _plaintext.ReadAsync(_input.AsMemory(_filled, length - _filled), cancellationToken);
            if (read is 0)
            {
                throw new IOException($"The plaintext ended after {_contentLength - _remaining + _filled} of {_contentLength} bytes.");
            }

            _filled += read;
        }
    }

    private async ValueTask CheckEndAsync(int length, CancellationToken cancellationToken)
    {
        _tooLong = _tooLong || await _plaintext.ReadAsync(_input.AsMemory(length, 1), cancellationToken) > 0;
        if (_tooLong)
        {
            throw new IOException($"The plaintext is longer than the {_contentLength} bytes announced.");
        }
    }
}
