using Waybill.Gateway;
using Waybill.Testing;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>A gateway that ends while it sends.</summary>
public sealed class ClaimLostTests(SendingHost host) : IClassFixture<SendingHost>
{
    [Fact]
    [Shows(Sending, RetryWait, Evidence.ClaimLost)]
    [Requirement("AS2-DUP-001", "AS2-DUP-010")]
    public async Task What_was_on_the_wire_when_the_gateway_ended_is_sent_again_by_the_next_start_with_the_same_bytes()
    {
        var lane = host.Take(SendingHost.Sync).Says(_ => PartnerAnswer.Silence, r => PartnerAnswer.Receipt(r));
        var id = (await host.Gateway.SubmitAsync(lane.Name)).Id;
        await host.Gateway.UntilAsync(id, Sending);
        await Patience.UntilAsync(() => lane.Requests.Count is 1);

        await host.Gateway.StopAsync(cut: true);
        await host.Gateway.StartAsync();

        var seen = await host.Gateway.UntilAsync(id, Delivered);
        Assert.Equal(["submitted", "packaged", "retry-wait", "delivered"], seen.Path);
        Assert.Contains("went away", seen.Timeline[2].Text, StringComparison.Ordinal);
        Assert.Contains("Outcome unknown", seen.Sends[0].Sentence, StringComparison.Ordinal);
        Assert.Equal([null, 200], seen.Sends.Select(a => a.HttpStatus));
        SendingTransitionTests.Same(lane.Requests);
    }

    [Fact]
    [Requirement("AS2-DUP-010")]
    public async Task What_waited_when_the_gateway_ended_waits_on_with_its_bytes_and_time()
    {
        var (lane, before) = await host.BringAsync(RetryWait);

        await host.Gateway.StopAsync();
        await host.Gateway.StartAsync();

        var seen = await host.Gateway.FindAsync(before.Exchange.Id);
        Assert.Equal(RetryWait, seen.State);
        Assert.Equal(before.Mic, seen.Mic);
        Assert.Single(lane.Requests);
    }
}
