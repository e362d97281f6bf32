using Waybill.Cms;
using Waybill.Testing;

namespace Waybill.As2.Http.Tests;

/// <summary>One attempt to send, and what every kind of receipt in its answer makes of it.</summary>
public sealed class SendingTests
{
    private static readonly CmsPrivateKey Acme = new(TestIdentities.Rsa("acme"));
    private static readonly CmsPrivateKey Globex = new(TestIdentities.Rsa("globex"));
    private static readonly CmsPrivateKey Stranger = new(TestIdentities.Rsa("stranger"));
    private static readonly Mic OtherMic = Mic.Parse("3UOMPzeMcyQS0VRvpO7FULcJ9sSH/ME5R/dcVKX/Xp0=, sha-256").Value!;

    [Fact]
    [Requirement("AS2-HTTP-001", "AS2-HTTP-003")]
    public async Task A_good_receipt_delivers_the_message_and_the_bytes_on_the_wire_are_the_packages()
    {
        await using var package = await PackAsync(Signed);
        byte[] body = await BytesAsync(package.Package);
        await using var partner = FakePartner.Start(_ => Answer(package.Sent));

        var result = await SendAsync(partner.Address, package);

        Assert.Equal(As2SendOutcome.Delivered, result.Outcome);
        Assert.True(result.IsGood);
        Assert.Equal(ReceiptOutcome.Delivered, result.Verdict!.Outcome);
        Assert.Equal(body, partner.Requests[0].Body);
        Assert.All(package.Package.Headers, line => Assert.Equal(line.Value, partner.Requests[0].Header(line.Key)));
    }

    [Fact]
    [Requirement("AS2-SEC-008", "AS2-SEC-009", "AS2-MDN-026")]
    public async Task What_is_not_the_partners_word_about_this_message_never_delivers_it()
    {
        await using var package = await PackAsync(Signed);
        var sent = package.Sent;
        (string Why, PartnerAnswer Answer)[] attacks =
        [
            ("unsigned", Answer(sent, signer: null)),
            ("signed by another", Answer(sent, signer: Stranger)),
            ("without a MIC", Answer(sent, c => c with { Mic = null })),
            ("with another MIC", Answer(sent, c => c with { Mic = OtherMic })),
            ("for another message", Answer(sent, c => c with { OriginalMessageId = "<other@acme>" })),
            ("an HTML page", PartnerAnswer.Of(200, [new("Content-Type", "text/html")], "<html>Welcome</html>"u8.ToArray())),
            ("nothing", PartnerAnswer.Of(200)),
            ("nothing, and it says so", PartnerAnswer.Of(204)),
        ];
        await using var partner = FakePartner.Start([.. attacks.Select(a => (Func<PartnerRequest, PartnerAnswer>)(_ => a.Answer))]);

        foreach (var (why, _) in attacks)
        {
            var result = await SendAsync(partner.Address, package);
            Assert.True(result.Outcome is As2SendOutcome.ReceiptNotGood && !result.IsGood, $"{why}: {result.Outcome}, {result.Sentence}");
        }
    }

    [Fact]
    [Requirement("AS2-ID-009")]
    public async Task Where_no_signature_was_asked_for_the_names_must_be_the_messages_swapped()
    {
        await using var package = await PackAsync(ReceiptRequest.Unsigned("edi@acme.example"));
        await using var partner = FakePartner.Start(
            _ => Answer(package.Sent, c => c with { From = c.To, To = c.From }, null),
            _ => Answer(package.Sent, c => c with { From = As2Name.Create("somebody").Value! }, null),
            _ => Answer(package.Sent, static c => c, null));

        Assert.Equal(As2SendOutcome.ReceiptNotGood, (await SendAsync(partner.Address, package)).Outcome);
        Assert.Equal(As2SendOutcome.ReceiptNotGood, (await SendAsync(partner.Address, package)).Outcome);
        Assert.Equal(As2SendOutcome.Delivered, (await SendAsync(partner.Address, package)).Outcome);
    }

    [Fact]
    public async Task A_refusal_the_partner_signed_is_a_refusal()
    {
        await using var package = await PackAsync(Signed);
        await using var partner = FakePartner.Start(_ => Answer(package.Sent, c => c with { Disposition = Disposition.Error("decryption-failed"), Failure = As2Failure.NoKey, Mic = null }));

        var result = await SendAsync(partner.Address, package);

        Assert.Equal(As2SendOutcome.Refused, result.Outcome);
        Assert.Equal("decryption-failed", result.Receipt!.Disposition!.KnownName);
    }

    [Fact]
    [Requirement("AS2-MDN-022")]
    public async Task A_receipt_nobody_asked_for_changes_nothing_and_is_kept()
    {
        await using var package = await PackAsync(null);
        await using var partner = FakePartner.Start(
            _ => Answer(package.Sent),
            _ => Answer(package.Sent, c => c with { Disposition = Disposition.Error("decryption-failed"), Failure = As2Failure.NoKey, Mic = null }),
            _ => PartnerAnswer.Of(200, [new("Content-Type", "text/html")], "<html>Thank you</html>"u8.ToArray()));

        foreach (var isReceipt in new[] { true, true, false })
        {
            var result = await SendAsync(partner.Address, package);
            Assert.Equal(As2SendOutcome.Transferred, result.Outcome);
            Assert.Equal(isReceipt, result.Receipt is not null);
        }
    }

    [Theory]
    [Requirement("AS2-HTTP-018")]
    [InlineData(200, false)]
    [InlineData(201, false)]
    [InlineData(202, true)]
    [InlineData(204, false)]
    [InlineData(206, true)]
    public async Task Where_the_receipt_comes_later_any_2xx_with_any_body_means_waiting(int status, bool withBody)
    {
        await using var package = await PackAsync(ReceiptRequest.Signed("x", [MicAlgorithm.Of(DigestAlgorithm.Sha256)], "https://acme.example/as2"));
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(status, [new("Content-Type", "text/plain")], withBody ? "OK"u8.ToArray() : default));

        Assert.Equal(As2SendOutcome.AwaitingReceipt, (await SendAsync(partner.Address, package)).Outcome);
    }

    [Fact]
    public async Task Every_attempt_sends_the_same_bytes()
    {
        await using var package = await PackAsync(Signed);
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(503), _ => PartnerAnswer.Reset, _ => Answer(package.Sent));

        Assert.Equal(As2SendOutcome.TryAgain, (await SendAsync(partner.Address, package)).Outcome);
        Assert.Equal(As2SendOutcome.TryAgain, (await SendAsync(partner.Address, package)).Outcome);
        Assert.Equal(As2SendOutcome.Delivered, (await SendAsync(partner.Address, package)).Outcome);

        Assert.All(partner.Requests, r => Assert.Equal((partner.Requests[0].Head, true), (r.Head, r.Body.Span.SequenceEqual(partner.Requests[0].Body.Span))));
    }

    [Fact]
    [Requirement("AS2-HTTP-008")]
    public async Task A_receipt_whose_length_is_told_two_short_is_still_read()
    {
        await using var package = await PackAsync(Signed);
        var receipt = Write(package.Sent, static c => c, Globex);
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200, receipt.Headers, receipt.Body[..^2]));

        Assert.Equal(As2SendOutcome.Delivered, (await SendAsync(partner.Address, package)).Outcome);
    }

    private static ReceiptRequest Signed { get; } = ReceiptRequest.Signed("edi@acme.example", [MicAlgorithm.Of(DigestAlgorithm.Sha256)]);

    private static PartnerAnswer Answer(SentMessage sent, Func<ReceiptContent, ReceiptContent>? change = null) => Answer(sent, change ?? (static c => c), Globex);

    private static PartnerAnswer Answer(SentMessage sent, CmsPrivateKey? signer) => Answer(sent, static c => c, signer);

    private static PartnerAnswer Answer(SentMessage sent, Func<ReceiptContent, ReceiptContent> change, CmsPrivateKey? signer)
        => Write(sent, change, signer) is var written ? PartnerAnswer.Of(200, written.Headers, written.Body) : PartnerAnswer.Silence;

    private static WrittenReceipt Write(SentMessage sent, Func<ReceiptContent, ReceiptContent> change, CmsPrivateKey? signer)
    {
        var content = new ReceiptContent
        {
            From = sent.To, To = sent.From, ReceiptId = MessageId.Create("receipt", "globex"), Date = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero),
            OriginalMessageId = sent.MessageId.Value, Disposition = Disposition.Processed, Mic = sent.Mic,
        };
        return ReceiptWriter.Write(change(content), signer is null ? null : new CmsSignerOptions { Key = signer });
    }

    private static async Task<As2SendResult> SendAsync(Uri url, Packed packed)
    {
        using var sender = new As2HttpSender();
        var reading = new ReceiptReadOptions { VerificationTime = new DateTimeOffset(2026, 2, 3, 0, 0, 0, TimeSpan.Zero), SignerCertificates = [Globex.Certificate] };
        return await sender.SendAsync(url, packed.Package, packed.Sent, reading, TestContext.Current.CancellationToken);
    }

    private static async Task<Packed> PackAsync(ReceiptRequest? receipt)
    {
        var edi = TestBytes.Edi(5000);
        var options = new As2SendOptions
        {
            From = As2Name.Create("acme").Value!, To = As2Name.Create("my globex").Value!, MessageId = MessageId.Create(Guid.NewGuid().ToString("N"), "acme"),
            Date = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero), Signer = new() { Key = Acme }, Recipients = [new() { Certificate = Globex.Certificate }], Receipt = receipt,
        };
        var package = await As2Packager.PackAsync(options, [new() { ContentType = "application/EDI-X12", FileName = "a.edi", Length = edi.Length, OpenAsync = _ => new(new MemoryStream(edi)) }], new SpoolQuarantine(), TestContext.Current.CancellationToken);
        return new(package, new() { From = options.From, To = options.To, MessageId = options.MessageId, Mic = package.Mic, Receipt = receipt });
    }

    private static async Task<byte[]> BytesAsync(As2Package package)
    {
        await using var body = await package.OpenAsync(TestContext.Current.CancellationToken);
        using var whole = new MemoryStream();
        await body.CopyToAsync(whole, TestContext.Current.CancellationToken);
        return whole.ToArray();
    }

    private sealed record Packed(As2Package Package, SentMessage Sent) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Package.DisposeAsync();
    }
}
