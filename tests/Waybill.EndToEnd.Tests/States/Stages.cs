using System.Net;
using Waybill.Gateway;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>Brings a message into a state, so that a test can show how it leaves it.</summary>
internal static class Stages
{
    private static int _size = 100_000;

    /// <summary>A message of its own connection that stands in this state, as the API shows it.</summary>
    internal static async Task<(Lane Lane, Seen Sent)> BringAsync(this SendingHost host, ExchangeState state)
    {
        var (lane, id) = state switch
        {
            ExchangeState.Submitted => await SubmittedAsync(host, host.Take(SendingHost.Sync)),
            ExchangeState.Packaged => await HeldAsync(host, host.Take(SendingHost.Sync)),
            ExchangeState.Sending => await host.SendAsync(SendingHost.Sync, l => l.Says(PartnerAnswer.Silence)),
            ExchangeState.AwaitingReceipt => await host.SendAsync(SendingHost.Async, l => l.Says(PartnerAnswer.Of(200))),
            ExchangeState.RetryWait => await host.SendAsync(SendingHost.Sync, l => l.Says(PartnerAnswer.Of(503))),
            ExchangeState.Sent => await host.SendAsync(SendingHost.NoReceipt, l => l.Says(PartnerAnswer.Of(200))),
            ExchangeState.ReceiptInvalid => await host.SendAsync(SendingHost.Sync, l => l.Gives(new() { Signing = ReceiptSigning.Foreign })),
            ExchangeState.Failed => await host.SendAsync(SendingHost.Sync, l => l.Says(PartnerAnswer.Of(404))),
            ExchangeState.Cancelled => await CancelledAsync(host),
            ExchangeState.Overdue => await host.SendAsync(SendingHost.Soon, l => l.Says(PartnerAnswer.Of(200))),
            ExchangeState.Delivered => await host.SendAsync(SendingHost.Sync, l => l.Gives(ReceiptScript.Honest)),
            ExchangeState.Rejected => await host.SendAsync(SendingHost.Sync, l => l.Gives(new() { Disposition = As2.Disposition.Error("decryption-failed") })),
            ExchangeState.MicMismatch => await host.SendAsync(SendingHost.Sync, l => l.Gives(new() { Mic = ReceiptMic.Wrong })),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No message out comes there."),
        };
        var sent = await host.Gateway.UntilAsync(id, state);
        if (state is ExchangeState.Sending)
        {
            await Patience.UntilAsync(() => lane.Requests.Count is 1);
        }

        return (lane, sent);
    }

    /// <summary>A message that stays submitted: its document was sent before, and its file is away now, so that it cannot be packaged. Nothing failed: it is tried again.</summary>
    internal static async Task<(Lane Lane, string Id)> SubmittedAsync(SendingHost host, Lane lane)
    {
        // Large enough to be a file, and of a length no other test's file has.
        var size = Interlocked.Increment(ref _size);
        var first = await host.Gateway.SubmitAsync(lane.Gives(ReceiptScript.Honest).Name, TestBytes.Edi(size));
        await host.Gateway.UntilAsync(first.Id, ExchangeState.Delivered);
        File.Delete(Assert.Single(host.Gateway.StoredFiles(), f => new FileInfo(f) is { Exists: true } file && file.Length == size));
        using var answer = await host.Gateway.Http.PostAsync(
            new Uri($"exchanges/{first.Id}/resend", UriKind.Relative), System.Net.Http.Json.JsonContent.Create(new { newId = true, confirm = true }), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var again = await System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsync<SeenSubmission>(answer.Content, Seen.Json, TestContext.Current.CancellationToken);
        return (lane, again!.Id);
    }

    internal static async Task<(Lane Lane, string Id)> HeldAsync(SendingHost host, Lane lane)
    {
        await host.Gateway.HoldAsync(lane.Name);
        return (lane, (await host.Gateway.SubmitAsync(lane.Name)).Id);
    }

    private static async Task<(Lane Lane, string Id)> CancelledAsync(SendingHost host)
    {
        var (lane, waiting) = await host.BringAsync(ExchangeState.RetryWait);
        Assert.Equal(HttpStatusCode.OK, await host.Gateway.ActAsync($"exchanges/{waiting.Exchange.Id}/cancel"));
        return (lane, waiting.Exchange.Id);
    }
}
