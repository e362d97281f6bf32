using Waybill.Testing;

namespace Waybill.Gateway.Tests.Sending;

/// <summary>Submitting once, sending again, stopping.</summary>
public sealed class OperationTests
{
    private static readonly byte[] Order = TestBytes.Edi(4_000);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Requirement("AS2-DUP-002")]
    public async Task Sending_again_is_the_same_message_or_a_new_one_as_the_person_says()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(404), Partner.Good, Partner.Good);
        await using var side = await SendingSide.StartAsync(partner);
        var operations = side.Service.Operations;
        var id = await side.SubmitAsync(Order);
        await side.UntilAsync(id, ExchangeState.Failed);

        Assert.Equal(ActionOutcome.NeedsConfirmation, await operations.ResendAsync(id, "anna", isConfirmed: false, Token));
        Assert.Equal(ActionOutcome.NeedsConfirmation, (await operations.ResendAsNewAsync(id, isConfirmed: false, null, Token)).Outcome);
        Assert.Single(partner.Requests);

        Assert.Equal(ActionOutcome.Done, await operations.ResendAsync(id, "anna", isConfirmed: true, Token));
        await side.UntilAsync(id, ExchangeState.Delivered);
        DeliveryTests.Same(partner.Requests[0], partner.Requests[1]);

        var (outcome, submission) = await operations.ResendAsNewAsync(id, isConfirmed: true, null, Token);
        Assert.Equal(ActionOutcome.Done, outcome);
        var second = Assert.IsType<SubmitOutcome.Submitted>(submission).Id;
        await side.UntilAsync(second, ExchangeState.Delivered);

        Assert.NotEqual(id, second);
        Assert.NotEqual(partner.Requests[0].Header("Message-ID"), partner.Requests[2].Header("Message-ID"));
        Assert.False(partner.Requests[0].Body.Span.SequenceEqual(partner.Requests[2].Body.Span));
        Assert.Equal(Order, Partner.Open(partner.Requests[2]).Payload);
        Assert.Equal(1, side.Count($"select count(*) from outbound where resend_of = '{id.Value}'"));
    }

    [Fact]
    public async Task A_cancelled_message_is_not_sent_any_more()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(503), Partner.Good);
        await using var side = await SendingSide.StartAsync(partner);
        var id = await side.SubmitAsync(Order);
        await side.UntilAsync(id, ExchangeState.RetryWait);

        Assert.Equal(ActionOutcome.Done, await side.Service.Operations.CancelAsync(id, "anna", Token));
        Assert.Equal(ActionOutcome.NotAllowed, await side.Service.Operations.CancelAsync(id, "anna", Token));
        await side.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(10));

        Assert.Equal(ExchangeState.Cancelled, await side.StateAsync(id));
        Assert.Single(partner.Requests);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await using var side = await SendingSide.StartAsync(SendingSide.To(new Uri("http://127.0.0.1:9/")));
        var nobody = ExchangeId.New(side.Clock.GetUtcNow());

        Assert.Equal(ActionOutcome.NotFound, await side.Service.Operations.CancelAsync(nobody, "anna", Token));
        Assert.Equal(ActionOutcome.NotFound, await side.Service.Operations.ResendAsync(nobody, "anna", isConfirmed: true, Token));
        Assert.Equal(ActionOutcome.NotFound, (await side.Service.Operations.ResendAsNewAsync(nobody, isConfirmed: true, null, Token)).Outcome);
    }

    [Fact]
    public async Task The_same_request_under_the_same_key_is_one_message_and_another_one_is_refused()
    {
        await using var partner = FakePartner.Start(Partner.Good);
        await using var side = await SendingSide.StartAsync(partner);

        var first = Assert.IsType<SubmitOutcome.Submitted>(await SubmitAsync(side, "k1", Order));
        await side.RestartAsync();
        Assert.Equal($"\"{first.Id}\"", Assert.IsType<SubmitOutcome.Repeated>(await SubmitAsync(side, "k1", Order)).Response);
        Assert.IsType<SubmitOutcome.KeyTaken>(await SubmitAsync(side, "k1", [.. Order, 0]));
        var second = Assert.IsType<SubmitOutcome.Submitted>(await SubmitAsync(side, "k2", Order));
        await side.UntilAsync(first.Id, ExchangeState.Delivered);
        await side.UntilAsync(second.Id, ExchangeState.Delivered);

        Assert.Equal(2, partner.Requests.Count);
        Assert.Equal(2, side.Count("select count(distinct object) from document"));
    }

    [Fact]
    public async Task A_key_in_use_at_this_moment_says_so()
    {
        await using var partner = FakePartner.Start(Partner.Good);
        await using var side = await SendingSide.StartAsync(partner);
        var waiting = new TaskCompletionSource();
        var slow = side.Service.Submitter.SubmitAsync(Request(side, "k1", new SlowStream(waiting.Task)), Token).AsTask();
        try
        {
            Assert.IsType<SubmitOutcome.StillRunning>(await SubmitAsync(side, "k1", Order));
        }
        finally
        {
            waiting.SetResult();
        }

        Assert.IsType<SubmitOutcome.Submitted>(await slow);
    }

    [Fact]
    public async Task What_cannot_be_submitted_leaves_nothing_behind()
    {
        await using var side = await SendingSide.StartAsync(SendingSide.To(new Uri("http://127.0.0.1:9/")));
        var broken = new BrokenStream(new MemoryStream(new byte[300_000]), breakAfter: 200_000, StreamBreak.Error);

        Assert.IsType<SubmitOutcome.Refused>(await side.Service.Submitter.SubmitAsync(new() { Connection = "nobody", Documents = [new(Stream.Null)] }, Token));
        Assert.IsType<SubmitOutcome.Refused>(await side.Service.Submitter.SubmitAsync(new() { Connection = "globex", Documents = [] }, Token));
        await Assert.ThrowsAsync<IOException>(async () => await side.Service.Submitter.SubmitAsync(
            new() { Connection = "globex", Documents = [new(new MemoryStream(new byte[200_000])), new(broken)] }, Token));

        Assert.Equal(0, side.Count("select count(*) from exchange"));
        Assert.Empty(Directory.Exists(side.PayloadFolder) ? Directory.EnumerateFiles(side.PayloadFolder, "*", SearchOption.AllDirectories) : []);
    }

    private static async Task<SubmitOutcome> SubmitAsync(SendingSide side, string key, byte[] content)
        => await side.Service.Submitter.SubmitAsync(Request(side, key, new MemoryStream(content)), Token);

    private static SubmitRequest Request(SendingSide side, string key, Stream content) => new()
    {
        Connection = side.Connection.Name, Documents = [new(content, FileName: "order.edi")], Idempotency = new("anna", key, s => $"\"{s.Id}\""),
    };

    private sealed class SlowStream(Task until) : MemoryStream([1, 2, 3])
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await until;
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
