using System.Text;
using Waybill.Mime;

namespace Waybill.As2.Tests;

public sealed class ReceiptSnifferTests
{
    public static TheoryData<string> Captures => [.. OpenAs2Capture.Names];

    [Theory]
    [MemberData(nameof(Captures))]
    public async Task Messages_are_told_from_receipts(string name)
    {
        var capture = OpenAs2Capture.Read(name);
        await AssertAsync(MimeHeaders.FromPairs(capture.Request.Headers), capture.Request.Body, isReceipt: false);
        if (capture.Receipt is { } receipt)
        {
            await AssertAsync(MimeHeaders.FromPairs(receipt.Headers), receipt.Body, isReceipt: true);
        }
    }

    [Theory]
    [InlineData("multipart/report; boundary=b", true)]
    [InlineData("MULTIPART/Report; REPORT-TYPE=\"Disposition-Notification\"; boundary=b", true)]
    [InlineData("multipart/report; report-type=delivery-status; boundary=b", false)]
    [InlineData("message/disposition-notification", true)]
    [InlineData("text/html", false)]
    [InlineData("application/edi-x12", false)]
    [InlineData("application/pkcs7-mime; smime-type=enveloped-data", false)]
    [InlineData("application/pkcs7-mime", false)]
    [InlineData("multipart/mixed; boundary=b", false)]
    [InlineData("multipart/signed; boundary=b", false)]
    [InlineData("multipart/signed", false)]
    [InlineData("", false)]
    public Task The_media_type_decides(string type, bool isReceipt)
        => AssertAsync(ReceiptSamples.Headers(type), Encoding.ASCII.GetBytes("--b\r\nContent-Type: text/plain\r\n\r\nmultipart/report disposition-notification\r\n--b--\r\n"), isReceipt);

    [Fact]
    public async Task A_signed_report_that_is_the_payload_of_a_signed_message_stays_a_message()
    {
        var receipt = ReceiptWriter.Write(ReceiptSamples.Content, ReceiptSamples.Signer);
        var text = $"--outer\r\nContent-Type: application/xml\r\n\r\n<a/>\r\n--outer\r\nContent-Type: {receipt.Value("Content-Type")}\r\n\r\n{receipt.Text()}\r\n--outer--\r\n";
        await AssertAsync(ReceiptSamples.Headers("multipart/signed; boundary=outer"), Encoding.ASCII.GetBytes(text), isReceipt: false);
    }

    [Fact]
    public async Task Disposing_the_result_disposes_the_body()
    {
        var body = new MemoryStream(ReceiptWriter.Write(ReceiptSamples.Content, ReceiptSamples.Signer).Body.ToArray());
        var (_, stream) = await ReceiptSniffer.PeekAsync(ReceiptSamples.Headers("multipart/signed; boundary=b"), body, TestContext.Current.CancellationToken);
        await stream.DisposeAsync();
        Assert.False(body.CanRead);
    }

    private static async Task AssertAsync(MimeHeaders headers, byte[] bytes, bool isReceipt)
    {
        foreach (var most in new[] { 1, 4096, int.MaxValue })
        {
            var (found, body) = await ReceiptSniffer.PeekAsync(headers, new TrickleStream(bytes, most), TestContext.Current.CancellationToken);
            Assert.Equal(isReceipt, found);
            using var all = new MemoryStream();
            await using (body)
            {
                await body.CopyToAsync(all, TestContext.Current.CancellationToken);
            }

            Assert.Equal(bytes, all.ToArray());
        }
    }
}
