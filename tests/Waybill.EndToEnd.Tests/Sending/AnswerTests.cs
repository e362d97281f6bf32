using System.Globalization;
using Waybill.Gateway;
using Waybill.Testing;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>One failure, one policy: what each answer, or none, makes of a message and of its connection.</summary>
public sealed class AnswerTests(SendingHost host) : IClassFixture<SendingHost>
{
    private static readonly Dictionary<string, PartnerAnswer> Passing = new(StringComparer.Ordinal)
    {
        ["408"] = PartnerAnswer.Of(408), ["425"] = PartnerAnswer.Of(425), ["500"] = PartnerAnswer.Of(500), ["502"] = PartnerAnswer.Of(502), ["503"] = PartnerAnswer.Of(503),
        ["504"] = PartnerAnswer.Of(504), ["a reset"] = PartnerAnswer.Reset, ["silence"] = PartnerAnswer.Silence, ["a cut in the answer"] = PartnerAnswer.Of(200) with { CutAfter = 20 },
        ["nothing where a receipt belongs"] = PartnerAnswer.Of(200), ["a page where a receipt belongs"] = PartnerAnswer.Of(200, [new("Content-Type", "text/html")], "<html>It works!</html>"u8.ToArray()),
    };

    public static TheoryData<string> PassingNames => [.. Passing.Keys];

    [Fact]
    [Requirement("AS2-HTTP-018")]
    public async Task Any_2xx_means_that_the_partner_has_it()
        => await Task.WhenAll(new[] { 200, 201, 202, 204, 206 }.Select(async status =>
        {
            var (lane, id) = await host.SendAsync(SendingHost.Async, l => l.Says(PartnerAnswer.Of(status, body: status is 204 ? default : "thank you"u8.ToArray())));

            var seen = await host.Gateway.UntilAsync(id, AwaitingReceipt);

            Assert.Equal(status, Assert.Single(seen.Sends).HttpStatus);
            Assert.Empty(seen.Receipts);
            Assert.Single(lane.Requests);
        }));

    [Fact]
    [Requirement("AS2-HTTP-019", "AS2-HTTP-022")]
    public async Task A_redirect_and_every_other_4xx_is_final()
    {
        var lane = host.Take(SendingHost.Quick);
        int[] statuses = [300, 301, 302, 303, 307, 308, 400, 404, 405, 411, 413, 415, 422, 426, 431, 451];
        foreach (var status in statuses)
        {
            lane.Says(PartnerAnswer.Of(status, [new("Location", lane.Address.ToString())]));
            var id = (await host.Gateway.SubmitAsync(lane.Name)).Id;

            var seen = await host.Gateway.UntilAsync(id, Failed);

            Assert.Equal(status, Assert.Single(seen.Sends).HttpStatus);
            Assert.Contains(await host.Gateway.AlertsAsync(id), a => a.Kind is "send-failed");
        }

        Assert.Null((await host.Gateway.ConnectionAsync(lane.Name)).Pause);
        Assert.Equal(statuses.Length, lane.Requests.Count);
        Assert.All(lane.Requests, r => Assert.StartsWith("POST ", r.Head, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(PassingNames))]
    [Requirement("AS2-HTTP-019", "AS2-DUP-001", "AS2-DUP-008", "AS2-MDN-026")]
    public async Task What_passes_by_itself_is_tried_again_with_the_same_bytes(string what)
    {
        var (lane, id) = await host.SendAsync(SendingHost.Quick, l => l.Says(_ => Passing[what], _ => Passing[what], r => PartnerAnswer.Receipt(r)));

        var seen = await host.Gateway.UntilAsync(id, Delivered);

        Assert.Equal(["submitted", "packaged", "retry-wait", "retry-wait", "delivered"], seen.Path);
        Assert.Equal([1, 2, 3], seen.Sends.Select(a => a.Number));
        Assert.Equal(200, seen.Sends[2].HttpStatus);
        Assert.Null((await host.Gateway.ConnectionAsync(lane.Name)).Pause);
        SendingTransitionTests.Same(lane.Requests);
        Assert.Equal(3, lane.Requests.Count);
    }

    [Fact]
    [Requirement("AS2-HTTP-019")]
    public async Task What_is_wrong_with_the_connection_pauses_it_and_no_message_pays()
        => await Task.WhenAll(new[] { 401, 403, 407, 429 }.Select(async status =>
        {
            var lane = host.Take(SendingHost.Pausing);
            lane.Says(_ => PartnerAnswer.Of(status, status is 429 ? [new("Retry-After", "2")] : []), r => PartnerAnswer.Receipt(r));
            var first = (await host.Gateway.SubmitAsync(lane.Name)).Id;
            await host.Gateway.UntilAsync(first, RetryWait);
            var second = (await host.Gateway.SubmitAsync(lane.Name)).Id;

            var paused = await host.Gateway.ConnectionAsync(lane.Name);
            Assert.Contains(status.ToString(CultureInfo.InvariantCulture), paused.Pause!.Reason, StringComparison.Ordinal);
            Assert.Contains(await host.Gateway.AlertsAsync(lane.Name), a => a.Kind is "connection-paused");
            Assert.Equal(Packaged, (await host.Gateway.UntilAsync(second, Packaged)).State);

            // Then one is really sent, and its answer opens the connection for the others. The first would wait for an hour had it spent an attempt.
            var seen = await host.Gateway.UntilAsync(first, Delivered);
            await host.Gateway.UntilAsync(second, Delivered);
            Assert.Equal(["submitted", "packaged", "retry-wait", "delivered"], seen.Path);
            Assert.Empty(await host.Gateway.AlertsAsync(lane.Name));
            Assert.Null((await host.Gateway.ConnectionAsync(lane.Name)).Pause);
            SendingTransitionTests.Same([.. lane.Requests.Where(r => r.Header("Message-ID") == seen.Exchange.MessageId)]);
            Assert.Equal(3, lane.Requests.Count);
        }));

    [Fact]
    [Requirement("AS2-HTTP-019")]
    public async Task Where_nobody_listens_the_connection_pauses_and_no_message_pays()
    {
        var lane = host.Take(SendingHost.Pausing);
        await lane.DisposeAsync();
        var id = (await host.Gateway.SubmitAsync(lane.Name)).Id;

        var seen = await host.Gateway.UntilAsync(id, RetryWait);

        Assert.Null(Assert.Single(seen.Sends).HttpStatus);
        Assert.NotNull((await host.Gateway.ConnectionAsync(lane.Name)).Pause);
        Assert.Contains(await host.Gateway.AlertsAsync(lane.Name), a => a.Kind is "connection-paused");
    }

    [Fact]
    [Requirement("AS2-DUP-007")]
    public async Task A_success_ends_the_attempts()
    {
        var (lane, id) = await host.SendAsync(SendingHost.Quick, l => l.Says(_ => PartnerAnswer.Of(503), r => PartnerAnswer.Receipt(r), _ => PartnerAnswer.Of(500)));
        await host.Gateway.UntilAsync(id, Delivered);

        // A second one after it would go out at once if the first were still due.
        var next = (await host.Gateway.SubmitAsync(lane.Says(r => PartnerAnswer.Receipt(r)).Name)).Id;
        await host.Gateway.UntilAsync(next, Delivered);

        Assert.Equal(3, lane.Requests.Count);
        Assert.Equal(2, (await host.Gateway.FindAsync(id)).Sends.Count);
    }
}
