using Waybill.As2;

namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    [Fact]
    public async Task A_receipt_finds_its_message_by_the_pair_and_the_id_with_or_without_brackets()
    {
        var submission = Submission();
        await Journal.SubmitAsync(submission, Ct);
        Assert.Null(await Journal.FindSentAsync("US", "ACME", submission.MessageId, Ct));
        await Journal.PackagedAsync(submission.Id, Package(), Now, Ct);
        foreach (var spelling in new[] { submission.MessageId, submission.MessageId.Trim('<', '>'), $" {submission.MessageId} " })
        {
            var found = await Journal.FindSentAsync("US", "ACME", spelling, Ct);
            Assert.Equal((submission.Id, Connection, ExchangeState.Packaged), (found!.Id, found.Connection, found.State));
            Assert.Equal(("US", "ACME", submission.MessageId, MicOf("package")), (found.Sent.From.Value, found.Sent.To.Value, found.Sent.MessageId.Value, found.Sent.Mic));
            Assert.True(found.Sent.Receipt is { IsSigned: true, MicAlgorithms.Count: 1 });
        }

        Assert.Null(await Journal.FindSentAsync("US", "BETA", submission.MessageId, Ct));
        Assert.Null(await Journal.FindSentAsync("US", "ACME", "<other@us>", Ct));
    }

    [Theory]
    [InlineData(ReceiptOutcome.Delivered, ExchangeState.Delivered, null)]
    [InlineData(ReceiptOutcome.DeliveredWithWarning, ExchangeState.Delivered, null)]
    [InlineData(ReceiptOutcome.Rejected, ExchangeState.Rejected, "receipt-negative")]
    [InlineData(ReceiptOutcome.MicMismatch, ExchangeState.MicMismatch, "receipt-mic-mismatch")]
    public async Task An_authentic_receipt_moves_an_exchange_to_its_verdict(ReceiptOutcome outcome, ExchangeState state, string? alert)
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease, isRecipe: true);
        await Journal.CompleteAsync(lease, Result(work, ExchangeState.AwaitingReceipt, dueAt: Now.AddHours(1)), Ct);
        Assert.True(await Journal.ReceiptAsync(work.Id, Receipt(outcome), Ct));
        var detail = await DetailAsync(work.Id);
        Assert.Equal((state, 1), (detail.Summary.State, detail.Receipts.Count));
        Assert.Equal(MicOf("package").ToString(), detail.ReceivedMic);
        Assert.Equal(alert is null ? [] : [alert], await AlertsAsync());
        Assert.False(await Journal.ResendAsync(work.Id, "ada", Now, Now, Ct));
        Assert.Equal(0, await Journal.PassDeadlinesAsync(Now.AddDays(30), Ct));
    }

    [Fact]
    public async Task An_early_receipt_wins_and_the_answer_then_only_fills_its_attempt()
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease);
        Assert.True(await Journal.ReceiptAsync(work.Id, Receipt(), Ct));
        Assert.True(await Journal.CompleteAsync(lease, Result(work, ExchangeState.RetryWait, dueAt: Now, status: 500), Ct));
        var detail = await DetailAsync(work.Id);
        Assert.Equal((ExchangeState.Delivered, 500), (detail.Summary.State, Assert.Single(detail.Attempts).HttpStatus));
        Assert.Empty(await Journal.ClaimAsync(lease, 9, isStrict: false, Now.AddDays(1), Ct));
        Assert.Empty(await AlertsAsync());
    }

    [Fact]
    public async Task A_receipt_in_the_answer_is_kept_with_the_verdict()
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease);
        Assert.True(await Journal.CompleteAsync(
            lease, Result(work, ExchangeState.Delivered, Evidence.AuthenticReceipt) with { Receipt = Receipt(isSynchronous: true) }, Ct));
        var detail = await DetailAsync(work.Id);
        Assert.Equal(ExchangeState.Delivered, detail.Summary.State);
        Assert.True(Assert.Single(detail.Receipts).IsSynchronous);
    }

    [Theory]
    [InlineData(ExchangeState.Failed)]
    [InlineData(ExchangeState.Cancelled)]
    [InlineData(ExchangeState.Overdue)]
    [InlineData(ExchangeState.ReceiptInvalid)]
    [InlineData(ExchangeState.RetryWait)]
    public async Task A_late_authentic_receipt_closes_what_failed_was_cancelled_or_is_overdue(ExchangeState before)
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease);
        switch (before)
        {
            case ExchangeState.Cancelled:
                await Journal.CancelAsync(work.Id, "ada", Now, Ct);
                break;
            case ExchangeState.Overdue:
                await Journal.CompleteAsync(lease, Result(work, ExchangeState.AwaitingReceipt, dueAt: Now.AddSeconds(-1)), Ct);
                Assert.Equal(1, await Journal.PassDeadlinesAsync(Now, Ct));
                Assert.Equal(["receipt-overdue"], await AlertsAsync());
                break;
            case ExchangeState.ReceiptInvalid:
                await Journal.CompleteAsync(lease, Result(work, before, Evidence.UnprovenReceipt) with { Receipt = Receipt(ReceiptOutcome.NotAuthentic, isAuthentic: false) }, Ct);
                Assert.Equal(["receipt-not-authentic"], await AlertsAsync());
                break;
            default:
                await Journal.CompleteAsync(lease, Result(work, before, dueAt: before is ExchangeState.RetryWait ? Now : null), Ct);
                break;
        }

        Assert.Equal(before, await StateAsync(work.Id));
        Assert.True(await Journal.ReceiptAsync(work.Id, Receipt(), Ct));
        Assert.Equal(ExchangeState.Delivered, await StateAsync(work.Id));
        Assert.Empty(await AlertsAsync());
        Assert.Empty(await Journal.ClaimAsync(lease, 9, isStrict: false, Now.AddDays(1), Ct));
    }

    [Fact]
    public async Task The_first_verdict_wins_and_later_receipts_are_kept()
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease);
        Assert.True(await Journal.ReceiptAsync(work.Id, Receipt(ReceiptOutcome.Rejected), Ct));
        Assert.False(await Journal.ReceiptAsync(work.Id, Receipt(ReceiptOutcome.Delivered), Ct));
        var detail = await DetailAsync(work.Id);
        Assert.Equal((ExchangeState.Rejected, 2), (detail.Summary.State, detail.Receipts.Count));
        Assert.Equal("receipt", detail.Timeline[^1].Kind);

        // A partner that never stops fills nothing.
        for (var i = 0; i < 110; i++)
        {
            Assert.False(await Journal.ReceiptAsync(work.Id, Receipt(), Ct));
        }

        detail = await DetailAsync(work.Id);
        Assert.Equal((100, ReceiptOutcome.Rejected), (detail.Receipts.Count, detail.Receipts[0].Outcome));
        Assert.Equal(99, detail.Timeline.Count(t => t.Kind is "receipt"));
    }

    [Fact]
    public async Task Of_two_verdicts_in_parallel_one_wins()
    {
        var lease = await OwnAsync();
        for (var i = 0; i < 5; i++)
        {
            var work = await SendingAsync(lease);
            var moved = await Task.WhenAll(new[] { ReceiptOutcome.Delivered, ReceiptOutcome.Rejected }
                .Select(o => Task.Run(async () => await Journal.ReceiptAsync(work.Id, Receipt(o), Ct), Ct)));
            Assert.Single(moved, m => m);
            Assert.Equal(moved[0] ? ExchangeState.Delivered : ExchangeState.Rejected, await StateAsync(work.Id));
        }
    }

    [Fact]
    public async Task A_receipt_that_is_not_authentic_changes_nothing_and_alerts_once()
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease);
        await Journal.CompleteAsync(lease, Result(work, ExchangeState.AwaitingReceipt, dueAt: Now.AddHours(1)), Ct);
        for (var i = 0; i < 110; i++)
        {
            Assert.False(await Journal.ReceiptAsync(work.Id, Receipt(ReceiptOutcome.NotAuthentic, isAuthentic: false), Ct));
        }

        var detail = await DetailAsync(work.Id);
        Assert.Equal((ExchangeState.AwaitingReceipt, 100), (detail.Summary.State, detail.Receipts.Count));
        var alert = Assert.Single(await Journal.OpenAsync(9, Ct));
        Assert.Equal(("receipt-not-authentic", work.Id.Value, 1), (alert.Kind, alert.Subject, alert.Count));
        Assert.True(await Journal.ReceiptAsync(work.Id, Receipt(), Ct));
        Assert.Empty(await AlertsAsync());
    }

    [Fact]
    public async Task The_sealed_key_goes_with_an_authentic_receipt_and_not_before_and_the_recipe_stays()
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease, isRecipe: true);
        await Journal.CompleteAsync(lease, Result(work, ExchangeState.Failed, status: 404), Ct);
        Assert.True(await Journal.ResendAsync(work.Id, "ada", Now.AddSeconds(-1), Now.AddHours(1), Ct));
        var again = Assert.Single(await Journal.ClaimAsync(lease, 9, isStrict: false, Now, Ct));
        Assert.NotNull(again.Package.SealedKey);
        var before = await CountsAsync();
        Assert.Contains("key=1", before, StringComparison.Ordinal);
        await Journal.ReceiptAsync(work.Id, Receipt(), Ct);
        Assert.Contains("key=0", await CountsAsync(), StringComparison.Ordinal);
        var closed = (await Journal.FindPackageAsync(work.Id, Ct))!;
        Assert.Null(closed.Package.SealedKey);
        Assert.Equal(work.Package.Recipe!.Value.ToArray(), closed.Package.Recipe!.Value.ToArray());
        Assert.Equal((2, work.MessageId), (closed.Attempt, closed.MessageId));
        Assert.Null(await Journal.FindPackageAsync(ExchangeId.New(Now), Ct));
    }

    [Fact]
    public async Task A_receipt_for_no_message_of_ours_is_kept_and_touches_none()
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease);
        await Journal.OrphanReceiptAsync("ACME", "US", Receipt(), Ct);
        Assert.Contains("receipt_in=1", await CountsAsync(), StringComparison.Ordinal);
        Assert.Equal(ExchangeState.Sending, await StateAsync(work.Id));
        Assert.False(await Journal.ReceiptAsync(ExchangeId.New(Now), Receipt(), Ct));
    }
}
