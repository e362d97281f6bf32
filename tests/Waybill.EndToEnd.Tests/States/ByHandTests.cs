using System.Net;
using Waybill.Gateway;
using Waybill.Testing;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>What a person decides over the API.</summary>
public sealed class ByHandTests(SendingHost host) : IClassFixture<SendingHost>
{
    public static TheoryData<ExchangeState> Cancellable => [.. Transition.All.Where(t => t is { Evidence: Evidence.Operator, To: Cancelled }).Select(t => t.From)];

    public static TheoryData<ExchangeState> Resendable => [.. Transition.All.Where(t => t is { Evidence: Evidence.Operator, To: RetryWait }).Select(t => t.From)];

    [Theory]
    [MemberData(nameof(Cancellable))]
    [Shows(new[] { Submitted, Packaged, Sending, AwaitingReceipt, RetryWait, Overdue, Failed, ReceiptInvalid }, new[] { Cancelled }, Evidence.Operator)]
    public async Task It_is_cancelled_and_nothing_more_is_sent(ExchangeState from)
    {
        var (lane, before) = await host.BringAsync(from);
        var requests = lane.Requests.Count;

        Assert.Equal(HttpStatusCode.OK, await host.Gateway.ActAsync($"exchanges/{before.Exchange.Id}/cancel"));

        var seen = await host.Gateway.FindAsync(before.Exchange.Id);
        Assert.Equal(Cancelled, seen.State);
        Assert.Equal([.. before.Path, "cancelled"], seen.Path);
        Assert.Empty(await host.Gateway.AlertsAsync(before.Exchange.Id));
        await host.Gateway.ReleaseAsync(lane.Name);
        await NextGoesAsync(lane.Gives(ReceiptScript.Honest));
        Assert.Equal(Cancelled, (await host.Gateway.FindAsync(before.Exchange.Id)).State);
        Assert.Equal(requests + 1, lane.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Resendable))]
    [Shows(new[] { Failed, Cancelled, Overdue, ReceiptInvalid, AwaitingReceipt, Sent }, new[] { RetryWait }, Evidence.Operator)]
    [Requirement("AS2-DUP-001", "AS2-DUP-002")]
    public async Task It_is_sent_again_under_its_id_with_the_same_bytes(ExchangeState from)
    {
        var (lane, before) = await host.BringAsync(from);
        var id = before.Exchange.Id;
        await host.Gateway.HoldAsync(lane.Name);
        Assert.Equal(HttpStatusCode.Conflict, await host.Gateway.ActAsync($"exchanges/{id}/resend"));
        Assert.Equal(before.Path, (await host.Gateway.FindAsync(id)).Path);

        Assert.Equal(HttpStatusCode.OK, await host.Gateway.ActAsync($"exchanges/{id}/resend", new { confirm = true }));

        var waiting = await host.Gateway.FindAsync(id);
        Assert.Equal(RetryWait, waiting.State);
        Assert.Equal([.. before.Path, "retry-wait"], waiting.Path);
        Assert.Empty(await host.Gateway.AlertsAsync(id));
        lane.Says(r => PartnerAnswer.Receipt(r));
        await host.Gateway.ReleaseAsync(lane.Name);
        await host.Gateway.UntilAsync(id, Delivered, Sent);
        await Patience.UntilAsync(() => lane.Requests.Count is 2);
        SendingTransitionTests.Same(lane.Requests);
    }

    [Fact]
    [Requirement("AS2-DUP-002")]
    public async Task As_a_new_message_it_has_a_new_id_and_new_bytes_and_the_same_document()
    {
        var (lane, before) = await host.BringAsync(Rejected);
        lane.Gives(ReceiptScript.Honest);

        Assert.Equal(HttpStatusCode.Conflict, await host.Gateway.ActAsync($"exchanges/{before.Exchange.Id}/resend", new { newId = true }));
        Assert.Equal(HttpStatusCode.Created, await host.Gateway.ActAsync($"exchanges/{before.Exchange.Id}/resend", new { newId = true, confirm = true }));

        await Patience.UntilAsync(() => lane.Requests.Count is 2);
        Assert.NotEqual(lane.Requests[0].Header("Message-ID"), lane.Requests[1].Header("Message-ID"));
        Assert.NotEqual(lane.Requests[0].Body.ToArray(), lane.Requests[1].Body.ToArray());
        await using var first = await PartnerIdentity.Default.OpenAsync(lane.Requests[0], TestContext.Current.CancellationToken);
        await using var second = await PartnerIdentity.Default.OpenAsync(lane.Requests[1], TestContext.Current.CancellationToken);
        Assert.Equal(first.Verdict.Mic, second.Verdict.Mic);
        Assert.Equal(Rejected, (await host.Gateway.FindAsync(before.Exchange.Id)).State);
    }

    [Fact]
    public async Task What_is_held_waits_and_goes_when_it_is_released()
    {
        var (lane, before) = await host.BringAsync(Packaged);
        Assert.True((await host.Gateway.ConnectionAsync(lane.Name)).IsHeld);

        lane.Gives(ReceiptScript.Honest);
        await host.Gateway.ReleaseAsync(lane.Name);

        await host.Gateway.UntilAsync(before.Exchange.Id, Delivered);
        Assert.False((await host.Gateway.ConnectionAsync(lane.Name)).IsHeld);
    }

    private async Task NextGoesAsync(Lane lane)
    {
        var next = await host.Gateway.SubmitAsync(lane.Name);
        await host.Gateway.UntilAsync(next.Id, Delivered, Sent, AwaitingReceipt);
    }
}
