using Microsoft.Extensions.Time.Testing;

namespace Waybill.Gateway.Tests;

public sealed class StoreGuardTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_store_shuts_the_door_raises_one_alert_and_opens_again_by_itself()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var store = new Store { Problem = "Only 1 GiB is free." };
        var clock = new FakeTimeProvider(BookFolder.Now);
        var guard = new StoreGuard(store, place.Journal, clock);

        Assert.Equal("Only 1 GiB is free.", await guard.ProblemAsync(Ct));
        Assert.Equal("Only 1 GiB is free.", await guard.ProblemAsync(Ct));
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.NotNull(await guard.ProblemAsync(Ct));

        Assert.Equal(2, store.Looks);
        var alert = Assert.Single(await place.Journal.OpenAsync(10, Ct));
        Assert.Equal(("store-full", AlertSeverity.Critical, 1), (alert.Kind, alert.Severity, alert.Count));
        store.Problem = null;
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(await guard.ProblemAsync(Ct));
        Assert.Empty(await place.Journal.OpenAsync(10, Ct));
    }

    [Fact]
    public async Task A_fault_of_ours_is_one_alert_until_a_message_is_stored()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var alerts = new ReceiveAlerts(place.Journal, TimeProvider.System);

        await alerts.RaiseAsync(new IOException("/secret/place"));
        await alerts.RaiseAsync(new IOException("/secret/place"));

        var alert = Assert.Single(await place.Journal.OpenAsync(10, Ct));
        Assert.Equal(("receive-fault", 2), (alert.Kind, alert.Count));
        Assert.DoesNotContain("secret", alert.Text, StringComparison.Ordinal);
        await alerts.WorksAsync();
        Assert.Empty(await place.Journal.OpenAsync(10, Ct));
    }

    private sealed class Store : IPayloadStore
    {
        internal string? Problem { get; set; }

        internal int Looks { get; private set; }

        public ValueTask<string?> ProblemAsync(CancellationToken ct)
        {
            Looks++;
            return new(Problem);
        }

        public ValueTask<IPayloadDraft> CreateAsync(CancellationToken ct) => throw new NotSupportedException();

        public ValueTask<Stream> OpenAsync(PayloadId id, long offset, long length, CancellationToken ct) => throw new NotSupportedException();

        public ValueTask<long?> LengthAsync(PayloadId id, CancellationToken ct) => throw new NotSupportedException();

        public ValueTask DeleteAsync(PayloadId id, CancellationToken ct) => throw new NotSupportedException();

        public ValueTask<int> SweepAsync(DateTimeOffset olderThan, Func<PayloadId, CancellationToken, ValueTask<bool>> isNamed, CancellationToken ct) => throw new NotSupportedException();
    }
}
