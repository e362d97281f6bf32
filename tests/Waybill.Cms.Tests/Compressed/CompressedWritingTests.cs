using System.IO.Compression;
using Org.BouncyCastle.Cms;

namespace Waybill.Cms.Tests.Compressed;

public sealed class CompressedWritingTests
{
    public static TheoryData<int> Sizes => [0, 1, 15, 16, 17, 65_535, 65_536, 65_537, 1_000_000];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sizes))]
    [Requirement("AS2-CRYPTO-021")]
    public async Task What_is_written_BouncyCastle_and_we_read(int size)
    {
        foreach (var level in Enum.GetValues<CompressionLevel>())
        {
            foreach (var content in new[] { TestBytes.Edi(size), TestBytes.Random(size, size) })
            {
                var zlib = await DeflateAsync(content, level, int.MaxValue, 10_000);
                byte[] cms = [.. CompressedDataWriter.Prefix(zlib.Length).Span, .. zlib];

                using var parsed = new CmsCompressedDataParser(cms).GetContent().ContentStream;
                using var inflated = new MemoryStream();
                await parsed.CopyToAsync(inflated, Stop);
                Assert.Equal(content, inflated.ToArray());
                Assert.Equal(content, new CmsCompressedData(cms).GetContent());
                Assert.Equal(content, await CompressedBytes.ReadAsync(cms));
            }
        }
    }

    [Fact]
    public async Task The_object_is_der_with_version_0_and_no_parameters()
    {
        var zlib = await DeflateAsync(TestBytes.Edi(40_000), CompressionLevel.Optimal, int.MaxValue, 10_000);
        byte[] cms = [.. CompressedDataWriter.Prefix(zlib.Length).Span, .. zlib];

        Assert.Equal(cms, Org.BouncyCastle.Asn1.Asn1Object.FromByteArray(cms).GetEncoded("DER"));
        var data = new CmsCompressedData(cms).ContentInfo;
        var fields = Org.BouncyCastle.Asn1.Cms.CompressedData.GetInstance(data.Content);
        Assert.Equal(0, fields.Version.IntValueExact);
        Assert.Equal(CompressedBytes.ZlibOid, fields.CompressionAlgorithmIdentifier.Algorithm.Id);
        Assert.Null(fields.CompressionAlgorithmIdentifier.Parameters);
        Assert.Equal("1.2.840.113549.1.7.1", fields.EncapContentInfo.ContentType.Id);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(127L)]
    [InlineData(128L)]
    [InlineData(5L << 30)]
    [InlineData(long.MaxValue - 100)]
    public void The_prefix_counts_any_length(long length)
    {
        var prefix = CompressedDataWriter.Prefix(length).Span;
        Assert.True(BerHeader.TryParse(prefix, out var outer));
        Assert.Equal(prefix.Length + length, outer.HeaderLength + outer.Length);
    }

    [Fact]
    public void A_negative_length_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => CompressedDataWriter.Prefix(-1));

    [Fact]
    public async Task The_bytes_depend_neither_on_the_source_nor_on_the_reads()
    {
        foreach (var level in Enum.GetValues<CompressionLevel>())
        {
            var content = TestBytes.Edi(200_000);
            var whole = await DeflateAsync(content, level, int.MaxValue, 1 << 20);
            foreach (var (most, batch) in new[] { (1, 100_000), (7, 64), (70_000, 3), (4096, 1) })
            {
                Assert.Equal(whole, await DeflateAsync(content, level, most, batch));
            }
        }
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_content()
    {
        const long Length = 16L << 20;
        var buffer = new byte[64 * 1024];
        var small = await AllocatedAsync(1 << 20);
        var large = await AllocatedAsync(Length);
        Assert.InRange(large - small, long.MinValue, 2_000_000);

        async Task<long> AllocatedAsync(long length)
        {
            await using var deflated = CompressedDataWriter.Deflate(new Noise(length));
            var before = GC.GetAllocatedBytesForCurrentThread();
            long total = 0;
            int read;
            while ((read = await deflated.ReadAsync(buffer, Stop)) > 0)
            {
                total += read;
            }

            Assert.InRange(total, length, length + (length / 500) + 100);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public async Task The_source_is_disposed_with_the_result()
    {
        var early = new MemoryStream(TestBytes.Edi(500_000));
        var deflated = CompressedDataWriter.Deflate(early);
        Assert.True(await deflated.ReadAsync(new byte[10], Stop) > 0);
        await deflated.DisposeAsync();
        Assert.False(early.CanRead);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await deflated.ReadExactlyAsync(new byte[10], Stop));

        var untouched = new MemoryStream();
        CompressedDataWriter.Deflate(untouched).Dispose();
        Assert.False(untouched.CanRead);
    }

    private static async Task<byte[]> DeflateAsync(byte[] content, CompressionLevel level, int most, int batch)
    {
        await using var deflated = CompressedDataWriter.Deflate(new TrickleStream(content, most), level);
        using var all = new MemoryStream();
        await deflated.CopyToAsync(all, batch, Stop);
        return all.ToArray();
    }

    /// <summary>Bytes that do not shrink, as many as wanted.</summary>
    private sealed class Noise(long length) : ForwardStream
    {
        private readonly byte[] bytes = TestBytes.Random(64, 1 << 16);
        private long left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var given = (int)Math.Min(left, Math.Min(buffer.Length, bytes.Length));
            bytes.AsSpan(0, given).CopyTo(buffer.Span);
            left -= given;
            return new(given);
        }
    }
}
