namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    public static TheoryData<string> Units => ["accept", "refuse", "submit", "packaged", "claim", "complete", "receipt", "resend", "deadlines", "handoff", "repeat", "recover", "act", "reopen", "overdue", "receive", "open", "open-refused", "open-repeat", "configure", "held"];

    /// <summary>A unit breaks before each of its statements in turn: every time nothing of it is left, and at last all of it is.</summary>
    [Theory]
    [MemberData(nameof(Units))]
    public async Task A_crash_between_any_two_steps_leaves_all_or_nothing(string name)
    {
        var unit = await PrepareAsync(name);
        var before = await CountsAsync();
        var broken = 0;
        for (var step = 1; ; step++)
        {
            BreakAt(step);
            try
            {
                await unit();
                break;
            }
            catch (JournalException)
            {
                broken++;
                BreakAt(null);
                Assert.Equal(before, await CountsAsync());
            }
        }

        BreakAt(null);
        Assert.True(broken > 2, $"{name} has {broken} statements");
        Assert.NotEqual(before, await CountsAsync());
        var after = await CountsAsync();
        await ReopenAsync();
        Assert.Equal(after, await CountsAsync());
    }

    private async Task<Func<Task>> PrepareAsync(string name)
    {
        var lease = await OwnAsync();
        switch (name)
        {
            case "accept":
                return async () => await Journal.AcceptAsync(WithSmall(Accepted(receipt: Asynchronous, consumers: ["a", "b"]) with { Described = [new(0, "X12", "850", null, "7", "1", null, "2", null, null)] }, Small("entity"), Small("wire")), Ct);
            case "refuse":
                return async () => await Journal.RefuseAsync(WithSmall(Refused(), Small("wire")), Ct);
            case "submit":
                return async () => await Journal.SubmitAsync(WithSmall(Submission(key: new("ada", "k", new byte[] { 1 }, "{}")), Small("document")), Ct);
            case "packaged":
                var submission = Submission();
                await Journal.SubmitAsync(submission, Ct);
                return async () => await Journal.PackagedAsync(submission.Id, WithSmall(Package(), Small("body")), Now, Ct);
            case "claim":
                await PackagedAsync();
                await PackagedAsync();
                return async () => await Journal.ClaimAsync(lease, 5, isStrict: false, Now, Ct);
            case "complete":
                var work = await SendingAsync(lease);
                var pause = new ConnectionPause(Connection, Now.AddHours(1), 0, "down");
                return async () => await Journal.CompleteAsync(lease, Result(work, ExchangeState.RetryWait, dueAt: Now) with { Pause = pause, Receipt = Receipt(isAuthentic: false) }, Ct);
            case "receipt":
                var sent = await SendingAsync(lease, isRecipe: true);
                return async () => await Journal.ReceiptAsync(sent.Id, Receipt(), Ct);
            case "resend":
                var failed = await SendingAsync(lease);
                await Journal.CompleteAsync(lease, Result(failed, ExchangeState.Failed), Ct);
                return async () => await Journal.ResendAsync(failed.Id, "ada", Now, Now.AddHours(1), Ct);
            case "deadlines":
                await PackagedAsync(giveUpAt: Now.AddSeconds(-1));
                return async () => await Journal.PassDeadlinesAsync(Now, Ct);
            case "handoff":
                await Journal.AcceptAsync(Accepted(), Ct);
                return async () => await Journal.Handoffs.ClaimAsync("folder", 5, Now, Now.AddHours(1), Ct);
            case "repeat":
                var first = Accepted(receipt: Asynchronous);
                await Journal.AcceptAsync(first, Ct);
                await Journal.Receipts.CompleteAsync(lease, Assert.Single(await Journal.Receipts.ClaimAsync(lease, 1, Now, Ct)), isSent: true, 200, "Taken.", Now, null, Ct);
                return async () => await Journal.AcceptAsync(Accepted(first.MessageId, receipt: Asynchronous), Ct);
            case "act":
                var stopped = await PackagedAsync();
                return async () => await Journal.Actions.ActAsync(Cancel(stopped.Id), Key("k-act"), Ct);
            case "reopen":
                var refused = Refused() with { Wire = NewObject(), AsynchronousReceipt = Asynchronous };
                await Journal.RefuseAsync(refused, Ct);
                return async () => await Journal.Actions.ReopenAsync(Reopened(refused, receipt: Asynchronous), Key("k-reopen"), Ct);
            case "overdue":
                await AwaitingAsync(lease);
                return async () => await Journal.PassDeadlinesAsync(Now, static _ => Rules(resends: 1), Ct);
            case "receive":
                return async () => await Journal.ReceiveAsync(UnopenedOf(Accepted()), Ct);
            case "open":
                var opened = Accepted(receipt: Asynchronous, consumers: ["a", "b"]);
                await Journal.ReceiveAsync(UnopenedOf(opened), Ct);
                return async () => await Journal.AcceptAsync(opened with { OpenedAt = Now }, Ct);
            case "open-refused":
                var found = Refused() with { OpenedAt = Now, AsynchronousReceipt = Asynchronous };
                await Journal.ReceiveAsync(UnopenedOf(Accepted() with { Id = found.Id }), Ct);
                return async () => await Journal.RefuseAsync(found, Ct);
            case "open-repeat":
                var earlier = Accepted(receipt: Asynchronous);
                await Journal.AcceptAsync(earlier, Ct);
                var later = Accepted(earlier.MessageId) with { OpenedAt = Now };
                await Journal.ReceiveAsync(UnopenedOf(later), Ct);
                return async () => await Journal.AcceptAsync(later, Ct);
            case "configure":
                var etag = await CreatedAsync("connection", "acme", ("password", "one"));
                var gone = await CreatedAsync("partner", "acme");
                return async () => await ChangeAsync(
                    Change("connection", "acme", """{"n":2}""", etag, secret: "token"), Change("partner", "acme", null, gone), Change("station", "us", "{}", secret: "key"));
            case "held":
                var asked = await SendingAsync(lease);
                return async () => await Journal.CompleteAsync(lease, Result(asked, ExchangeState.RetryWait, dueAt: Now, status: 429) with { Hold = true }, Ct);
            default:
                await SendingAsync(lease);
                await SendingAsync(lease);
                var fresh = await OwnAsync();
                return async () => await Journal.RecoverClaimsAsync(fresh, Now, Ct);
        }
    }
}
