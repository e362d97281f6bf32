using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Waybill.Gateway.Tests;

/// <summary>The board reads an hour when it has to and no more often, and its percentiles are near the truth.</summary>
public sealed class TrafficTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 30, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_running_hour_is_read_again_soon_and_an_old_one_seldom()
    {
        var clock = new FakeTimeProvider(Now);
        var journal = new Journal(clock, TimeSpan.Zero);
        using var board = new TrafficBoard(journal, clock, TimeSpan.FromSeconds(1));

        var slots = await board.ReadAsync(48, Ct);
        Assert.Equal(new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero), slots[0].At);
        Assert.Equal((48, new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero)), (slots.Count, slots[^1].At));
        Assert.All(slots, s => Assert.Equal(s.At.Hour, Assert.Single(s.Hour!.Counts).Accepted));
        Assert.Equal(48, journal.Take());
        await board.ReadAsync(48, Ct);
        Assert.Equal(0, journal.Take());
        clock.Advance(TimeSpan.FromSeconds(3));
        await board.ReadAsync(48, Ct);
        Assert.Equal(2, journal.Take());
        clock.Advance(TimeSpan.FromSeconds(57));
        await board.ReadAsync(48, Ct);
        Assert.Equal(24, journal.Take());
        clock.Advance(TimeSpan.FromMinutes(14));
        await board.ReadAsync(48, Ct);
        Assert.Equal(48, journal.Take());
    }

    [Fact]
    public async Task A_call_that_took_its_time_leaves_the_older_hours_to_the_next()
    {
        var clock = new FakeTimeProvider(Now);
        using var board = new TrafficBoard(new Journal(clock, TimeSpan.FromMilliseconds(20)), clock, TimeSpan.FromMilliseconds(50));

        var first = await board.ReadAsync(6, Ct);
        Assert.Equal([false, false, false, true, true, true], first.Select(s => s.Hour is not null));
        Assert.All(await board.ReadAsync(6, Ct), s => Assert.NotNull(s.Hour));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await board.ReadAsync(0, Ct));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await board.ReadAsync(TrafficBoard.MostHours + 1, Ct));
    }

    [Fact]
    public void A_percentile_is_never_too_low_and_at_most_a_fifth_too_high()
        => Gen.Select(Gen.Long[0, 100_000_000].Array[1, 300], Gen.Double[0, 1]).Sample((times, share) =>
        {
            var (one, two) = (new DeliveryTimes(), new DeliveryTimes());
            foreach (var (time, i) in times.Select((t, i) => (t, i)))
            {
                (i % 2 is 0 ? one : two).Add(time);
            }

            one.Add(two);
            var exact = times.Order().ElementAt(Math.Max(1, (int)Math.Ceiling(share * times.Length)) - 1);
            var read = one.Within(share)!.Value;
            return one.Count == times.Length && read >= exact && read <= ((exact + 1) * 1.19) + 1;
        });

    [Fact]
    public void Without_deliveries_there_is_none_and_a_clock_set_back_counts_as_no_time()
    {
        var times = new DeliveryTimes();
        Assert.Null(times.Within(0.5));
        times.Add(-5);
        times.Add(long.MaxValue);
        Assert.Equal((2, 1L), (times.Count, times.Within(0)));
        Assert.True(times.Within(1) > 60_000_000_000);
    }

    private sealed class Journal(FakeTimeProvider clock, TimeSpan cost) : ITrafficQueries
    {
        private int _reads;

        internal int Take() => Interlocked.Exchange(ref _reads, 0);

        public ValueTask<TrafficHour> TrafficAsync(DateTimeOffset hour, CancellationToken ct)
        {
            _reads++;
            clock.Advance(cost);
            return new(new TrafficHour([new(null, hour.Hour, 0, 0, 0, 0)], new()));
        }
    }
}
