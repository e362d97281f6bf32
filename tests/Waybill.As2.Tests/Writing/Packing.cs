using Waybill.Cms;
using Waybill.Mime;
using Waybill.TestKit;
using Xunit;

namespace Waybill.As2.Tests.Writing;

/// <summary>What the packaging tests send, and in which structures.</summary>
internal static class Packing
{
    public static readonly int[] Sizes = [0, 1, 15, 16, 17, 65_535, 65_536];

    /// <summary>The ten structures of RFC 4130 §4.2 and RFC 5402 §3, as layers from the outside.</summary>
    public static readonly string[] Structures = ["", "S", "E", "ES", "Z", "SZ", "ZS", "EZ", "ESZ", "EZS"];

    public static readonly CmsPrivateKey Alice = new(TestIdentities.Rsa("alice"));
    public static readonly CmsPrivateKey Bob = new(TestIdentities.Rsa("bob"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static As2SendOptions Options(string layers = "") => new()
    {
        From = As2Name.Create("Alice AS2").Value!,
        To = As2Name.Create("bob").Value!,
        MessageId = MessageId.Create("1f0e", "alice"),
        Date = new(2026, 11, 24, 3, 4, 5, TimeSpan.Zero),
        Signer = layers.Contains('S', StringComparison.Ordinal) ? new() { Key = Alice } : null,
        Recipients = layers.Contains('E', StringComparison.Ordinal) ? [new() { Certificate = Bob.Certificate }] : [],
        AllowUnsignedCbc = true,
        Compression = !layers.Contains('Z', StringComparison.Ordinal) ? CompressionOrder.None
            : layers.EndsWith("ZS", StringComparison.Ordinal) ? CompressionOrder.AfterSigning : CompressionOrder.BeforeSigning,
    };

    public static As2Document Document(byte[] bytes, string? name = "order.edi", string type = "application/EDI-X12", int most = int.MaxValue) => new()
    {
        ContentType = type, FileName = name, Length = bytes.Length, OpenAsync = _ => new(new TrickleStream(bytes, most)),
    };

    public static ValueTask<As2Package> PackAsync(As2SendOptions options, params As2Document[] documents)
        => As2Packager.PackAsync(options, documents, new SpoolQuarantine(), Token);

    public static async Task<byte[]> BodyAsync(As2Package package) => await BytesAsync(await package.OpenAsync(Token));

    public static async Task<byte[]> BytesAsync(Stream stream)
    {
        await using (stream)
        {
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, Token);
            return copy.ToArray();
        }
    }

    public static async Task<WrittenPart> MessageAsync(As2Package package) => new(package.Headers, await BodyAsync(package));

    public static TransferEncoding Coding(bool base64) => base64 ? TransferEncoding.Base64 : TransferEncoding.Binary;
}
