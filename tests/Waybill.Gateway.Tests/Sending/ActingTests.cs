using System.Collections.Concurrent;
using Waybill.Testing;

namespace Waybill.Gateway.Tests.Sending;

/// <summary>What people do while messages are on their way, what overdue receipts lead to, and what is heard of it.</summary>
public sealed class ActingTests
{
    private static readonly byte[] Order = TestBytes.Edi(4_000);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancelling_cuts_an_attempt_on_the_wire_and_a_receipt_still_closes_the_message()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Silence);
        await using var side = await SendingSide.StartAsync(partner, c => c with { Http = c.Http with { SilenceTimeout = TimeSpan.FromHours(1) }, Receipt = SendingSide.LaterReceipt });
        var id = await side.SubmitAsync(Order);
        await SendingSide.UntilAsync(() => Task.FromResult(partner.Requests.Count is 1));

        Assert.Equal(ActionOutcome.Done, await side.Service.Operations.CancelAsync(id, "anna", Token));

        await SendingSide.UntilAsync(async () => (await side.DetailAsync(id)).Attempts is [{ EndedAt: not null }]);
        var detail = await side.DetailAsync(id);
        Assert.Equal((ExchangeState.Cancelled, null), (detail.Summary.State, detail.Attempts[0].HttpStatus));
        Assert.StartsWith("Cancelled while sending, outcome unknown", detail.Attempts[0].Sentence, StringComparison.Ordinal);
        Assert.True((await side.ArrivedAsync(Partner.Receipt(partner.Requests[0]))).Changed);
        Assert.Equal(ExchangeState.Delivered, await side.StateAsync(id));
    }

    [Fact]
    public async Task What_another_process_cancelled_is_cut_by_the_next_look_into_the_store()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Silence);
        await using var side = await SendingSide.StartAsync(partner, c => c with { Http = c.Http with { SilenceTimeout = TimeSpan.FromHours(1) } });
        var (stays, goes) = (await side.SubmitAsync(Order), await side.SubmitAsync(Order));
        await SendingSide.UntilAsync(() => Task.FromResult(partner.Requests.Count is 2));

        Assert.True(await side.Journal.CancelAsync(goes, "anna", side.Clock.GetUtcNow(), Token));
        await side.PassAsync(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(3));

        await SendingSide.UntilAsync(async () => (await side.DetailAsync(goes)).Attempts is [{ EndedAt: not null }]);
        Assert.Null(Assert.Single((await side.DetailAsync(stays)).Attempts).EndedAt);
    }

    [Fact]
    public async Task A_message_that_was_cut_and_is_sent_again_is_delivered()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Silence, Partner.Good);
        await using var side = await SendingSide.StartAsync(partner, c => c with { Http = c.Http with { SilenceTimeout = TimeSpan.FromHours(1) } });
        var id = await side.SubmitAsync(Order);
        await SendingSide.UntilAsync(() => Task.FromResult(partner.Requests.Count is 1));
        await side.Service.Operations.CancelAsync(id, "anna", Token);
        Assert.Equal(ActionOutcome.NeedsConfirmation, await side.Service.Operations.ResendAsync(id, "anna", isConfirmed: false, Token));
        Assert.Equal(ActionOutcome.Done, await side.Service.Operations.ResendAsync(id, "anna", isConfirmed: true, Token));

        await side.UntilAsync(id, ExchangeState.Delivered);
        DeliveryTests.Same(partner.Requests[0], partner.Requests[1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Requirement("AS2-DUP-001")]
    public async Task An_overdue_receipt_has_the_same_bytes_sent_again_so_often_and_then_the_message_fails(bool comesAtLast)
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await using var side = await SendingSide.StartAsync(
            partner, c => c with { Receipt = SendingSide.LaterReceipt, ReceiptDeadline = TimeSpan.FromHours(1), ResendsWhenOverdue = 2 });
        var id = await side.SubmitAsync(Order);
        await side.UntilAsync(id, ExchangeState.AwaitingReceipt);
        for (var requests = 2; requests <= 3; requests++)
        {
            await side.PassAsync(TimeSpan.FromMinutes(61), TimeSpan.FromMinutes(20));
            var looks = 0;
            await SendingSide.UntilAsync(() =>
            {
                if (++looks % 50 is 0)
                {
                    // For a loop that began its wait after the clock was moved.
                    side.Clock.Advance(TimeSpan.FromSeconds(3));
                }

                return Task.FromResult(partner.Requests.Count == requests);
            });
            await side.UntilAsync(id, ExchangeState.AwaitingReceipt);
            Assert.Empty(await side.AlertsAsync("receipt-overdue"));
        }

        if (comesAtLast)
        {
            Assert.True((await side.ArrivedAsync(Partner.Receipt(partner.Requests[2]))).Changed);
        }

        await side.PassAsync(TimeSpan.FromMinutes(61), TimeSpan.FromMinutes(20));
        var detail = await side.UntilAsync(id, comesAtLast ? ExchangeState.Delivered : ExchangeState.Failed);
        Assert.All(partner.Requests, r => DeliveryTests.Same(partner.Requests[0], r));
        Assert.Equal((3, 3), (partner.Requests.Count, detail.Attempts.Count));
        Assert.Equal(comesAtLast ? 0 : 1, (await side.AlertsAsync("send-failed")).Count);
    }

    [Fact]
    public async Task An_action_under_a_key_is_done_once_and_another_request_under_it_is_refused()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(404), Partner.Good);
        await using var side = await SendingSide.StartAsync(partner);
        var operations = side.Service.Operations;
        var id = await side.SubmitAsync(Order);
        await side.UntilAsync(id, ExchangeState.Failed);
        var key = new IdempotencyKey("anna", "k1", new byte[] { 1 }, "again");

        Assert.Equal(ActionOutcome.NeedsConfirmation, (await operations.ResendAsync(id, "anna", isConfirmed: false, key, Token)).Outcome);
        Assert.Equal(ActionOutcome.Done, (await operations.ResendAsync(id, "anna", isConfirmed: true, key, Token)).Outcome);
        await side.UntilAsync(id, ExchangeState.Delivered);
        await side.RestartAsync();

        operations = side.Service.Operations;
        Assert.Equal(new(ActionOutcome.Repeated, "again"), await operations.ResendAsync(id, "anna", isConfirmed: true, key, Token));
        Assert.Equal(ActionOutcome.KeyTaken, (await operations.CancelAsync(id, "anna", key with { RequestSha256 = new byte[] { 2 } }, Token)).Outcome);
        Assert.Equal(ActionOutcome.NotAllowed, (await operations.CancelAsync(id, "anna", key with { Key = "k2" }, Token)).Outcome);
        Assert.Equal(2, partner.Requests.Count);
    }

    [Fact]
    public async Task The_package_and_what_was_signed_can_be_had_again_and_the_package_only_while_its_key_is_kept()
    {
        var large = TestBytes.Edi(1_500_000);
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(503), Partner.Good);
        await using var side = await SendingSide.StartAsync(partner);
        var (small, recipe) = (await side.SubmitAsync(Order), await side.SubmitAsync(large));
        foreach (var id in new[] { small, recipe })
        {
            await side.UntilAsync(id, ExchangeState.RetryWait, ExchangeState.Delivered);
        }

        await side.PassAsync(TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(2));
        foreach (var id in new[] { small, recipe })
        {
            var detail = await side.UntilAsync(id, ExchangeState.Delivered);
            var request = partner.Requests.Last(r => r.Header("Message-ID") == detail.Summary.MessageId);
            Assert.Equal(Partner.Open(request).Entity, await ReadAsync(side.Service.Packages.OpenEntityAsync(id, Token)));
            Assert.Equal(
                [(CertificateUse.Sign, Partner.Acme.Certificate.Sha256Thumbprint), (CertificateUse.Encrypt, Partner.Globex.Certificate.Sha256Thumbprint)],
                detail.Certificates.Select(c => (c.Use, c.Sha256Thumbprint)));
            Assert.Equal(Partner.Globex.Certificate.Sha256Thumbprint, Assert.Single(detail.Receipts).Signer!.Sha256Thumbprint);
        }

        Assert.Equal(partner.Requests.Last(r => r.Body.Length < 20_000).Body.ToArray(), await ReadAsync(side.Service.Packages.OpenBodyAsync(small, Token)));
        Assert.Null(await side.Service.Packages.OpenBodyAsync(recipe, Token));
    }

    [Fact]
    public async Task What_sending_does_is_heard()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(503), _ => PartnerAnswer.Of(429), _ => PartnerAnswer.Of(404));
        await using var side = await SendingSide.StartAsync(SendingSide.To(partner.Address), isRunning: false);
        var heard = new Heard();
        side.Service.Log = heard;
        side.Run();
        var id = await side.SubmitAsync(Order);
        await side.UntilAsync(id, ExchangeState.RetryWait);
        await side.PassAsync(TimeSpan.FromMinutes(5));
        await SendingSide.UntilAsync(() => Task.FromResult(heard.Lines.Count(l => l.StartsWith("ended", StringComparison.Ordinal)) is 2));
        await side.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1));
        await side.UntilAsync(id, ExchangeState.Failed);

        await SendingSide.UntilAsync(() => Task.FromResult(heard.Lines.Count is 7));
        Assert.Equal(["packaged", "began 1", "ended 1: 503 RetryWait", "began 2", "ended 2: 429 RetryWait paused", "began 3", "ended 3: 404 Failed"], heard.Lines);
    }

    private static async Task<byte[]> ReadAsync(ValueTask<SentBytes?> opening)
    {
        await using var sent = (await opening)!;
        using var copy = new MemoryStream();
        await sent.Content.CopyToAsync(copy, Token);
        return copy.ToArray();
    }

    private sealed class Heard : ISendingLog
    {
        internal ConcurrentQueue<string> Lines { get; } = new();

        public void Packaged(Submission submission, long bytes) => Lines.Enqueue("packaged");

        public void AttemptBegan(SendWork work, string connection) => Lines.Enqueue($"began {work.Attempt}");

        public void AttemptEnded(SendWork work, string connection, AttemptResult result)
            => Lines.Enqueue($"ended {work.Attempt}: {result.HttpStatus} {result.Next}{(PauseSchedule.IsPaused(result.Pause) ? " paused" : "")}");
    }
}
