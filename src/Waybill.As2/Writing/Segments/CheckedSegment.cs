namespace Waybill.As2;

/// <summary>Bytes that lie outside the message: each reading is compared with the length and SHA-256 they had while packing.</summary>
/// <param name="length">Exact length, in bytes.</param>
/// <param name="sha256">Null while packing: the first complete reading takes it.</param>
internal abstract class CheckedSegment(long length, byte[]? sha256) : Segment
{
    private byte[]? _sha256 = sha256;

    internal override long Length => length;

    /// <summary>What it is, as a sentence begins with it.</summary>
    protected abstract string Name { get; }

    /// <summary>The digest.</summary>
    /// <exception cref="InvalidOperationException">It was not read to its end yet.</exception>
    internal byte[] Sha256 => _sha256 ?? throw new InvalidOperationException("What was never read has no digest.");

    internal sealed override async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
        => new CheckedStream(await OpenSourceAsync(cancellationToken).ConfigureAwait(false), this);

    protected abstract ValueTask<Stream> OpenSourceAsync(CancellationToken cancellationToken);

    /// <summary>Takes or compares what was read.</summary>
    /// <exception cref="ContentChangedException">It is not what it was.</exception>
    internal void Settle(byte[] sha256)
    {
        // Packing reads once, alone, before anybody else can open the segment.
        _sha256 ??= sha256;
        if (!_sha256.AsSpan().SequenceEqual(sha256))
        {
            throw new ContentChangedException($"{Name} changed since it was packed: its SHA-256 is another one.");
        }
    }

    internal IOException WrongLength()
        => _sha256 is null
            ? new IOException($"{Name} is not {Length} bytes long, as was said.")
            : new ContentChangedException($"{Name} changed since it was packed: it is no longer {Length} bytes long.");
}
