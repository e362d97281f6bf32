using System.Collections.Concurrent;
using Waybill.Testing;

namespace Waybill.Gateway.Tests.Sending;

/// <summary>How many at a time, how often, in what order, and not at all.</summary>
public sealed class LimitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task No_more_attempts_run_at_a_time_than_are_allowed_and_no_fewer(int concurrency)
    {
        using var gate = new SemaphoreSlim(0);
        var (running, most) = (0, 0);
        await using var partner = FakePartner.Start(r =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            gate.Wait();
            Interlocked.Decrement(ref running);
            return Partner.Good(r);
        });
        await using var side = await SendingSide.StartAsync(partner, c => c with { Concurrency = concurrency });
        ExchangeId[] ids = [.. await Task.WhenAll(Enumerable.Range(0, 8).Select(i => side.SubmitAsync(TestBytes.Edi(100 + i))))];
        await SendingSide.UntilAsync(() => Task.FromResult(Volatile.Read(ref running) == concurrency));
        gate.Release(100);
        await Task.WhenAll(ids.Select(id => side.UntilAsync(id, ExchangeState.Delivered)));

        Assert.Equal(concurrency, most);
        Assert.Equal(8, partner.Requests.Count);
    }

    [Fact]
    public async Task Calls_keep_their_distance_also_over_a_restart()
    {
        await using var partner = FakePartner.Start(Partner.Good);
        await using var side = await SendingSide.StartAsync(partner, c => c with { WaitBetweenCalls = TimeSpan.FromMinutes(10), Concurrency = 4 });
        ExchangeId[] ids = [await side.SubmitAsync([1]), await side.SubmitAsync([2]), await side.SubmitAsync([3])];
        await SendingSide.UntilAsync(async () => (await Task.WhenAll(ids.Select(side.StateAsync))).Contains(ExchangeState.Delivered));
        await side.PassAsync(TimeSpan.FromMinutes(9));
        Assert.Single(partner.Requests);
        await side.RestartAsync();
        await side.PassAsync(TimeSpan.FromSeconds(50));
        Assert.Single(partner.Requests);

        await side.PassAsync(TimeSpan.FromSeconds(15));
        await SendingSide.UntilAsync(() => Task.FromResult(partner.Requests.Count is 2));
        await side.PassAsync(TimeSpan.FromMinutes(10));
        await Task.WhenAll(ids.Select(id => side.UntilAsync(id, ExchangeState.Delivered)));
    }

    [Fact]
    [Requirement("AS2-DUP-010")]
    public async Task A_strict_order_waits_for_the_one_before()
    {
        var order = new ConcurrentQueue<string>();
        var first = true;
        await using var partner = FakePartner.Start(r =>
        {
            order.Enqueue(r.Header("Message-ID")!);
            var fails = first;
            first = false;
            return fails ? PartnerAnswer.Of(503) : Partner.Good(r);
        });
        await using var side = await SendingSide.StartAsync(partner, c => c with { Order = SendOrder.Strict, Concurrency = 5 });
        List<ExchangeId> ids = [];
        for (var i = 0; i < 4; i++)
        {
            ids.Add(await side.SubmitAsync([(byte)i]));
            side.Clock.Advance(TimeSpan.FromMilliseconds(5));
        }

        await side.UntilAsync(ids[0], ExchangeState.RetryWait);
        await side.PassAsync(TimeSpan.FromMinutes(4));
        Assert.Single(order);
        await side.PassAsync(TimeSpan.FromMinutes(1));
        await Task.WhenAll(ids.Select(id => side.UntilAsync(id, ExchangeState.Delivered)));

        var sent = await Task.WhenAll(ids.Select(async id => (await side.DetailAsync(id)).Summary.MessageId!));
        Assert.Equal([sent[0], .. sent], order);
    }

    [Fact]
    [Requirement("AS2-DUP-010")]
    public async Task A_failed_head_blocks_a_strict_order_until_it_is_cancelled()
    {
        var refuse = true;
        await using var partner = FakePartner.Start(r => refuse ? PartnerAnswer.Of(404) : Partner.Good(r));
        await using var side = await SendingSide.StartAsync(partner, c => c with { Order = SendOrder.Strict });
        var head = await side.SubmitAsync([1]);
        side.Clock.Advance(TimeSpan.FromMilliseconds(5));
        var next = await side.SubmitAsync([2]);
        await side.UntilAsync(head, ExchangeState.Failed);
        await side.UntilAsync(next, ExchangeState.Packaged);
        await side.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(6));
        await SendingSide.UntilAsync(async () => (await side.AlertsAsync("order-blocked")).Count is 1);
        Assert.Equal(ExchangeState.Packaged, await side.StateAsync(next));

        refuse = false;
        Assert.Equal(ActionOutcome.Done, await side.Service.Operations.CancelAsync(head, "anna", Token));
        await side.UntilAsync(next, ExchangeState.Delivered);
        await SendingSide.UntilAsync(async () => (await side.AlertsAsync("order-blocked")).Count is 0);
    }

    [Fact]
    public async Task A_held_connection_sends_nothing_until_it_is_released()
    {
        await using var partner = FakePartner.Start(Partner.Good);
        await using var side = await SendingSide.StartAsync(partner);
        await side.Service.Operations.HoldAsync("globex", "anna", Token);
        var id = await side.SubmitAsync([1]);
        await side.UntilAsync(id, ExchangeState.Packaged);
        await side.RestartAsync();
        await side.PassAsync(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1));
        Assert.Empty(partner.Requests);

        await side.Service.Operations.ReleaseAsync("globex", "anna", Token);
        await side.UntilAsync(id, ExchangeState.Delivered);
    }

    [Fact]
    public async Task An_offline_connection_takes_submissions_and_sends_them_when_it_is_online()
    {
        await using var partner = FakePartner.Start(Partner.Good);
        await using var side = await SendingSide.StartAsync(partner, c => c with { IsOnline = false });
        var id = await side.SubmitAsync([1]);
        await side.UntilAsync(id, ExchangeState.Packaged);
        await side.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(6));
        Assert.Empty(partner.Requests);

        side.Connection = side.Connection with { IsOnline = true };
        await side.UntilAsync(id, ExchangeState.Delivered);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
