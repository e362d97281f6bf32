namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    [Fact]
    public async Task What_went_wrong_last_over_a_connection_and_its_newest_message_are_kept()
    {
        var lease = await OwnAsync();
        Assert.Equal(ConnectionFacts.None, (await Journal.ConnectionFactsAsync([Connection], Ct))[Connection]);

        await Journal.RefuseAsync(Refused(at: Now.AddSeconds(-9)), Ct);
        Assert.Equal(new(Now.AddSeconds(-9), new(Now.AddSeconds(-9), "A message was refused. The padding is bad.")), (await Journal.ConnectionFactsAsync([Connection], Ct))[Connection]);

        var work = await SendingAsync(lease);
        await Journal.CompleteAsync(lease, Result(work, ExchangeState.RetryWait, dueAt: Now.AddMinutes(5), status: 503), Ct);
        await ReopenAsync();
        var facts = await Journal.ConnectionFactsAsync([Connection, "nobody", Connection], Ct);
        Assert.Equal([Connection, "nobody"], facts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new(Now, new(Now, "It was answered.")), facts[Connection]);
        Assert.Equal(ConnectionFacts.None, facts["nobody"]);
    }

    [Fact]
    public async Task A_good_end_leaves_the_last_error_as_it_was()
    {
        var lease = await OwnAsync();
        var work = await SendingAsync(lease);
        await Journal.CompleteAsync(lease, Result(work, ExchangeState.Delivered, Evidence.AuthenticReceipt), Ct);
        Assert.Null((await Journal.ConnectionFactsAsync([Connection], Ct))[Connection].LastError);
    }

    [Fact]
    public async Task A_file_name_is_one_messages_within_its_days_also_of_two_at_once()
    {
        static AcceptedMessage Named(AcceptedMessage message) => message with { FileNameWindow = TimeSpan.FromDays(3) };
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () => await Journal.AcceptAsync(Named(Accepted()), Ct), Ct)));
        Assert.Single(outcomes.OfType<AcceptOutcome.Stored>());
        var first = Assert.Single((await Journal.ListAsync(new(), null, 10, Ct)).Items).Id;
        Assert.All(outcomes.OfType<AcceptOutcome.NameTaken>(), o => Assert.Equal(("order.edi", first), (o.FileName, o.Original)));

        // Nothing of the others is left: their ids are free, and so is another name, another pair, a message that is not looked at, and the name after its days.
        Assert.IsType<AcceptOutcome.Stored>(await Journal.AcceptAsync(Named(Accepted(fileName: "other.edi")), Ct));
        Assert.IsType<AcceptOutcome.Stored>(await Journal.AcceptAsync(Named(Accepted(from: "OTHER")), Ct));
        Assert.IsType<AcceptOutcome.Stored>(await Journal.AcceptAsync(Accepted(), Ct));
        Assert.IsType<AcceptOutcome.NameTaken>(await Journal.AcceptAsync(Named(Accepted(at: Now.AddDays(2.9))), Ct));
        Assert.IsType<AcceptOutcome.Stored>(await Journal.AcceptAsync(Named(Accepted(at: Now.AddDays(3.1))), Ct));

        // A repeat of the one that has it is a repeat.
        var again = Named(Accepted(fileName: "repeated.edi"));
        await Journal.AcceptAsync(again, Ct);
        Assert.IsType<AcceptOutcome.Repeat>(await Journal.AcceptAsync(Named(Accepted(again.MessageId, fileName: "repeated.edi")), Ct));
    }
}
