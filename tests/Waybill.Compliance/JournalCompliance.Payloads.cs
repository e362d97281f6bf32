using System.Text;

namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    [Fact]
    public async Task Small_payloads_are_there_with_the_row_that_names_them_also_after_a_restart()
    {
        var (entity, wire, refused, document, body, empty) = (Small("entity"), Small("wire"), Small("refused"), Small("document"), Small("body"), Small(""));
        var submission = WithSmall(Submission(), document);
        await Journal.AcceptAsync(WithSmall(Accepted(), entity, wire), Ct);
        await Journal.RefuseAsync(WithSmall(Refused(), refused), Ct);
        await Journal.RefuseAsync(WithSmall(Refused(), empty), Ct);
        await Journal.SubmitAsync(submission, Ct);
        await Journal.PackagedAsync(submission.Id, WithSmall(Package(), body), Now, Ct);
        await ReopenAsync();
        foreach (var small in new[] { entity, wire, refused, document, body, empty })
        {
            Assert.Equal(small.Bytes.ToArray(), await Journal.SmallPayloads.ReadAsync(small.Id, Ct));
            Assert.Equal(small.Bytes.Length, await Journal.SmallPayloads.LengthAsync(small.Id, Ct));
            Assert.True(await Journal.NamesAsync(small.Id, Ct));
        }

        var other = Small("never written");
        Assert.Null(await Journal.SmallPayloads.ReadAsync(other.Id, Ct));
        Assert.Null(await Journal.SmallPayloads.LengthAsync(other.Id, Ct));
    }

    [Fact]
    public async Task What_is_not_written_leaves_no_small_payload()
    {
        var first = WithSmall(Accepted(content: "one"), Small("one"), Small("one wire"));
        await Journal.AcceptAsync(first, Ct);
        var repeat = WithSmall(Accepted(first.MessageId, content: "one"), Small("again"), Small("again wire"));
        var other = WithSmall(Accepted(first.MessageId, content: "two"), Small("two"), Small("two wire"));
        var key = new IdempotencyKey("ada", "k", new byte[] { 1 }, "{}");
        await Journal.SubmitAsync(WithSmall(Submission(key: key), Small("sent")), Ct);
        var secondCall = WithSmall(Submission(key: key), Small("sent again"));
        var cancelled = Submission();
        await Journal.SubmitAsync(cancelled, Ct);
        await Journal.CancelAsync(cancelled.Id, "ada", Now, Ct);
        var late = WithSmall(Package(), Small("late"));
        var before = await CountsAsync();
        Assert.IsType<AcceptOutcome.Repeat>(await Journal.AcceptAsync(repeat, Ct));
        Assert.IsType<AcceptOutcome.OtherContent>(await Journal.AcceptAsync(other, Ct));
        Assert.IsType<IdempotencyOutcome.Before>(await Journal.SubmitAsync(secondCall, Ct));
        Assert.False(await Journal.PackagedAsync(cancelled.Id, late, Now, Ct));
        foreach (var small in (IEnumerable<SmallPayload>)[.. repeat.SmallPayloads, .. other.SmallPayloads, .. secondCall.SmallPayloads, .. late.SmallPayloads])
        {
            Assert.Null(await Journal.SmallPayloads.ReadAsync(small.Id, Ct));
        }

        Assert.Equal(Rows(before, "payload_blob"), Rows(await CountsAsync(), "payload_blob"));
    }

    [Fact]
    public async Task A_small_payload_goes_with_the_last_row_that_names_it()
    {
        await FillQuotaAsync();
        var (shared, own) = (Small("shared"), Small("own"));
        await Journal.RefuseAsync(WithSmall(Refused(connection: null, at: Now.AddDays(-3)), shared), Ct);
        await Journal.RefuseAsync(Refused(connection: null, at: Now.AddDays(-2)) with { Wire = shared.Id }, Ct);
        await Journal.RefuseAsync(WithSmall(Refused(connection: null), own), Ct);
        Assert.NotNull(await Journal.SmallPayloads.ReadAsync(shared.Id, Ct));
        await Journal.RefuseAsync(Refused(connection: null), Ct);
        Assert.Null(await Journal.SmallPayloads.ReadAsync(shared.Id, Ct));
        Assert.NotNull(await Journal.SmallPayloads.ReadAsync(own.Id, Ct));
    }

    [Fact]
    public async Task A_sweep_takes_small_payloads_that_no_row_names_once_they_are_old()
    {
        var named = Small("named");
        SmallPayload[] orphans = [Small("orphan"), Small("another")];
        await Journal.RefuseAsync(WithSmall(Refused(), named), Ct);
        await Journal.RefuseAsync(Refused() with { SmallPayloads = orphans }, Ct);
        Assert.Equal(0, await Journal.SmallPayloads.SweepAsync(Now.AddHours(-1), Ct));
        Assert.Equal(2, await Journal.SmallPayloads.SweepAsync(Now.AddHours(1), Ct));
        Assert.Equal(0, await Journal.SmallPayloads.SweepAsync(Now.AddHours(1), Ct));
        Assert.NotNull(await Journal.SmallPayloads.ReadAsync(named.Id, Ct));
        Assert.Null(await Journal.SmallPayloads.ReadAsync(orphans[0].Id, Ct));
    }

    [Fact]
    public async Task A_small_payload_can_be_removed_from_under_its_row()
    {
        var small = Small("gone");
        await Journal.RefuseAsync(WithSmall(Refused(), small), Ct);
        await Journal.SmallPayloads.DeleteAsync(small.Id, Ct);
        await Journal.SmallPayloads.DeleteAsync(small.Id, Ct);
        Assert.Null(await Journal.SmallPayloads.ReadAsync(small.Id, Ct));
    }

    /// <summary>An object whose id has the time of the test, as the store makes them.</summary>
    protected SmallPayload Small(string text) => new(new(Guid.CreateVersion7(Now).ToString("N")), Encoding.UTF8.GetBytes(text));

    protected static AcceptedMessage WithSmall(AcceptedMessage message, SmallPayload entity, SmallPayload wire)
        => message with { Entity = entity.Id, Wire = wire.Id, Documents = [message.Documents[0] with { Object = entity.Id }], SmallPayloads = [entity, wire] };

    protected static RefusedMessage WithSmall(RefusedMessage message, SmallPayload wire) => message with { Wire = wire.Id, SmallPayloads = [wire] };

    protected static Submission WithSmall(Submission submission, SmallPayload document)
        => submission with { Documents = [submission.Documents[0] with { Object = document.Id }], SmallPayloads = [document] };

    protected static PackageRow WithSmall(PackageRow package, SmallPayload body) => package with { Body = body.Id, SmallPayloads = [body] };

    private static string Rows(string counts, string table) => counts.Split(' ').Single(c => c.StartsWith(table + "=", StringComparison.Ordinal));
}
