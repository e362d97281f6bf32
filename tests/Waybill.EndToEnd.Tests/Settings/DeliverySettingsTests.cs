using Waybill.Gateway;
using Waybill.Testing;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>Receipts, attempts and times of messages out, as the connection says.</summary>
public sealed class DeliverySettingsTests(SettingsHost host) : IClassFixture<SettingsHost>
{
    [Fact]
    [Setting("Receipt", "AsyncReceiptUrl")]
    public async Task The_receipt_asked_for_is_the_connections()
    {
        var (signed, _) = await host.DeliverAsync(host.Agree());
        Assert.Contains("signed-receipt-protocol", signed.Header("Disposition-Notification-Options"), StringComparison.Ordinal);
        Assert.Null(signed.Header("Receipt-Delivery-Option"));

        var (unsigned, _) = await host.DeliverAsync(host.Agree(c => c.Receipt = ReceiptKind.Unsigned));
        Assert.NotNull(unsigned.Header("Disposition-Notification-To"));
        Assert.Null(unsigned.Header("Disposition-Notification-Options"));

        var none = host.Agree(c => c.Receipt = ReceiptKind.None);
        await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(none.Name)).Id, Sent);
        Assert.Null(Assert.Single(none.Requests).Header("Disposition-Notification-To"));

        var (later, _) = await host.DeliverAsync(host.Agree(c => c.AsyncReceiptUrl = host.Gateway.As2.ToString()));
        Assert.Equal(host.Gateway.As2.ToString(), later.Header("Receipt-Delivery-Option"));
        SettingsHost.Refused("AsyncReceiptUrl", "not an http or https address", c => c.AsyncReceiptUrl = "mailto:edi@acme.example");
    }

    [Fact]
    [Setting("RetryWaits")]
    public async Task A_message_is_tried_again_after_the_waits_of_its_connection()
    {
        var lane = host.Agree(c => c.RetryWaits = [TimeSpan.FromMilliseconds(20), TimeSpan.FromHours(2)]).Says(PartnerAnswer.Of(503));
        var id = (await host.Gateway.SubmitAsync(lane.Name)).Id;
        var seen = await host.Gateway.UntilAsync(id, s => s.State is RetryWait && s.Sends.Count is 2);

        Assert.Equal(2, seen.Sends.Count);
        SettingsHost.Refused("RetryWaits", "cannot be negative", c => c.RetryWaits = [TimeSpan.FromSeconds(-1)]);
    }

    [Fact]
    [Setting("PauseWaits", "PausingStatuses")]
    public async Task A_connection_that_fails_is_tried_again_after_its_own_waits()
    {
        var lane = host.Agree(c => (c.PauseWaits, c.PausingStatuses) = ([TimeSpan.FromMilliseconds(20), TimeSpan.FromHours(2)], [418])).Says(PartnerAnswer.Of(418));
        var id = (await host.Gateway.SubmitAsync(lane.Name)).Id;
        var seen = await host.Gateway.UntilAsync(id, s => s.State is RetryWait && s.Sends.Count is 2);

        Assert.Equal(7200, ((await host.Gateway.ConnectionAsync(lane.Name)).Pause!.Until - seen.Sends[1].EndedAt!.Value).TotalSeconds, 0.01);
        SettingsHost.Refused("PauseWaits", "cannot be negative", c => c.PauseWaits = [TimeSpan.FromSeconds(-1)]);
        SettingsHost.Refused("PausingStatuses", "from 400 to 599", c => c.PausingStatuses = [200]);
    }

    [Fact]
    [Setting("TotalTime")]
    public async Task A_message_is_given_up_after_its_time()
    {
        var lane = host.Agree(c => (c.TotalTime, c.PauseWaits) = (TimeSpan.FromSeconds(1), [TimeSpan.FromHours(1)])).Says(PartnerAnswer.Of(401));
        var seen = await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(lane.Name)).Id, Failed);

        Assert.Single(seen.Sends);
        SettingsHost.Refused("TotalTime", "more than nothing", c => c.TotalTime = TimeSpan.Zero);
    }

    [Fact]
    [Setting("ReceiptDeadline", "ResendsWhenOverdue")]
    public async Task A_receipt_that_does_not_come_in_time_is_an_alert_or_another_attempt()
    {
        void Later(ConnectionSettings c) => (c.AsyncReceiptUrl, c.ReceiptDeadline) = (host.Gateway.As2.ToString(), TimeSpan.FromMilliseconds(200));
        var alert = host.Agree(Later).Says(PartnerAnswer.Of(200));
        await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(alert.Name)).Id, Overdue);

        var again = host.Agree(c =>
        {
            Later(c);
            c.ResendsWhenOverdue = 1;
        }).Says(PartnerAnswer.Of(200));
        await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(again.Name)).Id, Failed);
        Assert.Equal((1, 2), (alert.Requests.Count, again.Requests.Count));
        SettingsHost.Refused("ReceiptDeadline", "more than nothing", c => c.ReceiptDeadline = TimeSpan.Zero);
        SettingsHost.Refused("ResendsWhenOverdue", "given up before", c => c.ResendsWhenOverdue = 1);
    }
}
