using System.Security.Cryptography;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Testing;

namespace Waybill.Gateway.Tests.Sending;

/// <summary>What one attempt comes to, on real sockets and a real journal.</summary>
public sealed class DeliveryTests
{
    private static readonly byte[] Order = TestBytes.Edi(10_000);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_claim_whose_word_was_lost_with_the_database_is_sent_all_the_same()
    {
        await using var partner = FakePartner.Start(Partner.Good);
        await using var side = await SendingSide.StartAsync(SendingSide.To(partner.Address), isRunning: false);
        side.RunDeaf();
        var id = await side.SubmitAsync(Order);

        var detail = await side.UntilAsync(id, ExchangeState.Delivered);

        Assert.Single(partner.Requests);
        Assert.Equal(2, detail.Summary.Attempts);
    }

    [Fact]
    public async Task A_silent_connection_is_not_pumped_and_is_again_with_its_next_message()
    {
        await using var partner = FakePartner.Start(Partner.Good);
        await using var side = await SendingSide.StartAsync(partner);
        await SendingSide.UntilAsync(() => Task.FromResult(side.Service.Scopes is (1, 0)));
        for (var round = 0; round < 2; round++)
        {
            await side.UntilAsync(await side.SubmitAsync(Order), ExchangeState.Delivered);
            await SendingSide.UntilAsync(() =>
            {
                side.Clock.Advance(TimeSpan.FromSeconds(5));
                return Task.FromResult(side.Service.Scopes is (1, 0));
            });
        }

        Assert.Equal(2, partner.Requests.Count);
    }

    [Fact]
    [Requirement("AS2-HTTP-021")]
    public async Task A_message_is_delivered_when_its_signed_receipt_is_good()
    {
        await using var partner = FakePartner.Start(Partner.Good);
        await using var side = await SendingSide.StartAsync(partner, c => c with { Authorization = [new("Authorization", "Basic YTpi")], ExtraHeaders = [new("X-Lane", "7")] });
        var id = await side.SubmitAsync(Order);

        var detail = await side.UntilAsync(id, ExchangeState.Delivered);

        var request = Assert.Single(partner.Requests);
        Assert.Equal(Order, Partner.Open(request).Payload);
        Assert.Equal("Basic YTpi", request.Header("Authorization"));
        Assert.Equal("7", request.Header("X-Lane"));
        Assert.Equal("Order", request.Header("Subject"));
        Assert.Equal(detail.Summary.MessageId, request.Header("Message-ID"));
        Assert.DoesNotContain(detail.Headers, h => h.Key is "Authorization");
        var attempt = Assert.Single(detail.Attempts);
        Assert.Equal((1, 200), (attempt.Number, attempt.HttpStatus));
        var receipt = Assert.Single(detail.Receipts);
        Assert.True(receipt.IsAuthentic);
        Assert.True(receipt.IsSynchronous);
        Assert.Equal(ReceiptOutcome.Delivered, receipt.Outcome);
        Assert.Equal(detail.Mic, receipt.Mic);
        Assert.Equal(7, detail.ConnectionVersion);
        Assert.Equal(Order.Length, Assert.Single(detail.Documents).Length);
        Assert.Equal(SHA256.HashData(Order), detail.Documents[0].Sha256!.Value.ToArray());
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(204)]
    [InlineData(206)]
    [Requirement("AS2-HTTP-018")]
    public async Task Any_2xx_is_a_transfer_and_the_receipt_is_awaited(int status)
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(status));
        await using var side = await SendingSide.StartAsync(partner, c => c with { Receipt = SendingSide.LaterReceipt });
        var id = await side.SubmitAsync(Order);

        Assert.Equal(status, Assert.Single((await side.UntilAsync(id, ExchangeState.AwaitingReceipt)).Attempts).HttpStatus);
        await side.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(ExchangeState.AwaitingReceipt, await side.StateAsync(id));
        Assert.Single(partner.Requests);
    }

    [Fact]
    public async Task A_message_that_asks_for_no_receipt_is_sent()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await using var side = await SendingSide.StartAsync(partner, c => c with { Receipt = null });

        await side.UntilAsync(await side.SubmitAsync(Order), ExchangeState.Sent);
    }

    [Fact]
    [Requirement("AS2-MDN-022")]
    public async Task A_receipt_nobody_asked_for_is_kept_and_decides_nothing()
    {
        await using var partner = FakePartner.Start(r => Partner.Answer(r, c => c with { Disposition = Disposition.Error("decryption-failed") }));
        await using var side = await SendingSide.StartAsync(partner, c => c with { Receipt = null });

        var detail = await side.UntilAsync(await side.SubmitAsync(Order), ExchangeState.Sent);
        Assert.False(Assert.Single(detail.Receipts).IsAuthentic);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(411)]
    [InlineData(413)]
    [InlineData(415)]
    [InlineData(422)]
    [InlineData(426)]
    [Requirement("AS2-HTTP-019", "AS2-HTTP-022")]
    public async Task A_refusal_is_final(int status)
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(status, [new("Location", "http://127.0.0.1:9/elsewhere")]));
        await using var side = await SendingSide.StartAsync(partner);
        var id = await side.SubmitAsync(Order);

        Assert.Equal(status, Assert.Single((await side.UntilAsync(id, ExchangeState.Failed)).Attempts).HttpStatus);
        await side.PassAsync(TimeSpan.FromHours(25), TimeSpan.FromHours(5));
        Assert.Single(partner.Requests);
    }

    public static TheoryData<string> Passing => ["408", "425", "500", "502", "503", "504", "599", "reset", "cut", "silence"];

    [Theory]
    [MemberData(nameof(Passing))]
    [Requirement("AS2-HTTP-019", "AS2-DUP-001")]
    public async Task What_passes_is_tried_again_with_the_same_bytes_and_costs_an_attempt(string what)
    {
        var bad = what switch
        {
            "reset" => PartnerAnswer.Reset,
            "silence" => PartnerAnswer.Silence,
            "cut" => PartnerAnswer.Of(200) with { CutAfter = 12 },
            _ => PartnerAnswer.Of(int.Parse(what, System.Globalization.CultureInfo.InvariantCulture)),
        };
        await using var partner = FakePartner.Start(_ => bad, Partner.Good);
        await using var side = await SendingSide.StartAsync(partner, c => c with { Http = c.Http with { SilenceTimeout = TimeSpan.FromMilliseconds(what is "silence" ? 400 : 60_000) } });
        var id = await side.SubmitAsync(Order);
        await side.UntilAsync(id, ExchangeState.RetryWait);
        await side.PassAsync(TimeSpan.FromMinutes(4));
        Assert.Single(partner.Requests);

        await side.PassAsync(TimeSpan.FromMinutes(1));
        var detail = await side.UntilAsync(id, ExchangeState.Delivered);

        Same(partner.Requests[0], partner.Requests[1]);
        Assert.Equal([1, 2], detail.Attempts.Select(a => a.Number));
        Assert.Empty(await side.AlertsAsync("connection-paused"));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(407)]
    [InlineData(429)]
    [InlineData(418)]
    [Requirement("AS2-HTTP-019")]
    public async Task What_is_wrong_with_the_connection_pauses_it_and_costs_no_attempt(int status)
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(status), _ => PartnerAnswer.Of(status), Partner.Good);
        await using var side = await SendingSide.StartAsync(partner, c => c with { ConnectionFailures = [418], RetryWaits = [TimeSpan.FromHours(10)], Concurrency = 1 });
        var first = await side.SubmitAsync(Order);
        await side.UntilAsync(first, ExchangeState.RetryWait);
        Assert.Single(await side.AlertsAsync("connection-paused"));
        var second = await side.SubmitAsync(TestBytes.Edi(500));
        await side.UntilAsync(second, ExchangeState.Packaged);

        await side.PassAsync(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(15));
        var detail = await side.UntilAsync(first, ExchangeState.Delivered);
        await side.UntilAsync(second, ExchangeState.Delivered);

        Assert.Equal(3, detail.Attempts.Count + (await side.DetailAsync(second)).Attempts.Count - 1);
        Assert.Equal(0, side.Count($"select spent - 1 from exchange where id = '{first.Value}'"));
        await SendingSide.UntilAsync(async () => (await side.AlertsAsync("connection-paused")).Count is 0);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_pauses_the_connection_until_somebody_does()
    {
        Uri address;
        await using (var gone = FakePartner.Start(Partner.Good))
        {
            address = gone.Address;
        }

        await using var side = await SendingSide.StartAsync(SendingSide.To(address));
        ExchangeId[] ids = [await side.SubmitAsync(Order), await side.SubmitAsync(TestBytes.Edi(99))];
        await SendingSide.UntilAsync(async () => (await side.AlertsAsync("connection-paused")).Count is 1);
        await side.UntilAsync(ids[0], ExchangeState.RetryWait);

        await using var partner = FakePartner.Start(Partner.Good);
        side.Connection = side.Connection with { Urls = [address, partner.Address] };
        await side.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(15));
        await side.UntilAsync(ids[0], ExchangeState.Delivered);
        await side.UntilAsync(ids[1], ExchangeState.Delivered);
        Assert.Equal(2, partner.Requests.Count);
    }

    [Fact]
    [Requirement("AS2-DUP-007")]
    public async Task Waits_grow_and_end_with_the_total_time()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(503));
        await using var side = await SendingSide.StartAsync(partner);
        var id = await side.SubmitAsync(Order);
        var expected = 1;
        foreach (var minutes in new[] { 5, 10, 20, 40, 60, 60 })
        {
            await SendingSide.UntilAsync(async () => (await side.DetailAsync(id)) is { Summary.State: ExchangeState.RetryWait } d && d.Attempts.Count == expected);
            await side.PassAsync(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.Equal(expected, partner.Requests.Count);
            await side.PassAsync(TimeSpan.FromSeconds(1));
            expected++;
        }

        await SendingSide.UntilAsync(async () => (await side.DetailAsync(id)).Attempts.Count == expected && await side.StateAsync(id) is ExchangeState.RetryWait);
        for (var hours = 0; hours < 22; hours++)
        {
            await side.PassAsync(TimeSpan.FromHours(1));
            await SendingSide.UntilAsync(async () => await side.StateAsync(id) is ExchangeState.RetryWait or ExchangeState.Failed);
        }

        await side.UntilAsync(id, ExchangeState.Failed);
        var sent = partner.Requests.Count;
        await side.PassAsync(TimeSpan.FromHours(3), TimeSpan.FromHours(1));
        Assert.Equal(sent, partner.Requests.Count);
    }

    [Fact]
    [Requirement("AS2-DUP-008")]
    public async Task A_2xx_without_the_receipt_that_was_asked_for_is_tried_again_under_the_same_id()
    {
        PartnerAnswer[] bad = [PartnerAnswer.Of(200), PartnerAnswer.Of(204), PartnerAnswer.Of(200, [new("Content-Type", "text/html")], "<html>Welcome</html>"u8.ToArray())];
        await using var partner = FakePartner.Start(_ => bad[0], _ => bad[1], _ => bad[2], r => Partner.Good(r) with { CutAfter = 700 }, Partner.Good);
        await using var side = await SendingSide.StartAsync(partner, c => c with { RetryWaits = [TimeSpan.FromMinutes(5)] });
        var id = await side.SubmitAsync(Order);
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            var made = attempt;
            await SendingSide.UntilAsync(async () => (await side.DetailAsync(id)) is { Summary.State: ExchangeState.RetryWait } d && d.Attempts.Count == made);
            await side.PassAsync(TimeSpan.FromMinutes(5));
        }

        await side.UntilAsync(id, ExchangeState.Delivered);
        Assert.All(partner.Requests, r => Same(partner.Requests[0], r));
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("error")]
    [Requirement("AS2-DUP-009")]
    public async Task An_authentic_refusal_ends_it(string how)
    {
        var disposition = how is "failed" ? Disposition.Failure("unsupported-format") : Disposition.Error("decryption-failed");
        await using var partner = FakePartner.Start(r => Partner.Answer(r, c => c with { Disposition = disposition, Mic = null }));
        await using var side = await SendingSide.StartAsync(partner);
        var id = await side.SubmitAsync(Order);

        var detail = await side.UntilAsync(id, ExchangeState.Rejected);
        await side.PassAsync(TimeSpan.FromHours(25), TimeSpan.FromHours(5));

        Assert.Single(partner.Requests);
        Assert.Equal(ReceiptOutcome.Rejected, Assert.Single(detail.Receipts).Outcome);
        Assert.Equal(ActionOutcome.NotAllowed, await side.Service.Operations.ResendAsync(id, "anna", isConfirmed: true, Token));
    }

    [Fact]
    [Requirement("AS2-DUP-009")]
    public async Task An_authentic_receipt_counts_under_any_status()
    {
        await using var partner = FakePartner.Start(r => Partner.Answer(r, static c => c, status: 500));
        await using var side = await SendingSide.StartAsync(partner);

        await side.UntilAsync(await side.SubmitAsync(Order), ExchangeState.Delivered);
    }

    [Theory]
    [InlineData("unsigned")]
    [InlineData("stranger")]
    [InlineData("flipped")]
    [InlineData("other message")]
    [Requirement("AS2-MATCH-003", "AS2-MATCH-013", "AS2-SEC-009")]
    public async Task What_is_not_proven_delivers_nothing_and_a_later_authentic_one_still_closes_it(string what)
    {
        await using var partner = FakePartner.Start(r => what switch
        {
            "unsigned" => Partner.Answer(r, static c => c, isSigned: false),
            "stranger" => Partner.Answer(r, static c => c, signer: Partner.Stranger),
            "other message" => Partner.Answer(r, static c => c with { OriginalMessageId = "<other@acme>" }),
            _ => Flipped(r),
        });
        await using var side = await SendingSide.StartAsync(partner);
        var id = await side.SubmitAsync(Order);

        var detail = await side.UntilAsync(id, ExchangeState.ReceiptInvalid);
        await side.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromHours(1));
        Assert.False(Assert.Single(detail.Receipts).IsAuthentic);
        Assert.Single(partner.Requests);

        Assert.True((await side.ArrivedAsync(Partner.Receipt(partner.Requests[0]))).Changed);
        Assert.Equal(ExchangeState.Delivered, await side.StateAsync(id));
    }

    [Theory]
    [InlineData("without headers", "without")]
    [InlineData("other algorithm", "sha-512")]
    [InlineData("body", "HTTP body")]
    [InlineData("nothing known", null)]
    [Requirement("AS2-MATCH-004", "AS2-MATCH-005")]
    public async Task A_mic_that_differs_is_never_a_delivery_unless_only_the_algorithm_does_and_what_was_hashed_is_named(string what, string? named)
    {
        await using var partner = FakePartner.Start(r => Partner.Answer(r, c => c with { Mic = Wrong(what, r) }));
        await using var side = await SendingSide.StartAsync(partner);

        var detail = await side.UntilAsync(await side.SubmitAsync(Order), ExchangeState.MicMismatch, ExchangeState.Delivered);

        Assert.Equal(what is "other algorithm" ? ExchangeState.Delivered : ExchangeState.MicMismatch, detail.Summary.State);
        var receipt = Assert.Single(detail.Receipts);
        Assert.True(receipt.IsAuthentic);
        Assert.Equal(named is null, receipt.Variant is null);
        Assert.Contains(named ?? "", receipt.Variant ?? "", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_cannot_be_packaged_fails_with_the_reason()
    {
        await using var partner = FakePartner.Start(Partner.Good);
        await using var side = await SendingSide.StartAsync(partner, c => c with { Signer = c.Signer! with { Digest = DigestAlgorithm.Sha1 } });

        var detail = await side.UntilAsync(await side.SubmitAsync(Order), ExchangeState.Failed);

        Assert.Contains(detail.Timeline, t => t.Text.Contains("sha-1", StringComparison.Ordinal));
        Assert.Empty(partner.Requests);
    }

    internal static void Same(PartnerRequest one, PartnerRequest other)
    {
        Assert.Equal(one.Head, other.Head);
        Assert.True(one.Body.Span.SequenceEqual(other.Body.Span), "The bytes of a retry differ.");
    }

    private static PartnerAnswer Flipped(PartnerRequest request)
    {
        var receipt = Partner.Receipt(request);
        var body = receipt.Body.ToArray();
        body[body.AsSpan().IndexOf("automatic-action"u8)] = (byte)'A';
        return PartnerAnswer.Of(200, receipt.Headers, body);
    }

    private static Mic Wrong(string what, PartnerRequest request)
    {
        var (mic, entity, payload) = Partner.Open(request);
        return what switch
        {
            "without headers" => new(mic.Algorithm, SHA256.HashData(payload)),
            "other algorithm" => new(MicAlgorithm.Of(DigestAlgorithm.Sha512), SHA512.HashData(entity)),
            "body" => new(mic.Algorithm, SHA256.HashData(request.Body.Span)),
            _ => new(mic.Algorithm, SHA256.HashData("something"u8)),
        };
    }
}
