using System.Net;
using Waybill.Gateway;
using Waybill.Testing;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>What an exchange goes through by itself, seen by the API.</summary>
public sealed class SendingTransitionTests(SendingHost host) : IClassFixture<SendingHost>
{
    [Fact]
    [Shows(Submitted, Packaged, Evidence.Packaged)]
    public async Task What_is_submitted_is_packaged_at_once_also_where_it_is_held()
    {
        var lane = host.Take(SendingHost.Sync);
        await host.Gateway.HoldAsync(lane.Name);
        var submitted = await host.Gateway.SubmitAsync(lane.Name);

        var seen = await host.Gateway.UntilAsync(submitted.Id, Packaged);

        Assert.Equal(Submitted, submitted.State);
        Assert.Equal(["submitted", "packaged"], seen.Path);
        Assert.NotNull(seen.Mic);
        Assert.Equal(submitted.MessageId, seen.Header("Message-ID"));
        Assert.Empty(lane.Requests);
    }

    [Fact]
    [Shows(Submitted, Failed, Evidence.Packaged)]
    public async Task What_cannot_be_packaged_fails_with_the_reason_and_an_alert()
    {
        var (lane, id) = await host.SendAsync(SendingHost.Unpackable, l => l);

        var seen = await host.Gateway.UntilAsync(id, Failed);

        Assert.Equal(["submitted", "failed"], seen.Path);
        Assert.Contains("sign", seen.Exchange.Detail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(await host.Gateway.AlertsAsync(id), a => a.Kind is "send-failed");
        Assert.Empty(lane.Requests);
    }

    [Fact]
    [Shows(Packaged, Sending, Evidence.Claimed)]
    public async Task What_is_packaged_is_sent_and_says_so_before_the_partner_answers()
    {
        var (lane, seen) = await host.BringAsync(Sending);

        Assert.Equal(["submitted", "packaged"], seen.Path);
        var attempt = Assert.Single(seen.Sends);
        Assert.Equal((1, null), (attempt.Number, attempt.EndedAt));
        Assert.Equal(seen.Exchange.MessageId, Assert.Single(lane.Requests).Header("Message-ID"));
    }

    [Fact]
    [Shows(RetryWait, Sending, Evidence.Claimed)]
    [Shows(Sending, RetryWait, Evidence.Answered)]
    [Requirement("AS2-DUP-001")]
    public async Task What_waits_is_sent_again_with_the_same_bytes_when_its_time_comes()
    {
        var lane = host.Take(SendingHost.Quick).Says(_ => PartnerAnswer.Of(503), _ => PartnerAnswer.Silence);
        var id = (await host.Gateway.SubmitAsync(lane.Name)).Id;

        var seen = await host.Gateway.UntilAsync(id, s => s is { State: Sending, Sends.Count: 2 });

        Assert.Equal(["submitted", "packaged", "retry-wait"], seen.Path);
        Assert.Equal([503, null], seen.Sends.Select(a => a.HttpStatus));
        await Patience.UntilAsync(() => lane.Requests.Count is 2);
        Same(lane.Requests);
    }

    [Fact]
    [Shows(Sending, AwaitingReceipt, Evidence.Answered)]
    [Shows(Sending, Sent, Evidence.Answered)]
    [Shows(Sending, Failed, Evidence.Answered)]
    [Shows(Sending, ReceiptInvalid, Evidence.UnprovenReceipt)]
    public async Task The_answer_decides_what_comes_next()
    {
        foreach (var (state, word) in new[] { (AwaitingReceipt, "awaiting-receipt"), (Sent, "sent"), (Failed, "failed"), (ReceiptInvalid, "receipt-invalid") })
        {
            var (lane, seen) = await host.BringAsync(state);

            Assert.Equal(["submitted", "packaged", word], seen.Path);
            Assert.NotNull(Assert.Single(seen.Sends).EndedAt);
            Assert.Single(lane.Requests);
        }
    }

    [Fact]
    [Shows(AwaitingReceipt, Overdue, Evidence.Deadline)]
    [Requirement("AS2-MATCH-011")]
    public async Task A_receipt_that_does_not_come_in_time_makes_it_overdue_and_raises_an_alert()
    {
        var (lane, seen) = await host.BringAsync(Overdue);

        Assert.Equal(["submitted", "packaged", "awaiting-receipt", "overdue"], seen.Path);
        Assert.Contains(await host.Gateway.AlertsAsync(seen.Exchange.Id), a => a.Kind is "receipt-overdue" && a.Text.Contains(lane.Name, StringComparison.Ordinal));
        Assert.Single(lane.Requests);
    }

    [Fact]
    [Shows(AwaitingReceipt, RetryWait, Evidence.Deadline)]
    [Shows(AwaitingReceipt, Failed, Evidence.Deadline)]
    [Requirement("AS2-MATCH-011", "AS2-DUP-001")]
    public async Task Where_it_is_agreed_the_same_bytes_are_sent_again_when_no_receipt_came_and_then_it_fails()
    {
        var (lane, id) = await host.SendAsync(SendingHost.Again, l => l.Says(PartnerAnswer.Of(200)));

        var seen = await host.Gateway.UntilAsync(id, Failed);

        Assert.Equal(["submitted", "packaged", "awaiting-receipt", "retry-wait", "awaiting-receipt", "failed"], seen.Path);
        Assert.Equal(2, lane.Requests.Count);
        Same(lane.Requests);
        Assert.Contains(await host.Gateway.AlertsAsync(id), a => a.Kind is "send-failed");
        await host.Gateway.PostAsync(SendingHost.ReceiptFor(seen));
        Assert.Equal(Delivered, (await host.Gateway.FindAsync(id)).State);
    }

    [Fact]
    [Shows(Submitted, Failed, Evidence.TimeOver)]
    [Shows(Packaged, Failed, Evidence.TimeOver)]
    [Shows(RetryWait, Failed, Evidence.TimeOver)]
    public async Task What_was_not_sent_when_its_time_is_over_fails()
    {
        var paused = host.Take(SendingHost.Brief).Says(PartnerAnswer.Of(401));
        var waiting = (await host.Gateway.SubmitAsync(paused.Name)).Id;
        var (_, held) = await Stages.HeldAsync(host, host.Take(SendingHost.Brief));
        var (_, unpackaged) = await Stages.SubmittedAsync(host, host.Take(SendingHost.Brief));

        foreach (var (id, path) in new[] { (waiting, "submitted packaged retry-wait failed"), (held, "submitted packaged failed"), (unpackaged, "submitted failed") })
        {
            var seen = await host.Gateway.UntilAsync(id, Failed);

            Assert.Equal(path, string.Join(' ', seen.Path));
            Assert.Contains("time is over", seen.Timeline[^1].Text, StringComparison.Ordinal);
            Assert.Contains(await host.Gateway.AlertsAsync(id), a => a.Kind is "send-failed");
        }
    }

    /// <summary>The same request but for nothing.</summary>
    internal static void Same(IReadOnlyList<PartnerRequest> requests)
    {
        Assert.Single(requests.Select(r => r.Head).Distinct(StringComparer.Ordinal));
        Assert.Single(requests.Select(r => Convert.ToHexString(r.Body.Span)).Distinct(StringComparer.Ordinal));
    }
}
