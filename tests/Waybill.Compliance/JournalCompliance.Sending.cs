using Waybill.As2;

namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    [Fact]
    public async Task A_submission_waits_to_be_packaged_also_after_a_crash()
    {
        var submission = Submission() with { ResendOf = ExchangeId.New(Now), IsTest = true };
        Assert.IsType<IdempotencyOutcome.Done>(await Journal.SubmitAsync(submission, Ct));
        await ReopenAsync();
        var waiting = Assert.Single(await Journal.UnpackagedAsync(10, Ct));
        Assert.Equal(submission.Documents, waiting.Documents);
        Assert.Equal(submission with { Documents = [] }, waiting with { Documents = [] });
        Assert.True(await Journal.PackagedAsync(submission.Id, Package(), Now, Ct));
        Assert.Empty(await Journal.UnpackagedAsync(10, Ct));
        Assert.False(await Journal.PackagedAsync(submission.Id, Package(), Now, Ct));
    }

    [Fact]
    public async Task Submissions_of_connections_that_cannot_package_now_are_left_out()
    {
        var (waits, goes) = (Submission() with { Connection = "wa\"its" }, Submission());
        await Journal.SubmitAsync(waits, Ct);
        await Journal.SubmitAsync(goes, Ct);

        Assert.Equal(goes.Id, Assert.Single(await Journal.UnpackagedAsync(1, ["wa\"its", "nobody"], Ct)).Id);
        Assert.Equal(2, (await Journal.UnpackagedAsync(10, [], Ct)).Count);
    }

    [Fact]
    public async Task A_connection_waits_and_goes_on_with_its_alert_though_no_attempt_showed_why()
    {
        await Journal.PauseAsync(new("acme", Now.AddMinutes(10), 0, "CERT_HAS_EXPIRED: ours."), Now, Ct);
        await ReopenAsync();

        Assert.Equal(new ConnectionPause("acme", Now.AddMinutes(10), 0, "CERT_HAS_EXPIRED: ours."), (await Journal.ConnectionStateAsync("acme", Ct)).Pause);
        Assert.Equal(["connection-paused"], await AlertsAsync());

        await Journal.PauseAsync(new("acme", Now, PauseSchedule.Works, ""), Now, Ct);

        Assert.Null((await Journal.ConnectionStateAsync("acme", Ct)).Pause);
        Assert.Empty(await AlertsAsync());
    }

    [Fact]
    public async Task What_cannot_be_packaged_has_failed_with_the_reason()
    {
        var submission = Submission();
        await Journal.SubmitAsync(submission, Ct);
        Assert.True(await Journal.PackagingFailedAsync(submission.Id, "The certificate is gone.", Now, Ct));
        Assert.Equal((ExchangeState.Failed, "The certificate is gone."), ((await DetailAsync(submission.Id)).Summary.State, (await DetailAsync(submission.Id)).Summary.Detail));
        Assert.Equal(["send-failed"], await AlertsAsync());
    }

    [Fact]
    public async Task The_same_request_under_one_key_is_done_once_and_another_is_refused()
    {
        var key = new IdempotencyKey("ada", "k-1", new byte[] { 1, 2 }, """{"id":"1"}""");
        Assert.IsType<IdempotencyOutcome.Done>(await Journal.SubmitAsync(Submission(key: key), Ct));
        var before = Assert.IsType<IdempotencyOutcome.Before>(await Journal.SubmitAsync(Submission(key: key with { Response = "{}" }), Ct));
        Assert.Equal("""{"id":"1"}""", before.Response);
        Assert.IsType<IdempotencyOutcome.Conflict>(await Journal.SubmitAsync(Submission(key: key with { RequestSha256 = new byte[] { 3 } }), Ct));
        Assert.IsType<IdempotencyOutcome.Done>(await Journal.SubmitAsync(Submission(key: key with { Principal = "bob" }), Ct));
        Assert.Equal(2, (await Journal.ListAsync(new(), null, 10, Ct)).Items.Count);
    }

    [Fact]
    public async Task Of_parallel_requests_under_one_key_one_is_done()
    {
        var key = new IdempotencyKey("ada", "k-2", new byte[] { 1 }, "{}");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Submission(key: key)).ToArray().Select(s => Task.Run(async () => await Journal.SubmitAsync(s, Ct), Ct)));
        Assert.Single(outcomes.OfType<IdempotencyOutcome.Done>());
        Assert.Equal(7, outcomes.OfType<IdempotencyOutcome.Before>().Count());
    }

    [Fact]
    public async Task An_idempotency_key_is_kept_seven_days()
    {
        var key = new IdempotencyKey("ada", "k-3", new byte[] { 1 }, "{}");
        await Journal.SubmitAsync(Submission(key: key, date: Now.AddDays(-8)), Ct);
        Assert.IsType<IdempotencyOutcome.Before>(await Journal.SubmitAsync(Submission(key: key, date: Now.AddDays(-1.1)), Ct));
        Assert.IsType<IdempotencyOutcome.Done>(await Journal.SubmitAsync(Submission(key: key), Ct));
        Assert.IsType<IdempotencyOutcome.Before>(await Journal.SubmitAsync(Submission(key: key), Ct));
        await Journal.PassDeadlinesAsync(Now.AddDays(8), Ct);
        Assert.IsType<IdempotencyOutcome.Done>(await Journal.SubmitAsync(Submission(key: key), Ct));
    }

    [Fact]
    public async Task Only_connections_with_something_to_send_are_busy_now_later_or_claimed()
    {
        await Journal.AcceptAsync(Accepted(connection: "silent"), Ct);
        await Journal.AcceptAsync(Accepted(connection: "owes", receipt: Asynchronous), Ct);
        Assert.Equal(["owes"], await Journal.BusyAsync(Ct));

        var first = Submission("waits");
        await Journal.SubmitAsync(first, Ct);
        await Journal.PackagedAsync(first.Id, Package(), Now.AddHours(1), Ct);
        await SendingAsync(await OwnAsync());
        for (var i = 0; i < 3; i++)
        {
            var more = Submission($"z{i}");
            await Journal.SubmitAsync(more, Ct);
            await Journal.PackagedAsync(more.Id, Package(), Now, Ct);
        }

        Assert.Equal([Connection, "owes", "waits", "z0", "z1", "z2"], (await Journal.BusyAsync(Ct)).Order(StringComparer.Ordinal));
        await Journal.CancelAsync(first.Id, "ada", Now, Ct);
        Assert.DoesNotContain("waits", await Journal.BusyAsync(Ct));
    }

    [Fact]
    public async Task The_states_of_many_connections_come_with_one_question()
    {
        await Journal.HoldAsync("b", isHeld: true, "ada", Now, Ct);
        await Journal.HoldAsync("c", isHeld: false, "ada", Now, Ct);
        var states = await Journal.ConnectionStatesAsync(["a", "b", "c", "b"], Ct);
        Assert.Equal((2, true, false), (states.Count, states["b"].IsHeld, states["c"].IsHeld));
        Assert.Empty(await Journal.ConnectionStatesAsync([], Ct));
    }

    [Fact]
    public async Task A_claim_writes_attempt_and_state_and_gives_all_that_is_needed_to_send()
    {
        var lease = await OwnAsync();
        var submission = Submission();
        await Journal.SubmitAsync(submission, Ct);
        var package = Package(isRecipe: true);
        await Journal.PackagedAsync(submission.Id, package, Now, Ct);
        var work = Assert.Single(await Journal.ClaimAsync(lease, 10, isStrict: false, Now.AddSeconds(1), Ct));
        Assert.Equal((submission.Id, 1, 0, "US", "ACME", submission.MessageId), (work.Id, work.Attempt, work.SpentAttempts, work.From, work.To, work.MessageId));
        Assert.Equal((package.Length, package.Body, package.Mic, package.ReceiptRequest, 5L), (work.Package.Length, work.Package.Body, work.Package.Mic, work.Package.ReceiptRequest, work.Package.ConnectionVersion));
        Assert.Equal(package.Recipe!.Value.ToArray(), work.Package.Recipe!.Value.ToArray());
        Assert.Equal(package.SealedKey!.Value.ToArray(), work.Package.SealedKey!.Value.ToArray());
        Assert.Equal(package.Headers, work.Package.Headers);
        Assert.Equal(submission.Documents, work.Documents);
        var detail = await DetailAsync(submission.Id);
        Assert.Equal((ExchangeState.Sending, 1), (detail.Summary.State, detail.Summary.Attempts));
        Assert.Null(Assert.Single(detail.Attempts).EndedAt);
        Assert.Empty(await Journal.ClaimAsync(lease, 10, isStrict: false, Now.AddSeconds(1), Ct));
        Assert.NotNull((await Journal.ConnectionStateAsync(Connection, Ct)).LastCallAt);
    }

    [Fact]
    public async Task Only_what_is_due_is_claimed_oldest_first()
    {
        var lease = await OwnAsync();
        var later = await PackagedAsync(dueAt: Now.AddHours(1));
        var second = await PackagedAsync(dueAt: Now.AddSeconds(-1));
        var first = await PackagedAsync(dueAt: Now.AddSeconds(-2));
        await PackagedAsync("other", dueAt: Now.AddSeconds(-3));
        Assert.Equal(Now.AddSeconds(-2), await Journal.NextDueAsync(Connection, Ct));
        Assert.Equal([first.Id], (await Journal.ClaimAsync(lease, 1, isStrict: false, Now, Ct)).Select(w => w.Id));
        Assert.Equal([second.Id], (await Journal.ClaimAsync(lease, 9, isStrict: false, Now, Ct)).Select(w => w.Id));
        Assert.Equal(Now.AddHours(1), await Journal.NextDueAsync(Connection, Ct));
        Assert.Equal(ExchangeState.Packaged, await StateAsync(later.Id));
    }

    [Fact]
    public async Task Parallel_claims_never_give_one_exchange_twice()
    {
        var lease = await OwnAsync();
        for (var i = 0; i < 30; i++)
        {
            await PackagedAsync();
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await Journal.ClaimAsync(lease, 5, isStrict: false, Now, Ct), Ct)));
        var all = claims.SelectMany(c => c).Concat(await Journal.ClaimAsync(lease, 100, isStrict: false, Now, Ct)).ToList();
        Assert.Equal((30, 30), (all.Count, all.Select(w => w.Id).Distinct().Count()));
    }

    [Fact]
    public async Task Attempts_retries_and_the_end_are_written_with_their_state()
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease);
        Assert.True(await Journal.CompleteAsync(lease, Result(work, ExchangeState.RetryWait, dueAt: Now.AddSeconds(-1), status: 503), Ct));
        work = Assert.Single(await Journal.ClaimAsync(lease, 1, isStrict: false, Now, Ct));
        Assert.Equal((2, 1), (work.Attempt, work.SpentAttempts));
        Assert.True(await Journal.CompleteAsync(lease, Result(work, ExchangeState.RetryWait, dueAt: Now.AddSeconds(-1), status: null) with { Spent = false }, Ct));
        work = Assert.Single(await Journal.ClaimAsync(lease, 1, isStrict: false, Now, Ct));
        Assert.Equal((3, 1), (work.Attempt, work.SpentAttempts));
        Assert.True(await Journal.CompleteAsync(lease, Result(work, ExchangeState.Sent), Ct));
        Assert.False(await Journal.CompleteAsync(lease, Result(work, ExchangeState.Sent), Ct));
        var detail = await DetailAsync(work.Id);
        Assert.Equal((ExchangeState.Sent, 3), (detail.Summary.State, detail.Summary.Attempts));
        Assert.Equal([503, null, 200], detail.Attempts.Select(a => a.HttpStatus));
        Assert.Equal([new("Server", "x")], detail.Attempts[0].ResponseHeaders);
        Assert.Equal(["submitted", "packaged", "retry-wait", "retry-wait", "sent"], detail.Timeline.Select(t => t.Kind));
    }

    [Fact]
    public async Task A_move_the_table_does_not_allow_is_a_fault_and_writes_nothing()
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease);
        var before = await CountsAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Journal.CompleteAsync(lease, Result(work, ExchangeState.Delivered), Ct));
        Assert.Equal(before, await CountsAsync());
        Assert.True(await Journal.CompleteAsync(lease, Result(work, ExchangeState.Sent), Ct));
    }

    [Fact]
    public async Task A_stale_owner_can_neither_claim_nor_complete_and_writes_nothing()
    {
        var stale = await OwnAsync();
        var work = await SendingAsync(stale);
        await PackagedAsync();
        var fresh = await OwnAsync();
        Assert.Equal(stale.Epoch + 1, fresh.Epoch);
        var before = await CountsAsync();
        Assert.False(await Journal.CompleteAsync(stale, Result(work, ExchangeState.Sent), Ct));
        Assert.Empty(await Journal.ClaimAsync(stale, 5, isStrict: false, Now, Ct));
        Assert.Equal(0, await Journal.RecoverClaimsAsync(stale, Now, Ct));
        Assert.Equal(before, await CountsAsync());
        Assert.Equal(ExchangeState.Sending, await StateAsync(work.Id));

        // The attempt was the old epoch's: the new owner cannot complete it either, it recovers it.
        Assert.False(await Journal.CompleteAsync(fresh, Result(work, ExchangeState.Sent), Ct));
        Assert.Equal(1, await Journal.RecoverClaimsAsync(fresh, Now, Ct));
        var detail = await DetailAsync(work.Id);
        Assert.Equal(ExchangeState.RetryWait, detail.Summary.State);
        Assert.Contains("unknown", Assert.Single(detail.Attempts).Sentence, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, (await Journal.ClaimAsync(fresh, 5, isStrict: false, Now.AddSeconds(1), Ct)).Count);
        Assert.Equal(0, await Journal.RecoverClaimsAsync(fresh, Now, Ct));
    }

    [Fact]
    public async Task What_an_owner_claimed_and_never_heard_of_is_put_back_and_what_is_on_its_way_stays()
    {
        var lease = await OwnAsync();
        var sending = await SendingAsync(lease);
        var unheard = await SendingAsync(lease);
        var (posting, owed) = (Accepted(receipt: Asynchronous), Accepted(receipt: Asynchronous));
        await Journal.AcceptAsync(posting, Ct);
        await Journal.AcceptAsync(owed, Ct);
        Assert.Equal(2, (await Journal.Receipts.ClaimAsync(lease, 5, Now, Ct)).Count);

        Assert.Equal(2, await Journal.RecoverUnheardAsync(lease, [sending.Id], [posting.Id], Now, Ct));

        Assert.Equal(ExchangeState.Sending, await StateAsync(sending.Id));
        Assert.Equal(ExchangeState.RetryWait, await StateAsync(unheard.Id));
        Assert.Equal(owed.Id, Assert.Single(await Journal.Receipts.ClaimAsync(lease, 5, Now, Ct)).Exchange);
        Assert.False(await Journal.CompleteAsync(lease, Result(unheard, ExchangeState.Sent), Ct));
        Assert.True(await Journal.CompleteAsync(lease, Result(sending, ExchangeState.Sent), Ct));

        // What was never made does not count against the message's own schedule.
        var again = Assert.Single(await Journal.ClaimAsync(lease, 5, isStrict: false, Now, Ct));
        Assert.Equal((unheard.Id, 2, 0), (again.Id, again.Attempt, again.SpentAttempts));
    }

    [Fact]
    public async Task A_lease_that_ran_out_records_nothing()
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease);
        Assert.True(await Journal.Owners.RenewAsync(lease, TimeSpan.FromMilliseconds(-1), Ct));
        Assert.False(await Journal.Owners.RenewAsync(lease, TimeSpan.FromMinutes(1), Ct));
        Assert.False(await Journal.CompleteAsync(lease, Result(work, ExchangeState.Sent), Ct));
        Assert.Empty(await Journal.ClaimAsync(lease, 5, isStrict: false, Now, Ct));
    }

    [Fact]
    public async Task A_lease_of_one_scope_completes_nothing_of_another()
    {
        var lease = await OwnAsync();
        var other = await OwnAsync("other");
        var work = await SendingAsync(lease);
        Assert.False(await Journal.CompleteAsync(other with { Epoch = lease.Epoch }, Result(work, ExchangeState.Sent), Ct));
        Assert.Equal(ExchangeState.Sending, await StateAsync(work.Id));
    }

    [Fact]
    public async Task A_scope_has_one_owner_until_it_is_given_back_or_runs_out()
    {
        var one = await OwnAsync();
        Assert.Null(await Journal.Owners.TakeAsync(Connection, "node-2", TimeSpan.FromMinutes(1), isAlone: false, Ct));
        Assert.True(await Journal.Owners.RenewAsync(one, TimeSpan.FromMinutes(1), Ct));
        await Journal.Owners.ReleaseAsync(one, Ct);
        Assert.False(await Journal.Owners.RenewAsync(one, TimeSpan.FromMinutes(1), Ct));
        var two = await Journal.Owners.TakeAsync(Connection, "node-2", TimeSpan.FromMilliseconds(-1), isAlone: false, Ct);
        Assert.Equal(one.Epoch + 1, two!.Epoch);
        var three = await Journal.Owners.TakeAsync(Connection, "node-3", TimeSpan.FromMinutes(1), isAlone: false, Ct);
        Assert.Equal(two.Epoch + 1, three!.Epoch);
        var alone = await Journal.Owners.TakeAsync(Connection, "node-4", TimeSpan.FromMinutes(1), isAlone: true, Ct);
        Assert.Equal(Journal.IsAlone, alone is not null);
    }

    [Fact]
    public async Task Of_many_nodes_that_take_one_scope_one_gets_it()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            async () => await Journal.Owners.TakeAsync("contested", $"node-{i}", TimeSpan.FromMinutes(1), isAlone: false, Ct), Ct)));
        Assert.Single(leases, l => l is not null);
    }

    [Fact]
    public async Task Strict_order_sends_one_and_the_next_after_a_final_state()
    {
        var lease = await OwnAsync();
        var first = await PackagedAsync();
        var second = await PackagedAsync(dueAt: Now.AddSeconds(-5));
        var work = Assert.Single(await Journal.ClaimAsync(lease, 9, isStrict: true, Now, Ct));
        Assert.Equal(first.Id, work.Id);
        Assert.Empty(await Journal.ClaimAsync(lease, 9, isStrict: true, Now, Ct));
        await Journal.CompleteAsync(lease, Result(work, ExchangeState.AwaitingReceipt, dueAt: Now.AddHours(1)), Ct);
        Assert.Empty(await Journal.ClaimAsync(lease, 9, isStrict: true, Now, Ct));
        Assert.True(await Journal.ReceiptAsync(first.Id, Receipt(), Ct));
        Assert.Equal(second.Id, Assert.Single(await Journal.ClaimAsync(lease, 9, isStrict: true, Now, Ct)).Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_strict_order_a_failed_head_blocks_until_it_is_sent_again_or_cancelled(bool isResent)
    {
        var lease = await OwnAsync();
        var first = await PackagedAsync();
        var second = await PackagedAsync();
        var work = Assert.Single(await Journal.ClaimAsync(lease, 9, isStrict: true, Now, Ct));
        await Journal.CompleteAsync(lease, Result(work, ExchangeState.Failed, status: 404), Ct);
        Assert.Empty(await Journal.ClaimAsync(lease, 9, isStrict: true, Now, Ct));
        Assert.Empty(await Journal.ClaimAsync(lease, 9, isStrict: true, Now, Ct));
        Assert.Equal(["order-blocked", "send-failed"], await AlertsAsync());
        Assert.Equal(1, (await Journal.OpenAsync(9, Ct)).Single(a => a.Kind is "order-blocked").Count);
        Assert.True(isResent ? await Journal.ResendAsync(first.Id, "ada", Now, Now.AddHours(1), Ct) : await Journal.CancelAsync(first.Id, "ada", Now, Ct));
        var next = Assert.Single(await Journal.ClaimAsync(lease, 9, isStrict: true, Now, Ct));
        Assert.Equal(isResent ? first.Id : second.Id, next.Id);
        Assert.Empty(await AlertsAsync());
    }

    [Fact]
    public async Task A_held_connection_gives_nothing_out_until_it_is_released()
    {
        var lease = await OwnAsync();
        await PackagedAsync();
        await Journal.HoldAsync(Connection, isHeld: true, "ada", Now, Ct);
        Assert.True((await Journal.ConnectionStateAsync(Connection, Ct)).IsHeld);
        Assert.Empty(await Journal.ClaimAsync(lease, 9, isStrict: false, Now, Ct));
        Assert.Null(await Journal.NextDueAsync(Connection, Ct));
        await Journal.HoldAsync(Connection, isHeld: false, "ada", Now, Ct);
        Assert.Single(await Journal.ClaimAsync(lease, 9, isStrict: false, Now, Ct));
    }

    [Fact]
    public async Task A_paused_connection_waits_then_sends_one_message_alone_and_goes_on_when_it_works()
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease);
        await PackagedAsync();
        await PackagedAsync();
        var pause = new ConnectionPause(Connection, Now.AddHours(1), 0, "The name cannot be resolved.");
        await Journal.CompleteAsync(lease, Result(work, ExchangeState.RetryWait, dueAt: Now.AddSeconds(-9), status: null) with { Spent = false, Pause = pause }, Ct);
        Assert.Equal(pause, (await Journal.ConnectionStateAsync(Connection, Ct)).Pause);
        Assert.Equal(["connection-paused"], await AlertsAsync());
        Assert.Empty(await Journal.ClaimAsync(lease, 9, isStrict: false, Now, Ct));
        Assert.Equal(Now.AddHours(1), await Journal.NextDueAsync(Connection, Ct));

        // Its time has come: the oldest goes, alone.
        var other = await OwnAsync("b");
        var helper = await SendingAsync(other);
        await Journal.CompleteAsync(other, Result(helper, ExchangeState.Sent) with { Pause = pause with { Until = Now.AddSeconds(-1), Step = 1 } }, Ct);
        var probe = Assert.Single(await Journal.ClaimAsync(lease, 9, isStrict: false, Now, Ct));
        Assert.Equal(work.Id, probe.Id);
        Assert.Empty(await Journal.ClaimAsync(lease, 9, isStrict: false, Now, Ct));
        Assert.Equal(2, (await Journal.OpenAsync(9, Ct)).Single().Count);
        await Journal.CompleteAsync(lease, Result(probe, ExchangeState.Sent) with { Pause = pause with { Step = -1 } }, Ct);
        Assert.Null((await Journal.ConnectionStateAsync(Connection, Ct)).Pause);
        Assert.Empty(await AlertsAsync());
        Assert.Equal(2, (await Journal.ClaimAsync(lease, 9, isStrict: false, Now, Ct)).Count);
    }

    [Fact]
    public async Task What_can_be_cancelled_is_and_an_attempt_on_its_way_then_only_fills_its_row()
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease);
        Assert.True(await Journal.CancelAsync(work.Id, "ada", Now, Ct));
        Assert.False(await Journal.CancelAsync(work.Id, "ada", Now, Ct));
        Assert.True(await Journal.CompleteAsync(lease, Result(work, ExchangeState.RetryWait, dueAt: Now, status: 503), Ct));
        var detail = await DetailAsync(work.Id);
        Assert.Equal((ExchangeState.Cancelled, 503), (detail.Summary.State, Assert.Single(detail.Attempts).HttpStatus));
        Assert.Empty(await Journal.ClaimAsync(lease, 9, isStrict: false, Now.AddHours(1), Ct));
        var submitted = Submission();
        await Journal.SubmitAsync(submitted, Ct);
        Assert.True(await Journal.CancelAsync(submitted.Id, "ada", Now, Ct));
        Assert.False(await Journal.PackagedAsync(submitted.Id, Package(), Now, Ct));
        Assert.False(await Journal.ResendAsync(submitted.Id, "ada", Now, Now, Ct));
    }

    [Fact]
    public async Task An_old_attempt_that_ends_after_a_resend_moves_nothing()
    {
        var lease = await OwnAsync();
        var old = await SendingAsync(lease);
        await Journal.CancelAsync(old.Id, "ada", Now, Ct);
        Assert.True(await Journal.ResendAsync(old.Id, "ada", Now.AddSeconds(-1), Now.AddHours(1), Ct));
        var work = Assert.Single(await Journal.ClaimAsync(lease, 9, isStrict: false, Now, Ct));
        Assert.Equal((2, 0), (work.Attempt, work.SpentAttempts));
        Assert.True(await Journal.CompleteAsync(lease, Result(old, ExchangeState.Failed, status: 404), Ct));
        Assert.Equal(ExchangeState.Sending, await StateAsync(work.Id));
        Assert.True(await Journal.CompleteAsync(lease, Result(work, ExchangeState.Sent), Ct));
        Assert.Equal(ExchangeState.Sent, await StateAsync(work.Id));
    }

    [Fact]
    public async Task A_message_whose_time_is_over_has_failed()
    {
        var lease = await OwnAsync();
        var over = await PackagedAsync(giveUpAt: Now.AddSeconds(-1));
        var open = await PackagedAsync();
        Assert.Equal([open.Id], (await Journal.ClaimAsync(lease, 9, isStrict: false, Now, Ct)).Select(w => w.Id));
        Assert.Equal(1, await Journal.PassDeadlinesAsync(Now, Ct));
        Assert.Equal(ExchangeState.Failed, await StateAsync(over.Id));
        Assert.Equal(["send-failed"], await AlertsAsync());
        Assert.True(await Journal.ResendAsync(over.Id, "ada", Now.AddSeconds(-1), Now.AddHours(1), Ct));
        Assert.Empty(await AlertsAsync());
        Assert.Single(await Journal.ClaimAsync(lease, 9, isStrict: false, Now, Ct));
    }
}
