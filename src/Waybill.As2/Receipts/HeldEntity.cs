using System.Text;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>A MIME entity held in memory: receipts are small and bounded.</summary>
/// <param name="Headers">Its headers.</param>
/// <param name="Whole">Its raw bytes with the header block: what a signature is over (RFC 1847 §2.1). The body alone when the headers came from HTTP.</param>
/// <param name="Body">Its raw body.</param>
internal sealed record HeldEntity(MimeHeaders Headers, ArraySegment<byte> Whole, ArraySegment<byte> Body)
{
    /// <summary>Takes an entity apart that begins with its headers.</summary>
    internal static async ValueTask<HeldEntity> ParseAsync(ArraySegment<byte> whole, MimeLimits limits, CancellationToken ct)
    {
        await using var reader = new MimeReader(Stream(whole), limits, static (_, _) => false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
        return new(reader.Headers, whole, whole[reader.Bytes.Length..]);
    }

    /// <summary>The parts of this multipart, and whether its closing delimiter is missing. No parts when it is none.</summary>
    internal async ValueTask<(IReadOnlyList<HeldEntity> Parts, bool IsCut)> SplitAsync(MimeLimits limits, CancellationToken ct)
    {
        var parts = new List<HeldEntity>();
        await using var reader = new MimeReader(Stream(Body), Headers, limits, static (_, depth) => depth is 0);
        var (start, bodyStart, headers) = (0, 0, MimeHeaders.Empty);
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            if (reader is { Kind: MimeEventKind.Headers, Depth: 1 })
            {
                (start, bodyStart, headers) = ((int)reader.Offset, (int)reader.Offset + reader.Bytes.Length, reader.Headers);
            }
            else if (reader is { Kind: MimeEventKind.PartEnd, Depth: 1 })
            {
                var end = (int)reader.Offset;
                parts.Add(new(headers, Body[start..end], Body[bodyStart..end]));
            }
        }

        return (parts, reader.MissingCloseDelimiter);
    }

    /// <summary>The body with its transfer encoding undone.</summary>
    internal ValueTask<ArraySegment<byte>> DecodeAsync(CancellationToken ct) => DecodeAsync(Headers.TransferEncoding, ct);

    /// <summary>The body with this transfer encoding undone.</summary>
    internal async ValueTask<ArraySegment<byte>> DecodeAsync(TransferEncoding encoding, CancellationToken ct)
    {
        if (encoding is not (TransferEncoding.Base64 or TransferEncoding.QuotedPrintable))
        {
            return Body;
        }

        using var decoded = new MemoryStream();
        await using var stream = TransferDecoding.Decode(Stream(Body), encoding);
        await stream.CopyToAsync(decoded, ct).ConfigureAwait(false);
        return decoded.ToArray();
    }

    /// <summary>A multipart must not be encoded as a whole (RFC 2045 §6.4); some peers do, others only say so. Decodes it when no delimiter shows.</summary>
    internal async ValueTask<HeldEntity> UnwrapAsync(CancellationToken ct)
    {
        var isEncoded = Headers.TransferEncoding is TransferEncoding.Base64 or TransferEncoding.QuotedPrintable;
        return isEncoded && Headers.ContentType is { IsMultipart: true, Boundary: { } boundary }
            && Body.AsSpan().IndexOf(Encoding.ASCII.GetBytes("--" + boundary)) < 0
                ? this with { Body = await DecodeAsync(ct).ConfigureAwait(false) }
                : this;
    }

    private static MemoryStream Stream(ArraySegment<byte> bytes) => new(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
}
