using System.Text;
using Waybill.As2;

namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    [Fact]
    public async Task An_action_and_its_key_are_written_together_and_a_repeat_does_nothing()
    {
        var submission = await PackagedAsync();
        Assert.IsType<IdempotencyOutcome.Done>(await Journal.Actions.ActAsync(Cancel(submission.Id), Key("k-1"), Ct));
        await ReopenAsync();
        var before = await CountsAsync();
        Assert.Equal("k-1 is done", Assert.IsType<IdempotencyOutcome.Before>(await Journal.Actions.ActAsync(Cancel(submission.Id), Key("k-1"), Ct)).Response);
        Assert.IsType<IdempotencyOutcome.Conflict>(await Journal.Actions.ActAsync(Cancel(submission.Id), Key("k-1", request: 2), Ct));
        Assert.Equal(before, await CountsAsync());
        Assert.Equal("k-1 is done", Assert.IsType<IdempotencyOutcome.Before>(await Journal.Actions.RecallAsync(Key("k-1"), Now, Ct)).Response);
        Assert.IsType<IdempotencyOutcome.Conflict>(await Journal.Actions.RecallAsync(Key("k-1", request: 2), Now, Ct));
        Assert.Null(await Journal.Actions.RecallAsync(Key("k-1") with { Principal = "bob" }, Now, Ct));
        Assert.Null(await Journal.Actions.RecallAsync(Key("k-1"), Now.AddDays(7.1), Ct));
    }

    [Fact]
    public async Task What_is_not_done_keeps_no_key()
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease);
        await Journal.ReceiptAsync(work.Id, Receipt(), Ct);
        Assert.IsType<IdempotencyOutcome.NotDone>(await Journal.Actions.ActAsync(Cancel(work.Id), Key("k-1"), Ct));
        var other = await PackagedAsync();
        Assert.IsType<IdempotencyOutcome.Done>(await Journal.Actions.ActAsync(Cancel(other.Id), Key("k-1", request: 2), Ct));
    }

    [Fact]
    public async Task Of_parallel_actions_under_one_key_one_is_done()
    {
        var message = Accepted();
        await Journal.AcceptAsync(message, Ct);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () => await Journal.Actions.ActAsync(new OperatorAction.Replay(message.Id, ["folder"]) { By = "ada", At = Now }, Key("k-1"), Ct), Ct)));
        Assert.Single(outcomes.OfType<IdempotencyOutcome.Done>());
        Assert.Equal(7, outcomes.OfType<IdempotencyOutcome.Before>().Count());
        Assert.Equal(2, (await DetailAsync(message.Id)).Handoffs.Count);
    }

    [Fact]
    public async Task Every_action_can_be_done_under_a_key()
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease);
        await Journal.CompleteAsync(lease, Result(work, ExchangeState.Failed), Ct);
        var message = Accepted();
        await Journal.AcceptAsync(message, Ct);
        var handoff = Assert.Single(await Journal.Handoffs.ClaimAsync("folder", 1, Now, Now.AddHours(1), Ct));
        OperatorAction[] actions =
        [
            new OperatorAction.Resend(work.Id, Now.AddHours(1)) { By = "ada", At = Now },
            new OperatorAction.Cancel(work.Id) { By = "ada", At = Now },
            new OperatorAction.Hold(Connection, IsHeld: true) { By = "ada", At = Now },
            new OperatorAction.Hold(Connection, IsHeld: false) { By = "ada", At = Now },
            new OperatorAction.Acknowledge(handoff, null, null) { By = "ada", At = Now },
            new OperatorAction.Replay(message.Id, ["folder"]) { By = "ada", At = Now },
        ];
        for (var i = 0; i < actions.Length; i++)
        {
            Assert.IsType<IdempotencyOutcome.Done>(await Journal.Actions.ActAsync(actions[i], Key($"k-{i}"), Ct));
            Assert.IsType<IdempotencyOutcome.Before>(await Journal.Actions.ActAsync(actions[i], Key($"k-{i}"), Ct));
        }

        Assert.Equal(ExchangeState.Cancelled, await StateAsync(work.Id));
        Assert.False((await Journal.ConnectionStateAsync(Connection, Ct)).IsHeld);
        Assert.Equal(["done", "waiting (replay)"], (await DetailAsync(message.Id)).Handoffs.Select(h => h.Value));
    }

    [Fact]
    public async Task A_message_that_did_not_get_through_is_skipped_and_the_order_goes_on_without_its_alert()
    {
        var lease = await OwnAsync();
        var (head, next) = (await PackagedAsync(date: Now.AddSeconds(-2)), await PackagedAsync(date: Now.AddSeconds(-1)));
        var work = Assert.Single(await Journal.ClaimAsync(lease, 5, isStrict: true, Now, Ct));
        Assert.Equal(head.Id, work.Id);
        Assert.IsType<IdempotencyOutcome.NotDone>(await Journal.Actions.ActAsync(Skip(next.Id), null, Ct));
        await Journal.CompleteAsync(lease, Result(work, ExchangeState.Failed), Ct);
        Assert.Empty(await Journal.ClaimAsync(lease, 5, isStrict: true, Now, Ct));
        Assert.Equal(["order-blocked", "send-failed"], await AlertsAsync());

        Assert.IsType<IdempotencyOutcome.Done>(await Journal.Actions.ActAsync(Skip(head.Id), null, Ct));
        Assert.Equal(next.Id, Assert.Single(await Journal.ClaimAsync(lease, 5, isStrict: true, Now, Ct)).Id);
        Assert.Empty(await AlertsAsync());
    }

    [Fact]
    public async Task The_alert_of_a_blocked_order_goes_also_when_nothing_waits_behind()
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease);
        await Journal.CompleteAsync(lease, Result(work, ExchangeState.Failed), Ct);
        await Journal.ClaimAsync(lease, 5, isStrict: true, Now, Ct);
        Assert.Equal(["order-blocked", "send-failed"], await AlertsAsync());
        await Journal.Actions.ActAsync(Skip(work.Id), null, Ct);
        await Journal.ClaimAsync(lease, 5, isStrict: true, Now, Ct);
        Assert.Empty(await AlertsAsync());
    }

    [Fact]
    public async Task An_overdue_receipt_has_the_bytes_sent_again_so_often_and_then_the_message_fails()
    {
        var lease = await OwnAsync();
        var work = await AwaitingAsync(lease);
        for (var resend = 1; resend <= 2; resend++)
        {
            var passed = Assert.Single(await Journal.PassDeadlinesAsync(Now, static _ => Rules(resends: 2), Ct));
            Assert.Equal((work.Id, Connection, ExchangeState.RetryWait), (passed.Id, passed.Connection, passed.Next));
            Assert.Empty(await AlertsAsync());
            var again = Assert.Single(await Journal.ClaimAsync(lease, 5, isStrict: false, Now, Ct));
            Assert.Equal((work.Id, resend + 1, work.Package.Body), (again.Id, again.Attempt, again.Package.Body));
            Assert.True(await Journal.CompleteAsync(lease, Result(again, ExchangeState.AwaitingReceipt, dueAt: Now.AddSeconds(-1)), Ct));
        }

        Assert.Equal(ExchangeState.Failed, Assert.Single(await Journal.PassDeadlinesAsync(Now, static _ => Rules(resends: 2), Ct)).Next);
        Assert.Equal(["send-failed"], await AlertsAsync());

        // By hand it begins anew.
        Assert.True(await Journal.ResendAsync(work.Id, "ada", Now, Now.AddHours(1), Ct));
        var byHand = Assert.Single(await Journal.ClaimAsync(lease, 5, isStrict: false, Now, Ct));
        await Journal.CompleteAsync(lease, Result(byHand, ExchangeState.AwaitingReceipt, dueAt: Now.AddSeconds(-1)), Ct);
        Assert.Equal(ExchangeState.RetryWait, Assert.Single(await Journal.PassDeadlinesAsync(Now, static _ => Rules(resends: 1), Ct)).Next);
    }

    [Fact]
    public async Task A_late_receipt_closes_a_message_that_waits_to_be_sent_again()
    {
        var lease = await OwnAsync();
        var work = await AwaitingAsync(lease);
        await Journal.PassDeadlinesAsync(Now, static _ => Rules(resends: 2), Ct);
        Assert.True(await Journal.ReceiptAsync(work.Id, Receipt(), Ct));
        Assert.Empty(await Journal.ClaimAsync(lease, 5, isStrict: false, Now, Ct));
        Assert.Equal(ExchangeState.Delivered, await StateAsync(work.Id));
    }

    [Fact]
    public async Task What_was_cancelled_is_told_of_those_asked_for()
    {
        var (one, two) = (await PackagedAsync(), await PackagedAsync());
        await Journal.CancelAsync(two.Id, "ada", Now, Ct);
        Assert.Equal([two.Id], await Journal.CancelledAsync([one.Id, two.Id], Ct));
    }

    [Fact]
    public async Task Receipts_for_no_message_are_listed_newest_first_page_by_page()
    {
        for (var i = 0; i < 5; i++)
        {
            await Journal.OrphanReceiptAsync(i is 0 ? null : $"P{i}", "US", Receipt(sentence: $"Nobody's {i}."), Ct);
        }

        await Journal.ReceiptAsync((await SendingAsync(await OwnAsync())).Id, Receipt(), Ct);
        var first = await Journal.OrphansAsync(null, 3, Ct);
        Assert.Equal(["P4", "P3", "P2"], first.Select(o => o.From));
        Assert.Equal(["Nobody's 1.", "Nobody's 0."], (await Journal.OrphansAsync(first[^1].Number, 3, Ct)).Select(o => o.Receipt.Sentence));
        var one = (await Journal.FindOrphanAsync(first[0].Number, Ct))!;
        Assert.Equal(("P4", "US", "mdn"), (one.From, one.To, Encoding.UTF8.GetString(one.Receipt.Body.Span)));
        Assert.Null(await Journal.FindOrphanAsync(one.Number + 1000, Ct));
    }

    [Fact]
    public async Task The_certificates_of_an_exchange_are_kept_with_it()
    {
        UsedCertificate[] used = [new(CertificateUse.Verify, "CN=acme, O=\"Ä\"", "AB12", Now.AddYears(1).AddMilliseconds(-Now.Millisecond)), new(CertificateUse.Decrypt, "CN=us", "CD34", DateTimeOffset.UnixEpoch)];
        var message = Accepted() with { Certificates = used };
        await Journal.AcceptAsync(message, Ct);
        Assert.Equal(used, (await DetailAsync(message.Id)).Certificates);
        var submission = Submission() with { ResendOf = message.Id };
        await Journal.SubmitAsync(submission, Ct);
        Assert.Empty((await DetailAsync(submission.Id)).Certificates);
        await Journal.PackagedAsync(submission.Id, Package() with { Certificates = used }, Now, Ct);
        await Journal.ReceiptAsync(submission.Id, Receipt() with { Signer = used[0] }, Ct);
        var detail = await DetailAsync(submission.Id);
        Assert.Equal(used, detail.Certificates);
        Assert.Equal((used[0], message.Id, 4711L), (Assert.Single(detail.Receipts).Signer, detail.ResendOf!.Value, detail.WireBytes));
    }

    private static DeliveryRules Rules(int resends) => new() { RetryWaits = [], ReceiptDeadline = TimeSpan.FromHours(1), ResendsWhenOverdue = resends };

    private static IdempotencyKey Key(string key, byte request = 1) => new("ada", key, new[] { request }, $"{key} is done");

    private OperatorAction.Cancel Cancel(ExchangeId id) => new(id) { By = "ada", At = Now };

    private OperatorAction.Skip Skip(ExchangeId id) => new(id) { By = "ada", At = Now };

    /// <summary>A message whose receipt is overdue.</summary>
    private async Task<SendWork> AwaitingAsync(OwnerLease lease)
    {
        var work = await SendingAsync(lease);
        Assert.True(await Journal.CompleteAsync(lease, Result(work, ExchangeState.AwaitingReceipt, dueAt: Now.AddSeconds(-1)), Ct));
        return work;
    }
}
