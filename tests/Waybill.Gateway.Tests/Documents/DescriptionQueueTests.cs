using Microsoft.Extensions.Time.Testing;

namespace Waybill.Gateway.Tests;

public sealed class DescriptionQueueTests
{
    private static readonly byte[] Order = TestFiles.Bytes("edi-net/edifact.ORDRSP.edi");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_at_the_end_is_still_described()
    {
        var place = new DescribedPlace();
        var queue = new DescriptionQueue(new(place, place), TimeProvider.System);
        var ids = Enumerable.Range(0, 20).Select(i => ExchangeId.New(DateTimeOffset.UnixEpoch.AddSeconds(i))).ToArray();
        foreach (var id in ids)
        {
            queue.Add(id, [place.Store([], Order, [])]);
        }

        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await queue.RunAsync(stop.Token).WaitAsync(Ct);

        Assert.Equal(ids.Length, place.Rows.Count);
        Assert.Equal(0, queue.Lost);
    }

    [Fact]
    public async Task A_store_that_is_away_for_a_moment_is_asked_again()
    {
        var place = new DescribedPlace { Fails = 2 };
        var time = new FakeTimeProvider();
        var queue = new DescriptionQueue(new(place, place), time);
        var id = ExchangeId.New(DateTimeOffset.UnixEpoch);
        queue.Add(id, [place.Store([], Order, [])]);
        using var stop = new CancellationTokenSource();
        var running = queue.RunAsync(stop.Token);
        while (place.Rows.Count is 0)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, Ct);
        }

        await stop.CancelAsync();
        await running.WaitAsync(Ct);
        Assert.Single(Assert.Single(place.Rows[id]));
        Assert.Equal(0, queue.Lost);
    }

    [Fact]
    public async Task What_cannot_be_described_is_counted_and_holds_up_nothing()
    {
        var place = new DescribedPlace { Fails = 1 };
        var queue = new DescriptionQueue(new(place, place), TimeProvider.System);
        var (gone, away, good) = (ExchangeId.New(DateTimeOffset.UnixEpoch), ExchangeId.New(DateTimeOffset.UnixEpoch), ExchangeId.New(DateTimeOffset.UnixEpoch));
        queue.Add(gone, [place.Store([], Order, []) with { Object = new("00000000000000000000000000000000") }]);
        queue.Add(away, [place.Store([], Order, [])]);
        queue.Add(good, [place.Store([], Order, [])]);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await queue.RunAsync(stop.Token).WaitAsync(Ct);

        Assert.Equal([good], place.Rows.Keys);
        Assert.Equal(2, queue.Lost);
    }

    [Fact]
    public async Task An_accepted_message_is_found_by_what_is_in_it_and_a_refused_one_is_not_described()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var queue = new DescriptionQueue(new(place.Journal, place.Payloads), TimeProvider.System);
        place.Use(new(place.Journal, place.Payloads, place.Connections, place.Answers, TimeProvider.System, queue));
        var text = TestFiles.Text("edi-net/x12.850.issue135.edi");
        var accepted = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a", text));
        var repeat = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a", text));
        var other = await place.ReceiveAsync(await ReceivingPlace.PackAsync("a", text + " "));
        Assert.Equal((ReceiveKind.Accepted, ReceiveKind.Repeat, ReceiveKind.OtherContent), (accepted.Outcome, repeat.Outcome, other.Outcome));

        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await queue.RunAsync(stop.Token).WaitAsync(Ct);

        foreach (var filter in new ExchangeFilter[] { new() { DocumentType = "850" }, new() { DocumentNumber = "740151" } })
        {
            Assert.Equal(accepted.Id, Assert.Single(await place.ListAsync(filter)).Id);
        }

        Assert.Empty(await place.ListAsync(new() { DocumentNumber = "740152" }));
        Assert.Equal(["740150", "740151"], (await place.Journal.FindAsync(accepted.Id, Ct))!.Envelopes.Select(e => e.Number));
    }
}
