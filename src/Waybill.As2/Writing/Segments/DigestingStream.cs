using System.Security.Cryptography;

namespace Waybill.As2;

/// <summary>Takes a digest of what is read through it.</summary>
/// <param name="source">Disposed with this stream.</param>
/// <param name="digest">Not disposed.</param>
internal sealed class DigestingStream(Stream source, IncrementalHash digest) : ForwardReadStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        digest.AppendData(buffer.Span[..length]);
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}
