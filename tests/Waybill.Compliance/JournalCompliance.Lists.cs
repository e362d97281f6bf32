using Waybill.As2;

namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    [Fact]
    public async Task A_list_goes_page_by_page_newest_first_and_meets_each_exchange_once()
    {
        var ids = new List<ExchangeId>();
        for (var i = 0; i < 25; i++)
        {
            var message = Accepted(at: Now.AddSeconds(i / 3));
            await Journal.AcceptAsync(message, Ct);
            ids.Add(message.Id);
        }

        var seen = new List<ExchangeSummary>();
        string? cursor = null;
        do
        {
            var page = await Journal.ListAsync(new(), cursor, 4, Ct);
            seen.AddRange(page.Items);
            cursor = page.Next;

            // What comes meanwhile stands before the first page and moves nothing.
            await Journal.AcceptAsync(Accepted(at: Now.AddHours(1)), Ct);
        }
        while (cursor is not null);

        Assert.Equal(ids.Order(Comparer<ExchangeId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value))), seen.Select(s => s.Id).Order(Comparer<ExchangeId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value))));
        Assert.Equal(seen.Select(s => s.CreatedAt).OrderDescending(), seen.Select(s => s.CreatedAt));
        await Assert.ThrowsAsync<FormatException>(async () => await Journal.ListAsync(new(), "'; drop table", 4, Ct));
    }

    [Fact]
    public async Task A_list_shows_what_its_filter_asks_for()
    {
        var lease = await OwnAsync();
        var accepted = Accepted(at: Now.AddMinutes(-10), fileName: "INVOICE_2026%.edi");
        var refused = Refused(at: Now.AddMinutes(-9));
        var unmatched = Refused(connection: null, at: Now.AddMinutes(-8));
        await Journal.AcceptAsync(accepted, Ct);
        await Journal.RefuseAsync(refused, Ct);
        await Journal.RefuseAsync(unmatched, Ct);
        var sent = await PackagedAsync(date: Now.AddMinutes(-7));
        var failed = await PackagedAsync("other", date: Now.AddMinutes(-6));
        var other = await OwnAsync("other");
        var work = Assert.Single(await Journal.ClaimAsync(other, 1, isStrict: false, Now, Ct));
        await Journal.CompleteAsync(other, Result(work, ExchangeState.Failed), Ct);
        Assert.NotNull(lease);

        await ShowsAsync(new(), failed.Id, sent.Id, unmatched.Id, refused.Id, accepted.Id);
        await ShowsAsync(new() { Direction = Direction.In }, unmatched.Id, refused.Id, accepted.Id);
        await ShowsAsync(new() { Direction = Direction.Out }, failed.Id, sent.Id);
        await ShowsAsync(new() { States = [ExchangeState.Refused] }, unmatched.Id, refused.Id);
        await ShowsAsync(new() { States = [ExchangeState.Failed, ExchangeState.Accepted, ExchangeState.Packaged] }, failed.Id, sent.Id, accepted.Id);
        await ShowsAsync(new() { Connection = Connection }, sent.Id, refused.Id, accepted.Id);
        await ShowsAsync(new() { Connection = Connection, States = [ExchangeState.Refused] }, refused.Id);
        await ShowsAsync(new() { Unmatched = true }, unmatched.Id);
        await ShowsAsync(new() { From = Now.AddMinutes(-8), Until = Now.AddMinutes(-6) }, sent.Id, unmatched.Id);
        await ShowsAsync(new() { IdPrefix = accepted.Id.Value }, accepted.Id);
        await ShowsAsync(new() { IdPrefix = sent.MessageId[..20] }, sent.Id);
        await ShowsAsync(new() { IdPrefix = sent.MessageId }, sent.Id);
        await ShowsAsync(new() { IdPrefix = sent.MessageId[1..12] }, sent.Id);
        await ShowsAsync(new() { IdPrefix = sent.MessageId[1..12], Direction = Direction.In });
        await ShowsAsync(new() { IdPrefix = "zzz" });
        for (var i = 0; i < 2; i++)
        {
            await ShowsAsync(new() { FileName = "invoice" }, failed.Id, sent.Id, accepted.Id);
            await ShowsAsync(new() { FileName = "e_2026%" }, accepted.Id);
            await ShowsAsync(new() { FileName = "_" }, accepted.Id);
            await ShowsAsync(new() { FileName = "invoice", Direction = Direction.Out, States = [ExchangeState.Failed] }, failed.Id);
            await ShowsAsync(new() { FileName = "nothing" });
            await IndexNamesAsync();
        }
    }

    [Fact]
    public async Task What_is_wrong_is_grouped_by_cause_and_goes_when_it_is_put_right()
    {
        var lease = await OwnAsync();
        await Journal.AcceptAsync(Accepted(), Ct);
        var (first, second, waiting, late) = (await SendingAsync(lease), await SendingAsync(lease), await SendingAsync(lease), await SendingAsync(lease));
        await Journal.CompleteAsync(lease, Result(first, ExchangeState.Failed) with { Cause = "http_403" }, Ct);
        await Journal.CompleteAsync(lease, Result(second, ExchangeState.Failed) with { Cause = "http_403" }, Ct);
        await Journal.CompleteAsync(lease, Result(waiting, ExchangeState.RetryWait, dueAt: Now.AddMinutes(5)) with { Cause = "cannot_connect" }, Ct);
        await Journal.CompleteAsync(lease, Result(late, ExchangeState.AwaitingReceipt, dueAt: Now), Ct);
        await Journal.PassDeadlinesAsync(Now, Ct);
        var refused = Refused(connection: null, at: Now.AddDays(-2));
        await Journal.RefuseAsync(refused, Ct);

        Assert.Equal(
            [("cannot_connect", Direction.Out, Connection, 0, 1), ("decryption_failed", Direction.In, null, 1, 0), ("http_403", Direction.Out, Connection, 2, 0), ("receipt_overdue", Direction.Out, Connection, 1, 0)],
            await GroupsAsync(Now.AddDays(-3)));
        Assert.DoesNotContain("decryption_failed", (await GroupsAsync(Now.AddDays(-1))).Select(g => g.Cause));
        Assert.Equal(3, (await Journal.ProblemsAsync(Now.AddDays(-3), 3, Ct)).Count);
        Assert.Equal(refused.ReceivedAt.ToUnixTimeMilliseconds(), (await Journal.ProblemsAsync(Now.AddDays(-3), 100, Ct))[^1].First.ToUnixTimeMilliseconds());
        await ShowsAsync(new() { Cause = "http_403" }, second.Id, first.Id);
        await ShowsAsync(new() { Cause = "http_403", States = [ExchangeState.Failed], Connection = Connection, Direction = Direction.Out }, second.Id, first.Id);
        await ShowsAsync(new() { Cause = "decryption_failed", Unmatched = true }, refused.Id);
        Assert.Equal("http_403", (await DetailAsync(first.Id)).Summary.Cause);

        // An authentic receipt, a person, a claim that gets through.
        Assert.True(await Journal.ReceiptAsync(late.Id, Receipt(), Ct));
        Assert.True(await Journal.ResendAsync(first.Id, "ada", Now, Now.AddHours(1), Ct));
        Assert.True(await Journal.CancelAsync(second.Id, "ada", Now, Ct));
        Assert.Equal(["cannot_connect", "decryption_failed"], (await GroupsAsync(Now.AddDays(-3))).Select(g => g.Cause));

        // What is known stays the cause when the time is over.
        await Journal.PassDeadlinesAsync(Now.AddDays(2), Ct);
        Assert.Equal((ExchangeState.Failed, "cannot_connect"), ((await DetailAsync(waiting.Id)).Summary.State, (await DetailAsync(waiting.Id)).Summary.Cause));
        Assert.Equal("time_over", (await DetailAsync(first.Id)).Summary.Cause);
    }

    [Fact]
    public async Task An_hours_traffic_is_counted_by_connection_and_how_it_stands()
    {
        var hour = new DateTimeOffset(Now.Year, Now.Month, Now.Day, Now.Hour, 0, 0, TimeSpan.Zero);
        await Journal.AcceptAsync(Accepted(at: hour.AddMinutes(1)), Ct);
        await Journal.AcceptAsync(Accepted(at: hour.AddMinutes(-1)), Ct);
        await Journal.AcceptAsync(Accepted(at: hour.AddMinutes(60)), Ct);
        await Journal.RefuseAsync(Refused(connection: null, at: hour.AddMinutes(2)), Ct);
        var test = Submission(date: hour.AddMinutes(4)) with { IsTest = true };
        await Journal.SubmitAsync(test, Ct);
        var delivered = await PackagedAsync(date: Now.AddSeconds(-4), dueAt: Now);
        await PackagedAsync(date: hour.AddMinutes(3), dueAt: Now.AddHours(1));
        var lease = await OwnAsync();
        var work = Assert.Single(await Journal.ClaimAsync(lease, 1, isStrict: false, Now, Ct));
        Assert.Equal(delivered.Id, work.Id);
        await Journal.CompleteAsync(lease, Result(work, ExchangeState.Delivered, Evidence.AuthenticReceipt), Ct);

        var hours = new List<TrafficHour> { await Journal.TrafficAsync(hour, Ct), await Journal.TrafficAsync(hour.AddHours(-1), Ct), await Journal.TrafficAsync(hour.AddHours(1), Ct) };
        var counts = hours.SelectMany(h => h.Counts).ToList();

        Assert.Equal((3, 1, 1, 1, 0), (counts.Sum(c => c.Accepted), counts.Sum(c => c.Refused), counts.Sum(c => c.Delivered), counts.Sum(c => c.Waiting), counts.Sum(c => c.Failed)));
        Assert.Equal(new TrafficCount(null, 0, 1, 0, 0, 0), hours[0].Counts.Single(c => c.Connection is null));
        Assert.Equal((1, 1), (hours[1].Counts.Single(c => c.Connection is Connection).Accepted, hours[2].Counts.Single(c => c.Connection is Connection).Accepted));
        var times = hours.Single(h => h.Delivery.Count > 0).Delivery;
        Assert.Equal(1, times.Count);
        Assert.InRange(times.Within(0.5)!.Value, 4000, 4000 * 1.2);
    }

    private async Task<(string Cause, Direction Direction, string? Connection, int Stopped, int Waiting)[]> GroupsAsync(DateTimeOffset since)
        => [.. (await Journal.ProblemsAsync(since, 100, Ct)).Select(g => (g.Cause, g.Direction, g.Connection, (int)g.Stopped, (int)g.Waiting)).OrderBy(g => g.Cause, StringComparer.Ordinal)];

    [Fact]
    public async Task Documents_are_found_by_type_number_and_control_number()
    {
        var order = Accepted(at: Now.AddMinutes(-3));
        var invoice = Accepted(at: Now.AddMinutes(-2));
        await Journal.AcceptAsync(order, Ct);
        await Journal.AcceptAsync(invoice, Ct);
        var documents = Enumerable.Range(0, 450).Select(i => new DocumentRow(0, "X12", "850", "005010", $"PO-{i}", "000000905", "17", $"{i:D4}", "A", "B")).ToArray();
        await Journal.DescribeAsync(order.Id, documents, Ct);
        await Journal.DescribeAsync(order.Id, documents, Ct);
        await Journal.DescribeAsync(invoice.Id, [new(0, "X12", "810", null, "PO-7", "000000906", null, null, null, null), new(0, "X12", "850", null, null, null, null, null, null, null)], Ct);
        Assert.Equal(450, (await DetailAsync(order.Id)).Envelopes.Count);
        Assert.Equal(documents[3], (await DetailAsync(order.Id)).Envelopes[3]);
        Assert.Equal(("850", "PO-0"), ((await DetailAsync(order.Id)).Summary.DocumentType, (await DetailAsync(order.Id)).Summary.DocumentNumber));
        await ShowsAsync(new() { DocumentType = "850" }, invoice.Id, order.Id);
        await ShowsAsync(new() { DocumentType = "810" }, invoice.Id);
        await ShowsAsync(new() { DocumentNumber = "PO-7" }, invoice.Id, order.Id);
        await ShowsAsync(new() { DocumentNumber = "PO-8" }, order.Id);
        await ShowsAsync(new() { ControlNumber = "000000905" }, order.Id);
        await ShowsAsync(new() { ControlNumber = "0449" }, order.Id);
        await ShowsAsync(new() { ControlNumber = "000000906", DocumentType = "850" }, invoice.Id);
        await ShowsAsync(new() { DocumentNumber = "PO-7", IdPrefix = order.Id.Value, DocumentType = "850" }, order.Id);
        await ShowsAsync(new() { DocumentNumber = "PO-7", Until = Now.AddMinutes(-2) }, order.Id);
        await ShowsAsync(new() { DocumentType = "999" });
        var page = await Journal.ListAsync(new() { DocumentType = "850" }, null, 1, Ct);
        Assert.Equal(order.Id, Assert.Single((await Journal.ListAsync(new() { DocumentType = "850" }, page.Next, 1, Ct)).Items).Id);
    }

    [Fact]
    public async Task What_was_described_before_is_written_with_the_message_and_needs_no_further_look()
    {
        var order = Accepted() with { Described = [new(0, "X12", "850", "005010", "PO-7", "000000905", "17", "0001", "A", "B"), new(0, "X12", "850", null, "PO-8", "000000905", "17", "0002", null, null)] };
        var empty = Accepted() with { Described = [] };
        await Journal.AcceptAsync(order, Ct);
        await Journal.AcceptAsync(empty, Ct);
        await Journal.AcceptAsync(Accepted(order.MessageId) with { Described = [new(0, "X12", "810", null, null, null, null, null, null, null)] }, Ct);

        Assert.Empty(await Journal.UndescribedAsync(0, Now.AddMinutes(1), 10, Ct));
        Assert.Equal(order.Described, (await DetailAsync(order.Id)).Envelopes);
        Assert.Empty((await DetailAsync(empty.Id)).Envelopes);
        await ShowsAsync(new() { DocumentNumber = "PO-8" }, order.Id);
        await ShowsAsync(new() { ControlNumber = "0001" }, order.Id);
        await ShowsAsync(new() { DocumentType = "810" });
    }

    [Fact]
    public async Task What_is_not_described_is_found_after_opening_again_and_no_more_when_the_last_row_is_written()
    {
        var order = Accepted(at: Now.AddMinutes(-3));
        var plain = Accepted(at: Now.AddMinutes(-2));
        var invoice = Submission(date: Now.AddMinutes(-1));
        await Journal.AcceptAsync(order, Ct);
        await Journal.AcceptAsync(plain, Ct);
        await Journal.AcceptAsync(Accepted(order.MessageId), Ct);
        await Journal.RefuseAsync(Refused(), Ct);
        await Journal.SubmitAsync(invoice, Ct);
        await ReopenAsync();

        var left = await Journal.UndescribedAsync(0, Now.AddMinutes(1), 10, Ct);
        Assert.Equal([order.Id, plain.Id, invoice.Id], left.Select(e => e.Id));
        Assert.Equal(order.Documents[0].Object, Assert.Single(left[0].Documents).Object);
        Assert.Equal([plain.Id], (await Journal.UndescribedAsync(left[0].Row, Now.AddMinutes(1), 1, Ct)).Select(e => e.Id));
        Assert.Equal([order.Id], (await Journal.UndescribedAsync(0, Now.AddMinutes(-2.5), 10, Ct)).Select(e => e.Id));

        // Two slices: broken in the second, it is still to be done, and done again it is whole.
        var documents = Enumerable.Range(0, 400).Select(i => new DocumentRow(0, "X12", "850", null, $"PO-{i}", i < 200 ? null : $"{i}", null, i < 200 ? null : $"{i:D4}", null, null)).ToArray();
        BreakAt(300);
        await Assert.ThrowsAsync<JournalException>(async () => await Journal.DescribeAsync(order.Id, documents, Ct));
        BreakAt(null);
        Assert.Equal(3, (await Journal.UndescribedAsync(0, Now.AddMinutes(1), 10, Ct)).Count);
        await Journal.DescribeAsync(order.Id, documents, Ct);
        await Journal.DescribeAsync(plain.Id, [], Ct);
        await Journal.DescribeAsync(invoice.Id, documents[..1], Ct);
        await Journal.DescribeAsync(ExchangeId.New(Now), documents[..1], Ct);

        Assert.Empty(await Journal.UndescribedAsync(0, Now.AddMinutes(1), 10, Ct));
        Assert.Equal((400, 0, 1), ((await DetailAsync(order.Id)).Envelopes.Count, (await DetailAsync(plain.Id)).Envelopes.Count, (await DetailAsync(invoice.Id)).Envelopes.Count));
    }

    [Fact]
    public async Task A_prefix_many_have_and_a_document_type_many_have_are_paged_too()
    {
        for (var i = 0; i < 30; i++)
        {
            var message = Accepted($"<batch-{i:D3}@acme>", fileName: $"same-name-{i}.edi", at: Now.AddSeconds(-i));
            await Journal.AcceptAsync(message, Ct);
        }

        foreach (var filter in new ExchangeFilter[] { new() { IdPrefix = "<batch-" }, new() { FileName = "same-name" }, new() { States = [ExchangeState.Accepted, ExchangeState.Refused] } })
        {
            var first = await Journal.ListAsync(filter, null, 20, Ct);
            var second = await Journal.ListAsync(filter, first.Next, 20, Ct);
            Assert.Equal((20, 10, null), (first.Items.Count, second.Items.Count, second.Next));
            Assert.Equal(30, first.Items.Concat(second.Items).Select(i => i.Id).Distinct().Count());
        }
    }

    [Fact]
    public async Task Objects_are_named_by_the_rows_that_need_them()
    {
        var accepted = Accepted();
        await Journal.AcceptAsync(accepted, Ct);
        var submission = Submission();
        await Journal.SubmitAsync(submission, Ct);
        var package = Package();
        await Journal.PackagedAsync(submission.Id, package, Now, Ct);
        foreach (var id in new[] { accepted.Entity, accepted.Wire!.Value, accepted.Documents[0].Object, submission.Documents[0].Object, package.Body!.Value })
        {
            Assert.True(await Journal.NamesAsync(id, Ct));
        }

        Assert.False(await Journal.NamesAsync(NewObject(), Ct));
    }

    [Fact]
    public async Task The_depth_counts_what_is_due_and_not_claimed()
    {
        var lease = await OwnAsync();
        Assert.Equal(new(0, 0, 0, 0, null), await Journal.DepthAsync(Now, Ct));
        await PackagedAsync(dueAt: Now.AddMinutes(-5));
        await PackagedAsync(dueAt: Now.AddHours(1));
        await Journal.AcceptAsync(Accepted(receipt: Asynchronous, consumers: ["a", "b"], at: Now.AddMinutes(-1)), Ct);
        await Journal.ReceiveAsync(UnopenedOf(Accepted(at: Now.AddMinutes(-7))), Ct);
        Assert.Equal(new(1, 1, 2, 1, Now.AddMinutes(-7)), await Journal.DepthAsync(Now, Ct));
        await Journal.ClaimAsync(lease, 9, isStrict: false, Now, Ct);
        await Journal.Receipts.ClaimAsync(lease, 9, Now, Ct);
        await Journal.Handoffs.ClaimAsync("a", 9, Now, Now.AddHours(1), Ct);
        await Journal.Unopened.ClaimAsync(Now, Now.AddHours(1), Ct);
        Assert.Equal(new(0, 0, 1, 0, Now.AddMinutes(-1)), await Journal.DepthAsync(Now, Ct));
    }

    [Fact]
    public async Task Refused_messages_are_kept_up_to_a_quota_and_the_oldest_go_first()
    {
        await FillQuotaAsync();
        var oldest = Refused(connection: null, at: Now.AddDays(-2));
        var old = Refused(connection: null, at: Now.AddDays(-1));
        await Journal.RefuseAsync(oldest, Ct);
        await Journal.RefuseAsync(old, Ct);
        await Journal.RefuseAsync(Refused(), Ct);
        Assert.Empty(await AlertsAsync());
        var one = Refused(connection: null);
        await Journal.RefuseAsync(one, Ct);
        Assert.Null(await Journal.FindAsync(oldest.Id, Ct));
        Assert.NotNull(await Journal.FindAsync(old.Id, Ct));
        Assert.NotNull(await Journal.FindAsync(one.Id, Ct));
        var alert = Assert.Single(await Journal.OpenAsync(9, Ct));
        Assert.Equal(("refused-quota", "unmatched"), (alert.Kind, alert.Subject));
    }

    [Fact]
    public async Task Alerts_are_one_a_subject_counted_resolved_and_raised_anew()
    {
        for (var i = 0; i < 3; i++)
        {
            await Journal.RaiseAsync("disk", "store", AlertSeverity.Critical, $"Full ({i}).", Now.AddSeconds(i), Ct);
        }

        await Journal.RaiseAsync("disk", "other", AlertSeverity.Info, "Fine.", Now, Ct);
        var open = await Journal.OpenAsync(9, Ct);
        Assert.Equal(new AlertRow("disk", "store", AlertSeverity.Critical, "Full (2).", Now, 3, null), open[0]);
        Assert.Equal(2, open.Count);
        await Journal.ResolveAsync("disk", "store", Now, Ct);
        await Journal.ResolveAsync("disk", "store", Now, Ct);
        Assert.Equal("other", Assert.Single(await Journal.OpenAsync(9, Ct)).Subject);
        await Journal.RaiseAsync("disk", "store", AlertSeverity.Critical, "Full.", Now, Ct);
        Assert.Equal(1, (await Journal.OpenAsync(9, Ct))[0].Count);
    }

    [Fact]
    public async Task An_alert_about_an_event_goes_away_a_week_after_it_happened_last()
    {
        var first = Accepted(content: "A", at: Now.AddDays(-9));
        await Journal.AcceptAsync(first, Ct);
        await Journal.AcceptAsync(Accepted(first.MessageId, "B", at: Now.AddDays(-8)), Ct);
        await Journal.PassDeadlinesAsync(Now.AddDays(-2), Ct);
        Assert.Single(await AlertsAsync());
        await Journal.PassDeadlinesAsync(Now, Ct);
        Assert.Empty(await AlertsAsync());
    }

    [Fact]
    public async Task Listeners_hear_after_the_commit_what_is_due()
    {
        var heard = System.Threading.Channels.Channel.CreateUnbounded<string>();
        using (Journal.OnDue(s => heard.Writer.TryWrite(s)))
        using (Journal.OnDue(_ => throw new InvalidOperationException("a listener's own fault")))
        {
            await Journal.AcceptAsync(Accepted(consumers: ["folder"]), Ct);
            Assert.Equal("handoff:folder", await heard.Reader.ReadAsync(Ct));
            await PackagedAsync("some connection");
            string scope;
            do
            {
                scope = await heard.Reader.ReadAsync(Ct);
            }
            while (scope is not "some connection");
        }
    }

    [Fact]
    public async Task A_healthy_store_has_no_problem() => Assert.Null(await Journal.ProblemAsync(Ct));

    /// <summary>Lets the store bring file names into their index.</summary>
    protected abstract Task IndexNamesAsync();

    /// <summary>Writes the counter of unmatched refused messages two below its bound.</summary>
    protected abstract Task FillQuotaAsync();

    private async Task ShowsAsync(ExchangeFilter filter, params ExchangeId[] ids)
    {
        var page = await Journal.ListAsync(filter, null, 50, Ct);
        Assert.Equal(ids, page.Items.Select(i => i.Id));
        Assert.Null(page.Next);
    }
}
