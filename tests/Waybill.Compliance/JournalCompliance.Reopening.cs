using System.Security.Cryptography;
using System.Text;
using Waybill.As2;

namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    [Fact]
    public async Task A_refused_message_that_is_opened_again_is_accepted_keeps_its_answer_and_is_handed_on()
    {
        var refused = Refused(id: "<7@acme>") with { Wire = NewObject(), ReceiptInAnswer = true };
        await Journal.RefuseAsync(refused, Ct);
        var message = Reopened(refused);
        Assert.IsType<ReopenOutcome.Stored>(await Journal.Actions.ReopenAsync(message, null, Ct));
        await ReopenAsync();

        var detail = await DetailAsync(refused.Id);
        Assert.Equal(
            (ExchangeState.Accepted, ReceiptState.Answered, Connection, null, null, "order.edi"),
            (detail.Summary.State, detail.Summary.Receipt, detail.Summary.Connection, detail.Summary.Failure, detail.Summary.Detail, detail.Summary.FileName));
        Assert.Equal((422, 200), (detail.Answer!.Status, detail.RepeatAnswer!.Status));
        Assert.Equal((message.Mic!.ToString(), message.Entity, refused.Wire, 9L), (detail.Mic, detail.Entity, detail.Wire, detail.ConnectionVersion));
        Assert.Equal(["refused", "reopened"], detail.Timeline.Select(t => t.Kind));
        Assert.Contains("The padding is bad.", detail.Timeline[1].Text, StringComparison.Ordinal);
        Assert.True(await Journal.NamesAsync(message.Entity, Ct));
        var handoff = Assert.Single(await Journal.Handoffs.ClaimAsync("folder", 10, Now.AddSeconds(1), Now.AddHours(1), Ct));
        Assert.Equal((refused.Id, false), (handoff.Exchange, handoff.IsReplay));
        Assert.Equal(message.Documents[0].Object, Assert.Single(handoff.Documents).Object);
        Assert.Equal(refused.Id, Assert.Single((await Journal.ListAsync(new() { FileName = "order" }, null, 10, Ct)).Items).Id);
    }

    [Fact]
    public async Task A_retry_of_a_message_that_was_taken_in_later_is_a_duplicate_with_the_good_receipt()
    {
        var wire = SHA256.HashData("wire"u8);
        var refused = Refused(id: "<7@acme>") with { Wire = NewObject(), WireSha256 = wire };
        await Journal.RefuseAsync(refused, Ct);
        await Journal.Actions.ReopenAsync(Reopened(refused), null, Ct);
        foreach (var again in new[] { Accepted("<7@acme>", wire: "wire", isAuthenticated: false), Accepted("<7@acme>", content: "reopened", wire: "encrypted anew") })
        {
            var repeat = Assert.IsType<AcceptOutcome.Repeat>(await Journal.AcceptAsync(again, Ct));
            Assert.Equal((refused.Id, "good receipt"), (repeat.Original, Encoding.UTF8.GetString(repeat.Answer.Body.Span)));
        }

        Assert.IsType<AcceptOutcome.OtherContent>(await Journal.AcceptAsync(Accepted("<7@acme>", content: "other"), Ct));
        Assert.Equal(2, (await DetailAsync(refused.Id)).Attempts.Count(a => a.Kind is "duplicate"));
    }

    [Fact]
    public async Task The_asynchronous_receipt_of_a_message_taken_in_later_is_due_by_the_next_repeat_only()
    {
        var lease = await OwnAsync();
        var refused = Refused(id: "<7@acme>") with { Wire = NewObject(), AsynchronousReceipt = Asynchronous };
        await Journal.RefuseAsync(refused, Ct);
        var negative = Assert.Single(await Journal.Receipts.ClaimAsync(lease, 5, Now, Ct));
        await Journal.Receipts.CompleteAsync(lease, negative, isSent: true, 200, "Taken.", Now, null, Ct);
        var good = Asynchronous with { Body = "good mdn"u8.ToArray() };
        await Journal.Actions.ReopenAsync(Reopened(refused, receipt: good), null, Ct);
        Assert.Empty(await Journal.Receipts.ClaimAsync(lease, 5, Now.AddHours(1), Ct));

        await Journal.AcceptAsync(Accepted("<7@acme>", content: "reopened", receipt: Asynchronous), Ct);
        Assert.Equal(good.Body.ToArray(), Assert.Single(await Journal.Receipts.ClaimAsync(lease, 5, Now.AddSeconds(1), Ct)).Receipt.Body.ToArray());
        Assert.Equal(Asynchronous.Body.ToArray(), (await DetailAsync(refused.Id)).AsynchronousReceipt!.Body.ToArray());
    }

    [Fact]
    public async Task A_message_of_an_unmatched_pair_gets_its_connection_and_may_get_a_receipt_it_never_had()
    {
        var lease = await OwnAsync();
        var refused = Refused(connection: null, hint: "Did you mean ACME?", id: "<7@acme>") with { Wire = NewObject() };
        await Journal.RefuseAsync(refused, Ct);
        Assert.IsType<ReopenOutcome.Stored>(await Journal.Actions.ReopenAsync(Reopened(refused, receipt: Asynchronous), null, Ct));
        Assert.Empty((await Journal.ListAsync(new() { Unmatched = true }, null, 10, Ct)).Items);
        Assert.Empty(await Journal.Receipts.ClaimAsync(lease, 5, Now.AddHours(1), Ct));
        await Journal.AcceptAsync(Accepted("<7@acme>", content: "reopened", receipt: Asynchronous), Ct);
        Assert.Single(await Journal.Receipts.ClaimAsync(lease, 5, Now.AddSeconds(1), Ct));
    }

    [Fact]
    public async Task Of_two_who_open_it_again_one_takes_it_and_what_is_accepted_already_is_not_taken()
    {
        var refused = Refused() with { Wire = NewObject() };
        await Journal.RefuseAsync(refused, Ct);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Reopened(refused)).ToArray().Select(m => Task.Run(async () => await Journal.Actions.ReopenAsync(m, null, Ct), Ct)));
        Assert.Single(outcomes.OfType<ReopenOutcome.Stored>());
        Assert.Equal(5, outcomes.OfType<ReopenOutcome.NotRefused>().Count());
        Assert.Single(await Journal.Handoffs.ClaimAsync("folder", 10, Now, Now.AddHours(1), Ct));

        var accepted = Accepted();
        await Journal.AcceptAsync(accepted, Ct);
        Assert.IsType<ReopenOutcome.NotRefused>(await Journal.Actions.ReopenAsync(Reopened(refused) with { Id = accepted.Id }, null, Ct));
        Assert.IsType<ReopenOutcome.NotRefused>(await Journal.Actions.ReopenAsync(Reopened(refused) with { Id = ExchangeId.New(Now) }, null, Ct));
    }

    [Fact]
    public async Task Other_bytes_than_came_and_an_id_that_was_taken_meanwhile_leave_it_refused()
    {
        var refused = Refused(id: "<7@acme>") with { Wire = NewObject() };
        await Journal.RefuseAsync(refused, Ct);
        Assert.IsType<ReopenOutcome.NotRefused>(await Journal.Actions.ReopenAsync(Reopened(refused) with { WireSha256 = SHA256.HashData("x"u8) }, Key("k-1"), Ct));
        var retry = Accepted("<7@acme>");
        await Journal.AcceptAsync(retry, Ct);
        var before = await CountsAsync();
        Assert.Equal(retry.Id, Assert.IsType<ReopenOutcome.KeyOwned>(await Journal.Actions.ReopenAsync(Reopened(refused), Key("k-1"), Ct)).Owner);
        Assert.Equal(before, await CountsAsync());
        Assert.Equal(ExchangeState.Refused, await StateAsync(refused.Id));
    }

    [Fact]
    public async Task Opening_again_under_a_key_is_done_once_and_a_failure_is_told_by_the_timeline()
    {
        var refused = Refused() with { Wire = NewObject() };
        await Journal.RefuseAsync(refused, Ct);
        await Journal.Actions.StillRefusedAsync(refused.Id, "ada", "No key fits.", Now, Ct);
        var detail = await DetailAsync(refused.Id);
        Assert.Equal((ExchangeState.Refused, "Opened again by ada. No key fits."), (detail.Summary.State, detail.Timeline[^1].Text));
        Assert.IsType<ReopenOutcome.Stored>(await Journal.Actions.ReopenAsync(Reopened(refused), Key("k-1"), Ct));
        Assert.Equal("k-1 is done", Assert.IsType<ReopenOutcome.Before>(await Journal.Actions.ReopenAsync(Reopened(refused), Key("k-1"), Ct)).Response);
        Assert.IsType<ReopenOutcome.Conflict>(await Journal.Actions.ReopenAsync(Reopened(refused), Key("k-1", request: 2), Ct));
        await Journal.Actions.StillRefusedAsync(refused.Id, "ada", "Too late.", Now, Ct);
        Assert.Equal("reopened", (await DetailAsync(refused.Id)).Timeline[^1].Kind);
    }

    private ReopenedMessage Reopened(RefusedMessage refused, StoredReceipt? receipt = null)
    {
        var entity = NewObject();
        return new()
        {
            Id = refused.Id, By = "ada", At = Now, Connection = Connection, ConnectionVersion = 9, Key = new(refused.From, refused.To, refused.MessageId!.Trim('<', '>')),
            WireSha256 = refused.WireSha256, Mic = MicOf("reopened"), IsAuthenticated = true, Entity = entity,
            Documents = [new("order.edi", "application/edifact", null, entity, 3, 8, null)], Consumers = ["folder"],
            Answer = new(200, [new("Content-Type", "multipart/report")], Encoding.UTF8.GetBytes("good receipt")), AsynchronousReceipt = receipt,
        };
    }
}
