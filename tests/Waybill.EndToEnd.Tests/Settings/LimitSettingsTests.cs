using System.Globalization;
using Waybill.Gateway;
using Waybill.Testing;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>How many at once, how often, in what order, and what follows when the partner asks for fewer.</summary>
public sealed class LimitSettingsTests(SettingsHost host) : IClassFixture<SettingsHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [Setting("Concurrency")]
    public async Task No_more_messages_are_on_their_way_than_the_connection_allows(int most)
    {
        using var gate = new SemaphoreSlim(0);
        var (running, seen) = (0, 0);
        var lane = host.Agree(c => c.Concurrency = most).Says(r =>
        {
            seen = Math.Max(seen, Interlocked.Increment(ref running));
            gate.Wait(Ct);
            Interlocked.Decrement(ref running);
            return PartnerAnswer.Receipt(r);
        });
        var ids = await SubmitAsync(lane, 8);
        await Patience.UntilAsync(() => Volatile.Read(ref running) == most);
        gate.Release(100);
        await Task.WhenAll(ids.Select(id => host.Gateway.UntilAsync(id, Delivered)));

        Assert.Equal(most, seen);
    }

    [Fact]
    [Setting("ConcurrencyFrom")]
    public async Task Connections_that_share_a_bound_send_together_no_more_than_it_allows()
    {
        using var gate = new SemaphoreSlim(0);
        var (running, seen) = (0, 0);
        PartnerAnswer Answer(PartnerRequest r)
        {
            seen = Math.Max(seen, Interlocked.Increment(ref running));
            gate.Wait(Ct);
            Interlocked.Decrement(ref running);
            return PartnerAnswer.Receipt(r);
        }

        var lender = host.Agree(c => c.Concurrency = 3).Says(Answer);
        Lane[] borrowers = [host.Agree(c => (c.Concurrency, c.ConcurrencyFrom) = (50, lender.Name)).Says(Answer), host.Agree(c => c.ConcurrencyFrom = lender.Name).Says(Answer)];
        var ids = new List<string>();
        foreach (var lane in borrowers.Prepend(lender))
        {
            ids.AddRange(await SubmitAsync(lane, 4));
        }

        await Patience.UntilAsync(() => Volatile.Read(ref running) == 3);
        gate.Release(100);
        await Task.WhenAll(ids.Select(id => host.Gateway.UntilAsync(id, Delivered)));
        Assert.Equal(3, seen);
        SettingsHost.Refused("ConcurrencyFrom", "no connection called nobody", c => c.ConcurrencyFrom = "nobody");
        SettingsHost.Refused("ConcurrencyFrom", "of itself", c => c.ConcurrencyFrom = c.Name);
    }

    [Fact]
    [Setting("Concurrency", "WaitBetweenCalls")]
    public void Limits_outside_their_range_are_refused()
    {
        Assert.All([0, -1, 51, 1000], n => SettingsHost.Refused("Concurrency", "from 1 to 50", c => c.Concurrency = n));
        Assert.All([-1, 5000, 864_000_000_001], ticks => SettingsHost.Refused("WaitBetweenCalls", "1 ms", c => c.WaitBetweenCalls = TimeSpan.FromTicks(ticks)));
        Assert.Empty(SettingsHost.Problems(c => (c.Concurrency, c.WaitBetweenCalls) = (50, TimeSpan.FromMilliseconds(1))));
    }

    [Fact]
    [Setting("WaitBetweenCalls")]
    public async Task Calls_keep_their_distance()
    {
        var lane = host.Agree(c => c.WaitBetweenCalls = TimeSpan.FromMinutes(5));
        var ids = await SubmitAsync(lane, 3);
        await Patience.UntilAsync(async () => (await StatesAsync(ids)).Contains(Delivered));

        Assert.Single(lane.Requests);
        Assert.Equal([Packaged, Packaged], (await StatesAsync(ids)).Where(s => s is not Delivered));

        // With none they follow at once.
        host.Change(lane, c => c.WaitBetweenCalls = TimeSpan.FromMilliseconds(1));
        await Task.WhenAll(ids.Select(id => host.Gateway.UntilAsync(id, Delivered)));
    }

    [Fact]
    [Setting("Order")]
    public async Task A_strict_order_sends_one_after_the_other()
    {
        using var gate = new SemaphoreSlim(0);
        var lane = host.Agree(c => (c.Order, c.Concurrency) = (SendOrder.Strict, 5)).Says(r =>
        {
            gate.Wait(Ct);
            return PartnerAnswer.Receipt(r);
        });
        var ids = await SubmitAsync(lane, 3);
        for (var sent = 1; sent <= 3; sent++)
        {
            await Patience.UntilAsync(() => lane.Requests.Count == sent);
            gate.Release();
            await host.Gateway.UntilAsync(ids[sent - 1], Delivered);
        }
    }

    [Fact]
    [Setting("RateLimitFailStatus", "RateLimitFailPath", "RateLimitFailValues")]
    public async Task What_asks_for_fewer_calls_is_the_connections()
    {
        foreach (var (says, set, sentence) in new (PartnerAnswer, Action<ConnectionSettings>, string)[]
        {
            (PartnerAnswer.Of(429), static _ => { }, "The partner answered 429."),
            (PartnerAnswer.Of(460), c => c.RateLimitFailStatus = 460, "The partner answered 460."),
            (PartnerAnswer.Of(200, [], "{\"a\":[{\"b c\":1},{\"b c\":17}]}"u8.ToArray()), c => (c.RateLimitFailPath, c.RateLimitFailValues) = ("a[1]['b c']", ["17"]), "The partner's answer asks for fewer calls: a[1]['b c'] is '17'."),
        })
        {
            var lane = host.Agree(set).Says(says);
            var seen = await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(lane.Name)).Id, RetryWait);
            var wait = (await host.Gateway.ConnectionAsync(lane.Name)).Pause!.Until - Assert.Single(seen.Sends).EndedAt!.Value;

            Assert.Equal(sentence, seen.Sends[0].Sentence);

            // The first wait of one that is asked for fewer calls, and not of one that fails.
            Assert.Equal(60, wait.TotalSeconds, 0.01);
        }

        // Other values there mean something else.
        var other = host.Agree(c => (c.RateLimitFailPath, c.RateLimitFailValues) = ("code", ["busy"])).Says(PartnerAnswer.Of(404, [], "{\"code\":\"gone\"}"u8.ToArray()));
        await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(other.Name)).Id, Failed);
        SettingsHost.Refused("RateLimitFailStatus", "from 400 to 599", c => c.RateLimitFailStatus = 600);
        SettingsHost.Refused("RateLimitFailValues", "there is none", c => c.RateLimitFailValues = ["x"]);
        SettingsHost.Refused("RateLimitFailPath", "is no path", c => c.RateLimitFailPath = "$");
    }

    [Fact]
    public async Task A_connection_asked_for_fewer_calls_climbs_back_by_one_two_four_at_once()
    {
        using var gate = new SemaphoreSlim(0);
        var (running, most) = (0, 0);
        var lane = host.Agree(c => c.Concurrency = 5).Says(_ => PartnerAnswer.Of(429, [new("Retry-After", "1")]));
        var ids = await SubmitAsync(lane, 1);
        await host.Gateway.UntilAsync(ids[0], RetryWait);
        lane.Says(r =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            gate.Wait(Ct);
            Interlocked.Decrement(ref running);
            return PartnerAnswer.Receipt(r);
        });
        ids = [.. ids, .. await SubmitAsync(lane, 11)];
        foreach (var atOnce in new[] { 1, 2, 4, 5 })
        {
            // So many start and, with more waiting, not one more.
            await Patience.UntilAsync(() => Volatile.Read(ref running) == atOnce, () => $"{running} of {atOnce}");
            Assert.Equal(atOnce, most);
            gate.Release(atOnce);
            await Patience.UntilAsync(async () => (await StatesAsync(ids)).Count(s => s is Delivered) >= Done(atOnce));
        }

        Assert.Null((await host.Gateway.ConnectionAsync(lane.Name)).Pause);
        await Task.WhenAll(ids.Select(id => host.Gateway.UntilAsync(id, Delivered)));

        static int Done(int atOnce) => atOnce switch { 1 => 1, 2 => 3, 4 => 7, _ => 12 };
    }

    [Fact]
    [Setting("AutoRecover")]
    public async Task Without_recovering_by_itself_the_connection_is_held_until_a_person_releases_it()
    {
        var lane = host.Agree(c => c.AutoRecover = false).Says(_ => PartnerAnswer.Of(429, [new("Retry-After", "1")]), r => PartnerAnswer.Receipt(r));
        var id = (await SubmitAsync(lane, 1))[0];
        var seen = await host.Gateway.UntilAsync(id, RetryWait);

        Assert.True((await host.Gateway.ConnectionAsync(lane.Name)).IsHeld);
        var alert = Assert.Single(await host.Gateway.AlertsAsync(lane.Name));
        Assert.Equal(("connection-held", AlertSeverity.Critical), (alert.Kind, alert.Severity));
        Assert.Contains(seen.Sends[0].Sentence!, alert.Text, StringComparison.Ordinal);

        await host.Gateway.ReleaseAsync(lane.Name);
        await host.Gateway.UntilAsync(id, Delivered);
        Assert.Empty(await host.Gateway.AlertsAsync(lane.Name));
    }

    private async Task<string[]> SubmitAsync(Lane lane, int count)
    {
        var ids = new List<string>();
        for (var n = 0; n < count; n++)
        {
            ids.Add((await host.Gateway.SubmitAsync(lane.Name, [(byte)n], n.ToString(CultureInfo.InvariantCulture) + ".edi")).Id);
        }

        return [.. ids];
    }

    private async Task<ExchangeState[]> StatesAsync(IEnumerable<string> ids) => [.. (await Task.WhenAll(ids.Select(host.Gateway.FindAsync))).Select(s => s.State)];
}
