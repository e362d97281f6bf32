using System.Net;
using Waybill.As2;
using Waybill.Gateway;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>An authentic receipt moves whatever no authentic receipt has closed before; then nothing moves any more.</summary>
public sealed class ReceiptTransitionTests(SendingHost host) : IClassFixture<SendingHost>
{
    private const string OtherMic = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, sha-256";

    public static TheoryData<ExchangeState> Open => [.. Transition.All.Where(t => t.Evidence is Evidence.AuthenticReceipt).Select(t => t.From).Distinct()];

    [Theory]
    [MemberData(nameof(Open))]
    [Shows(
        new[] { Packaged, Sending, AwaitingReceipt, RetryWait, Sent, ReceiptInvalid, Failed, Cancelled, Overdue }, new[] { Delivered, Rejected, MicMismatch }, Evidence.AuthenticReceipt)]
    [Requirement("AS2-MATCH-010")]
    public async Task An_authentic_receipt_that_comes_by_itself_gives_its_verdict_whatever_the_state(ExchangeState from)
        => await Task.WhenAll(
            ArrivesAsync(from, Delivered, s => SendingHost.ReceiptFor(s)),
            ArrivesAsync(from, Rejected, s => SendingHost.ReceiptFor(s, Disposition.Error("decryption-failed"))),
            ArrivesAsync(from, MicMismatch, s => SendingHost.ReceiptFor(s, mic: OtherMic)));

    [Theory]
    [InlineData(Delivered)]
    [InlineData(Rejected)]
    [InlineData(MicMismatch)]
    [Requirement("AS2-MATCH-008", "AS2-DUP-009")]
    public async Task What_an_authentic_receipt_closed_stays_as_it_is(ExchangeState closed)
    {
        var (lane, before) = await host.BringAsync(closed);
        var id = before.Exchange.Id;

        foreach (var receipt in new[] { SendingHost.ReceiptFor(before), SendingHost.ReceiptFor(before, Disposition.Error("decryption-failed")), SendingHost.ReceiptFor(before, mic: OtherMic) })
        {
            Assert.Equal(200, (await host.Gateway.PostAsync(receipt)).Status);
        }

        Assert.Equal(HttpStatusCode.Conflict, await host.Gateway.ActAsync($"exchanges/{id}/cancel"));
        Assert.Equal(HttpStatusCode.Conflict, await host.Gateway.ActAsync($"exchanges/{id}/resend", new { confirm = true }));
        var seen = await host.Gateway.FindAsync(id);
        Assert.Equal(closed, seen.State);
        Assert.Equal(before.ReceivedMic, seen.ReceivedMic);
        Assert.Equal(4, seen.Receipts.Count);
        Assert.Equal(3, seen.Timeline.Count(t => t.Kind is "receipt" && t.Text.Contains("first verdict stands", StringComparison.Ordinal)));
        Assert.Single(lane.Requests);
    }

    private async Task ArrivesAsync(ExchangeState from, ExchangeState to, Func<Seen, WrittenReceipt> receipt)
    {
        var (lane, before) = await host.BringAsync(from);

        var (status, body) = await host.Gateway.PostAsync(receipt(before));

        Assert.Equal((200, 0), (status, body.Length));
        var seen = await host.Gateway.FindAsync(before.Exchange.Id);
        Assert.Equal(to, seen.State);
        Assert.Equal([.. before.Path, Word(to)], seen.Path);
        Assert.True(seen.Receipts[^1].IsAuthentic);
        Assert.False(seen.Receipts[^1].IsSynchronous);

        // Only the alert of the verdict is open.
        Assert.Equal(
            to switch { Rejected => ["receipt-negative"], MicMismatch => ["receipt-mic-mismatch"], _ => (string[])[] },
            (await host.Gateway.AlertsAsync(before.Exchange.Id)).Select(a => a.Kind));
        Assert.Equal(from is Packaged ? 0 : 1, lane.Requests.Count);
    }

    private static string Word(ExchangeState state) => state is MicMismatch ? "mic-mismatch" : state.ToString().ToLowerInvariant();
}
