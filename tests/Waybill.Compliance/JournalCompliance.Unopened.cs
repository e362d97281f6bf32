namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    private IUnopenedJournal Waiting => Journal.Unopened;

    [Fact]
    public async Task An_unopened_message_is_there_after_opening_the_journal_again_and_owns_no_key()
    {
        var later = Accepted(receipt: Asynchronous);
        var message = UnopenedOf(later);
        await Journal.ReceiveAsync(message, Ct);
        await ReopenAsync();
        var detail = await DetailAsync(message.Id);
        Assert.Equal((ExchangeState.Unopened, ReceiptState.None, Connection, later.MessageId), (detail.Summary.State, detail.Summary.Receipt, detail.Summary.Connection, detail.Summary.MessageId));
        Assert.Equal((message.Wire, null, null), (detail.Wire, detail.Entity, detail.Mic));
        Assert.Empty(detail.Documents);
        Assert.Equal(message.Headers, detail.Headers);
        Assert.True(await Journal.NamesAsync(message.Wire!.Value, Ct));
        Assert.Equal([message.Id], (await Journal.ListAsync(new() { States = [ExchangeState.Unopened] }, null, 9, Ct)).Items.Select(i => i.Id));
        Assert.IsType<AcceptOutcome.Stored>(await Journal.AcceptAsync(Accepted(later.MessageId), Ct));
    }

    [Fact]
    public async Task Unopened_messages_are_claimed_one_by_one_the_oldest_first_and_come_back_when_the_claim_ends()
    {
        var (second, first) = (UnopenedOf(Accepted()), UnopenedOf(Accepted(at: Now.AddSeconds(-5))));
        await Journal.ReceiveAsync(second, Ct);
        await Journal.ReceiveAsync(first, Ct);
        var claimed = (await Waiting.ClaimAsync(Now, Now.AddMinutes(5), Ct))!;
        Assert.Equal((first.Id, 1, Connection, "ACME", "US", first.Wire, 1000L), (claimed.Id, claimed.Attempt, claimed.Connection, claimed.From, claimed.To, claimed.Wire, claimed.WireBytes));
        Assert.Equal(first.WireSha256.ToArray(), claimed.WireSha256.ToArray());
        Assert.Equal((first.ReceivedAt, "192.0.2.7"), (claimed.ReceivedAt, claimed.RemoteAddress));
        Assert.Equal(first.Headers, claimed.Headers);
        Assert.Equal(second.Id, (await Waiting.ClaimAsync(Now, Now.AddMinutes(5), Ct))!.Id);
        Assert.Null(await Waiting.ClaimAsync(Now, Now.AddMinutes(5), Ct));
        Assert.True(await Waiting.ExtendAsync(claimed, Now, Now.AddMinutes(9), Ct));
        Assert.True(await Waiting.FailedAsync(claimed, Now.AddSeconds(-1), "The disk was full.", Ct));
        Assert.Equal("The disk was full.", (await DetailAsync(first.Id)).Summary.Detail);
        var again = (await Waiting.ClaimAsync(Now, Now.AddMinutes(5), Ct))!;
        Assert.Equal((first.Id, 2), (again.Id, again.Attempt));
        Assert.False(await Waiting.ExtendAsync(claimed, Now, Now.AddMinutes(9), Ct));
        Assert.False(await Waiting.FailedAsync(claimed, Now, "Late.", Ct));
        Assert.Equal(2, await Waiting.ReleaseAsync(Now.AddSeconds(-1), Ct));
        Assert.NotNull(await Waiting.ClaimAsync(Now, Now.AddMinutes(5), Ct));
    }

    [Fact]
    public async Task Opening_turns_the_row_into_an_accepted_message_whose_receipt_is_due()
    {
        var message = Accepted(receipt: Asynchronous, consumers: ["a", "b"], at: Now.AddMinutes(-1));
        var received = UnopenedOf(message);
        await Journal.ReceiveAsync(received, Ct);
        var lease = await OwnAsync();
        Assert.Empty(await Journal.Receipts.ClaimAsync(lease, 9, Now, Ct));
        var opened = message with { OpenedAt = Now, Wire = null, ConnectionVersion = 9 };
        Assert.IsType<AcceptOutcome.Stored>(await Journal.AcceptAsync(opened, Ct));
        var detail = await DetailAsync(message.Id);
        Assert.Equal(
            (ExchangeState.Accepted, ReceiptState.Due, Now.AddMinutes(-1), Now, "order.edi", 0), (detail.Summary.State, detail.Summary.Receipt, detail.Summary.CreatedAt, detail.Summary.UpdatedAt, detail.Summary.FileName, detail.Summary.Attempts));
        Assert.Equal((message.Entity, null, message.Mic!.ToString(), "ab12", 9L), (detail.Entity, detail.Wire, detail.Mic, detail.SignerThumbprint, detail.ConnectionVersion));
        Assert.Equal(received.Answer.Status, detail.Answer!.Status);
        Assert.Single(detail.Documents);
        Assert.Equal(["a", "b"], detail.Handoffs.Select(h => h.Key));
        Assert.Equal(["accepted", "opened"], detail.Timeline.Select(t => t.Kind));
        Assert.False(await Journal.NamesAsync(received.Wire!.Value, Ct));
        Assert.True(await Journal.NamesAsync(message.Entity, Ct));
        Assert.Null(await Waiting.ClaimAsync(Now.AddDays(1), Now.AddDays(2), Ct));
        Assert.Equal(message.Id, Assert.Single(await Journal.Receipts.ClaimAsync(lease, 9, Now, Ct)).Exchange);
        Assert.IsType<AcceptOutcome.Repeat>(await Journal.AcceptAsync(Accepted(message.MessageId), Ct));
    }

    [Fact]
    public async Task Opening_turns_the_row_into_a_refused_message_that_blocks_nothing()
    {
        var message = UnopenedOf(Accepted());
        await Journal.ReceiveAsync(message, Ct);
        await Journal.RefuseAsync(Refused() with { Id = message.Id, OpenedAt = Now, Wire = message.Wire, AsynchronousReceipt = Asynchronous }, Ct);
        var detail = await DetailAsync(message.Id);
        Assert.Equal((ExchangeState.Refused, ReceiptState.Due, "The padding is bad.", message.Wire), (detail.Summary.State, detail.Summary.Receipt, detail.Summary.Detail, detail.Wire));
        Assert.Null(await Waiting.ClaimAsync(Now.AddDays(1), Now.AddDays(2), Ct));
        Assert.IsType<AcceptOutcome.Stored>(await Journal.AcceptAsync(Accepted(message.MessageId), Ct));
    }

    [Fact]
    public async Task What_turns_out_to_be_a_repeat_leaves_no_row_and_the_receipt_is_posted_again()
    {
        var first = Accepted(receipt: Asynchronous);
        await Journal.AcceptAsync(first, Ct);
        var lease = await OwnAsync();
        await Journal.Receipts.CompleteAsync(lease, Assert.Single(await Journal.Receipts.ClaimAsync(lease, 1, Now, Ct)), isSent: true, 200, "Taken.", Now, null, Ct);
        var again = Accepted(first.MessageId, receipt: Asynchronous);
        var received = UnopenedOf(again);
        await Journal.ReceiveAsync(received, Ct);
        Assert.Equal(first.Id, Assert.IsType<AcceptOutcome.Repeat>(await Journal.AcceptAsync(again with { OpenedAt = Now }, Ct)).Original);
        Assert.Null(await Journal.FindAsync(again.Id, Ct));
        Assert.False(await Journal.NamesAsync(received.Wire!.Value, Ct));
        Assert.Equal(first.Id, Assert.Single(await Journal.Receipts.ClaimAsync(lease, 9, Now.AddMinutes(1), Ct)).Exchange);
    }

    [Fact]
    public async Task What_turns_out_to_be_other_content_stays_unopened_until_it_is_refused()
    {
        var first = Accepted(content: "one");
        await Journal.AcceptAsync(first, Ct);
        var other = Accepted(first.MessageId, content: "two");
        await Journal.ReceiveAsync(UnopenedOf(other), Ct);
        Assert.IsType<AcceptOutcome.OtherContent>(await Journal.AcceptAsync(other with { OpenedAt = Now }, Ct));
        Assert.Equal(ExchangeState.Unopened, await StateAsync(other.Id));
        await Journal.RefuseAsync(Refused() with { Id = other.Id, OpenedAt = Now }, Ct);
        Assert.Equal(ExchangeState.Refused, await StateAsync(other.Id));
    }

    [Fact]
    public async Task Of_two_that_open_one_message_the_second_writes_nothing()
    {
        var message = Accepted(receipt: Asynchronous);
        await Journal.ReceiveAsync(UnopenedOf(message), Ct);
        await Journal.AcceptAsync(message with { OpenedAt = Now }, Ct);
        var before = await CountsAsync();
        Assert.IsType<AcceptOutcome.OpenedBefore>(await Journal.AcceptAsync(WithSmall(message, Small("a"), Small("b")) with { OpenedAt = Now }, Ct));
        await Journal.RefuseAsync(Refused() with { Id = message.Id, OpenedAt = Now }, Ct);
        Assert.Equal(before, await CountsAsync());
        Assert.Equal(ExchangeState.Accepted, await StateAsync(message.Id));
    }

    /// <summary>A message as it is stored before it is known that it is this one.</summary>
    protected static UnopenedMessage UnopenedOf(AcceptedMessage message) => new()
    {
        Id = message.Id, From = message.From, To = message.To, MessageId = message.MessageId, ReceivedAt = message.ReceivedAt, Connection = message.Connection, ConnectionVersion = 3,
        Headers = message.Headers, WireSha256 = message.WireSha256, WireBytes = message.WireBytes, Wire = NewObject(), Answer = new(204, [], Array.Empty<byte>()), RemoteAddress = message.RemoteAddress,
    };
}
