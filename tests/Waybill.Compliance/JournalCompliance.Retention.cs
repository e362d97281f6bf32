using Waybill.Gateway;

namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    private static readonly KeptAges Ages = new(TimeSpan.FromDays(90), TimeSpan.FromDays(400), TimeSpan.FromDays(500), TimeSpan.FromDays(600));

    [Fact]
    public async Task A_message_in_loses_one_part_after_the_other_and_last_of_all_what_answers_its_repeat()
    {
        var copy = Small("a decoded copy");
        var (entity, wire) = (Small("entity"), Small("wire"));
        var message = WithSmall(Accepted(), entity, wire) with
        {
            Documents = [new("order.edi", "application/edifact", null, copy.Id, 0, 14, null)], SmallPayloads = [entity, wire, copy],
        };
        await Journal.AcceptAsync(message, Ct);
        await HandOnAsync();

        Assert.Null((await StepAsync(89.9)).Parts);
        Assert.Equal((KeptParts.Evidence, 1), Told(await StepAsync(90.1)));
        var detail = await DetailAsync(message.Id);
        Assert.Equal((KeptParts.Evidence, null, message.Entity), (detail.Kept, detail.Wire, detail.Entity));
        Assert.NotNull(detail.Signature);
        Assert.Null(await Journal.SmallPayloads.ReadAsync(wire.Id, Ct));
        Assert.Null(await Journal.SmallPayloads.ReadAsync(copy.Id, Ct));
        Assert.NotNull(await Journal.SmallPayloads.ReadAsync(entity.Id, Ct));
        Assert.Equal("order.edi", Assert.Single(detail.Documents).FileName);

        Assert.Null((await StepAsync(399.9)).Parts);
        Assert.Equal((KeptParts.Row, 1), Told(await StepAsync(400.1)));
        detail = await DetailAsync(message.Id);
        Assert.Equal((KeptParts.Row, null, null), (detail.Kept, detail.Entity, detail.Signature));
        Assert.Null(await Journal.SmallPayloads.ReadAsync(entity.Id, Ct));
        Assert.False(await Journal.NamesAsync(entity.Id, Ct));

        Assert.Equal((KeptParts.Key, 1), Told(await StepAsync(500.1)));
        Assert.Null(await Journal.FindAsync(message.Id, Ct));
        Assert.Empty((await Journal.ListAsync(new(), null, 10, Ct)).Items);
        Assert.Empty((await Journal.ListAsync(new() { FileName = "order" }, null, 10, Ct)).Items);
        var repeat = Assert.IsType<AcceptOutcome.Repeat>(await Journal.AcceptAsync(Accepted(message.MessageId), Ct));
        Assert.Equal(message.Answer.Body.ToArray(), repeat.Answer.Body.ToArray());

        Assert.True((await StepAsync(600.1)).IsGone);
        Assert.Null((await StepAsync(6000)).Parts);
        var counts = await CountsAsync();
        Assert.All(new[] { "exchange", "inbound", "message_key", "document", "attempt", "payload_name", "payload_blob", "timeline", "handoff" }, t => Assert.Equal($"{t}=0", Rows(counts, t)));
        Assert.IsType<AcceptOutcome.Stored>(await Journal.AcceptAsync(Accepted(message.MessageId), Ct));
    }

    [Fact]
    public async Task An_asynchronous_receipt_answers_a_repeat_of_a_message_that_left_the_lists()
    {
        var lease = await OwnAsync();
        var message = Accepted(receipt: Asynchronous, consumers: []);
        await Journal.AcceptAsync(message, Ct);
        Assert.Equal(0, await RemoveAllAsync(550));
        await PostReceiptAsync();
        Assert.Equal(3, await RemoveAllAsync(550));
        Assert.Null(await Journal.FindAsync(message.Id, Ct));

        Assert.IsType<AcceptOutcome.Repeat>(await Journal.AcceptAsync(Accepted(message.MessageId, receipt: Asynchronous), Ct));
        Assert.Null((await StepAsync(601)).Parts);
        await PostReceiptAsync();
        Assert.True((await StepAsync(601)).IsGone);

        async Task PostReceiptAsync()
        {
            var work = Assert.Single(await Journal.Receipts.ClaimAsync(lease, 5, Now.AddSeconds(1), Ct));
            Assert.Equal(Asynchronous.Body.ToArray(), work.Receipt.Body.ToArray());
            await Journal.Receipts.CompleteAsync(lease, work, isSent: true, 200, "Taken.", Now, null, Ct);
        }
    }

    [Fact]
    public async Task A_message_out_loses_its_package_then_its_proof_then_its_row()
    {
        var lease = await OwnAsync();
        var document = Small("document");
        var submission = WithSmall(Submission(), document);
        await Journal.SubmitAsync(submission, Ct);
        var package = WithSmall(Package(), Small("package")) with { Recipe = "recipe"u8.ToArray(), SealedKey = "sealed"u8.ToArray() };
        await Journal.PackagedAsync(submission.Id, package, Now, Ct);
        Assert.Equal(0, await RemoveAllAsync(1000));
        var work = Assert.Single(await Journal.ClaimAsync(lease, 1, isStrict: false, Now.AddSeconds(1), Ct));
        await Journal.CompleteAsync(lease, Result(work, ExchangeState.Failed, status: 404), Ct);

        Assert.Equal((KeptParts.Evidence, 1), Told(await StepAsync(91)));
        var kept = (await Journal.FindPackageAsync(submission.Id, Ct))!.Package;
        Assert.Equal((null, null, "recipe"), (kept.Body, kept.SealedKey, System.Text.Encoding.UTF8.GetString(kept.Recipe!.Value.Span)));
        Assert.NotNull(await Journal.SmallPayloads.ReadAsync(document.Id, Ct));
        Assert.Null(await Journal.SmallPayloads.ReadAsync(package.Body!.Value, Ct));

        // The same bytes do not exist any more.
        Assert.False(await Journal.ResendAsync(submission.Id, "ada", Now, Now.AddHours(1), Ct));
        Assert.True(await Journal.ReceiptAsync(submission.Id, Receipt(), Ct));
        Assert.Equal((KeptParts.Row, 1), Told(await StepAsync(401)));
        var detail = await DetailAsync(submission.Id);
        Assert.Equal((ExchangeState.Delivered, KeptParts.Row, 0), (detail.Summary.State, detail.Kept, Assert.Single(detail.Receipts).Body.Length));
        Assert.Null(await Journal.SmallPayloads.ReadAsync(document.Id, Ct));
        Assert.Equal((KeptParts.Key, 1), Told(await StepAsync(501)));
        var counts = await CountsAsync();
        Assert.All(new[] { "exchange", "outbound", "sent_key", "receipt_in" }, t => Assert.Equal($"{t}=0", Rows(counts, t)));
    }

    [Fact]
    public async Task Nothing_unfinished_or_on_legal_hold_is_removed_and_it_is_found_once_it_may_go()
    {
        var (waiting, held, usual) = (Accepted(at: Now.AddMinutes(-3)), Accepted(at: Now.AddMinutes(-2), consumers: []), Accepted(at: Now.AddMinutes(-1), consumers: []));
        foreach (var message in new[] { waiting, held, usual })
        {
            await Journal.AcceptAsync(message, Ct);
        }

        Assert.IsType<IdempotencyOutcome.Done>(await Journal.Actions.ActAsync(new OperatorAction.LegalHold(held.Id, IsHeld: true) { By = "ada", At = Now }, null, Ct));
        Assert.Equal("ada", (await DetailAsync(held.Id)).LegalHold);
        Assert.Equal(1, await RemoveAllAsync(91));
        Assert.Equal(3, await RemoveAllAsync(1000));
        Assert.Null(await Journal.FindAsync(usual.Id, Ct));
        foreach (var message in new[] { waiting, held })
        {
            var detail = await DetailAsync(message.Id);
            Assert.Equal((KeptParts.Late, message.Wire, message.Entity), (detail.Kept, detail.Wire, detail.Entity));
        }

        await HandOnAsync();
        Assert.Equal(4, await RemoveAllAsync(1000));
        Assert.Null(await Journal.FindAsync(waiting.Id, Ct));
        await Journal.Actions.ActAsync(new OperatorAction.LegalHold(held.Id, IsHeld: false) { By = "bob", At = Now }, null, Ct);
        Assert.Equal(["accepted", "legal-hold", "legal-hold"], (await DetailAsync(held.Id)).Timeline.Select(t => t.Kind));
        Assert.Equal(4, await RemoveAllAsync(1000));
        Assert.Null(await Journal.FindAsync(held.Id, Ct));
        Assert.IsType<IdempotencyOutcome.NotDone>(await Journal.Actions.ActAsync(new OperatorAction.LegalHold(held.Id, IsHeld: true) { By = "ada", At = Now }, null, Ct));
    }

    [Fact]
    public async Task Refused_messages_go_by_age_too_and_count_no_longer_against_the_quota()
    {
        var (known, stranger) = (WithSmall(Refused(), Small("known")), WithSmall(Refused(connection: null), Small("stranger")));
        await Journal.RefuseAsync(known, Ct);
        await Journal.RefuseAsync(stranger, Ct);
        Assert.Equal(["", Connection], await NamesAsync());
        foreach (var (name, message) in new[] { (Connection, known), ("", stranger) })
        {
            Assert.Equal((KeptParts.Evidence, 1), Told(await StepAsync(91, name)));
            Assert.Null((await DetailAsync(message.Id)).Wire);
            Assert.Equal(2, await RemoveAllAsync(1000, name));
            Assert.Null(await Journal.FindAsync(message.Id, Ct));
        }

        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task Objects_in_files_are_told_once_nobody_names_them_and_small_steps_come_to_an_end()
    {
        const int Messages = 45;
        var shared = NewObject();
        for (var n = 0; n < Messages; n++)
        {
            await Journal.RefuseAsync(Refused(at: Now.AddSeconds(n)) with { Wire = shared }, Ct);
        }

        List<RetentionStep> steps = [];
        while (await StepAsync(91) is { Parts: not null } step)
        {
            steps.Add(step);
        }

        Assert.Equal(Messages, steps.Sum(s => s.Exchanges));
        Assert.All(steps, s => Assert.InRange(s.Exchanges, 1, 20));
        Assert.Equal([shared], steps.SelectMany(s => s.Files));
        Assert.Equal([shared], steps[^1].Files);
    }

    private static (KeptParts?, int) Told(RetentionStep step) => (step.Parts, step.Exchanges);

    private async Task<RetentionStep> StepAsync(double days, string connection = Connection) => await Journal.Retention.RemoveDueAsync(connection, Ages, Now.AddDays(days), Ct);

    private async Task<int> RemoveAllAsync(double days, string connection = Connection)
    {
        var sum = 0;
        while (await StepAsync(days, connection) is { Parts: not null } step)
        {
            sum += step.Exchanges;
        }

        return sum;
    }

    private async Task<List<string>> NamesAsync()
    {
        List<string> names = [];
        while (await Journal.Retention.NextConnectionAsync(names.LastOrDefault(), Ct) is { } next)
        {
            names.Add(next);
        }

        return names;
    }

    private async Task HandOnAsync()
    {
        foreach (var work in await Journal.Handoffs.ClaimAsync("folder", 10, Now.AddSeconds(1), Now.AddHours(1), Ct))
        {
            Assert.True(await Journal.Handoffs.DoneAsync(work, Now, Ct));
        }
    }
}
