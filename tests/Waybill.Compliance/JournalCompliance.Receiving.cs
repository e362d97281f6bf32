using System.Text;
using Waybill.As2;

namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    private static readonly StoredReceipt Asynchronous = new("http://acme.example/mdn", [new("Content-Type", "multipart/signed")], Encoding.UTF8.GetBytes("mdn bytes"));

    [Fact]
    public async Task An_accepted_message_is_there_after_opening_again()
    {
        var message = Accepted(consumers: ["folder", "flows"]);
        Assert.IsType<AcceptOutcome.Stored>(await Journal.AcceptAsync(message, Ct));
        await ReopenAsync();
        var detail = await DetailAsync(message.Id);
        Assert.Equal(
            (ExchangeState.Accepted, ReceiptState.Answered, Connection, "ACME", "US", message.MessageId, "orders", "order.edi", Now),
            (detail.Summary.State, detail.Summary.Receipt, detail.Summary.Connection, detail.Summary.From, detail.Summary.To, detail.Summary.MessageId, detail.Summary.Subject,
                detail.Summary.FileName, detail.Summary.CreatedAt));
        Assert.Equal(message.Headers, detail.Headers);
        Assert.Equal(message.Answer.Body.ToArray(), detail.Answer!.Body.ToArray());
        Assert.Equal(message.Answer.Headers, detail.Answer.Headers);
        Assert.Equal((message.Mic!.ToString(), "ab12", message.Entity, message.Wire, 3L), (detail.Mic, detail.SignerThumbprint, detail.Entity, detail.Wire, detail.ConnectionVersion));
        Assert.Equal(message.Signature!.Value.ToArray(), detail.Signature!.Value.ToArray());
        var document = Assert.Single(detail.Documents);
        Assert.Equal((message.Entity, 120L, "application/edifact"), (document.Object, document.Offset, document.ContentType));
        Assert.Equal(message.Documents[0].Sha256!.Value.ToArray(), document.Sha256!.Value.ToArray());
        Assert.Equal(["folder", "flows"], detail.Handoffs.Select(h => h.Key));
    }

    [Fact]
    public async Task The_same_bytes_again_get_the_stored_answer_and_start_nothing()
    {
        var first = Accepted();
        await Journal.AcceptAsync(first, Ct);
        var before = await CountsAsync();
        var second = Accepted(first.MessageId, isAuthenticated: false);
        var repeat = Assert.IsType<AcceptOutcome.Repeat>(await Journal.AcceptAsync(second, Ct));
        Assert.Equal(first.Id, repeat.Original);
        Assert.Equal(first.Answer.Body.ToArray(), repeat.Answer.Body.ToArray());
        Assert.Null(await Journal.FindAsync(second.Id, Ct));
        Assert.Equal("duplicate", Assert.Single((await DetailAsync(first.Id)).Attempts).Kind);
        await ShowsAsync(new() { Repeated = true }, first.Id);
        await ShowsAsync(new() { Repeated = true, Direction = Direction.Out });
        await ShowsAsync(new() { Repeated = true, IdPrefix = first.Id.Value }, first.Id);
        Assert.Equal(1, (await DetailAsync(first.Id)).Summary.Repeats);
        Assert.Equal(before.Replace("attempt=0", "attempt=1", StringComparison.Ordinal).Replace("ended=0", "ended=1", StringComparison.Ordinal), await CountsAsync());
        Assert.Single(await Journal.Handoffs.ClaimAsync("folder", 10, Now, Now.AddMinutes(1), Ct));
    }

    [Fact]
    public async Task Of_a_partner_that_never_stops_the_newest_repeats_are_kept_and_all_are_counted()
    {
        var lease = await OwnAsync();
        var message = Accepted(receipt: Asynchronous);
        await Journal.AcceptAsync(message, Ct);
        for (var i = 1; i <= 130; i++)
        {
            var work = Assert.Single(await Journal.Receipts.ClaimAsync(lease, 5, Now, Ct));
            Assert.True(await Journal.Receipts.CompleteAsync(lease, work, isSent: true, 200, "Taken.", Now, null, Ct));
            Assert.IsType<AcceptOutcome.Repeat>(await Journal.AcceptAsync(Accepted(message.MessageId), Ct));
            Assert.IsType<AcceptOutcome.OtherContent>(await Journal.AcceptAsync(Accepted(message.MessageId, "other"), Ct));
        }

        var detail = await DetailAsync(message.Id);
        var repeats = detail.Attempts.Where(a => a.Kind is "duplicate").Select(a => a.Number).Order().ToList();
        Assert.Equal((100, 31, 130), (repeats.Count, repeats[0], repeats[^1]));
        Assert.Equal(Enumerable.Range(31, 100), detail.Attempts.Where(a => a.Kind is "receipt").Select(a => a.Number).Order());
        Assert.All(new[] { "duplicate", "receipt-sent" }, kind => Assert.Equal(100, detail.Timeline.Count(t => t.Kind == kind)));
        Assert.Equal(130, Assert.Single(await Journal.OpenAsync(10, Ct)).Count);
    }

    [Fact]
    public async Task An_authenticated_repeat_with_other_ciphertext_and_the_same_mic_is_the_same_message()
    {
        var first = Accepted(content: "A", wire: "cipher 1");
        await Journal.AcceptAsync(first, Ct);
        Assert.IsType<AcceptOutcome.Repeat>(await Journal.AcceptAsync(Accepted(first.MessageId, "A", "cipher 2"), Ct));
    }

    [Fact]
    public async Task An_unauthenticated_request_gets_a_stored_receipt_for_the_very_same_bytes_only()
    {
        var first = Accepted(content: "A", wire: "cipher 1");
        await Journal.AcceptAsync(first, Ct);
        Assert.IsType<AcceptOutcome.OtherContent>(await Journal.AcceptAsync(Accepted(first.MessageId, "A", "cipher 2", isAuthenticated: false), Ct));
    }

    [Fact]
    public async Task Other_content_under_a_taken_id_is_not_stored_and_raises_one_alert()
    {
        var first = Accepted(content: "A");
        await Journal.AcceptAsync(first, Ct);
        for (var i = 0; i < 2; i++)
        {
            var other = Assert.IsType<AcceptOutcome.OtherContent>(await Journal.AcceptAsync(Accepted(first.MessageId, "B"), Ct));
            Assert.Equal(first.Id, other.Original);
        }

        var alert = Assert.Single(await Journal.OpenAsync(10, Ct));
        Assert.Equal(("duplicate-document", first.Id.Value, 2), (alert.Kind, alert.Subject, alert.Count));
        Assert.Single((await Journal.ListAsync(new(), null, 10, Ct)).Items);
    }

    [Fact]
    public async Task Of_many_copies_in_parallel_one_is_stored_and_the_others_get_its_answer()
    {
        var copies = Enumerable.Range(0, 12).Select(_ => Accepted("<same@acme>")).ToArray();
        var outcomes = await Task.WhenAll(copies.Select(c => Task.Run(async () => await Journal.AcceptAsync(c, Ct), Ct)));
        var stored = copies[Array.FindIndex(outcomes, o => o is AcceptOutcome.Stored)];
        Assert.Single(outcomes.OfType<AcceptOutcome.Stored>());
        Assert.Equal(11, outcomes.OfType<AcceptOutcome.Repeat>().Count(r => r.Original == stored.Id));
        Assert.Single((await Journal.ListAsync(new(), null, 50, Ct)).Items);
        Assert.Single(await Journal.Handoffs.ClaimAsync("folder", 10, Now, Now.AddMinutes(1), Ct));
    }

    [Fact]
    public async Task The_same_id_of_another_pair_is_another_message()
    {
        await Journal.AcceptAsync(Accepted("<1@x>"), Ct);
        Assert.IsType<AcceptOutcome.Stored>(await Journal.AcceptAsync(Accepted("<1@x>", from: "BETA"), Ct));
    }

    [Fact]
    public async Task A_refused_message_never_blocks_its_id()
    {
        var refused = Refused(id: "<7@acme>", hint: "Did you mean ACME?");
        await Journal.RefuseAsync(refused, Ct);
        Assert.IsType<AcceptOutcome.Stored>(await Journal.AcceptAsync(Accepted("<7@acme>"), Ct));
        var detail = await DetailAsync(refused.Id);
        Assert.Equal((ExchangeState.Refused, (int)As2Failure.DecryptionFailed, "The padding is bad."), (detail.Summary.State, detail.Summary.Failure!.Value, detail.Summary.Detail));
    }

    [Fact]
    public async Task A_key_of_any_length_and_any_characters_is_kept_and_found_again()
    {
        var odd = $"<{new string('x', 5000)}\0\ud800@acme>";
        var first = Accepted(odd, fileName: "a\0b\udc00.edi");
        Assert.IsType<AcceptOutcome.Stored>(await Journal.AcceptAsync(first, Ct));
        Assert.IsType<AcceptOutcome.Repeat>(await Journal.AcceptAsync(Accepted(odd), Ct));
        Assert.Equal("a\ufffdb\ufffd.edi", (await DetailAsync(first.Id)).Summary.FileName);
    }

    [Fact]
    public async Task An_asynchronous_receipt_is_due_with_the_message_and_again_with_a_repeat()
    {
        var lease = await OwnAsync();
        var message = Accepted(receipt: Asynchronous);
        await Journal.AcceptAsync(message, Ct);
        var work = Assert.Single(await Journal.Receipts.ClaimAsync(lease, 5, Now, Ct));
        Assert.Equal((message.Id, 1, Asynchronous.Url), (work.Exchange, work.Attempt, work.Receipt.Url));
        Assert.Equal(Asynchronous.Body.ToArray(), work.Receipt.Body.ToArray());
        Assert.Empty(await Journal.Receipts.ClaimAsync(lease, 5, Now, Ct));
        Assert.True(await Journal.Receipts.CompleteAsync(lease, work, isSent: true, 200, "Taken.", Now, null, Ct));
        Assert.Equal(ReceiptState.Sent, (await DetailAsync(message.Id)).Summary.Receipt);
        Assert.Empty(await Journal.Receipts.ClaimAsync(lease, 5, Now, Ct));

        // The repeat asks for another address; the stored one counts.
        await Journal.AcceptAsync(Accepted(message.MessageId, receipt: Asynchronous with { Url = "http://elsewhere.example/" }), Ct);
        var again = Assert.Single(await Journal.Receipts.ClaimAsync(lease, 5, Now, Ct));
        Assert.Equal((2, Asynchronous.Url), (again.Attempt, again.Receipt.Url));
        Assert.Equal(ReceiptState.Due, (await DetailAsync(message.Id)).Summary.Receipt);
    }

    [Fact]
    public async Task A_receipt_that_fails_is_due_again_and_at_last_given_up_with_an_alert()
    {
        var lease = await OwnAsync();
        var message = Accepted(receipt: Asynchronous);
        await Journal.AcceptAsync(message, Ct);
        var work = Assert.Single(await Journal.Receipts.ClaimAsync(lease, 5, Now, Ct));
        Assert.True(await Journal.Receipts.CompleteAsync(lease, work, isSent: false, 503, "Busy.", Now, Now.AddSeconds(-1), Ct));
        work = Assert.Single(await Journal.Receipts.ClaimAsync(lease, 5, Now, Ct));
        Assert.True(await Journal.Receipts.CompleteAsync(lease, work, isSent: false, 404, "Not there.", Now, null, Ct));
        Assert.Equal(ReceiptState.Failed, (await DetailAsync(message.Id)).Summary.Receipt);
        Assert.Equal(["receipt-failed"], await AlertsAsync());
        Assert.Equal([503, 404], (await DetailAsync(message.Id)).Attempts.Select(a => a.HttpStatus ?? 0));

        // Asked again, it is due again, and the alert goes.
        await Journal.AcceptAsync(Accepted(message.MessageId, receipt: Asynchronous), Ct);
        Assert.Empty(await AlertsAsync());
        Assert.Single(await Journal.Receipts.ClaimAsync(lease, 5, Now, Ct));
    }

    [Fact]
    public async Task A_receipt_nobody_posts_is_given_up_when_its_time_is_over()
    {
        var message = Accepted(receipt: Asynchronous, at: Now.AddDays(-2));
        await Journal.AcceptAsync(message, Ct);
        Assert.Equal(1, await Journal.PassDeadlinesAsync(Now, Ct));
        Assert.Equal(ReceiptState.Failed, (await DetailAsync(message.Id)).Summary.Receipt);
        Assert.Equal(["receipt-failed"], await AlertsAsync());
        Assert.Equal(0, await Journal.PassDeadlinesAsync(Now, Ct));
    }

    [Fact]
    public async Task A_receipt_that_may_not_be_posted_is_failed_at_once_with_an_alert()
    {
        var lease = await OwnAsync();
        var message = Accepted(receipt: Asynchronous, forbidden: "The host is not configured.");
        Assert.IsType<AcceptOutcome.Stored>(await Journal.AcceptAsync(message, Ct));
        Assert.Equal(ReceiptState.Failed, (await DetailAsync(message.Id)).Summary.Receipt);
        Assert.Equal(["receipt-forbidden"], await AlertsAsync());
        await Journal.AcceptAsync(Accepted(message.MessageId, receipt: Asynchronous), Ct);
        Assert.Empty(await Journal.Receipts.ClaimAsync(lease, 5, Now, Ct));
    }

    [Fact]
    public async Task A_stale_owner_can_neither_claim_nor_complete_a_receipt()
    {
        var stale = await OwnAsync();
        await Journal.AcceptAsync(Accepted(receipt: Asynchronous), Ct);
        var work = Assert.Single(await Journal.Receipts.ClaimAsync(stale, 5, Now, Ct));
        var fresh = await OwnAsync();
        Assert.False(await Journal.Receipts.CompleteAsync(stale, work, isSent: true, 200, "Taken.", Now, null, Ct));
        Assert.Empty(await Journal.Receipts.ClaimAsync(stale, 5, Now, Ct));
        Assert.Equal(ReceiptState.Due, (await DetailAsync(work.Exchange)).Summary.Receipt);
        var again = Assert.Single(await Journal.Receipts.ClaimAsync(fresh, 5, Now, Ct));
        Assert.Equal(2, again.Attempt);
        Assert.False(await Journal.Receipts.CompleteAsync(fresh, work, isSent: true, 200, "Taken.", Now, null, Ct));
        Assert.True(await Journal.Receipts.CompleteAsync(fresh, again, isSent: true, 200, "Taken.", Now, null, Ct));
    }

    [Fact]
    public async Task Handoffs_are_claimed_once_come_back_when_the_claim_runs_out_and_end_when_done()
    {
        var message = Accepted();
        await Journal.AcceptAsync(message, Ct);
        var first = Assert.Single(await Journal.Handoffs.ClaimAsync("folder", 10, Now, Now.AddMilliseconds(-1), Ct));
        Assert.Equal((message.Id, "folder", 1, Connection, message.MessageId, false), (first.Exchange, first.Consumer, first.Attempt, first.Connection, first.MessageId, first.IsReplay));
        Assert.Equal(message.Documents[0].Object, Assert.Single(first.Documents).Object);

        // That claim has run out already: another takes it, and the first can say nothing any more.
        var second = Assert.Single(await Journal.Handoffs.ClaimAsync("folder", 10, Now, Now.AddHours(1), Ct));
        Assert.Equal(2, second.Attempt);
        Assert.Empty(await Journal.Handoffs.ClaimAsync("folder", 10, Now, Now.AddHours(1), Ct));
        Assert.False(await Journal.Handoffs.DoneAsync(first, Now, Ct));
        Assert.False(await Journal.Handoffs.FailedAsync(first, Now, "late", Ct));
        Assert.True(await Journal.Handoffs.FailedAsync(second, Now.AddSeconds(-1), "The folder is gone.", Ct));
        var third = Assert.Single(await Journal.Handoffs.ClaimAsync("folder", 10, Now, Now.AddHours(1), Ct));
        Assert.True(await Journal.Handoffs.DoneAsync(third, Now, Ct));
        Assert.False(await Journal.Handoffs.DoneAsync(third, Now, Ct));
        Assert.Equal("done", Assert.Single((await DetailAsync(message.Id)).Handoffs).Value);
    }

    [Fact]
    public async Task A_handoff_that_takes_long_is_extended_by_its_claim_only()
    {
        await Journal.AcceptAsync(Accepted("e@acme") with { Consumers = ["folder"] }, Ct);
        var lost = Assert.Single(await Journal.Handoffs.ClaimAsync("folder", 10, Now, Now.AddMilliseconds(-1), Ct));
        var held = Assert.Single(await Journal.Handoffs.ClaimAsync("folder", 10, Now, Now.AddMilliseconds(-1), Ct));

        Assert.False(await Journal.Handoffs.ExtendAsync(lost, Now, Now.AddHours(1), Ct));
        Assert.True(await Journal.Handoffs.ExtendAsync(held, Now, Now.AddHours(1), Ct));

        Assert.Empty(await Journal.Handoffs.ClaimAsync("folder", 10, Now, Now.AddMinutes(1), Ct));
        Assert.True(await Journal.Handoffs.DoneAsync(held, Now, Ct));
        Assert.False(await Journal.Handoffs.ExtendAsync(held, Now, Now.AddHours(1), Ct));
    }

    [Fact]
    public async Task Handoffs_of_parallel_consumers_are_never_given_out_twice()
    {
        for (var i = 0; i < 40; i++)
        {
            await Journal.AcceptAsync(Accepted(), Ct);
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await Journal.Handoffs.ClaimAsync("folder", 7, Now, Now.AddHours(1), Ct), Ct)));
        var all = claims.SelectMany(c => c).Concat(await Journal.Handoffs.ClaimAsync("folder", 100, Now, Now.AddHours(1), Ct)).ToList();
        Assert.Equal(40, all.Select(h => h.Exchange).Distinct().Count());
        Assert.Equal(40, all.Count);
    }

    [Fact]
    public async Task An_accepted_message_can_be_handed_on_again_marked_as_a_replay()
    {
        var message = Accepted();
        await Journal.AcceptAsync(message, Ct);
        Assert.True(await Journal.Handoffs.DoneAsync(Assert.Single(await Journal.Handoffs.ClaimAsync("folder", 10, Now, Now.AddHours(1), Ct)), Now, Ct));
        Assert.Equal(1, await Journal.Handoffs.ReplayAsync(message.Id, ["folder"], "ada", Now, Ct));
        var replay = Assert.Single(await Journal.Handoffs.ClaimAsync("folder", 10, Now, Now.AddHours(1), Ct));
        Assert.True(replay.IsReplay);
        Assert.Contains((await DetailAsync(message.Id)).Timeline, t => t.Kind is "replay");
        var refused = Refused();
        await Journal.RefuseAsync(refused, Ct);
        Assert.Equal(0, await Journal.Handoffs.ReplayAsync(refused.Id, ["folder"], "ada", Now, Ct));
    }
}
