using System.Security.Cryptography;
using System.Text;
using Waybill.As2;
using Waybill.Cms;

namespace Waybill.Testing.Tests;

/// <summary>Every kind of receipt is judged as what it is.</summary>
public sealed class ReceiptScriptTests
{
    private static readonly Func<As2SendOptions, As2SendOptions> UnsignedAsked = o => o with { Receipt = ReceiptRequest.Unsigned("edi@acme.example") };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Structures => [.. TestMessage.Structures];

    public static TheoryData<string, ReceiptScript, ReceiptOutcome, string> Kinds => new()
    {
        { "honest", new(), ReceiptOutcome.Delivered, "" },
        { "unsigned", new() { Signing = ReceiptSigning.Unsigned }, ReceiptOutcome.NotAuthentic, "not signed" },
        { "foreign", new() { Signing = ReceiptSigning.Foreign }, ReceiptOutcome.NotAuthentic, "certificate" },
        { "broken", new() { Signing = ReceiptSigning.Broken }, ReceiptOutcome.NotAuthentic, "" },
        { "altered", new() { Signing = ReceiptSigning.Altered }, ReceiptOutcome.NotAuthentic, "" },
        { "refused", new() { Disposition = Disposition.Error("decryption-failed") }, ReceiptOutcome.Rejected, "decryption-failed" },
        { "warning", new() { Disposition = Disposition.Warning("duplicate-document") }, ReceiptOutcome.DeliveredWithWarning, "" },
        { "failed", new() { Disposition = Disposition.Failure("unsupported format") }, ReceiptOutcome.Rejected, "unsupported format" },
        { "odd disposition", new() { DispositionText = "automatic-action/MDN-sent-automatically; processed/Error - authentication-failed" }, ReceiptOutcome.Rejected, "authentication-failed" },
        { "wrong MIC", new() { Mic = ReceiptMic.Wrong }, ReceiptOutcome.MicMismatch, "received something else" },
        { "other algorithm", new() { Mic = ReceiptMic.OtherAlgorithm }, ReceiptOutcome.MicMismatch, "cannot be compared" },
        { "headless MIC", new() { Mic = ReceiptMic.WithoutHeaders }, ReceiptOutcome.MicMismatch, "received something else" },
        { "no MIC", new() { Mic = ReceiptMic.None }, ReceiptOutcome.MicMismatch, "has no MIC" },
        { "unreadable MIC", new() { Mic = ReceiptMic.Unreadable }, ReceiptOutcome.MicMismatch, "cannot be read" },
        { "MIC of one's own", new() { MicText = "AAAA, sha-256" }, ReceiptOutcome.MicMismatch, "cannot be read" },
        { "other id", new() { OriginalMessageId = "<other@acme>" }, ReceiptOutcome.OtherMessage, "<other@acme>" },
        { "swapped", new() { SwapNames = true }, ReceiptOutcome.DeliveredWithWarning, "" },
        { "no id of the message", new() { OriginalMessageId = "" }, ReceiptOutcome.DeliveredWithWarning, "" },
        { "no id of its own", new() { WithoutMessageId = true }, ReceiptOutcome.Delivered, "" },
        { "old spellings", new() { OldSpellings = true }, ReceiptOutcome.Delivered, "" },
        { "old refusal", new() { OldSpellings = true, Disposition = Disposition.Error("decompression-failed") }, ReceiptOutcome.Rejected, "decompresion-failed" },
        { "OpenAS2", new() { Shape = ReceiptShape.OpenAs2 }, ReceiptOutcome.Delivered, "" },
        { "phase2", new() { Shape = ReceiptShape.Phase2 }, ReceiptOutcome.Delivered, "" },
        { "mendelson", new() { Shape = ReceiptShape.Mendelson }, ReceiptOutcome.Delivered, "" },
        { "OpenAS2, broken", new() { Shape = ReceiptShape.OpenAs2, Signing = ReceiptSigning.Broken }, ReceiptOutcome.NotAuthentic, "" },
        { "phase2, altered", new() { Shape = ReceiptShape.Phase2, Signing = ReceiptSigning.Altered }, ReceiptOutcome.NotAuthentic, "" },
        { "mendelson, wrong MIC", new() { Shape = ReceiptShape.Mendelson, Mic = ReceiptMic.Wrong }, ReceiptOutcome.MicMismatch, "" },
        { "HTML", new() { Shape = ReceiptShape.Html }, ReceiptOutcome.NotAReceipt, "text/html" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_kind_is_judged_as_what_it_is(string name, ReceiptScript script, ReceiptOutcome outcome, string sentence)
    {
        var message = await TestMessage.BuildAsync(cancellationToken: Token);
        var (receipt, verdict, headers) = await Exchange.SendAsync(message, script);
        Assert.True(outcome == verdict.Outcome, $"{name}: {verdict.Outcome}, {verdict.Sentence}");
        Assert.Contains(sentence, verdict.Sentence, StringComparison.Ordinal);
        Assert.Equal(script.WithoutMessageId || script.Shape is ReceiptShape.Html, headers["Message-ID"] is null);
        Assert.Equal(script.SwapNames, headers["AS2-From"] is "acme");
        var expected = script.Signing switch
        {
            ReceiptSigning.Unsigned => (SignerStatus?)null,
            ReceiptSigning.Foreign => SignerStatus.UnknownSigner,
            ReceiptSigning.Broken => SignerStatus.BadSignature,
            ReceiptSigning.Altered => SignerStatus.DigestMismatch,
            _ => script.Shape is ReceiptShape.Html ? null : SignerStatus.Good,
        };
        Assert.Equal(expected, receipt.Signature?.Status);
    }

    [Theory]
    [MemberData(nameof(Structures))]
    public async Task An_honest_partner_delivers_every_structure_signed_and_unsigned_in_every_handwriting(string structure)
    {
        foreach (var change in new[] { static o => o, UnsignedAsked })
        {
            foreach (var shape in new[] { ReceiptShape.Waybill, ReceiptShape.OpenAs2, ReceiptShape.Phase2, ReceiptShape.Mendelson })
            {
                var message = await TestMessage.BuildAsync(structure, change, cancellationToken: Token);
                var (receipt, verdict, _) = await Exchange.SendAsync(message, new() { Shape = shape });
                Assert.Equal((ReceiptOutcome.Delivered, message.Sent.Receipt!.IsSigned), (verdict.Outcome, receipt.IsSigned));
                Assert.Equal(message.Sent.Mic, receipt.Mic);
            }
        }
    }

    [Theory]
    [InlineData("S", ReceiptMic.WithoutHeaders, MicForm.WithoutHeaders)]
    [InlineData("ESZ", ReceiptMic.WithoutHeaders, MicForm.WithoutHeaders)]
    [InlineData("ES", ReceiptMic.CrlfLines, MicForm.CrlfLines)]
    [InlineData("ES", ReceiptMic.OtherAlgorithm, MicForm.AsIs)]
    public async Task A_MIC_of_another_form_is_the_one_it_claims_to_be(string structure, ReceiptMic mic, MicForm form)
    {
        var document = "UNA:+.? '\nUNB+UNOC:3'\nUNZ+0+1'\n"u8.ToArray();
        await using var package = await PackAsync(structure, document);
        await using var body = await package.Package.OpenAsync(Token);
        using var whole = new MemoryStream();
        await body.CopyToAsync(whole, Token);
        var (receipt, _, _) = await Exchange.SendAsync(new(package.Package.Headers, whole.ToArray(), package.Sent), new() { Mic = mic });
        Assert.NotEqual(package.Sent.Mic, receipt.Mic);
        Assert.Equal(form, (await MicVariants.FindAsync(receipt.Mic!, package.Package.ToMicVariantSources(), Token))!.Form);
    }

    [Fact]
    public async Task A_plain_message_has_no_headers_to_leave_out()
    {
        var message = await TestMessage.BuildAsync("", cancellationToken: Token);
        var (receipt, _, _) = await Exchange.SendAsync(message, new() { Mic = ReceiptMic.WithoutHeaders });
        Assert.Equal(SHA256.HashData(TestMessage.Document.Span), receipt.Mic!.Value.ToArray());
        Assert.Equal(message.Sent.Mic, receipt.Mic);
    }

    [Fact]
    public async Task Where_no_signature_was_asked_for_swapped_names_and_an_unsigned_refusal_count()
    {
        var message = await TestMessage.BuildAsync("ES", UnsignedAsked, cancellationToken: Token);
        Assert.Equal(ReceiptOutcome.NotAuthentic, (await Exchange.SendAsync(message, new() { SwapNames = true })).Verdict.Outcome);
        Assert.Equal(ReceiptOutcome.Rejected, (await Exchange.SendAsync(message, new() { Disposition = Disposition.Error("decryption-failed") })).Verdict.Outcome);
        Assert.True((await Exchange.SendAsync(message, new() { Signing = ReceiptSigning.Signed })).Receipt.IsSignatureGood);
    }

    [Theory]
    [InlineData("decryption-failed")]
    [InlineData("authentication-failed")]
    public async Task What_an_honest_partner_cannot_take_it_refuses(string reason)
    {
        var stranger = TestKey.Rsa("stranger");
        var message = await TestMessage.BuildAsync(reason is "decryption-failed" ? "ES" : "S", o => reason is "decryption-failed" ? o with { Recipients = [new() { Certificate = stranger.Certificate }] } : o with { Signer = new() { Key = stranger.Key } }, cancellationToken: Token);
        var (receipt, verdict, _) = await Exchange.SendAsync(message);
        Assert.Equal((ReceiptOutcome.Rejected, true), (verdict.Outcome, receipt.IsSignatureGood));
        Assert.Equal(reason, receipt.Disposition!.KnownName);
    }

    [Fact]
    public async Task The_receipt_is_signed_by_the_digest_asked_for()
    {
        var message = await TestMessage.BuildAsync("S", o => o with { Signer = new() { Key = TestMessage.Sender.Key, Digest = DigestAlgorithm.Sha512 }, Receipt = TestMessage.SignedReceipt(null, "sha512", "sha256") }, cancellationToken: Token);
        foreach (var shape in new[] { ReceiptShape.Waybill, ReceiptShape.Phase2 })
        {
            var (receipt, verdict, headers) = await Exchange.SendAsync(message, new() { Shape = shape });
            Assert.Equal((ReceiptOutcome.Delivered, DigestAlgorithm.Sha512), (verdict.Outcome, receipt.SignatureDigest));
            Assert.Equal("sha512", headers.ContentType["micalg"]);
        }
    }

    [Fact]
    public async Task Old_spellings_stand_in_the_bytes()
    {
        var message = await TestMessage.BuildAsync("S", cancellationToken: Token);
        var request = new PartnerRequest($"POST / HTTP/1.1\r\n{string.Join("\r\n", message.Headers.Select(h => $"{h.Key}: {h.Value}"))}\r\n\r\n", message.Body);
        var written = await PartnerIdentity.Default.WriteReceiptAsync(request, new() { OldSpellings = true, Disposition = Disposition.Error("decompression-failed") }, Token);
        var text = Encoding.Latin1.GetString(written.Body.Span);
        Assert.Contains($"MIC: {Convert.ToBase64String(message.Sent.Mic.Value.Span)},sha256\r\n", text, StringComparison.Ordinal);
        Assert.Contains("processed/error:decompresion-failed\r\n", text, StringComparison.Ordinal);
        Assert.Contains("micalg=sha256", written.Headers.Single(h => h.Key is "Content-Type").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_receipt_is_given_where_none_was_asked_for_unless_the_script_wants_one()
    {
        var message = await TestMessage.BuildAsync("S", o => o with { Receipt = null }, cancellationToken: Token);
        Assert.Equal(ReceiptOutcome.NotAReceipt, (await Exchange.SendAsync(message)).Verdict.Outcome);
        Assert.True((await Exchange.SendAsync(message, new() { Delivery = ReceiptDelivery.InAnswer })).Receipt.IsReceipt);
    }

    [Fact]
    public async Task Pieces_and_cuts_apply_to_a_receipt()
    {
        var message = await TestMessage.BuildAsync(cancellationToken: Token);
        await using var partner = FakePartner.Start(r => PartnerAnswer.Receipt(r) with { PieceBytes = 1 }, r => PartnerAnswer.Receipt(r) with { CutAfter = 700 });
        using var client = new HttpClient();
        using var response = await client.SendAsync(message.ToHttpRequest(partner.Address), Token);
        Assert.True(response.IsSuccessStatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(message.ToHttpRequest(partner.Address), Token));
    }

    [Fact]
    public async Task What_is_no_AS2_message_is_answered_with_400()
    {
        await using var partner = FakePartner.Start(r => PartnerAnswer.Receipt(r));
        using var client = new HttpClient();
        using var response = await client.PostAsync(partner.Address, new ByteArrayContent([1]), Token);
        Assert.Equal(400, (int)response.StatusCode);
    }

    private static async Task<(As2Package Package, SentMessage Sent)> Pack(As2SendOptions options, byte[] document)
    {
        var package = await As2Packager.PackAsync(options, [new() { ContentType = "application/EDIFACT", Length = document.Length, OpenAsync = _ => new(new MemoryStream(document)) }], new SpoolQuarantine(), Token);
        return (package, new() { From = options.From, To = options.To, MessageId = options.MessageId, Mic = package.Mic, Receipt = options.Receipt });
    }

    private static async Task<Packed> PackAsync(string structure, byte[] document)
    {
        As2SendOptions? options = null;
        await TestMessage.BuildAsync(structure, o => options = o, cancellationToken: Token);
        var (package, sent) = await Pack(options!, document);
        return new(package, sent);
    }

    private sealed record Packed(As2Package Package, SentMessage Sent) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Package.DisposeAsync();
    }
}
