using Waybill.As2;

namespace Waybill.Testing.Tests;

/// <summary>Receipts of their own connection: a second partner on a socket plays the sender's receipt URL.</summary>
public sealed class AsynchronousReceiptTests : IAsyncDisposable
{
    private readonly FakePartner us = FakePartner.Start(_ => PartnerAnswer.Of(202));
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(20) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await us.DisposeAsync();
    }

    [Theory]
    [InlineData(ReceiptDelivery.AsAsked, 1)]
    [InlineData(ReceiptDelivery.AfterAnswer, 2)]
    [InlineData(ReceiptDelivery.BeforeAnswer, 1)]
    [InlineData(ReceiptDelivery.BeforeAnswer, 3)]
    public async Task It_comes_on_the_way_and_as_often_as_the_script_says(ReceiptDelivery delivery, int times)
    {
        var message = await AskingAsync(us.Address.AbsoluteUri);
        await using var partner = FakePartner.Start(r => PartnerAnswer.Receipt(r, script: new() { Delivery = delivery, Times = times }));

        using var response = await client.SendAsync(message.ToHttpRequest(partner.Address), Token);

        Assert.Equal((200, 0), ((int)response.StatusCode, (await response.Content.ReadAsByteArrayAsync(Token)).Length));
        if (delivery is ReceiptDelivery.BeforeAnswer)
        {
            Assert.Equal(times, us.Requests.Count);
        }

        var posted = await partner.WaitForReceiptsAsync(times, Token);
        Assert.All(posted, p => Assert.Equal((us.Address, 202, (string?)null), (p.Url, p.Status, p.Problem)));
        Assert.Equal(times, us.Requests.Count);
        foreach (var request in us.Requests)
        {
            Assert.Equal(posted[0].Receipt.Body.ToArray(), request.Body.ToArray());
            var (_, verdict) = await Exchange.JudgeAsync(message.Sent, request.ToMimeHeaders(), request.Body.ToArray(), isSynchronous: false);
            Assert.Equal(ReceiptOutcome.Delivered, verdict.Outcome);
        }
    }

    [Fact]
    public async Task A_late_one_does_not_hold_up_the_answer_nor_outlive_the_partner()
    {
        var message = await AskingAsync(us.Address.AbsoluteUri);
        await using (var partner = FakePartner.Start(r => PartnerAnswer.Receipt(r, script: new() { Delay = TimeSpan.FromMinutes(10) })))
        {
            using var response = await client.SendAsync(message.ToHttpRequest(partner.Address), Token);
            Assert.True(response.IsSuccessStatusCode);
            Assert.Empty(partner.Receipts);
        }

        Assert.Empty(us.Requests);
    }

    [Fact]
    public async Task A_short_delay_passes_before_it()
    {
        var message = await AskingAsync(us.Address.AbsoluteUri);
        await using var partner = FakePartner.Start(r => PartnerAnswer.Receipt(r, script: new() { Delay = TimeSpan.FromMilliseconds(50) }));
        using var response = await client.SendAsync(message.ToHttpRequest(partner.Address), Token);
        Assert.Equal(202, Assert.Single(await partner.WaitForReceiptsAsync(1, Token)).Status);
    }

    [Fact]
    public async Task Never_means_never()
    {
        var message = await AskingAsync(us.Address.AbsoluteUri);
        await using (var partner = FakePartner.Start(r => PartnerAnswer.Receipt(r, script: new() { Delivery = ReceiptDelivery.Never })))
        {
            using var response = await client.SendAsync(message.ToHttpRequest(partner.Address), Token);
            Assert.True(response.IsSuccessStatusCode);
        }

        Assert.Empty(us.Requests);
    }

    [Fact]
    public async Task Every_kind_can_come_that_way()
    {
        var message = await AskingAsync(us.Address.AbsoluteUri);
        await using var partner = FakePartner.Start(
            r => PartnerAnswer.Receipt(r, script: new() { Mic = ReceiptMic.Wrong, Shape = ReceiptShape.OpenAs2 }), r => PartnerAnswer.Receipt(r, script: new() { Shape = ReceiptShape.Html }));
        foreach (var (count, outcome) in new[] { (1, ReceiptOutcome.MicMismatch), (2, ReceiptOutcome.NotAReceipt) })
        {
            using var response = await client.SendAsync(message.ToHttpRequest(partner.Address), Token);
            await partner.WaitForReceiptsAsync(count, Token);
            var arrived = us.Requests[count - 1];
            Assert.Equal(outcome, (await Exchange.JudgeAsync(message.Sent, arrived.ToMimeHeaders(), arrived.Body.ToArray(), isSynchronous: false)).Verdict.Outcome);
        }
    }

    [Fact]
    public async Task Nobody_at_the_URL_is_told_and_no_URL_is_400()
    {
        var gone = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await gone.DisposeAsync();
        var message = await AskingAsync(gone.Address.AbsoluteUri);
        await using var partner = FakePartner.Start(r => PartnerAnswer.Receipt(r, script: new() { Delivery = ReceiptDelivery.AfterAnswer }));
        using var response = await client.SendAsync(message.ToHttpRequest(partner.Address), Token);
        var posted = Assert.Single(await partner.WaitForReceiptsAsync(1, Token));
        Assert.Null(posted.Status);
        Assert.NotEmpty(posted.Problem!);

        var without = await TestMessage.BuildAsync(cancellationToken: Token);
        using var refused = await client.SendAsync(without.ToHttpRequest(partner.Address), Token);
        Assert.Equal(400, (int)refused.StatusCode);
    }

    private static Task<TestMessage> AskingAsync(string url) => TestMessage.BuildAsync("ES", o => o with { Receipt = TestMessage.SignedReceipt(url) }, cancellationToken: Token);
}
