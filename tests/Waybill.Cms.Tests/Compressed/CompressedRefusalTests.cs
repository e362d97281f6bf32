namespace Waybill.Cms.Tests.Compressed;

public sealed class CompressedRefusalTests
{
    private static readonly byte[] Content = TestBytes.Edi(600);
    private static readonly byte[] Zlib = CompressedBytes.Zlib(Content);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_cut_at_any_byte_is_truncated(bool streamed)
    {
        var content = TestBytes.Edi(200);
        var cms = streamed ? CompressedBytes.BouncyStreaming(content) : CompressedBytes.Bouncy(content);
        for (var cut = 0; cut < cms.Length; cut++)
        {
            Assert.Equal(CmsProblem.Truncated, await CompressedBytes.ProblemAsync(cms[..cut]));
        }
    }

    // The octet string is whole; the zlib stream in it is not. The framework would call each of these a good end.
    [Fact]
    public async Task A_zlib_stream_cut_at_any_byte_is_refused()
    {
        for (var cut = 0; cut < Zlib.Length; cut++)
        {
            Assert.Equal(CmsProblem.BadCompression, await CompressedBytes.ProblemAsync(CompressedBytes.Wrap(Zlib[..cut])));
        }
    }

    [Fact]
    public async Task A_cut_stream_is_refused_even_with_the_check_value_of_what_is_left()
    {
        // Stored blocks: what is left inflates to exactly the bytes that are there.
        byte[] stored = [0x78, 0x01, 0x00, 5, 0, 0xFA, 0xFF, .. "Hello"u8];
        Assert.Equal(CmsProblem.BadCompression, await CompressedBytes.ProblemAsync(CompressedBytes.Wrap([.. stored, .. CompressedBytes.AdlerBytes("Hello"u8)])));

        stored[2] = 1;
        Assert.Equal("Hello"u8.ToArray(), await CompressedBytes.ReadAsync(CompressedBytes.Wrap([.. stored, .. CompressedBytes.AdlerBytes("Hello"u8)])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(10_000)]
    [InlineData(100_000)]
    public async Task Bytes_behind_the_zlib_stream_are_refused_even_if_the_check_value_is_repeated(int more)
    {
        byte[] check = Zlib[^4..];
        var garbage = TestBytes.Random(more, more);
        Assert.Equal(CmsProblem.BadCompression, await CompressedBytes.ProblemAsync(CompressedBytes.Wrap([.. Zlib, .. garbage])));
        Assert.Equal(CmsProblem.BadCompression, await CompressedBytes.ProblemAsync(CompressedBytes.Wrap([.. Zlib[..^4], .. garbage, .. check])));
        Assert.Equal(CmsProblem.BadCompression, await CompressedBytes.ProblemAsync(CompressedBytes.Wrap([.. Zlib, .. new byte[more], .. check])));
    }

    [Fact]
    public async Task A_second_zlib_stream_behind_the_first_is_refused()
        => Assert.Equal(CmsProblem.BadCompression, await CompressedBytes.ProblemAsync(CompressedBytes.Wrap([.. Zlib, .. Zlib])));

    [Fact]
    public async Task Every_flipped_bit_of_the_check_value_is_found()
    {
        for (var bit = 0; bit < 32; bit++)
        {
            var changed = Zlib.ToArray();
            changed[^(1 + (bit / 8))] ^= (byte)(1 << (bit % 8));
            Assert.Equal(CmsProblem.BadCompression, await CompressedBytes.ProblemAsync(CompressedBytes.Wrap(changed)));
        }
    }

    [Fact]
    public async Task No_flipped_bit_of_the_stream_gives_other_content()
    {
        var same = 0;
        for (var bit = 0; bit < Zlib.Length * 8; bit++)
        {
            var changed = Zlib.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.Equal(Content, await CompressedBytes.ReadAsync(CompressedBytes.Wrap(changed)));
                same++;
            }
            catch (CmsException error)
            {
                Assert.Equal(CmsProblem.BadCompression, error.Problem);
            }
        }

        // The last deflate octet is filled up with bits that mean nothing.
        Assert.InRange(same, 0, 7);
    }

    [Fact]
    public async Task The_empty_octet_string_that_BouncyCastle_writes_for_nothing_is_refused()
        => Assert.Equal(CmsProblem.BadCompression, await CompressedBytes.ProblemAsync(CompressedBytes.Bouncy([])));

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("789C")]
    [InlineData("789C0300")]
    [InlineData("789C0300000000")]
    [InlineData("789D030000000001")]
    [InlineData("789C000000000001")]
    [InlineData("88980300000000001")]
    [InlineData("791A030000000001")]
    [InlineData("78BB030000000001")]
    [InlineData("1F8B0800000000000003030000000000000000")]
    public async Task What_is_no_zlib_stream_is_refused(string hex)
        => Assert.Equal(CmsProblem.BadCompression, await CompressedBytes.ProblemAsync(CompressedBytes.Wrap(Convert.FromHexString(hex.Length % 2 == 0 ? hex : hex[..^1]))));

    [Fact]
    public async Task Another_algorithm_is_named()
    {
        var error = await Assert.ThrowsAsync<CmsException>(() => CompressedBytes.ReadAsync(CompressedBytes.Wrap(Zlib, algorithm: "300D060B2A864886F70D0109100309")));
        Assert.Equal((CmsProblem.UnknownAlgorithm, "1.2.840.113549.1.9.16.3.9"), (error.Problem, error.Detail));
    }

    [Theory]
    [InlineData("3011060B2A864886F70D01091003080402AABB")]
    [InlineData("3011060B2A864886F70D010910030805000500")]
    [InlineData("3000")]
    [InlineData("0500")]
    public async Task Parameters_of_another_kind_are_malformed(string algorithm)
        => Assert.Equal(CmsProblem.Malformed, await CompressedBytes.ProblemAsync(CompressedBytes.Wrap(Zlib, algorithm: algorithm)));

    [Fact]
    public async Task Another_version_and_missing_or_other_content_are_malformed()
    {
        Assert.Equal(CmsProblem.Malformed, await CompressedBytes.ProblemAsync(CompressedBytes.Wrap(Zlib, version: 2)));
        foreach (var content in new[] { "", "A000", "A0020500", "A003308000", "A00404000500" })
        {
            byte[] inner = BerForms.Tlv(0x30, [.. Convert.FromHexString("06092A864886F70D010701"), .. Convert.FromHexString(content)]);
            byte[] data = BerForms.Tlv(0x30, [2, 1, 0, .. Convert.FromHexString(CompressedBytes.ZlibAlgorithm), .. inner]);
            byte[] cms = BerForms.Tlv(0x30, [.. Convert.FromHexString("060B2A864886F70D0109100109"), .. BerForms.Tlv(0xA0, data)]);
            await Assert.ThrowsAsync<CmsException>(() => CompressedBytes.ReadAsync(cms));
        }
    }

    [Fact]
    public async Task A_bomb_is_refused_by_its_ratio_before_it_is_let_out()
    {
        var cms = CompressedBytes.Wrap(CompressedBytes.Zlib(new byte[30_000_000]));
        using var let = new MemoryStream();
        var error = await Assert.ThrowsAsync<CmsException>(() => CompressedBytes.ReadAsync(new MemoryStream(cms), let, 64 * 1024));

        Assert.Equal(CmsProblem.LimitExceeded, error.Problem);
        Assert.InRange(let.Length, CmsLimits.Default.InflationGraceBytes, 100L * cms.Length);
        Assert.Equal(30_000_000, (await CompressedBytes.ReadAsync(cms, limits: new() { MaxInflation = 1100 })).Length);
    }

    [Fact]
    public async Task A_small_file_of_blanks_is_no_bomb()
    {
        var grace = new CmsLimits().InflationGraceBytes;
        Assert.Equal(grace, (await CompressedBytes.ReadAsync(CompressedBytes.Bouncy(new byte[grace]))).Length);
        Assert.Equal(CmsProblem.LimitExceeded, await CompressedBytes.ProblemAsync(CompressedBytes.Bouncy(new byte[grace + 1])));
    }

    [Fact]
    public async Task The_absolute_bound_is_exact()
    {
        var cms = CompressedBytes.Bouncy(Content);
        Assert.Equal(Content, await CompressedBytes.ReadAsync(cms, limits: new() { MaxInflatedBytes = Content.Length }));
        Assert.Equal(CmsProblem.LimitExceeded, await CompressedBytes.ProblemAsync(cms, new() { MaxInflatedBytes = Content.Length - 1 }));
    }

    [Fact]
    public async Task A_failure_stays_and_never_becomes_an_end()
    {
        byte[] changed = [.. Zlib[..^1], (byte)(Zlib[^1] ^ 1)];
        await using var reader = await CmsReader.OpenAsync(new MemoryStream(CompressedBytes.Wrap(changed)), CmsReadOptions.Default, Stop);
        var content = (await reader.ReadCompressedAsync(Stop)).Content;
        var buffer = new byte[64 * 1024];
        Assert.Equal(Content.Length, await content.ReadAsync(buffer, Stop));
        for (var again = 0; again < 3; again++)
        {
            var error = await Assert.ThrowsAsync<CmsException>(async () => await content.ReadExactlyAsync(buffer, Stop));
            Assert.Equal(CmsProblem.BadCompression, error.Problem);
        }
    }

    [Fact]
    public async Task A_cancelled_read_never_becomes_an_end()
    {
        await using var reader = await CmsReader.OpenAsync(new MemoryStream(CompressedBytes.Wrap(Zlib)), CmsReadOptions.Default, Stop);
        var content = (await reader.ReadCompressedAsync(Stop)).Content;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await content.ReadExactlyAsync(new byte[9], new CancellationToken(canceled: true)));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await content.ReadExactlyAsync(new byte[9], Stop));
    }

    [Theory]
    [InlineData("04887FFFFFFFFFFFFF00")]
    [InlineData("04847FFFFFFF")]
    [InlineData("24887FFFFFFFFFFFFF0004847FFFFFFF")]
    [InlineData("248004887FFFFFFFFFFF0000")]
    public async Task A_claimed_length_allocates_nothing(string octetString)
    {
        byte[] cms =
        [
            .. Convert.FromHexString("3080060B2A864886F70D0109100109A0803080020100" + CompressedBytes.ZlibAlgorithm + "308006092A864886F70D010701A080" + octetString),
            .. Zlib,
        ];
        await CompressedBytes.ProblemAsync(cms);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var problem = await CompressedBytes.ProblemAsync(cms);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(CmsProblem.Truncated, problem);
        Assert.InRange(allocated, 1, 500_000);
    }
}
