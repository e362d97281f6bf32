using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2.Tests;

/// <summary>Disposition-Notification-Options in the spellings peers use.</summary>
public sealed class ReceiptOptionsTests
{
    /// <summary>Spelling, then the digests that must be found, in order.</summary>
    public static TheoryData<string, string> Spellings => new()
    {
        { "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, sha-256", "sha-256" },
        { "signed-receipt-protocol=optional,pkcs7-signature;signed-receipt-micalg=optional,sha-256", "sha-256" },
        { "signed-receipt-protocol = optional , pkcs7-signature ; signed-receipt-micalg = optional , sha-256 , sha-512", "sha-256 sha-512" },
        { "signed-receipt-protocol=optional, pkcs7-signature;\tsigned-receipt-micalg=optional,\tsha-256", "sha-256" },
        { "\tsigned-receipt-protocol\t=\toptional\t,\tpkcs7-signature\t;\tsigned-receipt-micalg\t=\toptional\t,\tsha-256\t", "sha-256" },
        { "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, sha-256; ", "sha-256" },
        { "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, sha-256;", "sha-256" },
        { ";;signed-receipt-protocol=optional, pkcs7-signature;; signed-receipt-micalg=optional, sha-256,,", "sha-256" },
        { "SIGNED-RECEIPT-PROTOCOL=OPTIONAL, PKCS7-SIGNATURE; SIGNED-RECEIPT-MICALG=OPTIONAL, SHA-256", "sha-256" },
        { "Signed-Receipt-Protocol=Required, Pkcs7-Signature; Signed-Receipt-MicAlg=Required, Sha256, MD5", "sha-256 md5" },
        { "signed-receipt-micalg=optional, sha-256; signed-receipt-protocol=optional, pkcs7-signature", "sha-256" },
        { "signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, sha1, md5", "sha-1 md5" },
        { "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional,\"sha1\",\"md5\"", "sha-1 md5" },
        { "signed-receipt-protocol=optional, \"pkcs7-signature\"; signed-receipt-micalg=\"optional\", \"sha-384\"", "sha-384" },
        { "signed-receipt-protocol=\"optional, pkcs7-signature\"; signed-receipt-micalg=\"optional, sha1, md5\"", "sha-1 md5" },
        { "\"signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, sha-256\"", "sha-256" },
        { "\"signed-receipt-protocol\"=optional, pkcs7-signature; \"signed-receipt-micalg\"=optional, sha-256", "sha-256" },
        { "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, \"sha-256", "sha-256" },
        { "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, foo, sha-512, sha1", "sha-512 sha-1" },
        { "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, sha1, sha-1, rsa-sha1, sha-256", "sha-1 sha-256" },
        { "signed-receipt-protocol=optional, pkcs7-signature, signed-receipt-micalg=optional, sha-256", "sha-256" },
        { "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional sha-256", "sha-256" },
        { "signed-receipt-protocol=optional, pkcs7-signature (S/MIME); signed-receipt-micalg=optional, sha-256 (agreed)", "sha-256" },
        { "signed-receipt-protocol=optional, application/pkcs7-signature; signed-receipt-micalg=optional, SHA_256", "sha-256" },
        { "signed-receipt-protocol=optional, x-pkcs7-signature; signed-receipt-micalg=optional, sha-256", "sha-256" },
        { "signed-receipt-protocol=optional, pkcs7-signature; x-color=optional, \"a;b\"; signed-receipt-micalg=optional, sha-256", "sha-256" },
    };

    [Theory]
    [Requirement("AS2-DNO-004", "AS2-ALGN-001")]
    [MemberData(nameof(Spellings))]
    public void Every_spelling_asks_for_a_signed_receipt(string value, string digests)
    {
        var request = Lines.Options(value);
        Assert.True(request.IsSigned);
        Assert.Equal(digests, string.Join(' ', request.MicAlgorithms.Select(a => a.Digest.Name)));
        Assert.Equal(As2Failure.None, request.Check(As2Profile.Rfc4130, CmsPolicy.ReadEverything));
    }

    [Fact]
    [Requirement("AS2-DNO-004")]
    public void A_folded_header_of_the_standard_reads()
    {
        // RFC 4130 A.1.
        var headers = MimeHeaders.Parse(
            "Disposition-Notification-To: x\r\nDisposition-Notification-Options: signed-receipt-protocol=optional,\r\n  pkcs7-signature; signed-receipt-micalg=optional,sha1\r\n\r\n"u8.ToArray());
        Assert.Equal([DigestAlgorithm.Sha1], ReceiptRequest.Read(headers)!.MicAlgorithms.Select(a => a.Digest));
    }

    [Fact]
    [Requirement("AS2-DNO-004")]
    public void Two_lines_are_one_header()
    {
        var request = Lines.Asking(
            ("Disposition-Notification-Options", "signed-receipt-protocol=optional, pkcs7-signature"), ("disposition-notification-options", "signed-receipt-micalg=optional, sha-384"));
        Assert.True(request.IsSigned);
        Assert.Equal([DigestAlgorithm.Sha384], request.MicAlgorithms.Select(a => a.Digest));
    }

    [Theory]
    [Requirement("AS2-DNO-005")]
    [InlineData("signed-receipt-micalg=optional, sha-512", "sha-512")]
    [InlineData("signed-receipt-protocol=optional, pkcs7-signature", "")]
    [InlineData("signed-receipt-protocol=optional", "")]
    [InlineData("signed-receipt-protocol=", "")]
    [InlineData("signed-receipt-protocol=pkcs7-signature; signed-receipt-micalg=sha-512", "sha-512")]
    [InlineData("signed-receipt-protocol=pkcs7-signature; signed-receipt-micalg=sha-512, sha-256", "sha-512 sha-256")]
    [InlineData("signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional", "")]
    [InlineData("signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required,", "")]
    public void Half_a_request_asks_for_a_signed_receipt_too(string value, string digests)
    {
        var request = Lines.Options(value);
        Assert.True(request.IsSigned);
        Assert.Equal(digests, string.Join(' ', request.MicAlgorithms.Select(a => a.Digest.Name)));
        Assert.Equal(digests.Split(' ')[0], request.Choose(CmsPolicy.Strict)?.Digest.Name ?? "");
        Assert.Equal(As2Failure.None, request.Check(As2Profile.Rfc4130, CmsPolicy.Strict));
        Assert.Equal(As2Failure.None, request.Check(As2Profile.Modern, CmsPolicy.Strict));
    }

    [Theory]
    [Requirement("AS2-DNO-012")]
    [InlineData("")]
    [InlineData(";")]
    [InlineData("signed-receipt-protocol")]
    [InlineData("pkcs7-signature, sha-256")]
    [InlineData("x-foo=optional, signed")]
    public void Options_that_name_neither_parameter_ask_for_no_signature(string value)
    {
        var request = Lines.Options(value);
        Assert.False(request.IsSigned);
        Assert.Equal(As2Failure.None, request.Check(As2Profile.Modern, CmsPolicy.Strict));
    }
}
