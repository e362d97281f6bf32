using System.Globalization;
using System.Text;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2.Tests;

public sealed class ReceiptReaderTests
{
    private const string Fields = "Final-Recipient: rfc822; SELLER\r\nOriginal-Message-ID: <42@buyer.example>\r\n"
        + "Disposition: automatic-action/MDN-sent-automatically; processed\r\nReceived-content-MIC: " + ReceiptSamples.Sha256 + "\r\n";

    /// <summary>What peers write: media type, body.</summary>
    public static TheoryData<string, string> Forms => new()
    {
        { ReceiptSamples.ReportType, ReceiptSamples.Report(Fields) },
        { "multipart/report; boundary=b", ReceiptSamples.Report(Fields) },
        { "Multipart/REPORT; Report-Type=\"Disposition-Notification\"; Boundary=\"b\"", ReceiptSamples.Report(Fields) },
        { "multipart/mixed; boundary=b", ReceiptSamples.Report(Fields) },
        { ReceiptSamples.ReportType, $"--b\r\nContent-Type: Message/Disposition-Notification\r\n\r\n{Fields}\r\n--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b--\r\n" },
        { ReceiptSamples.ReportType, $"--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b\r\nContent-Type: message/disposition-notification\r\n\r\n{Fields}\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nDisposition: x; failed\r\n--b--\r\n" },
        { ReceiptSamples.ReportType, $"--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b\r\nContent-Type: message/disposition-notification\r\n\r\n{Fields}\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nDisposition: x; failed\r\n--b--\r\n" },
        { ReceiptSamples.ReportType, ReceiptSamples.Report(Fields).Replace("\r\n", "\n", StringComparison.Ordinal) },
        { ReceiptSamples.ReportType, ReceiptSamples.Report(Fields)[..^9] },
        { ReceiptSamples.ReportType, ReceiptSamples.Report(Fields).Replace("--b--\r\n", "--b--", StringComparison.Ordinal) },
        { ReceiptSamples.ReportType, ReceiptSamples.Report("\u00EF\u00BB\u00BF" + Fields) },
        { ReceiptSamples.ReportType, ReceiptSamples.Report("\r\n" + Fields) },
        { ReceiptSamples.ReportType, ReceiptSamples.Report(Fields.Replace("\r\nDisposition", "\r\n\r\nDisposition", StringComparison.Ordinal)) },
        { ReceiptSamples.ReportType, ReceiptSamples.Report(Fields, "Content-Type: message/disposition-notification") },
        { ReceiptSamples.ReportType, ReceiptSamples.Report(Convert.ToBase64String(Encoding.ASCII.GetBytes(Fields), Base64FormattingOptions.InsertLineBreaks), "Content-Type: message/disposition-notification\r\nContent-Transfer-Encoding: BASE64\r\n") },
        { ReceiptSamples.ReportType, ReceiptSamples.Report(Fields.Replace("=", "=3D", StringComparison.Ordinal).Replace("automatically;", "automatic=\r\nally;", StringComparison.Ordinal), "Content-Type: message/disposition-notification\r\nContent-Transfer-Encoding: quoted-printable\r\n") },
        { ReceiptSamples.ReportType, ReceiptSamples.Report(Fields.Replace("; processed", ";\r\n processed", StringComparison.Ordinal).Replace(", sha-256", "\r\n\t,\r\n SHA256 (of the content)", StringComparison.Ordinal)) },
        { ReceiptSamples.ReportType, ReceiptSamples.Report(Fields.Replace("automatically; processed", "automatically (by (a) machine); (well) processed", StringComparison.Ordinal)) },
        { ReceiptSamples.ReportType, ReceiptSamples.Report(Fields.Replace("example>", "example> (the order)", StringComparison.Ordinal)) },
        { ReceiptSamples.ReportType, ReceiptSamples.Report(Fields.ToUpperInvariant().Replace(ReceiptSamples.Sha256.ToUpperInvariant(), ReceiptSamples.Sha256, StringComparison.Ordinal).Replace("<42@BUYER.EXAMPLE>", ReceiptSamples.Id, StringComparison.Ordinal)) },
        { ReceiptSamples.ReportType, ReceiptSamples.Report("X-Unknown: 1\r\nno field at all\r\nExtension: \u00E4\r\n" + Fields) },
        { ReceiptSamples.ReportType, ReceiptSamples.Report(string.Join("\r\n", Fields.TrimEnd().Split("\r\n").Reverse()) + "\r\n") },
        { "message/disposition-notification", Fields },
        { ReceiptSamples.ReportType, "Content-Type: multipart/report; boundary=b\r\nDate: x\r\n\r\n" + ReceiptSamples.Report(Fields) + "trailing words\r\n--b\r\nDisposition: x; failed\r\n" },
    };

    [Theory]
    [Requirement("AS2-MDN-001", "AS2-MDN-002", "AS2-MDN-023", "AS2-MDN-024", "AS2-MDN-025", "AS2-MIC-019")]
    [MemberData(nameof(Forms))]
    public async Task Whatever_form_peers_give_it_a_receipt_says_the_same(string contentType, string body)
    {
        var receipt = await ReceiptSamples.ReadAsync(body, contentType);
        Assert.Null(receipt.Problem);
        Assert.Equal(Disposition.Processed, receipt.Disposition);
        Assert.Equal(Mic.Parse(ReceiptSamples.Sha256).Value, receipt.Mic);
        Assert.Equal(MessageId.Parse(ReceiptSamples.Id).Value, receipt.MessageId);
        Assert.Equal("SELLER", receipt.FinalRecipient, ignoreCase: true);
        Assert.False(receipt.IsSigned);
    }

    [Fact]
    [Requirement("AS2-MDN-025")]
    public async Task A_body_that_is_base64_as_a_whole_is_decoded_only_when_it_is()
    {
        var report = Encoding.ASCII.GetBytes(ReceiptSamples.Report(Fields));
        var headers = ReceiptSamples.Headers(ReceiptSamples.ReportType, ("Content-Transfer-Encoding", "base64"));
        var coded = await ReceiptSamples.ReadAsync(headers, Encoding.ASCII.GetBytes(Convert.ToBase64String(report, Base64FormattingOptions.InsertLineBreaks)));
        var onlySaid = await ReceiptSamples.ReadAsync(headers, report);
        Assert.Equal(Disposition.Processed, coded.Disposition);
        Assert.Equal(Disposition.Processed, onlySaid.Disposition);
    }

    [Fact]
    public async Task An_answer_without_a_media_type_may_begin_with_one()
    {
        var body = $"Content-Type: {ReceiptSamples.ReportType}\r\n\r\n" + ReceiptSamples.Report(Fields);
        var receipt = await ReceiptSamples.ReadAsync(MimeHeaders.Empty, Encoding.ASCII.GetBytes(body));
        Assert.Equal(Disposition.Processed, receipt.Disposition);
    }

    [Theory]
    [Requirement("AS2-MDN-026")]
    [InlineData("text/html", "<html><body>OK</body></html>")]
    [InlineData("text/plain", "200 OK\r\n")]
    [InlineData("text/html", "")]
    [InlineData("multipart/report; boundary=b", "")]
    [InlineData("multipart/report; boundary=b", "--b\r\nContent-Type: text/plain\r\n\r\nprocessed\r\n--b--\r\n")]
    [InlineData("multipart/report", "--b\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: a/b; processed\r\n--b--\r\n")]
    [InlineData("application/edi-x12", "ISA*00*")]
    [InlineData("multipart/report; boundary=b", "--b\r\nContent-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822; x\r\n--b--\r\n")]
    [InlineData("multipart/report; boundary=b", "--b\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: processed\r\n--b--\r\n")]
    public async Task What_is_no_receipt_is_never_taken_for_one(string contentType, string body)
    {
        var receipt = await ReceiptSamples.ReadAsync(body, contentType);
        Assert.False(receipt.IsReceipt);
        Assert.Null(receipt.Disposition);
        var verdict = ReceiptMatcher.Judge(ReceiptSamples.SentForUnsigned, ReceiptSamples.Partner, ReceiptSamples.Us, receipt, isSynchronous: true);
        Assert.Equal((ReceiptOutcome.NotAReceipt, false), (verdict.Outcome, verdict.IsAuthentic));
        Assert.Equal(receipt.Problem, verdict.Sentence);
    }

    [Fact]
    [Requirement("AS2-MDN-010", "AS2-DISP-012")]
    public async Task Error_fields_and_extensions_are_kept()
    {
        var receipt = await ReceiptSamples.ReadAsync(ReceiptSamples.Report(ReceiptSamples.Notification(
            "automatic-action/MDN-sent-automatically; processed/error", "Error: the certificate expired\r\nWarning: w\r\nFailure: f\r\nX-Trace: 7\r\nExplanation: e\r\n")));
        Assert.Equal(Disposition.Parse("a/b; processed/error").Value, receipt.Disposition);
        Assert.Equal(["Error", "Warning", "Failure", "X-Trace", "Explanation"], receipt.Fields.Skip(3).Select(f => f.Name));
        var verdict = ReceiptMatcher.Judge(ReceiptSamples.SentForUnsigned, ReceiptSamples.Partner, ReceiptSamples.Us, receipt, isSynchronous: true);
        Assert.Equal(ReceiptOutcome.Rejected, verdict.Outcome);
        Assert.Contains("the certificate expired", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_does_not_hide_behind_a_second_disposition()
    {
        var more = "Disposition: automatic-action/MDN-sent-automatically; processed/error: decryption-failed\r\n";
        var receipt = await ReceiptSamples.ReadAsync(ReceiptSamples.Report(ReceiptSamples.Notification(more: more)));
        Assert.Equal(DispositionMeaning.Refused, receipt.Disposition!.Meaning);
        Assert.NotEmpty(receipt.Oddities);
    }

    [Theory]
    [InlineData("Received-content-MIC: " + ReceiptSamples.Sha256 + "\r\nReceived-content-MIC: AAAAQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=, sha-256\r\n")]
    [InlineData("Received-content-MIC: rubbish\r\n")]
    public async Task A_MIC_that_cannot_be_read_is_told_and_is_none(string more)
    {
        var receipt = await ReceiptSamples.ReadAsync(ReceiptSamples.Report(ReceiptSamples.Notification(more: more)));
        Assert.True(receipt.IsReceipt);
        Assert.Null(receipt.Mic);
        Assert.NotNull(receipt.MicProblem);
    }

    [Theory]
    [Requirement("AS2-MDN-004")]
    [InlineData("rfc822; A", "A")]
    [InlineData("RFC822;\"a b c !\"", "a b c !")]
    [InlineData("rfc822; \"a\\\"b\"", "a\"b")]
    [InlineData("rfc822; a b", "a b")]
    [InlineData("A", "A")]
    public async Task The_final_recipient_is_a_name(string value, string name)
    {
        var receipt = await ReceiptSamples.ReadAsync(ReceiptSamples.Report(
            $"Final-Recipient: {value}\r\nDisposition: automatic-action/MDN-sent-automatically; processed\r\n"));
        Assert.Equal(name, receipt.FinalRecipient);
    }

    [Fact]
    public async Task Bounds_hold()
    {
        var tooLong = await ReceiptSamples.ReadAsync(ReceiptSamples.Headers("text/plain"), new byte[1001], ReceiptSamples.Options with { MaxBytes = 1000 });
        Assert.Contains("1000", tooLong.Problem, StringComparison.Ordinal);
        Assert.Null((await ReceiptSamples.ReadAsync(ReceiptSamples.Headers(ReceiptSamples.ReportType), Encoding.ASCII.GetBytes(ReceiptSamples.Report(Fields)), ReceiptSamples.Options with { MaxBytes = ReceiptSamples.Report(Fields).Length })).Problem);
        foreach (var fields in new[] { string.Concat(Enumerable.Repeat("a: b\r\n", 300)), new string('a', 70_000) + "\r\n" })
        {
            Assert.NotNull((await ReceiptSamples.ReadAsync(ReceiptSamples.Report(ReceiptSamples.Notification(more: fields)))).Problem);
            Assert.NotNull((await ReceiptSamples.ReadAsync(ReceiptSamples.Report(Fields, "Content-Type: message/disposition-notification\r\n" + fields.Replace("aaa\r\n", "aaa: b\r\n", StringComparison.Ordinal)))).Problem);
        }

        Assert.NotNull((await ReceiptSamples.ReadAsync(string.Concat(Enumerable.Repeat("--b\r\n\r\nx\r\n", 1001)))).Problem);
    }

    [Fact]
    [Requirement("AS2-MDN-023")]
    public async Task The_hosts_culture_does_not_count()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new("tr-TR");
        try
        {
            var written = ReceiptWriter.Write(ReceiptSamples.Content, ReceiptSamples.Signer);
            var body = ReceiptSamples.Report(Fields.Replace("Disposition", "DISPOSITION", StringComparison.Ordinal).Replace("Final", "FINAL", StringComparison.Ordinal)
                .Replace("Received-content-MIC", "received-content-mic", StringComparison.Ordinal).Replace("MDN-sent-automatically", "mdn-SENT-AUTOMATICALLY", StringComparison.Ordinal));
            var receipt = await ReceiptSamples.ReadAsync(body, "MULTIPART/REPORT; REPORT-TYPE=DISPOSITION-NOTIFICATION; BOUNDARY=b");
            Assert.Equal(Disposition.Processed, receipt.Disposition);
            Assert.NotNull(receipt.Mic);
            Assert.Equal("SELLER", receipt.FinalRecipient);
            Assert.Equal("Tue, 24 Nov 2026 12:00:00 GMT", written.Value("Date"));
            Assert.True((await ReceiptSamples.ReadAsync(written)).IsSignatureGood);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
