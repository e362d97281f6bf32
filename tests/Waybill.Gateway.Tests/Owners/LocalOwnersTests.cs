using Microsoft.Extensions.Time.Testing;

namespace Waybill.Gateway.Tests;

/// <summary>Who owns what, and how soon it is known that somebody does no longer.</summary>
public sealed class LocalOwnersTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly FakeOwnerStore _store;

    public LocalOwnersTests() => _store = new(_time);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_wanted_scope_is_taken_once_and_kept()
    {
        using var process = await StartAsync("a", "b");
        await TurnAsync(60, null, process);

        Assert.Equal(["a", "b"], process.Taken.Select(taken => taken.Lease.Scope).Order(StringComparer.Ordinal));
        Assert.All(process.Taken, taken => Assert.True(_store.Holds(taken.Lease) && !taken.Lost.IsCancellationRequested));
        Assert.Null(process.Owners.Problem);
    }

    [Fact]
    public async Task Alone_a_scope_of_an_earlier_process_is_taken_at_once_and_needs_no_renewal()
    {
        await ((IOwnerStore)_store).TakeAsync("a", "earlier", TimeSpan.FromDays(365), isAlone: true, Ct);
        using var process = new OwnerProcess(_store, _time, isAlone: true, "a");
        await process.LookAsync();

        Assert.Equal(2, process.Last?.Lease.Epoch);
        await TurnAsync(30, null, process);
        Assert.True(process.Holds && _store.Holds(process.Last!.Lease));
        Assert.Equal(0, _store.Renewals);
    }

    [Fact]
    public async Task A_second_process_waits_while_the_first_lives_and_goes_on_within_ten_seconds_of_its_death()
    {
        using var first = await StartAsync("a");
        using var second = await StartAsync("a");
        await TurnAsync(20.5, null, first, second);
        Assert.True(first.Holds);
        Assert.Null(second.Last);

        // The first is killed: it looks no more.
        var died = _time.GetUtcNow();
        await TurnAsync(12, () => second.Holds, second);

        Assert.InRange(_time.GetUtcNow() - died, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));
        Assert.Equal(2, second.Last?.Lease.Epoch);
        Assert.False(_store.Holds(first.Last!.Lease));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_owner_that_cannot_renew_knows_two_seconds_before_anybody_can_take_it(bool hangs)
    {
        using var process = await StartAsync("a");
        await TurnAsync(10, null, process);
        (_store.Hangs, _store.Fault, process.IsHanging) = hangs ? (true, null, true) : (false, new IOException("The database is gone."), false);
        var lease = process.Last!.Lease;

        await TurnAsync(12, () => !process.Holds, process);

        Assert.True(_store.Holds(lease));
        await TurnAsync(1.8, null);
        Assert.True(_store.Holds(lease));
        await TurnAsync(0.3, null);
        Assert.False(_store.Holds(lease));
    }

    [Fact]
    public async Task A_lost_scope_is_taken_again_with_a_higher_epoch_when_the_store_is_back()
    {
        using var process = await StartAsync("a");
        _store.Fault = new IOException("The database is gone.");
        await TurnAsync(15, null, process);
        Assert.False(process.Holds);
        Assert.Equal("The database is gone.", process.Owners.Problem);

        _store.Fault = null;
        await TurnAsync(1, null, process);

        Assert.Equal([1, 2], process.Taken.Select(taken => taken.Lease.Epoch));
        Assert.Null(process.Owners.Problem);
    }

    [Fact]
    public async Task A_scope_another_process_has_taken_is_lost_at_the_next_renewal()
    {
        using var process = await StartAsync("a", "b");
        _store.Steal("a");

        await TurnAsync(2, null, process);

        Assert.Equal(["a"], process.Taken.Where(taken => taken.Lost.IsCancellationRequested).Select(taken => taken.Lease.Scope));
    }

    [Fact]
    public async Task A_connection_that_is_removed_is_given_back_and_a_new_one_is_taken()
    {
        using var process = await StartAsync("a");
        process.Owners.Want(["b"]);
        await process.LookAsync();

        Assert.Equal([("a", true), ("b", false)], process.Taken.Select(taken => (taken.Lease.Scope, taken.Lost.IsCancellationRequested)));
        Assert.False(_store.Holds(process.Taken[0].Lease));
    }

    [Fact]
    public async Task News_reach_the_owner_added_up()
    {
        using var process = await StartAsync("a");
        var inbox = process.Last!.Inbox;
        var waiting = inbox.TakeAsync(Ct).AsTask();
        await process.Owners.WakeAsync("elsewhere");
        Assert.False(waiting.IsCompleted);

        await process.Owners.WakeAsync("a");
        Assert.Equal(OwnerNews.Due, await waiting);

        await process.Owners.TellAsync("a", OwnerCommand.Hold);
        await process.Owners.TellAsync("a", OwnerCommand.Cancel);
        await process.Owners.TellAsync("a", OwnerCommand.Cancel);
        Assert.Equal(OwnerNews.Held | OwnerNews.Cancelled, await inbox.TakeAsync(Ct));

        using var never = new CancellationTokenSource(1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await inbox.TakeAsync(never.Token));
    }

    [Fact]
    public async Task The_watcher_gets_what_is_taken_and_its_end_gives_everything_back()
    {
        using var owners = new LocalOwners(_store, isAlone: false, _time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        owners.Want(["a"]);
        Ownership? taken = null;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var one in owners.Watch(end.Token))
            {
                taken = one;
                Assert.True(_store.Holds(one.Lease));
                await Assert.ThrowsAsync<InvalidOperationException>(async () => await owners.Watch(end.Token).GetAsyncEnumerator(Ct).MoveNextAsync());
                await end.CancelAsync();
            }
        });

        Assert.True(taken?.Lost.IsCancellationRequested);
        Assert.NotNull(await ((IOwnerStore)_store).TakeAsync("a", "next", TimeSpan.FromSeconds(8), isAlone: false, Ct));
    }

    private async Task<OwnerProcess> StartAsync(params string[] scopes)
    {
        var process = new OwnerProcess(_store, _time, isAlone: false, scopes);
        await process.LookAsync();
        return process;
    }

    private Task TurnAsync(double seconds, Func<bool>? until, params OwnerProcess[] processes) => OwnerProcess.TurnAsync(_time, TimeSpan.FromSeconds(seconds), until, processes);
}
