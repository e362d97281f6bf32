using Waybill.Cms;

namespace Waybill.As2.Tests;

/// <summary>Whether, how and where a receipt is asked for.</summary>
public sealed class ReceiptRequestTests
{
    private const string Protocol = "signed-receipt-protocol=optional, pkcs7-signature; ";

    public static TheoryData<string> Addresses => [.. new[] { "edi@example.com", "\"Edi\" <edi@example.com>", "https://example.com/as2", "x", "", "; , = \"", new string('x', 1000) }];

    [Theory]
    [Requirement("AS2-DNO-001", "AS2-DNO-012")]
    [MemberData(nameof(Addresses))]
    public void The_header_alone_asks_for_a_receipt_whatever_it_says(string value)
    {
        var request = Lines.Message(("disposition-notification-to", value)).ReceiptRequest!;
        Assert.Equal((value, false, false), (request.NotificationTo, request.IsSigned, request.IsAsynchronous));
    }

    [Fact]
    [Requirement("AS2-DNO-012")]
    public void Nothing_asks_for_no_receipt() => Assert.Null(Lines.Message().ReceiptRequest);

    [Fact]
    [Requirement("AS2-DNO-011")]
    public void Neither_a_delivery_url_nor_options_ask_for_a_receipt()
    {
        var headers = Lines.Message(("Receipt-Delivery-Option", "https://example.com/mdn"), ("Disposition-Notification-Options", Protocol + "signed-receipt-micalg=required, foo"));
        Assert.Null(headers.ReceiptRequest);
        Assert.Equal(As2Failure.None, headers.Check(As2Profile.Modern, CmsPolicy.Strict));
        Assert.Contains(headers.Oddities, o => o.StartsWith("Receipt-Delivery-Option", StringComparison.Ordinal));
    }

    [Theory]
    [Requirement("AS2-DNO-009")]
    [InlineData("http://10.240.1.2:8201/exchange/as2_company", "http://10.240.1.2:8201/exchange/as2_company")]
    [InlineData("HTTPS://example.com/mdn?a=b;c", "HTTPS://example.com/mdn?a=b;c")]
    [InlineData(" <https://example.com/mdn> ", "https://example.com/mdn")]
    [InlineData("\"https://example.com/mdn\"", "https://example.com/mdn")]
    public void A_delivery_url_asks_for_an_asynchronous_receipt(string value, string url)
    {
        var request = Lines.Asking(("Receipt-Delivery-Option", value));
        Assert.Equal((url, true), (request.DeliveryUrl, request.IsAsynchronous));
        Assert.Equal(As2Failure.None, request.Check(As2Profile.Modern, CmsPolicy.Strict));
    }

    [Theory]
    [Requirement("AS2-DNO-009")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("<>")]
    public void An_empty_delivery_url_asks_for_the_receipt_in_the_response(string value)
    {
        var request = Lines.Asking(("Receipt-Delivery-Option", value));
        Assert.Equal((null, false), (request.DeliveryUrl, request.IsAsynchronous));
        Assert.Equal(As2Failure.None, request.Check(As2Profile.Modern, CmsPolicy.Strict));
    }

    [Theory]
    [Requirement("AS2-DNO-010")]
    [InlineData("mailto:edi@example.com")]
    [InlineData("ftp://example.com/mdn")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/mdn")]
    [InlineData("//example.com/mdn")]
    [InlineData("http:")]
    [InlineData("https://")]
    [InlineData("example.com")]
    [InlineData("yes")]
    public void Delivery_by_anything_but_http_is_refused_in_the_response(string value)
    {
        var request = Lines.Asking(("Receipt-Delivery-Option", value));
        Assert.Equal((value, false), (request.DeliveryUrl, request.IsAsynchronous));
        Assert.Equal(As2Failure.UnsupportedReceiptFormat, request.Check(As2Profile.Rfc4130, CmsPolicy.ReadEverything));
        Assert.Equal(As2Failure.UnsupportedReceiptFormat, Lines.Message(("Disposition-Notification-To", "x"), ("Receipt-Delivery-Option", value)).Check(As2Profile.Rfc4130, CmsPolicy.Strict));
    }

    [Theory]
    [Requirement("AS2-DNO-006")]
    [InlineData("foo, sha-512, sha1", "sha-512")]
    [InlineData("sha1, sha-256", "sha-256")]
    [InlineData("md5, sha-384, sha-256", "sha-384")]
    [InlineData("sha-224, sha3-256, sha-256", "sha-256")]
    public void The_first_known_and_allowed_digest_counts(string list, string chosen)
        => Assert.Equal(chosen, Lines.Options(Protocol + "signed-receipt-micalg=optional, " + list).Choose(CmsPolicy.Strict)!.Digest.Name);

    [Fact]
    [Requirement("AS2-DNO-006")]
    public void Old_digests_are_chosen_by_policy_and_never_in_the_modern_profile()
    {
        var request = Lines.Options(Protocol + "signed-receipt-micalg=optional, MD5, SHA1, sha-256");
        Assert.Equal("MD5", request.Choose(CmsPolicy.ReadEverything)!.Spelling);
        Assert.Equal("SHA1", request.Choose(CmsPolicy.Strict with { AllowSha1 = true })!.Spelling);
        Assert.Equal("sha-256", request.Choose(CmsPolicy.ReadEverything, As2Profile.Modern)!.Spelling);
    }

    [Theory]
    [Requirement("AS2-DNO-007")]
    [InlineData("optional, foo", As2Failure.None, As2Failure.UnsupportedMicAlgorithms)]
    [InlineData("foo", As2Failure.None, As2Failure.UnsupportedMicAlgorithms)]
    [InlineData("optional, sha1, md5", As2Failure.None, As2Failure.UnsupportedMicAlgorithms)]
    [InlineData("required, foo", As2Failure.UnsupportedMicAlgorithms, As2Failure.UnsupportedMicAlgorithms)]
    [InlineData("required, sha1", As2Failure.UnsupportedMicAlgorithms, As2Failure.UnsupportedMicAlgorithms)]
    [InlineData("required, foo, sha-256", As2Failure.None, As2Failure.None)]
    public void Without_a_usable_digest_importance_and_profile_decide(string list, As2Failure old, As2Failure modern)
    {
        var request = Lines.Options(Protocol + "signed-receipt-micalg=" + list);
        Assert.Equal(old, request.Check(As2Profile.Rfc4130, CmsPolicy.Strict));
        Assert.Equal(modern, request.Check(As2Profile.Modern, CmsPolicy.Strict));
    }

    [Fact]
    [Requirement("AS2-DNO-007")]
    public void The_modern_profile_does_not_fall_back_to_sha1_though_the_policy_reads_it()
    {
        var request = Lines.Options(Protocol + "signed-receipt-micalg=required, sha1");
        Assert.Equal(As2Failure.None, request.Check(As2Profile.Rfc4130, CmsPolicy.ReadEverything));
        Assert.Equal(As2Failure.UnsupportedMicAlgorithms, request.Check(As2Profile.Modern, CmsPolicy.ReadEverything));
    }

    [Theory]
    [Requirement("AS2-DNO-007", "AS2-DNO-008")]
    [InlineData("signed-receipt-protocol=optional, pgp-signature; signed-receipt-micalg=optional, sha-256", As2Failure.UnsupportedReceiptFormat)]
    [InlineData("signed-receipt-protocol=required, pgp-signature", As2Failure.UnsupportedReceiptFormat)]
    [InlineData("signed-receipt-protocol=pgp-signature; signed-receipt-micalg=required, foo", As2Failure.UnsupportedReceiptFormat)]
    [InlineData("signed-receipt-protocol=optional, pgp-signature, pkcs7-signature; signed-receipt-micalg=optional, sha-256", As2Failure.None)]
    [InlineData("x-foo=required,bar", As2Failure.UnsupportedReceiptFormat)]
    [InlineData("X-Foo = REQUIRED , bar; signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, sha-256", As2Failure.UnsupportedReceiptFormat)]
    [InlineData("x-foo=\"required\"", As2Failure.UnsupportedReceiptFormat)]
    [InlineData("x-foo=optional,bar", As2Failure.None)]
    [InlineData("x-foo=optional,required", As2Failure.None)]
    public void An_unknown_protocol_and_an_unknown_required_option_are_refused(string value, As2Failure failure)
    {
        Assert.Equal(failure, Lines.Options(value).Check(As2Profile.Rfc4130, CmsPolicy.Strict));
        Assert.Equal(failure, Lines.Options(value).Check(As2Profile.Modern, CmsPolicy.Strict));
    }
}
