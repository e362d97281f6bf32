using Waybill.Cms;

namespace Waybill.As2.Tests;

public sealed class ReceiptRequestWritingTests
{
    [Fact]
    [Requirement("AS2-DNO-002", "AS2-DNO-003", "AS2-DNO-009")]
    public void A_signed_receipt_is_asked_for_with_both_parameters_on_one_line()
    {
        var lines = ReceiptRequest.Signed("edi@example.com", [MicAlgorithm.Of(DigestAlgorithm.Sha256), MicAlgorithm.Of(DigestAlgorithm.Sha1)], "https://example.com/mdn").ToHeaders();
        Assert.Equal(
            [
                KeyValuePair.Create("Disposition-Notification-To", "edi@example.com"),
                KeyValuePair.Create("Disposition-Notification-Options", "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, sha-256, sha1"),
                KeyValuePair.Create("Receipt-Delivery-Option", "https://example.com/mdn"),
            ],
            lines);
    }

    [Fact]
    [Requirement("AS2-DNO-009")]
    public void An_unsigned_receipt_in_the_response_is_asked_for_with_one_line()
        => Assert.Equal([KeyValuePair.Create("Disposition-Notification-To", "edi@example.com")], ReceiptRequest.Unsigned("edi@example.com").ToHeaders());

    [Theory]
    [InlineData(null)]
    [InlineData("http://example.com:8080/mdn?x=1")]
    public void What_is_written_reads_back(string? url)
    {
        var sent = ReceiptRequest.Signed("edi@example.com", [MicAlgorithm.Of(DigestAlgorithm.Sha512, oldSpelling: true), MicAlgorithm.Of(DigestAlgorithm.Sha256)], url);
        var read = Lines.Message([.. sent.ToHeaders().Select(l => (l.Key, l.Value))]).ReceiptRequest!;
        Assert.Equal((sent.NotificationTo, true, url, url is not null), (read.NotificationTo, read.IsSigned, read.DeliveryUrl, read.IsAsynchronous));
        Assert.Equal(sent.MicAlgorithms, read.MicAlgorithms);
        Assert.Equal(As2Failure.None, read.Check(As2Profile.Modern, CmsPolicy.Strict));
    }

    [Theory]
    [Requirement("AS2-DNO-002", "AS2-DNO-010", "AS2-HTTP-031")]
    [InlineData("", null)]
    [InlineData(" ", null)]
    [InlineData("a\r\nAS2-To: b", null)]
    [InlineData("ä@example.com", null)]
    [InlineData("edi@example.com", "")]
    [InlineData("edi@example.com", "mailto:edi@example.com")]
    [InlineData("edi@example.com", "/mdn")]
    [InlineData("edi@example.com", "http://example.com/\r\nX: y")]
    [InlineData("edi@example.com", "http://example.com/ü")]
    public void A_request_that_peers_would_stumble_over_is_not_written(string to, string? url)
    {
        Assert.ThrowsAny<ArgumentException>(() => ReceiptRequest.Unsigned(to, url));
        Assert.ThrowsAny<ArgumentException>(() => ReceiptRequest.Signed(to, [MicAlgorithm.Of(DigestAlgorithm.Sha256)], url));
    }

    [Fact]
    [Requirement("AS2-DNO-003")]
    public void A_signed_receipt_needs_a_digest() => Assert.Throws<ArgumentException>(() => ReceiptRequest.Signed("edi@example.com", []));
}
