using System.Security.Cryptography;
using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>A stored body being read again. Its last bytes come out only when length and SHA-256 are what they were: another body never ends.</summary>
internal sealed class VerifiedStream(Stream source, long length, ReadOnlyMemory<byte> sha256) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || _read == length)
        {
            return 0;
        }

        var taken = await source.ReadAsync(buffer[..(int)Math.Min(buffer.Length, length - _read)], cancellationToken);
        _hash.AppendData(buffer.Span[..taken]);
        _read += taken;
        return taken is 0 || (_read == length && !_hash.GetHashAndReset().AsSpan().SequenceEqual(sha256.Span))
            ? throw new ContentChangedException("The stored body of the message is no longer what it was.")
            : taken;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
