using System.Buffers;

namespace Waybill.Cms;

/// <summary>The bytes of an envelope, encrypted as they are asked for.</summary>
internal sealed class EnvelopeStream : PullStream
{
    /// <summary>Bytes encrypted at a time: small calls cost more than the cipher does. With what is added at the end it fills a pooled array of 128 KiB.</summary>
    internal const int Batch = (128 * 1024) - ContentEncryptor.MostAtEnd;

    private const int Block = 16;

    private readonly Stream _plaintext;
    private readonly ContentEncryptor _encryptor;
    private readonly long _contentLength;
    private readonly int _batch;
    private byte[]? _input;
    private byte[]? _output;
    private ReadOnlyMemory<byte> _ready;
    private long _remaining;
    private bool _sealed;

    internal EnvelopeStream(Stream plaintext, ContentEncryptor encryptor, ReadOnlyMemory<byte> prefix, long contentLength)
    {
        (_plaintext, _encryptor, _ready, _contentLength, _remaining) = (plaintext, encryptor, prefix, contentLength, contentLength);
        _batch = (int)Math.Min(Batch, (contentLength / Block * Block) + Block);
        _input = ArrayPool<byte>.Shared.Rent(_batch + Block);
        _output = ArrayPool<byte>.Shared.Rent(_batch + ContentEncryptor.MostAtEnd);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _plaintext.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async ValueTask<int> PullAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (_ready.IsEmpty && !_sealed)
        {
            await EncryptNextAsync(_input!, _output!, cancellationToken);
        }

        var given = Math.Min(destination.Length, _ready.Length);
        _ready[..given].CopyTo(destination);
        _ready = _ready[given..];
        return given;
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        _encryptor.Dispose();
        _ready = default;
        if (Interlocked.Exchange(ref _input, null) is { } plaintext)
        {
            ArrayPool<byte>.Shared.Return(plaintext, clearArray: true);
        }

        if (Interlocked.Exchange(ref _output, null) is { } encrypted)
        {
            ArrayPool<byte>.Shared.Return(encrypted);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _plaintext.Dispose();
        }
    }

    private async ValueTask EncryptNextAsync(byte[] input, byte[] output, CancellationToken cancellationToken)
    {
        var length = (int)Math.Min(_batch, _remaining);
        var read = await _plaintext.ReadAtLeastAsync(input.AsMemory(0, length), length, throwOnEndOfStream: false, cancellationToken);
        if (read < length)
        {
            throw new IOException($"The plaintext ended after {_contentLength - _remaining + read} of {_contentLength} bytes.");
        }

        if (length < _remaining)
        {
            _encryptor.Process(input, length, output);
            _ready = output.AsMemory(0, length);
        }
        else if (await _plaintext.ReadAsync(input.AsMemory(length, 1), cancellationToken) > 0)
        {
            throw new IOException($"The plaintext is longer than the {_contentLength} bytes announced.");
        }
        else
        {
            _ready = output.AsMemory(0, _encryptor.Finish(input, length, output));
            _sealed = true;
        }

        _remaining -= length;
    }
}
