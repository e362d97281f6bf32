namespace Waybill.As2;

/// <summary>A document's own bytes. The first complete reading takes their SHA-256; every later one must give the same.</summary>
internal sealed class DocumentSegment(As2Document document, int number) : Segment
{
    private byte[]? _sha256;

    internal override long Length => document.Length;

    internal override async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
        => new DocumentStream(await document.OpenAsync(cancellationToken).ConfigureAwait(false), this);

    /// <summary>Takes or compares what was read of the document.</summary>
    /// <exception cref="IOException">It is not what it was.</exception>
    internal void Settle(byte[] sha256)
    {
        // Packing reads once, alone, before anybody else can open the segment.
        _sha256 ??= sha256;
        if (!_sha256.AsSpan().SequenceEqual(sha256))
        {
            throw new IOException($"Document {number} changed since it was packed: its SHA-256 is another one.");
        }
    }

    internal IOException WrongLength()
        => new(_sha256 is null
            ? $"Document {number} is not {document.Length} bytes long, as was said."
            : $"Document {number} changed since it was packed: it is no longer {document.Length} bytes long.");
}
