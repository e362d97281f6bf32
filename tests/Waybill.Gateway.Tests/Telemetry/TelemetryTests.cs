using Waybill.Gateway.Stores;
using Waybill.Testing;

namespace Waybill.Gateway.Tests;

[Collection(nameof(Heard))]
public sealed class TelemetryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_arrives_is_counted_by_connection_and_result_and_timed_once()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var message = await ReceivingPlace.PackAsync("heard-1");
        using var heard = new Heard();

        await place.ReceiveAsync(message);
        await place.ReceiveAsync(message);
        await place.ReceiveAsync(await ReceivingPlace.PackAsync("heard-1", "ISA*other*"));

        Assert.Equal(
            ["1 result=accepted,connection=globex-acme", "1 result=repeat,connection=globex-acme", "1 result=other-content,connection=globex-acme"], heard.Of("waybill.receive.messages"));
        Assert.Equal(3, heard.Of("waybill.receive.duration").Length);
        Assert.Equal($"{message.Body.Length} connection=globex-acme", heard.Of("waybill.receive.bytes")[0]);
    }

    [Fact]
    public async Task A_message_that_our_fault_kept_out_is_counted_as_that()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var message = await ReceivingPlace.PackAsync("heard-2");
        var closed = await Journals.OpenAsync($"Data Source={Path.Combine(place.Folder, "closed.db")}", TimeProvider.System, Ct);
        await closed.DisposeAsync();
        place.Use(new(closed, place.Payloads, place.Connections, place.Answers, TimeProvider.System));
        using var heard = new Heard();

        await Assert.ThrowsAsync<JournalException>(() => place.ReceiveAsync(message));

        Assert.Equal(["1 result=fault,connection=globex-acme"], heard.Of("waybill.receive.messages"));
        Assert.Equal(System.Diagnostics.ActivityStatusCode.Error, heard.Traces.Single(t => t.OperationName == "waybill.receive").Status);
    }

    [Fact]
    public async Task A_trace_names_the_exchange_and_its_message_and_holds_the_commit()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var message = await ReceivingPlace.PackAsync("heard-3");
        using var heard = new Heard();

        var outcome = await place.ReceiveAsync(message);

        var receive = heard.Traces.Single(t => t.OperationName == "waybill.receive");
        Assert.Equal(outcome.Id.Value, receive.GetTagItem("waybill.exchange_id"));
        Assert.Equal("<heard-3@acme>", receive.GetTagItem("waybill.message_id"));
        Assert.Equal("globex-acme", receive.GetTagItem("waybill.connection"));
        var commit = heard.Traces.Single(t => t.OperationName == "waybill.journal.commit");
        Assert.Equal(receive.Id, commit.ParentId);
        Assert.Equal("sqlite", commit.GetTagItem("waybill.store"));
        Assert.InRange((int)commit.GetTagItem("waybill.journal.units")!, 1, 128);
    }

    [Fact]
    public async Task A_commit_is_timed_and_tells_how_much_it_held_and_no_metric_holds_an_id()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        var message = await ReceivingPlace.PackAsync("heard-4");
        using var heard = new Heard();

        var outcome = await place.ReceiveAsync(message);

        Assert.NotEmpty(heard.Of("waybill.journal.commit.duration"));
        Assert.All(heard.Measured.Where(m => m.Name is "waybill.journal.commit.duration"), m => Assert.True(m is { Value: > 0, Tags: "store=sqlite" }));
        Assert.Equal(heard.Of("waybill.journal.commit.duration").Length, heard.Of("waybill.journal.commit.units").Length);
        Assert.Contains("1 store=sqlite", heard.Of("waybill.journal.commit.units"));
        Assert.DoesNotContain(heard.Measured, m => m.Tags.Contains("heard-4", StringComparison.Ordinal) || m.Tags.Contains(outcome.Id.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_waits_in_the_journal_is_published_by_kind()
    {
        await using var place = await ReceivingPlace.OpenAsync();
        await place.ReceiveAsync(await ReceivingPlace.PackAsync("heard-5"));
        using var gauge = new QueueGauge(place.Journal, TimeProvider.System);
        using var heard = new Heard();
        using var stop = new CancellationTokenSource();

        var looking = gauge.RunAsync(stop.Token);
        while (heard.Of("waybill.queue.depth").Length is 0 && !looking.IsCompleted)
        {
            heard.Observe();
            await Task.Delay(10, Ct);
        }

        await stop.CancelAsync();
        await looking;
        Assert.Equal(["0 kind=send", "0 kind=receipt", "1 kind=handoff", "0 kind=unopened"], heard.Of("waybill.queue.depth")[..4]);
        Assert.InRange(heard.Measured.First(m => m.Name is "waybill.queue.oldest").Value, 0, 3600);
    }

    [Fact]
    public async Task What_waits_is_asked_only_for_listeners_and_an_old_number_is_not_told_for_a_new_one()
    {
        var (queue, time) = (new Queue(), new Microsoft.Extensions.Time.Testing.FakeTimeProvider(BookFolder.Now));
        using var gauge = new QueueGauge(queue, time);
        using var stop = new CancellationTokenSource();
        var looking = gauge.RunAsync(stop.Token);
        Assert.Equal(0, queue.Asked);

        using var heard = new Heard();
        await NextLookAsync();
        Assert.Equal(["3 kind=send", "2 kind=receipt", "1 kind=handoff", "4 kind=unopened"], heard.Of("waybill.queue.depth"));

        queue.IsBroken = true;
        heard.Measured.Clear();
        await NextLookAsync();
        Assert.Empty(heard.Measured);

        await stop.CancelAsync();
        await looking;

        async Task NextLookAsync()
        {
            var before = queue.Asked;
            while (queue.Asked == before && !looking.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(10));
                await Task.Delay(100, Ct);
            }

            heard.Observe();
        }
    }

    [Fact]
    public async Task An_attempt_to_send_is_timed_counted_by_the_state_that_follows_and_traced_with_its_receipt()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(503), Sending.Partner.Good);
        await using var side = await Sending.SendingSide.StartAsync(partner);
        using var heard = new Heard();

        var id = await side.SubmitAsync("ISA*00*"u8.ToArray());
        await side.UntilAsync(id, ExchangeState.RetryWait);
        await side.PassAsync(TimeSpan.FromHours(1));
        var detail = await side.UntilAsync(id, ExchangeState.Delivered);

        var connection = detail.Summary.Connection;
        Assert.Equal([$"1 outcome=RetryWait,connection={connection}", $"1 outcome=Delivered,connection={connection}"], heard.Of("waybill.send.attempts"));
        Assert.Equal(2, heard.Of("waybill.send.duration").Length);
        Assert.Equal([$"1 outcome=Delivered,connection={connection},way=synchronous"], heard.Of("waybill.receipt.arrived"));
        var traces = heard.Traces.Where(t => t.OperationName == "waybill.send").ToList();
        Assert.Equal([1, 2], traces.Select(t => t.GetTagItem("waybill.attempt")).Cast<int>());
        Assert.All(traces, t => Assert.Equal((id.Value, detail.Summary.MessageId), (t.GetTagItem("waybill.exchange_id"), t.GetTagItem("waybill.message_id"))));
        Assert.All(partner.Requests, r => Assert.Null(r.Header("traceparent")));
    }

    private sealed class Queue : IExchangeQueries
    {
        internal bool IsBroken { get; set; }

        internal int Asked { get; private set; }

        public ValueTask<QueueDepth> DepthAsync(DateTimeOffset now, CancellationToken ct)
        {
            Asked++;
            return IsBroken ? throw new JournalException("broken by the test") : new(new QueueDepth(3, 2, 1, 4, now - TimeSpan.FromMinutes(1)));
        }

        public ValueTask<ExchangePage> ListAsync(ExchangeFilter filter, string? cursor, int limit, CancellationToken ct) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<ProblemGroup>> ProblemsAsync(DateTimeOffset since, int limit, CancellationToken ct) => throw new NotSupportedException();

        public ValueTask<ExchangeDetail?> FindAsync(ExchangeId id, CancellationToken ct) => throw new NotSupportedException();

        public ValueTask<IReadOnlyDictionary<string, ConnectionFacts>> ConnectionFactsAsync(IReadOnlyCollection<string> connections, CancellationToken ct) => throw new NotSupportedException();

        public ValueTask<bool> NamesAsync(PayloadId id, CancellationToken ct) => throw new NotSupportedException();
    }
}
