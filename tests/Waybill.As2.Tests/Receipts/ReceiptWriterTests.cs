using System.Text;
using System.Text.RegularExpressions;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2.Tests;

public sealed class ReceiptWriterTests
{
    public static TheoryData<string> Digests => ["sha-256", "SHA384", "sha512", "sha1"];

    [Theory]
    [Requirement("AS2-MDN-012", "AS2-MDN-013", "AS2-STRUCT-023", "AS2-MIC-018")]
    [MemberData(nameof(Digests))]
    public async Task A_signed_receipt_verifies_with_openssl_and_reads_as_it_was_written(string micalg)
    {
        var algorithm = MicAlgorithm.Parse(micalg).Value!;
        var mic = new Mic(algorithm, TestBytes.Random(1, algorithm.Digest.SizeInBytes));
        var written = ReceiptWriter.Write(ReceiptSamples.Content with { Mic = mic }, ReceiptSamples.Signer with { AllowSha1 = true }, algorithm);

        var folder = Directory.CreateTempSubdirectory("waybill-receipt-");
        try
        {
            var pem = Path.Combine(folder.FullName, "partner.pem");
            await File.WriteAllTextAsync(pem, TestIdentities.Rsa("seller").ExportCertificatePem(), TestContext.Current.CancellationToken);
            // As mail, whose line ends openssl makes its own, and byte for byte.
            byte[] mail = [.. Encoding.ASCII.GetBytes($"MIME-Version: 1.0\r\nContent-Type: {written.Value("Content-Type")}\r\n\r\n"), .. written.Body.Span];
            await OpenSsl.RunAsync(mail, "cms", "-verify", "-inform", "SMIME", "-CAfile", pem, "-purpose", "any");

            var (start, end) = written.SignedRange();
            var content = Path.Combine(folder.FullName, "content");
            await File.WriteAllBytesAsync(content, written.Body[start..end].ToArray(), TestContext.Current.CancellationToken);
            var signature = Regex.Match(written.Text(), "filename=smime.p7s\r\n\r\n(?<base64>[A-Za-z0-9+/=\r\n]+)\r\n--").Groups["base64"].Value;
            Assert.All(signature.Split("\r\n"), line => Assert.True(line.Length <= 76));
            await OpenSsl.RunAsync(Convert.FromBase64String(signature), "cms", "-verify", "-binary", "-inform", "DER", "-content", content, "-CAfile", pem, "-purpose", "any", "-out", content + ".out");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        var receipt = await ReceiptSamples.ReadAsync(written, ReceiptSamples.Options with { Policy = CmsPolicy.ReadEverything });
        Assert.Null(receipt.Problem);
        Assert.Null(receipt.SignatureProblem);
        Assert.Equal(algorithm.Digest, receipt.SignatureDigest);
        Assert.Equal(mic, receipt.Mic);
        Assert.Equal(ReceiptSamples.Id, receipt.OriginalMessageId);
        Assert.Equal(Disposition.Processed, receipt.Disposition);
        Assert.Empty(receipt.Oddities);

        var type = ContentType.Parse(written.Value("Content-Type"));
        Assert.Equal(("multipart/signed", micalg, "application/pkcs7-signature"), (type.MediaType, type["micalg"], type["protocol"]));
        Assert.Contains($"\r\nReceived-content-MIC: {Convert.ToBase64String(mic.Value.Span)}, {micalg}\r\n", written.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [Requirement("AS2-MDN-003", "AS2-MDN-011")]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_byte_is_ASCII_in_lines_that_end_with_CRLF_and_no_field_is_folded(bool isSigned)
    {
        var content = ReceiptSamples.Content with
        {
            Mic = new(MicAlgorithm.Of(DigestAlgorithm.Sha512), new byte[64]), OriginalMessageId = $"<{new string('x', 900)}@y>",
            ReceivedSubject = "K\u00F6ln\r\nAS2-To: x\0" + new string('s', 5000), ReceivedDate = "now\r\n\r\n--b",
        };
        var written = ReceiptWriter.Write(content, isSigned ? ReceiptSamples.Signer : null);
        var text = written.Text();
        Assert.DoesNotContain(written.Body.ToArray(), b => b is > 126 or 0 or (byte)'\t');
        Assert.All(text.Split("\r\n"), line => Assert.True(line.Length <= 998 && line.AsSpan().IndexOfAny('\r', '\n') < 0));
        Assert.EndsWith("--\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("\r\n[ \t]"), text);
        Assert.All(written.Headers, h => Assert.DoesNotContain(h.Value, c => c is < ' ' or > '~'));
        Assert.DoesNotContain("\r\nAS2-To", text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [Requirement("AS2-MDN-006")]
    [InlineData("<a@b>")]
    [InlineData("a@b")]
    [InlineData("no at sign")]
    [InlineData("<<odd>")]
    [InlineData("<a b@c d>")]
    [InlineData("<a\tb@c>")]
    public async Task The_id_comes_back_as_it_was_received(string id)
    {
        var written = ReceiptWriter.Write(ReceiptSamples.Content with { OriginalMessageId = id }, ReceiptSamples.Signer);
        Assert.Contains($"\r\nOriginal-Message-ID: {id}\r\n", written.Text(), StringComparison.Ordinal);
        Assert.Equal(id, (await ReceiptSamples.ReadAsync(written)).OriginalMessageId);
    }

    [Theory]
    [Requirement("AS2-MDN-006")]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("<a\r\nDisposition: x>")]
    [InlineData("<\u00E4@b>")]
    public async Task Without_a_usable_id_the_field_is_left_out(string? id)
    {
        var written = ReceiptWriter.Write(ReceiptSamples.Content with { OriginalMessageId = id }, signer: null);
        Assert.DoesNotContain("Original-Message-ID", written.Text(), StringComparison.Ordinal);
        Assert.Equal(Disposition.Processed, (await ReceiptSamples.ReadAsync(written)).Disposition);
    }

    [Theory]
    [Requirement("AS2-MDN-004", "AS2-MDN-005")]
    [InlineData("A", "A")]
    [InlineData("a b c !", "\"a b c !\"")]
    [InlineData("a\"b", "\"a\\\"b\"")]
    public async Task The_recipients_are_the_name_the_message_was_for(string name, string field)
    {
        var written = ReceiptWriter.Write(ReceiptSamples.Content with { From = As2Name.Create(name).Value! }, signer: null);
        Assert.Contains($"\r\nFinal-Recipient: rfc822; {field}\r\n", written.Text(), StringComparison.Ordinal);
        Assert.Contains($"\r\nOriginal-Recipient: rfc822; {field}\r\n", written.Text(), StringComparison.Ordinal);
        var receipt = await ReceiptSamples.ReadAsync(written);
        Assert.Equal((name, name), (receipt.FinalRecipient, receipt.OriginalRecipient));
    }

    [Fact]
    [Requirement("AS2-MDN-001", "AS2-MDN-002", "AS2-MDN-003", "AS2-MDN-007", "AS2-MDN-014", "AS2-MDN-015", "AS2-MIC-017", "AS2-DNO-013")]
    public async Task An_unsigned_receipt_has_what_the_standard_asks_for_and_no_more()
    {
        var written = ReceiptWriter.Write(ReceiptSamples.Content with { Product = new("waybill:0.1.0") }, signer: null);
        Assert.Equal(
            ["AS2-Version", "EDIINT-Features", "AS2-From", "AS2-To", "Message-ID", "Date", "MIME-Version", "Content-Type"], written.Headers.Select(h => h.Key));
        Assert.Equal(("1.2", "SELLER", "BUYER"), (written.Value("AS2-Version"), written.Value("AS2-From"), written.Value("AS2-To")));
        Assert.Equal("Tue, 24 Nov 2026 12:00:00 GMT", written.Value("Date"));
        Assert.Equal("<r1@seller.example>", written.Value("Message-ID"));
        Assert.DoesNotContain(written.Headers, h => h.Key.StartsWith("Disposition-Notification", StringComparison.OrdinalIgnoreCase));

        var type = ContentType.Parse(written.Value("Content-Type"));
        Assert.Equal(("multipart/report", "disposition-notification"), (type.MediaType, type["report-type"]));
        var parts = written.Text().Split("--" + type.Boundary);
        Assert.Equal(4, parts.Length);
        Assert.StartsWith("\r\nContent-Type: text/plain; charset=us-ascii\r\nContent-Transfer-Encoding: 7bit\r\n\r\n", parts[1], StringComparison.Ordinal);
        Assert.Equal(
            "\r\nContent-Type: message/disposition-notification\r\nContent-Transfer-Encoding: 7bit\r\n\r\nReporting-UA: waybill:0.1.0\r\n"
            + "Original-Recipient: rfc822; SELLER\r\nFinal-Recipient: rfc822; SELLER\r\nOriginal-Message-ID: <42@buyer.example>\r\n"
            + $"Disposition: automatic-action/MDN-sent-automatically; processed\r\nReceived-content-MIC: {ReceiptSamples.Sha256}\r\n\r\n",
            parts[2]);
        var text = (await ReceiptSamples.ReadAsync(written)).Text!;
        foreach (var fact in new[] { ReceiptSamples.Id, "Tue, 24 Nov 2026 11:59:58 GMT", "Order 850", "SELLER", "BUYER", "processed" })
        {
            Assert.Contains(fact, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Environment.MachineName, written.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_modern_profile_names_product_and_explains()
    {
        var content = ReceiptSamples.Content with { Profile = As2Profile.Modern, Product = new("waybill:0.1.0"), Failure = As2Failure.IllegalFileName, Mic = null };
        content = content with { Disposition = As2FailureFacts.Of(content.Failure).DispositionFor(content.Profile)! };
        var modern = ReceiptWriter.Write(content, signer: null);
        Assert.Equal(("1.3", "waybill:0.1.0"), (modern.Value("AS2-Version"), modern.Value("AS2-Product")));
        Assert.Contains("\r\nExplanation: The file name of the message is not allowed.\r\n", modern.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("Explanation", ReceiptWriter.Write(content with { Profile = As2Profile.Rfc4130 }, signer: null).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [Requirement("AS2-MDN-019", "AS2-SEC-012", "AS2-MIC-016")]
    [InlineData(As2Profile.Rfc4130)]
    [InlineData(As2Profile.Modern)]
    public async Task Every_failure_gets_a_signed_receipt_that_tells_nothing_of_our_inside(As2Profile profile)
    {
        var told = 0;
        foreach (var failure in Enum.GetValues<As2Failure>().Where(f => f is not As2Failure.None))
        {
            var facts = As2FailureFacts.Of(failure);
            var content = ReceiptSamples.Content with { Profile = profile, Failure = failure, Mic = null };
            if (facts.DispositionFor(profile) is not { } disposition)
            {
                Assert.Throws<ArgumentException>(() => ReceiptWriter.Write(content, signer: null));
                continue;
            }

            told++;
            content = content with { Disposition = disposition };
            var written = ReceiptWriter.Write(content, ReceiptSamples.Signer);
            var receipt = await ReceiptSamples.ReadAsync(written);
            Assert.True(receipt.IsSignatureGood);
            Assert.Equal(disposition, receipt.Disposition);
            Assert.Null(receipt.Mic);
            Assert.Contains(facts.Sentence, receipt.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch(new Regex(@"(/|\\)(home|work|tmp|src|usr)|   at |Exception|\.cs\b"), receipt.Text);

            var withMic = await ReceiptSamples.ReadAsync(ReceiptWriter.Write(content with { Mic = ReceiptSamples.Content.Mic }, ReceiptSamples.Signer));
            Assert.Equal(ReceiptSamples.Content.Mic, withMic.Mic);
        }

        Assert.True(told > 25);
    }

    [Fact]
    public void SHA1_and_MD5_are_not_signed_with_by_request_alone()
    {
        foreach (var name in new[] { "sha1", "md5" })
        {
            var problem = Assert.Throws<CmsException>(() => ReceiptWriter.Write(ReceiptSamples.Content, ReceiptSamples.Signer, MicAlgorithm.Parse(name).Value));
            Assert.Equal(CmsProblem.ForbiddenAlgorithm, problem.Problem);
        }
    }

    [Theory]
    [InlineData(256)]
    [InlineData(384)]
    [InlineData(521)]
    public async Task A_receipt_signed_on_a_curve_reads(int curve)
    {
        using var key = new CmsPrivateKey(TestIdentities.Ec("seller", curve));
        var written = ReceiptWriter.Write(ReceiptSamples.Content, new() { Key = key, Scheme = SignatureScheme.Ecdsa });
        Assert.True((await ReceiptSamples.ReadAsync(written, ReceiptSamples.Options with { SignerCertificates = [key.Certificate] })).IsSignatureGood);
    }

    [Fact]
    public void Two_receipts_share_no_boundary()
        => Assert.NotEqual(ReceiptWriter.Write(ReceiptSamples.Content, signer: null).Value("Content-Type"), ReceiptWriter.Write(ReceiptSamples.Content, signer: null).Value("Content-Type"));
}
