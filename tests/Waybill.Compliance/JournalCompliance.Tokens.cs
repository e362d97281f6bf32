using Waybill.Gateway;

namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    [Fact]
    public async Task A_token_is_kept_over_the_one_it_replaces_and_over_no_other()
    {
        var at = Now;
        Assert.Null(await Journal.Tokens.FindAsync("globex", Ct));
        Assert.True(await Journal.Tokens.KeepAsync("globex", 0, new byte[] { 1, 2 }, at, Ct));
        Assert.False(await Journal.Tokens.KeepAsync("globex", 0, new byte[] { 9 }, at, Ct));
        Assert.True(await Journal.Tokens.KeepAsync("globex", 1, new byte[] { 3 }, at, Ct));
        Assert.False(await Journal.Tokens.KeepAsync("globex", 1, new byte[] { 9 }, at, Ct));
        Assert.False(await Journal.Tokens.KeepAsync("initech", 1, new byte[] { 9 }, at, Ct));

        var row = (await Journal.Tokens.FindAsync("globex", Ct))!;
        Assert.Equal(2, row.Version);
        Assert.Equal([3], row.Sealed.ToArray());
        Assert.Null(await Journal.Tokens.FindAsync("initech", Ct));
    }

    [Fact]
    public async Task A_connection_held_by_an_answer_waits_for_a_person_and_says_so()
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease);
        Assert.True(await Journal.CompleteAsync(lease, Result(work, ExchangeState.RetryWait, dueAt: Now, status: 429) with { Spent = false, Hold = true }, Ct));
        Assert.True((await Journal.ConnectionStateAsync(Connection, Ct)).IsHeld);
        Assert.Equal(["connection-held"], await AlertsAsync());
        Assert.Empty(await Journal.ClaimAsync(lease, 9, isStrict: false, Now, Ct));

        await Journal.HoldAsync(Connection, isHeld: false, "ada", Now, Ct);
        Assert.Empty(await AlertsAsync());
        Assert.Single(await Journal.ClaimAsync(lease, 9, isStrict: false, Now, Ct));
    }

    [Fact]
    public async Task A_connection_that_climbs_back_is_used_and_no_late_success_undoes_a_new_wait()
    {
        var lease = await OwnAsync();
        var (first, second) = (await SendingAsync(lease), await SendingAsync(lease));
        await PackagedAsync();
        await PackagedAsync();
        var wait = new ConnectionPause(Connection, Now.AddSeconds(-1), 100, "Fewer, please.");
        await Journal.CompleteAsync(lease, Result(first, ExchangeState.RetryWait, dueAt: Now.AddSeconds(-9), status: 429) with { Pause = wait }, Ct);
        await Journal.CompleteAsync(lease, Result(second, ExchangeState.Sent) with { Pause = wait with { Until = Now, Step = PauseSchedule.FirstClimbStep } }, Ct);
        Assert.Empty(await AlertsAsync());
        Assert.Equal(PauseSchedule.FirstClimbStep, (await Journal.ConnectionStateAsync(Connection, Ct)).Pause!.Step);
        var two = await Journal.ClaimAsync(lease, 2, isStrict: false, Now, Ct);
        Assert.Equal(2, two.Count);

        // One of the two is told to wait, then the other succeeds.
        await Journal.CompleteAsync(lease, Result(two[0], ExchangeState.RetryWait, dueAt: Now, status: 429) with { Pause = wait with { Until = Now.AddHours(1) } }, Ct);
        await Journal.CompleteAsync(lease, Result(two[1], ExchangeState.Sent) with { Pause = wait with { Until = Now, Step = PauseSchedule.FirstClimbStep + 1 } }, Ct);
        Assert.Equal((100, Now.AddHours(1)), ((await Journal.ConnectionStateAsync(Connection, Ct)).Pause!.Step, (await Journal.ConnectionStateAsync(Connection, Ct)).Pause!.Until));
        Assert.Equal(["connection-paused"], await AlertsAsync());
    }
}
