using System.Buffers.Binary;
using System.IO.Compression;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Cms;

namespace Waybill.Cms.Tests.Compressed;

/// <summary>CompressedData by others and by hand, and the short way to read one.</summary>
internal static class CompressedBytes
{
    public const string ZlibOid = "1.2.840.113549.1.9.16.3.8";
    public const string ZlibAlgorithm = "300D060B2A864886F70D0109100308";

    public static byte[] Zlib(byte[] content, int level = 6, ZLibCompressionStrategy strategy = ZLibCompressionStrategy.Default)
    {
        using var all = new MemoryStream();
        using (var zlib = new ZLibStream(all, new ZLibCompressionOptions { CompressionLevel = level, CompressionStrategy = strategy }, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return all.Length > 0 ? all.ToArray() : Convert.FromHexString("789C030000000001");
    }

    public static byte[] Bouncy(byte[] content)
        => Asn1Object.FromByteArray(new CmsCompressedDataGenerator().Generate(new CmsProcessableByteArray(content), ZlibOid).GetEncoded()).GetEncoded("DER");

    public static byte[] BouncyStreaming(byte[] content)
    {
        using var all = new MemoryStream();
        using (var stream = new CmsCompressedDataStreamGenerator().Open(all))
        {
            foreach (var chunk in content.Chunk(777))
            {
                stream.Write(chunk);
            }
        }

        return all.ToArray();
    }

    /// <summary>A CompressedData around these octets; the outer elements have indefinite lengths unless <paramref name="form"/> is primitive.</summary>
    public static byte[] Wrap(byte[] octets, string form = "primitive", string algorithm = ZlibAlgorithm, byte version = 0)
    {
        Func<byte, byte[], byte[]> element = form.StartsWith("primitive", StringComparison.Ordinal) ? BerForms.Tlv : BerForms.Indefinite;
        byte[] inner = element(0x30, [.. Convert.FromHexString("06092A864886F70D010701"), .. element(0xA0, BerForms.Write(form, 0x04, octets))]);
        byte[] data = element(0x30, [2, 1, version, .. Convert.FromHexString(algorithm), .. inner]);
        return element(0x30, [.. Convert.FromHexString("060B2A864886F70D0109100109"), .. element(0xA0, data)]);
    }

    public static async Task<byte[]> ReadAsync(byte[] cms, int most = int.MaxValue, int batch = 64 * 1024, CmsLimits? limits = null)
    {
        using var all = new MemoryStream();
        await ReadAsync(new TrickleStream(cms, most), all, batch, limits);
        return all.ToArray();
    }

    public static async Task ReadAsync(Stream cms, Stream to, int batch, CmsLimits? limits = null)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var reader = await CmsReader.OpenAsync(cms, new() { Limits = limits ?? CmsLimits.Default }, stop);
        var compressed = await reader.ReadCompressedAsync(stop);
        Assert.Equal("1.2.840.113549.1.7.1", compressed.InnerContentTypeOid);
        var buffer = new byte[batch];
        int read;
        while ((read = await compressed.Content.ReadAsync(buffer, stop)) > 0)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), stop);
        }

        Assert.Equal(0, await compressed.Content.ReadAsync(buffer, stop));
    }

    public static async Task<CmsProblem> ProblemAsync(byte[] cms, CmsLimits? limits = null)
        => (await Assert.ThrowsAsync<CmsException>(() => ReadAsync(cms, limits: limits))).Problem;

    /// <summary>Adler-32 as RFC 1950 §9 spells it.</summary>
    public static uint Adler(ReadOnlySpan<byte> bytes)
    {
        uint low = 1, high = 0;
        foreach (var value in bytes)
        {
            low = (low + value) % 65521;
            high = (high + low) % 65521;
        }

        return (high << 16) | low;
    }

    public static byte[] AdlerBytes(ReadOnlySpan<byte> bytes)
    {
        var check = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(check, Adler(bytes));
        return check;
    }
}
