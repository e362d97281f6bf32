using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.Benchmarks;

/// <summary>A message in memory.</summary>
internal sealed record SmallMessage(MimeHeaders Headers, byte[] Body)
{
    public static async Task<SmallMessage> PackAsync(Operations operations, byte[] content, ContentCipher? cipher)
    {
        await using var package = await operations.PackAsync(() => new MemoryStream(content, writable: false), content.Length, cipher);
        using var body = new MemoryStream();
        await using var stream = await package.OpenAsync();
        await stream.CopyToAsync(body);
        return new(MimeHeaders.FromPairs(package.Headers), body.ToArray());
    }

    public static async Task<byte[]> CompressAsync(byte[] content)
    {
        using var zlib = new MemoryStream();
        await using var deflated = CompressedDataWriter.Deflate(new MemoryStream(content, writable: false));
        await deflated.CopyToAsync(zlib);
        return [.. CompressedDataWriter.Prefix(zlib.Length).Span, .. zlib.ToArray()];
    }

    public Stream Open() => new MemoryStream(Body, writable: false);
}
