using System.Text;
using Waybill.As2.AspNetCore;

namespace Waybill.Server.Tests;

public sealed class FolderMessageStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_message_is_kept_under_the_partners_file_name_byte_for_byte()
    {
        var edi = TestFiles.Bytes("edi-net/x12.850.edi");

        var outcome = await Store().CommitAsync(Message("<1@acme>", "receipt", Payload("x12.850.edi", edi)), Ct);

        Assert.False(outcome.IsRepeat);
        Assert.Equal(edi, File.ReadAllBytes(Assert.Single(Kept(), f => f.EndsWith("/x12.850.edi", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_repeat_gets_the_first_answer_again_even_after_a_restart_and_stores_nothing()
    {
        await Store().CommitAsync(Message("<1@acme>", "first", Payload("a.edi", [1])), Ct);
        var before = Kept();

        var outcome = await Store().CommitAsync(Message("<1@acme>", "second", Payload("b.edi", [2])), Ct);

        Assert.True(outcome.IsRepeat);
        Assert.Equal("first", Encoding.ASCII.GetString(outcome.Answer.Body.Span));
        Assert.Equal(200, outcome.Answer.Status);
        Assert.Equal([new("AS2-Version", "1.2"), new("Content-Type", "multipart/report")], outcome.Answer.Headers);
        Assert.Equal(before, Kept());
    }

    [Fact]
    public async Task The_same_message_at_the_same_time_is_kept_once_and_all_get_one_answer()
    {
        var store = Store();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(async () =>
            await store.CommitAsync(Message("<1@acme>", $"answer {n}", Payload("a.edi", [1])), Ct), Ct)));

        Assert.Single(outcomes, o => !o.IsRepeat);
        Assert.Single(outcomes.Select(o => Encoding.ASCII.GetString(o.Answer.Body.Span)).Distinct(StringComparer.Ordinal));
        Assert.Equal(2, Kept().Length);
    }

    [Theory]
    [InlineData("acme", "globex", "<2@acme>")]
    [InlineData("ACME", "globex", "<1@acme>")]
    [InlineData("acmeg", "lobex", "<1@acme>")]
    public async Task Another_pair_or_another_id_is_another_message(string from, string to, string id)
    {
        var store = Store();
        await store.CommitAsync(Message("<1@acme>", "first", Payload("a.edi", [1])), Ct);

        var outcome = await store.CommitAsync(Message(id, "second", Payload("a.edi", [1])) with { From = from, To = to }, Ct);

        Assert.False(outcome.IsRepeat);
    }

    [Fact]
    [Requirement("AS2-DUP-005")]
    public async Task A_payload_that_fails_half_way_leaves_nothing_behind_and_the_message_can_come_again()
    {
        var store = Store();
        var broken = new IncomingPayload("b.edi", _ => throw new IOException("disk full"));

        await Assert.ThrowsAsync<IOException>(async () => await store.CommitAsync(Message("<1@acme>", "r", Payload("a.edi", [1]), broken), Ct));

        Assert.Empty(Kept());
        Assert.False((await store.CommitAsync(Message("<1@acme>", "r", Payload("a.edi", [1])), Ct)).IsRepeat);
    }

    [Fact]
    public async Task Two_payloads_of_one_name_are_both_kept()
    {
        await Store().CommitAsync(Message("<1@acme>", "r", Payload("a.edi", [1]), Payload("A.edi", [2]), Payload("a.edi", [3])), Ct);

        Assert.Equal(["2-A.edi", "3-a.edi", "a.edi"], Kept().Select(Path.GetFileName).Where(n => n is not "message.json").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_swept_and_what_was_kept_stays()
    {
        await Store().CommitAsync(Message("<1@acme>", "r", Payload("a.edi", [1])), Ct);
        var kept = Kept();
        var draft = Directory.CreateDirectory(Path.Combine(_folder.Path, "arriving", "half", "files")).FullName;
        await File.WriteAllTextAsync(Path.Combine(draft, "b.edi"), "half a fi", Ct);

        Store().Sweep();

        Assert.Equal(kept, Kept());
    }

    [Fact]
    public async Task A_store_that_cannot_write_says_so()
    {
        var file = Path.Combine(_folder.Path, "a-file");
        await File.WriteAllTextAsync(file, "in the way", Ct);

        Assert.NotNull(await new FolderMessageStore(file).ProblemAsync(Ct));
        Assert.Null(await Store().ProblemAsync(Ct));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private FolderMessageStore Store() => new(_folder.Path);

    private string[] Kept() => [.. Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static IncomingPayload Payload(string name, byte[] bytes) => new(name, _ => ValueTask.FromResult<Stream>(new MemoryStream(bytes)));

    private static IncomingMessage Message(string id, string receipt, params IncomingPayload[] payloads)
        => new("acme", "globex", id, DateTimeOffset.UnixEpoch, payloads, new As2Answer(200, [new("AS2-Version", "1.2"), new("Content-Type", "multipart/report")], Encoding.ASCII.GetBytes(receipt)));
}
