using Microsoft.Extensions.Time.Testing;

namespace Waybill.Gateway.Tests;

public sealed class DescriptionQueueTests
{
    private static readonly byte[] Order = TestFiles.Bytes("edi-net/edifact.ORDRSP.edi");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_earlier_process_left_is_described_first_however_much_it_is()
    {
        var place = new DescribedPlace();
        place.Left.AddRange(Enumerable.Range(1, 450).Select(i => new UndescribedExchange(ExchangeId.New(DateTimeOffset.UnixEpoch.AddSeconds(i)), i, [place.Store([], Order, [])])));
        await using var running = Run(new(new(place, place), place, TimeProvider.System));

        await UntilAsync(() => place.Rows.Count is 450);

        Assert.All(place.Left, e => Assert.Single(Assert.Single(place.Rows[e.Id])));
    }

    [Fact]
    public async Task A_store_that_is_away_for_a_moment_is_asked_again_and_three_times_at_most()
    {
        var place = new DescribedPlace { Fails = 2 };
        var time = new FakeTimeProvider();
        var (twice, ever) = (ExchangeId.New(DateTimeOffset.UnixEpoch), ExchangeId.New(DateTimeOffset.UnixEpoch));
        place.Left.Add(new(twice, 1, [place.Store([], Order, [])]));
        await using var running = Run(new(new(place, place), place, time));
        await UntilAsync(() => place.Rows.Count is 1, () => time.Advance(TimeSpan.FromSeconds(31)));
        Assert.Single(Assert.Single(place.Rows[twice]));

        place.Fails = 4;
        place.Left.Add(new(ever, 2, [place.Store([], Order, [])]));
        await UntilAsync(() => place.Fails is 1, () => time.Advance(TimeSpan.FromSeconds(31)));
        for (var look = 0; look < 5; look++)
        {
            time.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(5, Ct);
        }

        Assert.Equal((1, false), (place.Fails, place.Rows.ContainsKey(ever)));
    }

    [Fact]
    public async Task What_cannot_be_described_counts_as_described_and_holds_up_nothing()
    {
        var place = new DescribedPlace();
        var queue = new DescriptionQueue(new(place, place), place, TimeProvider.System);
        var (gone, odd, good) = (ExchangeId.New(DateTimeOffset.UnixEpoch), ExchangeId.New(DateTimeOffset.UnixEpoch), ExchangeId.New(DateTimeOffset.UnixEpoch));
        queue.Add(gone, [place.Store([], Order, []) with { Object = new("00000000000000000000000000000000") }]);
        queue.Add(odd, [place.Store([], Order, []) with { Offset = -1 }]);
        queue.Add(good, [place.Store([], Order, [])]);
        await using var running = Run(queue);

        await UntilAsync(() => place.Rows.Count is 3);

        Assert.Equal([0, 0, 1], new[] { gone, odd, good }.Select(id => Assert.Single(place.Rows[id]).Count));
    }

    [Fact]
    public async Task An_accepted_message_is_found_by_what_is_in_it_and_a_refused_one_is_not_described()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var queue = new DescriptionQueue(new(place.Journal, place.Payloads), place.Journal, TimeProvider.System);
        place.Use(new(place.Journal, place.Payloads, place.Connections, place.Answers, TimeProvider.System, queue));
        var text = TestFiles.Text("edi-net/x12.850.issue135.edi");
        var accepted = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a", text));
        var repeat = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a", text));
        var other = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a", text + " "));
        Assert.Equal((ReceiveKind.Accepted, ReceiveKind.Repeat, ReceiveKind.OtherContent), (accepted.Outcome, repeat.Outcome, other.Outcome));

        await using var running = Run(queue);
        while ((await place.Journal.UndescribedAsync(0, TimeProvider.System.GetUtcNow().AddDays(1), 1, Ct)).Count > 0)
        {
            await Task.Delay(2, Ct);
        }

        foreach (var filter in new ExchangeFilter[] { new() { DocumentType = "850" }, new() { DocumentNumber = "740151" } })
        {
            Assert.Equal(accepted.Id, Assert.Single(await place.ListAsync(filter)).Id);
        }

        Assert.Empty(await place.ListAsync(new() { DocumentNumber = "740152" }));
        Assert.Equal(["740150", "740151"], (await place.Journal.FindAsync(accepted.Id, Ct))!.Envelopes.Select(e => e.Number));
    }

    [Fact]
    public async Task A_small_document_is_described_with_its_message_and_a_large_or_manifold_one_behind_it()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var queue = new DescriptionQueue(new(place.Journal, place.Payloads), place.Journal, TimeProvider.System);
        place.Use(new(place.Journal, place.Payloads, place.Connections, place.Answers, TimeProvider.System, queue));
        var small = await place.ReceiveAsync(await ReceivingPlace.PackAsync("small", Interchange(AcceptedMessage.MostDescribed)));
        var many = await place.ReceiveAsync(await ReceivingPlace.PackAsync("many", Interchange(AcceptedMessage.MostDescribed + 1)));
        var large = await place.ReceiveAsync(await ReceivingPlace.PackAsync("large", Interchange(1) + new string('\n', 100_000)));

        // Nobody works for the queue yet.
        Assert.Equal([many.Id, large.Id], (await place.Journal.UndescribedAsync(0, TimeProvider.System.GetUtcNow().AddDays(1), 9, Ct)).Select(e => e.Id));
        Assert.Equal(AcceptedMessage.MostDescribed, (await place.Journal.FindAsync(small.Id, Ct))!.Envelopes.Count);
        Assert.Equal(small.Id, Assert.Single(await place.ListAsync(new() { DocumentNumber = "PO-42" })).Id);

        await using var running = Run(queue);
        while ((await place.Journal.UndescribedAsync(0, TimeProvider.System.GetUtcNow().AddDays(1), 1, Ct)).Count > 0)
        {
            await Task.Delay(2, Ct);
        }

        Assert.Equal((AcceptedMessage.MostDescribed + 1, 1), ((await place.Journal.FindAsync(many.Id, Ct))!.Envelopes.Count, (await place.Journal.FindAsync(large.Id, Ct))!.Envelopes.Count));
    }

    private static string Interchange(int orders)
        => "ISA*00*          *00*          *ZZ*GLOBEX         *ZZ*ACME           *261124*1200*U*00401*000000001*0*P*>~GS*PO*GLOBEX*ACME*20261124*1200*1*X*004010~"
            + string.Concat(Enumerable.Range(1, orders).Select(n => $"ST*850*{n:D4}~BEG*00*SA*PO-{n}**20261124~SE*3*{n:D4}~")) + $"GE*{orders}*1~IEA*1*000000001~";

    private static Running Run(DescriptionQueue queue) => new(queue);

    private static async Task UntilAsync(Func<bool> isSo, Action? meanwhile = null)
    {
        while (!isSo())
        {
            meanwhile?.Invoke();
            await Task.Delay(2, Ct);
        }
    }

    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _work;

        internal Running(DescriptionQueue queue) => _work = queue.RunAsync(_stop.Token);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _work;
            _stop.Dispose();
        }
    }
}
