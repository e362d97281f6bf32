using System.Security.Cryptography;
using System.Text;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2.Tests;

public sealed class ReceiptSignatureTests
{
    private static readonly WrittenReceipt Good = ReceiptWriter.Write(ReceiptSamples.Content, ReceiptSamples.Signer);

    [Fact]
    [Requirement("AS2-MATCH-013", "AS2-SEC-008")]
    public async Task A_flipped_byte_in_the_signed_part_is_never_good()
    {
        var (start, end) = Good.SignedRange();
        Assert.True(end - start > 500);
        for (var at = start; at < end; at++)
        {
            var body = Good.Body.ToArray();
            body[at] ^= 1;
            var receipt = await ReceiptSamples.ReadAsync(ReceiptSamples.Headers(Good.Value("Content-Type")), body);
            Assert.False(receipt.IsSignatureGood, $"Byte {at} was changed.");
            Assert.NotEqual(SignerStatus.Good, receipt.Signature?.Status);
            var verdict = ReceiptMatcher.Judge(ReceiptSamples.Sent, ReceiptSamples.Partner, ReceiptSamples.Us, receipt, isSynchronous: true);
            Assert.False(verdict.IsAuthentic);
            Assert.Contains(verdict.Outcome, new[] { ReceiptOutcome.NotAuthentic, ReceiptOutcome.NotAReceipt });
        }
    }

    [Fact]
    public async Task A_flipped_byte_elsewhere_changes_nothing_that_counts()
    {
        var (start, end) = Good.SignedRange();
        var signed = await ReceiptSamples.ReadAsync(Good);
        for (var at = 0; at < Good.Body.Length; at = at + 1 == start ? end : at + 1)
        {
            var body = Good.Body.ToArray();
            body[at] ^= 0x21;
            var receipt = await ReceiptSamples.ReadAsync(ReceiptSamples.Headers(Good.Value("Content-Type")), body);
            if (receipt.IsSignatureGood)
            {
                Assert.Equal(signed.Fields, receipt.Fields);
                Assert.Equal(signed.Text, receipt.Text);
            }
        }
    }

    [Fact]
    [Requirement("AS2-SEC-008")]
    public async Task Only_a_configured_certificate_makes_it_good_never_the_one_it_carries()
    {
        var foreign = ReceiptWriter.Write(ReceiptSamples.Content, ReceiptSamples.Signer with { Key = ReceiptSamples.StrangerKey });
        var receipt = await ReceiptSamples.ReadAsync(foreign);
        Assert.Equal(SignerStatus.UnknownSigner, receipt.Signature!.Status);
        Assert.Single(receipt.Signatures!.CarriedCertificates);
        Assert.Equal(ReceiptOutcome.NotAuthentic, ReceiptMatcher.Judge(ReceiptSamples.Sent, ReceiptSamples.Partner, ReceiptSamples.Us, receipt, isSynchronous: true).Outcome);

        var unchecked_ = await ReceiptSamples.ReadAsync(Good, ReceiptSamples.Options with { SignerCertificates = [] });
        Assert.Equal(SignerStatus.Unchecked, unchecked_.Signature!.Status);
        Assert.False(unchecked_.IsSignatureGood);
    }

    [Theory]
    [InlineData(2019, false)]
    [InlineData(2020, true)]
    [InlineData(2098, true)]
    [InlineData(2100, false)]
    public async Task A_certificate_counts_within_its_dates(int year, bool isGood)
    {
        var options = ReceiptSamples.Options with { VerificationTime = new(year, 6, 1, 0, 0, 0, TimeSpan.Zero) };
        Assert.Equal(isGood, (await ReceiptSamples.ReadAsync(Good, options)).IsSignatureGood);
        Assert.True((await ReceiptSamples.ReadAsync(Good, options with { RefuseSignerOutsideDates = false })).IsSignatureGood);
    }

    [Fact]
    public async Task The_digest_is_the_signers_whatever_micalg_says()
    {
        var type = Good.Value("Content-Type").Replace("sha-256", "sha-512", StringComparison.Ordinal);
        var receipt = await ReceiptSamples.ReadAsync(ReceiptSamples.Headers(type), Good.Body.ToArray());
        Assert.True(receipt.IsSignatureGood);
        Assert.Equal(DigestAlgorithm.Sha256, receipt.SignatureDigest);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_signed_receipt_has_exactly_two_parts(int parts)
    {
        var boundary = "--" + ContentType.Parse(Good.Value("Content-Type")).Boundary;
        var pieces = Good.Text().Split(boundary);
        var body = parts switch
        {
            0 => boundary + "--\r\n",
            1 => boundary + pieces[1] + boundary + "--\r\n",
            _ => boundary + pieces[1] + boundary + pieces[2] + boundary + pieces[1] + boundary + "--\r\n",
        };
        var receipt = await ReceiptSamples.ReadAsync(body, Good.Value("Content-Type"));
        Assert.NotNull(receipt.Problem);
        Assert.False(receipt.IsSignatureGood);
        Assert.True(receipt.IsSigned);
    }

    [Fact]
    public async Task What_stands_outside_the_signed_part_is_not_read()
    {
        var boundary = "--" + ContentType.Parse(Good.Value("Content-Type")).Boundary;
        var lie = "Content-Type: message/disposition-notification\r\n\r\nDisposition: a/b; failed\r\n";
        var receipt = await ReceiptSamples.ReadAsync(lie + "\r\n" + Good.Text() + lie + boundary + "\r\n" + lie, Good.Value("Content-Type"));
        Assert.True(receipt.IsSignatureGood);
        Assert.Equal(Disposition.Processed, receipt.Disposition);

        // Two boundaries: two readers could see two receipts.
        var twice = await ReceiptSamples.ReadAsync(Good.Text(), Good.Value("Content-Type") + "; boundary=other");
        Assert.False(twice.IsSignatureGood);
    }

    [Fact]
    public async Task Tolerated_forms_of_the_signature_part_are_good()
    {
        var text = Good.Text();
        foreach (var form in new[]
        {
            text.Replace("Content-Transfer-Encoding: base64\r\n", "", StringComparison.Ordinal),
            text.Replace("Content-Type: application/pkcs7-signature; name=smime.p7s", "Content-Type: application/x-pkcs7-signature", StringComparison.Ordinal),
            text[..text.TrimEnd().LastIndexOf("\r\n", StringComparison.Ordinal)],
        })
        {
            Assert.NotEqual(text, form);
            Assert.True((await ReceiptSamples.ReadAsync(form, Good.Value("Content-Type"))).IsSignatureGood);
        }
    }

    [Theory]
    [InlineData("not base64 at all")]
    [InlineData("MIIB")]
    [InlineData("")]
    public async Task A_broken_signature_is_a_finding_and_no_exception(string signature)
    {
        var text = Good.Text();
        var at = text.IndexOf("filename=smime.p7s\r\n\r\n", StringComparison.Ordinal) + 22;
        var receipt = await ReceiptSamples.ReadAsync(text[..at] + signature + text[text.TrimEnd().LastIndexOf("\r\n", StringComparison.Ordinal)..], Good.Value("Content-Type"));
        Assert.True(receipt is { IsReceipt: true, IsSigned: true, IsSignatureGood: false, Signatures: null });
        Assert.Equal(ReceiptOutcome.NotAuthentic, ReceiptMatcher.Judge(ReceiptSamples.Sent, ReceiptSamples.Partner, ReceiptSamples.Us, receipt, isSynchronous: false).Outcome);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_receipt_inside_its_signature_reads(bool isBase64)
    {
        var (start, end) = Good.SignedRange();
        var content = Good.Body[start..end];
        var opaque = SignedDataWriter.BuildOpaque(content.Length, [ReceiptSamples.Signer]);
        byte[] cms = [.. opaque.Prefix.Span, .. content.Span, .. opaque.Suffix(d => CryptographicOperations.HashData(d.Hash, content.Span)).Span];
        var headers = ReceiptSamples.Headers("application/pkcs7-mime; smime-type=signed-data", ("Content-Transfer-Encoding", isBase64 ? "base64" : "binary"));
        var body = isBase64 ? Encoding.ASCII.GetBytes(Convert.ToBase64String(cms, Base64FormattingOptions.InsertLineBreaks)) : cms;
        var receipt = await ReceiptSamples.ReadAsync(headers, body);
        Assert.Null(receipt.Problem);
        Assert.True(receipt.IsSignatureGood);
        Assert.Equal(Disposition.Processed, receipt.Disposition);

        var (isReceipt, stream) = await ReceiptSniffer.PeekAsync(headers, new MemoryStream(body), TestContext.Current.CancellationToken);
        await stream.DisposeAsync();
        Assert.True(isReceipt);

        body[^20] ^= 1;
        Assert.False((await ReceiptSamples.ReadAsync(headers, body)).IsSignatureGood);
    }
}
