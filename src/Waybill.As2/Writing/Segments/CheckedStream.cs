using System.Security.Cryptography;

namespace Waybill.As2;

/// <summary>Bytes being read, compared with what they were. The last of them come out only after the comparison: a body of other content never ends.</summary>
internal sealed class CheckedStream(Stream source, CheckedSegment segment) : ForwardReadStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _read;
    private bool _settled;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_settled || buffer.IsEmpty)
        {
            return 0;
        }

        var length = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _read += length;
        if (_read > segment.Length || (length is 0 && _read < segment.Length))
        {
            throw segment.WrongLength();
        }

        _hash.AppendData(buffer.Span[..length]);
        if (_read == segment.Length)
        {
            await EndAsync(length, cancellationToken).ConfigureAwait(false);
        }

        return length;
    }

    private async ValueTask EndAsync(int length, CancellationToken cancellationToken)
    {
        // A read of 0 has already shown the end.
        if (length > 0 && await source.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) > 0)
        {
            throw segment.WrongLength();
        }

        segment.Settle(_hash.GetHashAndReset());
        _settled = true;
    }

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
