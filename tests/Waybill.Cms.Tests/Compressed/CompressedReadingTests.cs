using System.IO.Compression;

namespace Waybill.Cms.Tests.Compressed;

public sealed class CompressedReadingTests
{
    private static readonly int[] Reads = [1, 2, 3, 7];

    public static TheoryData<string> Forms => [.. BerForms.Names];

    public static TheoryData<int> Sizes => [1, 15, 16, 17, 65_535, 65_536];

    public static TheoryData<int> Levels => [.. Enumerable.Range(0, 10)];

    // For no content at all it writes no zlib stream: see the refusals.
    [Theory]
    [MemberData(nameof(Sizes))]
    [Requirement("AS2-CRYPTO-021", "AS2-STRUCT-017")]
    public async Task What_BouncyCastle_writes_is_read(int size)
    {
        foreach (var content in new[] { TestBytes.Edi(size), TestBytes.Random(size, size), new byte[size] })
        {
            foreach (var cms in new[] { CompressedBytes.Bouncy(content), CompressedBytes.BouncyStreaming(content) })
            {
                Assert.Equal(content, await CompressedBytes.ReadAsync(cms));
                Assert.Equal(content, await CompressedBytes.ReadAsync(cms, most: 1, batch: 999));
            }
        }
    }

    [Fact]
    public async Task Reads_of_any_size_give_the_same_bytes()
    {
        var content = TestBytes.Edi(20_000);
        foreach (var cms in new[] { CompressedBytes.Bouncy(content), CompressedBytes.BouncyStreaming(content) })
        {
            foreach (var most in Reads)
            {
                foreach (var batch in Reads)
                {
                    Assert.Equal(content, await CompressedBytes.ReadAsync(cms, most, batch));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels))]
    [Requirement("AS2-CRYPTO-021")]
    public async Task Every_level_and_kind_of_block_inflates_to_its_end(int level)
    {
        foreach (var strategy in Enum.GetValues<ZLibCompressionStrategy>())
        {
            foreach (var size in new[] { 0, 1, 2, 100, 65_536, 300_001 })
            {
                foreach (var content in new[] { TestBytes.Edi(size), TestBytes.Random(level, size) })
                {
                    var cms = CompressedBytes.Wrap(CompressedBytes.Zlib(content, level, strategy));
                    Assert.Equal(content, await CompressedBytes.ReadAsync(cms));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    [Requirement("AS2-STRUCT-017")]
    public async Task Every_form_of_octet_string_is_read(string form)
    {
        foreach (var content in new[] { TestBytes.Edi(100_000), TestBytes.Random(1, 70_000) })
        {
            var cms = CompressedBytes.Wrap(CompressedBytes.Zlib(content), form);
            Assert.Equal(content, await CompressedBytes.ReadAsync(cms));
            Assert.Equal(content, await CompressedBytes.ReadAsync(cms, most: 1000, batch: 40_000));
        }
    }

    [Theory]
    [InlineData("300D060B2A864886F70D0109100308")]
    [InlineData("300F060B2A864886F70D01091003080500")]
    [InlineData("3080060B2A864886F70D01091003080000")]
    [Requirement("AS2-CRYPTO-021")]
    public async Task Parameters_may_be_absent_or_null(string algorithm)
    {
        var content = TestBytes.Edi(500);
        Assert.Equal(content, await CompressedBytes.ReadAsync(CompressedBytes.Wrap(CompressedBytes.Zlib(content), algorithm: algorithm)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0D0A")]
    [InlineData("0A")]
    [InlineData("00000A")]
    [Requirement("AS2-STRUCT-018")]
    public async Task A_line_end_or_zeroes_after_the_object_are_ignored(string tail)
    {
        var content = TestBytes.Edi(500);
        foreach (var cms in new[] { CompressedBytes.Bouncy(content), CompressedBytes.BouncyStreaming(content) })
        {
            Assert.Equal(content, await CompressedBytes.ReadAsync([.. cms, .. Convert.FromHexString(tail)], most: 1));
        }
    }

    [Fact]
    public async Task The_object_is_read_once_as_what_it_is_and_asynchronously()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var reader = await CmsReader.OpenAsync(new MemoryStream(CompressedBytes.Bouncy([1, 2, 3])), CmsReadOptions.Default, stop);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await reader.ReadSignedAsync(stop));
        var compressed = await reader.ReadCompressedAsync(stop);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await reader.ReadCompressedAsync(stop));
        Assert.Throws<NotSupportedException>(() => compressed.Content.ReadByte());
        Assert.Equal(0, await compressed.Content.ReadAsync(Memory<byte>.Empty, stop));
        Assert.Equal(3, await compressed.Content.ReadAsync(new byte[10], stop));
    }
}
