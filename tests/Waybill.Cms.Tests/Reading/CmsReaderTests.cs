namespace Waybill.Cms.Tests;

public sealed class CmsReaderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("06092A864886F70D010701", CmsContentType.Data)]
    [InlineData("06092A864886F70D010702", CmsContentType.SignedData)]
    [InlineData("06092A864886F70D010703", CmsContentType.EnvelopedData)]
    [InlineData("060B2A864886F70D0109100117", CmsContentType.AuthEnvelopedData)]
    [InlineData("060B2A864886F70D0109100109", CmsContentType.CompressedData)]
    [InlineData("06092A864886F70D010706", CmsContentType.Unknown)]
    public async Task The_header_tells_what_the_object_is(string oid, CmsContentType expected)
    {
        foreach (var bytes in new[] { $"3080{oid}A080", $"30830000FF{oid}A000" })
        {
            await using var reader = await CmsReader.OpenAsync(new TrickleStream(Convert.FromHexString(bytes), 1), CmsReadOptions.Default, Stop);
            Assert.Equal(expected, reader.ContentType);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("3080")]
    [InlineData("30800000")]
    [InlineData("3100")]
    [InlineData("3080060180A080")]
    [InlineData("308006092A864886F70D0107010000")]
    [InlineData("300B06092A864886F70D010701A080")]
    [InlineData("4D494D452D56657273696F6E3A20312E30")]
    public async Task What_is_no_content_info_is_refused(string hex)
        => await Assert.ThrowsAsync<CmsException>(async () => await CmsReader.OpenAsync(new MemoryStream(Convert.FromHexString(hex)), CmsReadOptions.Default, Stop));
}
