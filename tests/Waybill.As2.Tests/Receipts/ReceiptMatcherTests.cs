using Waybill.Cms;

namespace Waybill.As2.Tests;

public sealed class ReceiptMatcherTests
{
    private static readonly As2Name Other = As2Name.Create("OTHER").Value!;

    [Theory]
    [Requirement("AS2-DISP-012", "AS2-DISP-013", "AS2-DISP-014", "AS2-DISP-015")]
    [InlineData("processed", ReceiptOutcome.Delivered)]
    [InlineData("processed/warning: duplicate-document", ReceiptOutcome.DeliveredWithWarning)]
    [InlineData("processed/warning: authentication-failed, processing continued", ReceiptOutcome.DeliveredWithWarning)]
    [InlineData("displayed", ReceiptOutcome.DeliveredWithWarning)]
    [InlineData("dispatched", ReceiptOutcome.DeliveredWithWarning)]
    [InlineData("processed/error: decryption-failed", ReceiptOutcome.Rejected)]
    [InlineData("processed/error:decompresion-failed", ReceiptOutcome.Rejected)]
    [InlineData("processed/Error - authentication-failed", ReceiptOutcome.Rejected)]
    [InlineData("processed/Error, authentication-failed", ReceiptOutcome.Rejected)]
    [InlineData("processed/warning: x; error: y", ReceiptOutcome.Rejected)]
    [InlineData("error: authentication-failed", ReceiptOutcome.Rejected)]
    [InlineData("processed/error: unknown-trading-partner", ReceiptOutcome.Rejected)]
    [InlineData("processed/error: foo bar (x)", ReceiptOutcome.Rejected)]
    [InlineData("processed/error", ReceiptOutcome.Rejected)]
    [InlineData("failed", ReceiptOutcome.Rejected)]
    [InlineData("failed/failure: unsupported format", ReceiptOutcome.Rejected)]
    [InlineData("failed/failure: sender-equals-receiver", ReceiptOutcome.Rejected)]
    [InlineData("deleted", ReceiptOutcome.Rejected)]
    [InlineData("denied", ReceiptOutcome.Rejected)]
    [InlineData("anything", ReceiptOutcome.Rejected)]
    public async Task Each_disposition_has_one_outcome(string disposition, ReceiptOutcome outcome)
    {
        var receipt = await ReceiptSamples.ReadAsync(ReceiptSamples.Report(ReceiptSamples.Notification("automatic-action/MDN-sent-automatically; " + disposition)));
        var verdict = Judge(receipt, ReceiptSamples.SentForUnsigned);
        Assert.Equal((outcome, true), (verdict.Outcome, verdict.IsAuthentic));
        Assert.Equal(outcome is ReceiptOutcome.DeliveredWithWarning, verdict.Warnings.Count > 0);
    }

    [Theory]
    [InlineData("decryption-failed")]
    [InlineData("decompresion-failed")]
    public async Task The_reason_of_a_refusal_is_told(string reason)
        => Assert.Contains(reason, Judge(await Signed(c => c with { Disposition = Disposition.Error(reason), Mic = null })).Sentence, StringComparison.Ordinal);

    [Fact]
    [Requirement("AS2-MATCH-003", "AS2-SEC-008")]
    public async Task Where_a_signed_one_was_asked_for_an_unsigned_one_is_nobodys()
    {
        foreach (var disposition in new[] { Disposition.Processed, Disposition.Error("unknown-trading-partner") })
        {
            var receipt = await ReceiptSamples.ReadAsync(ReceiptWriter.Write(ReceiptSamples.Content with { Disposition = disposition }, signer: null));
            foreach (var isSynchronous in new[] { true, false })
            {
                var verdict = Judge(receipt, isSynchronous: isSynchronous);
                Assert.Equal((ReceiptOutcome.NotAuthentic, false), (verdict.Outcome, verdict.IsAuthentic));
                Assert.Contains(disposition.Text, verdict.Sentence, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    [Requirement("AS2-SEC-008")]
    public async Task A_strangers_signature_is_worth_nothing_where_a_signed_one_was_asked_for()
    {
        var receipt = await ReceiptSamples.ReadAsync(ReceiptWriter.Write(ReceiptSamples.Content, ReceiptSamples.Signer with { Key = ReceiptSamples.StrangerKey }));
        Assert.Equal(ReceiptOutcome.NotAuthentic, Judge(receipt).Outcome);

        // Where none was asked for it neither helps nor harms.
        Assert.Equal((ReceiptOutcome.DeliveredWithWarning, true), (Judge(receipt, ReceiptSamples.SentForUnsigned).Outcome, Judge(receipt, ReceiptSamples.SentForUnsigned).IsAuthentic));
    }

    [Fact]
    [Requirement("AS2-MATCH-013")]
    public async Task A_bad_signature_of_the_partner_is_not_taken_even_where_none_was_asked_for()
    {
        var written = ReceiptWriter.Write(ReceiptSamples.Content with { Disposition = Disposition.Error("decryption-failed") }, ReceiptSamples.Signer);
        var forged = written.Text().Replace("; processed/error: decryption-failed\r\n", "; processed\r\n", StringComparison.Ordinal);
        var receipt = await ReceiptSamples.ReadAsync(forged, written.Value("Content-Type"));
        Assert.Equal(Disposition.Processed, receipt.Disposition);
        Assert.Equal(SignerStatus.DigestMismatch, receipt.Signature!.Status);
        Assert.Equal(ReceiptOutcome.NotAuthentic, Judge(receipt).Outcome);
        Assert.Equal(ReceiptOutcome.NotAuthentic, Judge(receipt, ReceiptSamples.SentForUnsigned).Outcome);
    }

    [Fact]
    public async Task An_old_or_expired_signature_counts_as_none_where_none_was_asked_for()
    {
        var old = await ReceiptSamples.ReadAsync(ReceiptWriter.Write(ReceiptSamples.Content, ReceiptSamples.Signer with { AllowSha1 = true, Digest = DigestAlgorithm.Sha1 }));
        var expired = await ReceiptSamples.ReadAsync(
            ReceiptWriter.Write(ReceiptSamples.Content, ReceiptSamples.Signer), ReceiptSamples.Options with { VerificationTime = ReceiptSamples.Now.AddYears(100) });
        foreach (var receipt in new[] { old, expired })
        {
            Assert.Equal(ReceiptOutcome.NotAuthentic, Judge(receipt).Outcome);
            var verdict = Judge(receipt, ReceiptSamples.SentForUnsigned);
            Assert.Equal(ReceiptOutcome.DeliveredWithWarning, verdict.Outcome);
            Assert.Equal([receipt.SignatureProblem!], verdict.Warnings);
        }
    }

    [Fact]
    [Requirement("AS2-MATCH-004", "AS2-SEC-009", "AS2-MIC-020")]
    public async Task A_missing_unreadable_or_other_MIC_is_never_a_success()
    {
        var lower = Mic.Parse(ReceiptSamples.Sha256.Replace("DEQ", "deq", StringComparison.Ordinal)).Value!;
        foreach (var mic in new[] { null, new Mic(MicAlgorithm.Of(DigestAlgorithm.Sha256), new byte[32]), lower })
        {
            foreach (var disposition in new[] { Disposition.Processed, Disposition.Warning("w"), Disposition.Parse("a/b; displayed").Value! })
            {
                var verdict = Judge(await Signed(c => c with { Mic = mic, Disposition = disposition }));
                Assert.Equal((ReceiptOutcome.MicMismatch, true), (verdict.Outcome, verdict.IsAuthentic));
            }
        }

        var unsigned = await ReceiptSamples.ReadAsync(ReceiptSamples.Report(ReceiptSamples.Notification(more: "Received-content-MIC: rubbish\r\n")));
        Assert.Equal(ReceiptOutcome.MicMismatch, Judge(unsigned, ReceiptSamples.SentForUnsigned).Outcome);
        var other = await ReceiptSamples.ReadAsync(ReceiptSamples.Report(ReceiptSamples.Notification(more: $"Received-content-MIC: {lower}\r\n")));
        Assert.Equal(ReceiptOutcome.MicMismatch, Judge(other, ReceiptSamples.SentForUnsigned).Outcome);
    }

    [Fact]
    [Requirement("AS2-MIC-016")]
    public async Task A_refusal_is_one_with_or_without_MIC()
    {
        foreach (var mic in new[] { null, ReceiptSamples.Content.Mic, new Mic(MicAlgorithm.Of(DigestAlgorithm.Sha256), new byte[32]) })
        {
            Assert.Equal(ReceiptOutcome.Rejected, Judge(await Signed(c => c with { Mic = mic, Disposition = Disposition.Error("integrity-check-failed") })).Outcome);
        }
    }

    [Fact]
    [Requirement("AS2-MATCH-007", "AS2-MDN-014", "AS2-MIC-017")]
    public async Task The_least_receipt_closes_a_message()
    {
        var least = "Final-Recipient: rfc822; SELLER\r\nOriginal-Message-ID: <42@buyer.example>\r\nDisposition: automatic-action/MDN-sent-automatically; processed\r\n";
        var receipt = await ReceiptSamples.ReadAsync($"--b\r\nContent-Type: message/disposition-notification\r\n\r\n{least}\r\n--b--");
        Assert.Equal(ReceiptOutcome.Delivered, Judge(receipt, ReceiptSamples.SentForUnsigned).Outcome);
        var withMic = await ReceiptSamples.ReadAsync($"--b\r\nContent-Type: message/disposition-notification\r\n\r\n{least}Received-content-MIC: {ReceiptSamples.Sha256}\r\n\r\n--b--");
        Assert.Equal(ReceiptOutcome.Delivered, Judge(withMic, ReceiptSamples.SentForUnsigned).Outcome);
    }

    [Theory]
    [Requirement("AS2-MATCH-001")]
    [InlineData("<42@buyer.example>", true)]
    [InlineData("42@buyer.example", true)]
    [InlineData("<42@BUYER.example>", false)]
    [InlineData("<43@buyer.example>", false)]
    [InlineData(null, false)]
    public async Task A_receipt_on_its_own_connection_is_matched_by_id_with_or_without_brackets(string? id, bool isOurs)
    {
        var signed = await Signed(c => c with { OriginalMessageId = id });
        var unsigned = await ReceiptSamples.ReadAsync(ReceiptWriter.Write(ReceiptSamples.Content with { OriginalMessageId = id }, signer: null));
        var expected = isOurs ? ReceiptOutcome.Delivered : ReceiptOutcome.OtherMessage;
        Assert.Equal((expected, isOurs), (Judge(signed, isSynchronous: false).Outcome, Judge(signed, isSynchronous: false).IsAuthentic));
        Assert.Equal((expected, isOurs), (Judge(unsigned, ReceiptSamples.SentForUnsigned, isSynchronous: false).Outcome, Judge(unsigned, ReceiptSamples.SentForUnsigned, isSynchronous: false).IsAuthentic));
    }

    [Fact]
    [Requirement("AS2-MATCH-002")]
    public async Task The_answer_to_a_message_may_name_no_message_and_unsigned_a_wrong_one()
    {
        foreach (var id in new[] { null, "<43@buyer.example>" })
        {
            var unsigned = await ReceiptSamples.ReadAsync(ReceiptWriter.Write(ReceiptSamples.Content with { OriginalMessageId = id }, signer: null));
            var verdict = Judge(unsigned, ReceiptSamples.SentForUnsigned);
            Assert.Equal(ReceiptOutcome.DeliveredWithWarning, verdict.Outcome);
            Assert.Single(verdict.Warnings);
        }

        Assert.Equal(ReceiptOutcome.DeliveredWithWarning, Judge(await Signed(c => c with { OriginalMessageId = null })).Outcome);
        var foreign = Judge(await Signed(c => c with { OriginalMessageId = "<43@buyer.example>" }));
        Assert.Equal((ReceiptOutcome.OtherMessage, false), (foreign.Outcome, foreign.IsAuthentic));
    }

    [Fact]
    [Requirement("AS2-MATCH-001", "AS2-SEC-008")]
    public async Task Unsigned_only_the_pair_of_names_makes_it_the_partners()
    {
        var receipt = await ReceiptSamples.ReadAsync(ReceiptWriter.Write(ReceiptSamples.Content, signer: null));
        foreach (var (from, to) in new[] { (Other, ReceiptSamples.Us), (ReceiptSamples.Partner, Other), (ReceiptSamples.Us, ReceiptSamples.Partner) })
        {
            foreach (var isSynchronous in new[] { true, false })
            {
                var verdict = ReceiptMatcher.Judge(ReceiptSamples.SentForUnsigned, from, to, receipt, isSynchronous);
                Assert.Equal((ReceiptOutcome.NotAuthentic, false), (verdict.Outcome, verdict.IsAuthentic));
            }
        }

        Assert.Equal(ReceiptOutcome.DeliveredWithWarning, ReceiptMatcher.Judge(ReceiptSamples.SentForUnsigned, null, null, receipt, isSynchronous: true).Outcome);
        Assert.Equal(ReceiptOutcome.NotAuthentic, ReceiptMatcher.Judge(ReceiptSamples.SentForUnsigned, null, null, receipt, isSynchronous: false).Outcome);
    }

    [Fact]
    [Requirement("AS2-MATCH-006", "AS2-MDN-004")]
    public async Task Another_final_recipient_is_a_warning()
    {
        var receipt = await Signed(c => c with { From = As2Name.Create("seller-2").Value! });
        var verdict = Judge(receipt);
        Assert.Equal(ReceiptOutcome.DeliveredWithWarning, verdict.Outcome);
        Assert.Contains("seller-2", Assert.Single(verdict.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Error_field_beside_processed_is_told()
    {
        var receipt = await ReceiptSamples.ReadAsync(ReceiptSamples.Report(ReceiptSamples.Notification(more: "Error: disk nearly full\r\n")));
        var verdict = Judge(receipt, ReceiptSamples.SentForUnsigned);
        Assert.Equal(ReceiptOutcome.DeliveredWithWarning, verdict.Outcome);
        Assert.Contains("disk nearly full", Assert.Single(verdict.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_partners_words_stay_on_one_line()
    {
        var words = "\u00E4\u0007" + new string('x', 5000);
        var receipt = await ReceiptSamples.ReadAsync(ReceiptSamples.Report(ReceiptSamples.Notification("a/b; processed/error: " + words, $"Error: {words}\r\n")));
        var sentence = Judge(receipt, ReceiptSamples.SentForUnsigned).Sentence;
        Assert.InRange(sentence.Length, 100, 700);
        Assert.DoesNotContain(sentence, c => c is < ' ' or > '~');
    }

    [Fact]
    public async Task A_receipt_nobody_asked_for_is_judged_and_told()
    {
        var verdict = Judge(await Signed(c => c), ReceiptSamples.Sent with { Receipt = null });
        Assert.Equal(ReceiptOutcome.DeliveredWithWarning, verdict.Outcome);
        Assert.Contains("No receipt was asked for.", verdict.Warnings);
    }

    private static ReceiptVerdict Judge(ReadReceipt receipt, SentMessage? sent = null, bool isSynchronous = true)
        => ReceiptMatcher.Judge(sent ?? ReceiptSamples.Sent, ReceiptSamples.Partner, ReceiptSamples.Us, receipt, isSynchronous);

    private static Task<ReadReceipt> Signed(Func<ReceiptContent, ReceiptContent> change)
        => ReceiptSamples.ReadAsync(ReceiptWriter.Write(change(ReceiptSamples.Content), ReceiptSamples.Signer));
}
