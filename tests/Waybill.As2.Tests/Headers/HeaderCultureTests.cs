using Waybill.Cms;

namespace Waybill.As2.Tests;

/// <summary>The host's culture changes nothing on the wire: dotless i, other calendars, other digits.</summary>
public sealed class HeaderCultureTests
{
    [Theory]
    [Requirement("AS2-HDR-011")]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void What_is_written_is_the_same_in_every_culture(string culture) => Lines.InCulture(culture, () =>
    {
        var (alice, bob) = (As2Name.Create("INFO I").Value!, As2Name.Create("bob").Value!);
        var lines = As2HeaderWriter.Common(
            alice, bob, MessageId.Create("I", "HOST"), new DateTimeOffset(2024, 2, 29, 23, 59, 59, TimeSpan.FromHours(1)), "Ist İ", As2Profile.Modern, new As2Product("waybill:0.1.0"));
        Assert.Equal(
            [
                "AS2-Version: 1.3", "EDIINT-Features: multiple-attachments", "AS2-Product: waybill:0.1.0", "AS2-From: \"INFO I\"", "AS2-To: bob", "Message-ID: <I@HOST>",
                "Date: Thu, 29 Feb 2024 22:59:59 GMT", "Subject: =?UTF-8?B?SXN0IMSw?=", "MIME-Version: 1.0",
            ],
            lines.Select(l => $"{l.Key}: {l.Value}"));
        Assert.Equal(
            "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, sha-256, sha1",
            ReceiptRequest.Signed("x", [MicAlgorithm.Of(DigestAlgorithm.Sha256), MicAlgorithm.Of(DigestAlgorithm.Sha1)]).ToHeaders()[1].Value);
    });

    [Theory]
    [Requirement("AS2-HDR-019", "AS2-DNO-004")]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void What_is_read_is_the_same_in_every_culture(string culture) => Lines.InCulture(culture, () =>
    {
        var headers = As2MessageHeaders.Read(
        [
            new("as2-from", "alice"), new("AS2-TO", "bob"), new("MESSAGE-ID", "<i@I>"), new("ediint-features", "MULTIPLE-ATTACHMENTS"), new("AS2-VERSION", "1.3"),
            new("DISPOSITION-NOTIFICATION-TO", "x"), new("DISPOSITION-NOTIFICATION-OPTIONS", "SIGNED-RECEIPT-PROTOCOL=REQUIRED, PKCS7-SIGNATURE; signed-receipt-MICALG=Required, SHA-256"),
            new("RECEIPT-DELIVERY-OPTION", "HTTPS://EXAMPLE.COM/I"),
        ]).Value!;
        Assert.True(headers.ReceiptRequest is { IsSigned: true, IsAsynchronous: true, MicAlgorithms: [{ Digest.Name: "sha-256" }] });
        Assert.True(headers.Announces("multiple-attachments") && headers.Version.IsModern);
        Assert.Equal(As2Failure.None, headers.Check(As2Profile.Modern, CmsPolicy.Strict));
        Assert.Equal("insufficient-message-security", Disposition.Parse("AUTOMATIC-ACTION/MDN-SENT-AUTOMATICALLY; FAILED/FAILURE: INSUFFICIENT-MESSAGE-SECURITY").Value!.KnownName);
    });
}
