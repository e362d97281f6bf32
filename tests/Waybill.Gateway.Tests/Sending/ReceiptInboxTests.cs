using System.Security.Cryptography;
using Waybill.As2;
using Waybill.Testing;

namespace Waybill.Gateway.Tests.Sending;

/// <summary>Receipts that come on their own: late, early, twice, wrong, for nothing of ours.</summary>
public sealed class ReceiptInboxTests
{
    private static readonly byte[] Order = TestBytes.Edi(3_000);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static WrittenReceipt Refusal(PartnerRequest request) => Partner.Receipt(request, c => c with { Disposition = Disposition.Error("decryption-failed"), Mic = null });

    [Fact]
    [Requirement("AS2-MATCH-001")]
    public async Task Receipts_find_their_messages_in_any_order_with_or_without_brackets()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(204));
        await using var side = await LaterAsync(partner);
        List<ExchangeId> ids = [];
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await side.SubmitAsync(TestBytes.Edi(100 + i)));
        }

        await Task.WhenAll(ids.Select(id => side.UntilAsync(id, ExchangeState.AwaitingReceipt)));
        var random = new Random(3);
        foreach (var request in partner.Requests.OrderBy(_ => random.Next()))
        {
            var bare = random.Next(2) is 0;
            var outcome = await side.ArrivedAsync(Partner.Receipt(request, c => bare ? c with { OriginalMessageId = c.OriginalMessageId!.Trim('<', '>') } : c));
            Assert.True(outcome.Changed);
            Assert.Equal(request.Header("Message-ID"), (await side.DetailAsync(outcome.Exchange!.Value)).Summary.MessageId);
        }

        foreach (var id in ids)
        {
            Assert.Equal(ExchangeState.Delivered, await side.StateAsync(id));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Requirement("AS2-MATCH-008")]
    public async Task The_first_authentic_verdict_stands_and_a_second_one_is_kept(bool isGoodFirst)
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await using var side = await LaterAsync(partner);
        var id = await AwaitingAsync(side);
        var (good, bad) = (Partner.Receipt(partner.Requests[0]), Refusal(partner.Requests[0]));

        Assert.True((await side.ArrivedAsync(isGoodFirst ? good : bad)).Changed);
        var second = await side.ArrivedAsync(isGoodFirst ? bad : good);

        Assert.False(second.Changed);
        Assert.Equal(id, second.Exchange);
        var detail = await side.DetailAsync(id);
        Assert.Equal(isGoodFirst ? ExchangeState.Delivered : ExchangeState.Rejected, detail.Summary.State);
        Assert.Equal(2, detail.Receipts.Count);
        Assert.Contains(detail.Timeline, t => t.Text.Contains("first verdict stands", StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("AS2-MATCH-009")]
    public async Task A_receipt_for_nothing_of_ours_is_kept_and_touches_nothing()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await using var side = await LaterAsync(partner);
        var id = await AwaitingAsync(side);
        WrittenReceipt[] strange =
        [
            Partner.Receipt(partner.Requests[0], c => c with { OriginalMessageId = "<never@sent>" }),
            Partner.Receipt(partner.Requests[0], c => c with { OriginalMessageId = null }),
            Partner.Receipt(partner.Requests[0], c => c with { From = As2Name.Create("somebody").Value! }),
            Partner.Receipt(partner.Requests[0], c => c with { To = As2Name.Create("else").Value! }),
            new([new("Content-Type", "text/html")], "<html></html>"u8.ToArray()),
        ];
        foreach (var receipt in strange)
        {
            Assert.Equal(new InboxOutcome(null, null, false), await side.ArrivedAsync(receipt));
        }

        Assert.Equal(ExchangeState.AwaitingReceipt, await side.StateAsync(id));
        Assert.Empty((await side.DetailAsync(id)).Receipts);
        Assert.Equal(strange.Length, side.Count("select count(*) from receipt_in where exchange_n is null"));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(401)]
    [Requirement("AS2-MATCH-010")]
    public async Task A_receipt_that_comes_before_the_answer_counts_whatever_the_answer_is(int status)
    {
        SendingSide? side = null;
        await using var partner = FakePartner.Start(r =>
        {
            Assert.True(side!.ArrivedAsync(Partner.Receipt(r)).GetAwaiter().GetResult().Changed);
            return PartnerAnswer.Of(status);
        });
        side = await LaterAsync(partner);
        await using var owned = side;
        var id = await side.SubmitAsync(Order);
        await SendingSide.UntilAsync(async () => (await side.DetailAsync(id)).Attempts is [{ HttpStatus: not null }]);

        Assert.Equal(ExchangeState.Delivered, await side.StateAsync(id));
        Assert.Equal(status, (await side.DetailAsync(id)).Attempts[0].HttpStatus);
        await side.PassAsync(TimeSpan.FromHours(26), TimeSpan.FromHours(2));
        Assert.Equal(ExchangeState.Delivered, await side.StateAsync(id));
        Assert.Single(partner.Requests);
    }

    [Fact]
    [Requirement("AS2-MATCH-011")]
    public async Task A_receipt_that_does_not_come_in_time_raises_an_alert_and_counts_when_it_comes_late()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await using var side = await LaterAsync(partner, c => c with { ReceiptDeadline = TimeSpan.FromHours(6) });
        var id = await AwaitingAsync(side);
        await side.PassAsync(TimeSpan.FromHours(6) - TimeSpan.FromMinutes(1));
        Assert.Equal(ExchangeState.AwaitingReceipt, await side.StateAsync(id));

        await side.PassAsync(TimeSpan.FromMinutes(2));
        await side.UntilAsync(id, ExchangeState.Overdue);
        Assert.Single(await side.AlertsAsync("receipt-overdue"));
        await side.PassAsync(TimeSpan.FromHours(48), TimeSpan.FromHours(12));
        Assert.Single(partner.Requests);

        Assert.True((await side.ArrivedAsync(Partner.Receipt(partner.Requests[0]))).Changed);
        Assert.Equal(ExchangeState.Delivered, await side.StateAsync(id));
        Assert.Empty(await side.AlertsAsync("receipt-overdue"));
    }

    [Fact]
    public async Task A_late_receipt_closes_what_failed_and_what_was_cancelled()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(404), _ => PartnerAnswer.Of(503));
        await using var side = await LaterAsync(partner);
        var failed = await side.SubmitAsync(Order);
        await side.UntilAsync(failed, ExchangeState.Failed);
        var cancelled = await side.SubmitAsync(Order);
        await side.UntilAsync(cancelled, ExchangeState.RetryWait);
        Assert.Equal(ActionOutcome.Done, await side.Service.Operations.CancelAsync(cancelled, "anna", Token));

        Assert.True((await side.ArrivedAsync(Partner.Receipt(partner.Requests[0]))).Changed);
        Assert.True((await side.ArrivedAsync(Refusal(partner.Requests[1]))).Changed);

        Assert.Equal(ExchangeState.Delivered, await side.StateAsync(failed));
        Assert.Equal(ExchangeState.Rejected, await side.StateAsync(cancelled));
    }

    [Fact]
    [Requirement("AS2-MATCH-003", "AS2-SEC-009")]
    public async Task What_is_not_proven_is_kept_alerted_once_and_changes_nothing()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await using var side = await LaterAsync(partner);
        var id = await AwaitingAsync(side);
        WrittenReceipt[] unproven =
        [
            Partner.Receipt(partner.Requests[0], isSigned: false), Partner.Receipt(partner.Requests[0], signer: Partner.Stranger),
            Partner.Receipt(partner.Requests[0], c => c with { Disposition = Disposition.Error("decryption-failed") }, isSigned: false),
        ];
        foreach (var receipt in unproven)
        {
            var outcome = await side.ArrivedAsync(receipt);
            Assert.Equal((false, false), (outcome.Changed, outcome.Verdict!.IsAuthentic));
        }

        Assert.Equal(ExchangeState.AwaitingReceipt, await side.StateAsync(id));
        Assert.Equal(1, Assert.Single(await side.AlertsAsync("receipt-not-authentic")).Count);
        Assert.Equal(3, (await side.DetailAsync(id)).Receipts.Count);
        Assert.True((await side.ArrivedAsync(Partner.Receipt(partner.Requests[0]))).Changed);
    }

    [Theory]
    [InlineData(3_000)]
    [InlineData(2_000_000)]
    [Requirement("AS2-MATCH-004", "AS2-MATCH-005")]
    public async Task A_wrong_mic_is_named_after_a_restart_too(int length)
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await using var side = await LaterAsync(partner);
        var id = await side.SubmitAsync(TestBytes.Edi(length));
        await side.UntilAsync(id, ExchangeState.AwaitingReceipt);
        await side.RestartAsync();
        var (mic, _, payload) = Partner.Open(partner.Requests[0]);

        Assert.True((await side.ArrivedAsync(Partner.Receipt(partner.Requests[0], c => c with { Mic = new(mic.Algorithm, SHA256.HashData(payload)) }))).Changed);

        var detail = await side.DetailAsync(id);
        Assert.Equal(ExchangeState.MicMismatch, detail.Summary.State);
        Assert.Contains("without", Assert.Single(detail.Receipts).Variant, StringComparison.OrdinalIgnoreCase);
    }

    private static Task<SendingSide> LaterAsync(FakePartner partner, Func<OutboundConnection, OutboundConnection>? change = null)
        => SendingSide.StartAsync(partner, c => (change ?? (static same => same))(c with { Receipt = SendingSide.LaterReceipt }));

    private static async Task<ExchangeId> AwaitingAsync(SendingSide side)
    {
        var id = await side.SubmitAsync(Order);
        await side.UntilAsync(id, ExchangeState.AwaitingReceipt);
        return id;
    }
}
