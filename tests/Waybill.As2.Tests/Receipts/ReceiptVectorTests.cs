using System.Text;
using System.Text.RegularExpressions;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2.Tests;

/// <summary>Receipts of real products, bytes as they came.</summary>
public sealed class ReceiptVectorTests
{
    public static TheoryData<string> Captures => [.. OpenAs2Capture.Names];

    public static TheoryData<string, string, string, string?, string> Ruby => new()
    {
        { "signed_mdn.yml", "<SERVER-20220318-222842-b176dc1a-44fd-4f9c-ac61-813fbb0f579a@server.test-ruby-as2.com>", "processed", "oH0vz8s6oS7SoqF01XHsASudN05EPgouF1IFMSNsv30=", "CLIENT" },
        { "unsigned_mdn.yml", "<SERVER-20220318-222924-774c8348-6372-4f7e-b84f-d7fced6daf58@server.test-ruby-as2.com>", "processed/error: unknown-trading-partner", null, "CLIENT" },
        { "binary_mdn.yml", "<RUBYAS2-20230224-133137-92068859-ef3c-4313-b164-a1b09851448e@localhost>", "processed", "oH0vz8s6oS7SoqF01XHsASudN05EPgouF1IFMSNsv30=", "OPENAS2" },
    };

    [Theory]
    [Requirement("AS2-MDN-023", "AS2-MDN-025", "AS2-MIC-019", "AS2-MIC-017")]
    [MemberData(nameof(Captures))]
    public async Task Every_receipt_of_OpenAS2_reads_with_its_signature_and_closes_its_message(string name)
    {
        var capture = OpenAs2Capture.Read(name);
        if (capture.Receipt is not { } http)
        {
            var none = await ReceiptSamples.ReadAsync(MimeHeaders.FromPairs(capture.Response.Headers), capture.Response.Body);
            Assert.False(none.IsReceipt);
            return;
        }

        using var partner = ReceiptSamples.Certificate("openas2/certificates/OAS2B.crt");
        var options = ReceiptSamples.Options with { SignerCertificates = [partner], Policy = CmsPolicy.ReadEverything };
        var receipt = await ReceiptSamples.ReadAsync(MimeHeaders.FromPairs(http.Headers), http.Body, options);

        Assert.Null(receipt.Problem);
        Assert.Equal(Disposition.Processed, receipt.Disposition);
        Assert.Equal(capture.Request["Message-ID"], receipt.OriginalMessageId);
        Assert.Equal("OAS2B", receipt.FinalRecipient);
        Assert.StartsWith("OpenAS2 Server v4.9.0", receipt.ReportingUa, StringComparison.Ordinal);
        Assert.Contains("has been received", receipt.Text, StringComparison.Ordinal);
        Assert.Equal(capture.ReceiptDigest is not null, receipt.IsSigned);
        Assert.Equal(capture.ReceiptDigest is not null, receipt.IsSignatureGood);
        Assert.Equal(capture.ReceiptDigest, receipt.SignatureDigest?.Name.Replace("-", "", StringComparison.Ordinal));

        // The MIC as any text tool sees it.
        var seen = Regex.Match(Encoding.Latin1.GetString(http.Body), "Received-Content-MIC: (?<mic>[^,]+),", RegexOptions.IgnoreCase).Groups["mic"].Value;
        Assert.Equal(seen, receipt.Mic is null ? "" : Convert.ToBase64String(receipt.Mic.Value.Span));
        Assert.Equal(capture.ReceiptDigest is null, receipt.Mic is null);

        var verdict = ReceiptMatcher.Judge(
            new()
            {
                From = As2Name.Create("OAS2A").Value!, To = As2Name.Create("OAS2B").Value!, MessageId = MessageId.Parse(capture.Request["Message-ID"]!).Value!,
                Mic = receipt.Mic ?? Mic.Parse(ReceiptSamples.Sha256).Value!,
                Receipt = capture.ReceiptDigest is null ? ReceiptRequest.Unsigned("x") : ReceiptRequest.Signed("x", [MicAlgorithm.Parse(capture.ReceiptDigest).Value!]),
            },
            As2Name.Parse(http["AS2-From"]!).Value, As2Name.Parse(http["AS2-To"]!).Value, receipt, isSynchronous: capture.ReceiptKind is "sync");
        Assert.Equal((ReceiptOutcome.Delivered, true), (verdict.Outcome, verdict.IsAuthentic));
    }

    [Theory]
    [InlineData("sign-md5-sync")]
    [InlineData("sign-sha1-sync")]
    public async Task An_old_digest_is_not_good_unless_the_policy_says_so(string name)
    {
        var http = OpenAs2Capture.Read(name).Response;
        using var partner = ReceiptSamples.Certificate("openas2/certificates/OAS2B.crt");
        var receipt = await ReceiptSamples.ReadAsync(MimeHeaders.FromPairs(http.Headers), http.Body, ReceiptSamples.Options with { SignerCertificates = [partner] });
        Assert.True(receipt.IsReceipt);
        Assert.False(receipt.IsSignatureGood);
        Assert.Equal(SignerStatus.ForbiddenAlgorithm, receipt.Signature!.Status);
    }

    [Theory]
    [Requirement("AS2-DISP-013", "AS2-MDN-025")]
    [MemberData(nameof(Ruby))]
    public async Task Receipts_of_mendelson_and_of_an_older_OpenAS2_read(string file, string id, string disposition, string? mic, string recipient)
    {
        var (headers, body) = RubyAs2Receipt.Read(file);
        using var partner = ReceiptSamples.Certificate("ruby-as2/certificates/client.crt");
        var receipt = await ReceiptSamples.ReadAsync(MimeHeaders.FromPairs(headers), body, ReceiptSamples.Options with { SignerCertificates = [partner] });
        Assert.Null(receipt.Problem);
        Assert.Null(receipt.SignatureProblem);
        Assert.Equal(id, receipt.OriginalMessageId);
        Assert.EndsWith("; " + disposition, receipt.Disposition!.ToString(), StringComparison.Ordinal);
        Assert.Equal(mic, receipt.Mic is null ? null : Convert.ToBase64String(receipt.Mic.Value.Span));
        Assert.Equal(recipient, receipt.FinalRecipient);
        Assert.Equal(mic is not null, receipt.IsSigned);
        Assert.Equal(mic is not null, receipt.IsSignatureGood);
    }

    [Fact]
    public async Task A_receipt_of_an_ASP_NET_server_reads()
    {
        var http = HttpCapture.Parse([.. "HTTP/1.1 200 OK\r\n"u8, .. TestFiles.BytesWithCrlf("node-libas2/mdn.signed.txt")]);
        using var partner = ReceiptSamples.Certificate("node-libas2/as2testing.cer");
        var receipt = await ReceiptSamples.ReadAsync(MimeHeaders.FromPairs(http.Headers), http.Body, ReceiptSamples.Options with { SignerCertificates = [partner] });
        Assert.Null(receipt.Problem);
        Assert.Null(receipt.SignatureProblem);
        Assert.Equal("<51dac186-d7d2-8440-392e-d9153a830125@DESKTOP-BTP8V2E>", receipt.OriginalMessageId);
        Assert.Equal("as2testing", receipt.FinalRecipient);
        Assert.Equal(Mic.Parse("bIwxkbRLLtHWlniKxMReISQ/GvEve0LV/hxdl9OD0E8=, sha-256").Value, receipt.Mic);
    }
}
