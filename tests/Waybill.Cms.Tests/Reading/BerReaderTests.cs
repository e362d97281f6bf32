namespace Waybill.Cms.Tests;

public sealed class BerReaderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("0405", 5, 2)]
    [InlineData("04820005", 5, 4)]
    [InlineData("0485000000000A", 10, 7)]
    [InlineData("04887FFFFFFFFFFFFF00", long.MaxValue - 255, 10)]
    [InlineData("2480", BerHeader.Indefinite, 2)]
    [InlineData("BF8100820003", 3, 6)]
    public async Task A_header_is_read_minimal_or_not(string hex, long length, int headerLength)
    {
        using var reader = Reader(hex);
        var header = await reader.ReadHeaderAsync(Stop);
        Assert.Equal((length, headerLength), (header.Length, header.HeaderLength));
        Assert.Equal(headerLength, reader.Position);
    }

    [Theory]
    [InlineData("048800000000", CmsProblem.Truncated)]
    [InlineData("04", CmsProblem.Truncated)]
    [InlineData("", CmsProblem.Truncated)]
    [InlineData("04888000000000000000", CmsProblem.Malformed)]
    [InlineData("0489010000000000000000", CmsProblem.Malformed)]
    [InlineData("04887FFFFFFFFFFFFFFF", CmsProblem.Malformed)]
    [InlineData("04FF00", CmsProblem.Malformed)]
    [InlineData("0480", CmsProblem.Malformed)]
    [InlineData("0001AA", CmsProblem.Malformed)]
    [InlineData("1F8181818181018100", CmsProblem.Malformed)]
    public async Task A_bad_header_is_refused(string hex, CmsProblem problem)
    {
        using var reader = Reader(hex);
        var error = await Assert.ThrowsAsync<CmsException>(async () => await reader.ReadHeaderAsync(Stop));
        Assert.Equal(problem, error.Problem);
    }

    [Theory]
    [InlineData("3003020101")]
    [InlineData("30800201010000")]
    [InlineData("3080A0800401AA00000201010000")]
    [InlineData("30808003000000" + "0000")]
    public async Task A_collected_element_is_the_bytes_as_they_stand(string hex)
    {
        using var reader = Reader(hex + "0500");
        Assert.Equal(hex, Convert.ToHexString((await reader.CollectElementAsync(64, "it", Stop)).Span));
        Assert.Equal(0x05, (await reader.ReadHeaderAsync(Stop)).Identifier);
    }

    [Theory]
    [InlineData("04887FFFFFFFFFFFFF0000", CmsProblem.LimitExceeded)]
    [InlineData("3080040E0000000000000000000000000000", CmsProblem.LimitExceeded)]
    [InlineData("3003020", CmsProblem.Truncated)]
    [InlineData("308002010100", CmsProblem.Truncated)]
    [InlineData("0000", CmsProblem.Malformed)]
    public async Task An_element_too_long_or_cut_is_refused_without_holding_it(string hex, CmsProblem problem)
    {
        using var reader = Reader(hex.Length % 2 == 0 ? hex : hex[..^1]);
        var error = await Assert.ThrowsAsync<CmsException>(async () => await reader.CollectElementAsync(16, "it", Stop));
        Assert.Equal(problem, error.Problem);
    }

    [Theory]
    [InlineData("3003040200")]
    [InlineData("30800403AABB")]
    [InlineData("3005308004020000")]
    [InlineData("3002308000000000")]
    public async Task No_element_reaches_past_the_one_around_it(string hex)
    {
        using var reader = Reader(hex + (hex.StartsWith("3080", StringComparison.Ordinal) ? string.Empty : "00000000"));
        await Assert.ThrowsAsync<CmsException>(async () =>
        {
            await reader.EnterAsync(0x30, "outer", Stop);
            while (!await reader.AtEndAsync(Stop))
            {
                await reader.CollectElementAsync(100, "child", Stop);
            }

            await reader.LeaveAsync("outer", Stop);
        });
    }

    [Fact]
    public async Task Bytes_after_the_object_are_ignored_up_to_the_bound()
    {
        using var few = new BerReader(new TrickleStream(new byte[1024], 100), CmsLimits.Default);
        await few.FinishAsync(Stop);
        using var many = new BerReader(new TrickleStream(new byte[1025], 100), CmsLimits.Default);
        var error = await Assert.ThrowsAsync<CmsException>(async () => await many.FinishAsync(Stop));
        Assert.Equal(CmsProblem.LimitExceeded, error.Problem);
    }

    private static BerReader Reader(string hex) => new(new TrickleStream(Convert.FromHexString(hex), 1), CmsLimits.Default);
}
