using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>The last part: the receiver is killed half-way.</summary>
internal sealed partial class DemoStory
{
    private const int Orders = 20;

    /// <summary>The sender hands in orders; after half of them the receiving process is killed by SIGKILL, and is started again when all are handed in.</summary>
    internal async Task KillAsync(DemoCompany from, DemoCompany to, string path, CancellationToken ct)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync($"{Number(_played + 1)}. {from.Name} sends {to.Name} {Number(Orders)} more orders. Half-way {to.Name}'s gateway, in a process of its own, is killed without a warning (SIGKILL), as by a power cut.");
        _played += Orders;
        var gateway = await to.MoveOutAsync(from, ct);
        await from.AgreeAsync(to, asynchronously: false, ct);
        var sent = new List<SubmitOutcome.Submitted>();
        for (var order = 0; order < Orders; order++)
        {
            if (order == Orders / 2)
            {
                await KillAsync(from, to, gateway, sent, ct);
            }

            sent.Add(await from.SubmitAsync(path, ct));
        }

        await LineAsync("meanwhile", $"{from.Name} took all {Number(Orders)} orders; those it cannot deliver wait in its journal, and it tries again");
        await gateway.StartAsync(ct);
        await LineAsync("started", $"process {gateway.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)} over the same data");
        foreach (var order in sent)
        {
            await WaitAsync(() => from.Gateway.Journal.FindAsync(order.Id, ct), static found => !ExchangeTransitions.IsOpen(found.Summary.State), ct);
        }

        await to.MoveInAsync(from, ct);
        _failed += await CountAsync(from, to, path, sent, ct);
    }

    /// <summary>At the moment at which at least one order is there and the last one handed in is on its way.</summary>
    private async Task KillAsync(DemoCompany from, DemoCompany to, DemoProcess gateway, List<SubmitOutcome.Submitted> sent, CancellationToken ct)
    {
        await WaitAsync(() => from.Gateway.Journal.FindAsync(sent[0].Id, ct), static found => found.Summary.State is ExchangeState.Delivered, ct);
        var id = gateway.Id;
        await gateway.KillAsync();
        var delivered = 0;
        foreach (var order in sent)
        {
            delivered += await IsDeliveredAsync(from, order, ct) ? 1 : 0;
        }

        await LineAsync("killed", $"process {id.ToString(System.Globalization.CultureInfo.InvariantCulture)}, {to.Name}'s gateway, when {from.Name} had handed in {Number(sent.Count)} orders and had the receipts of {Number(delivered)}");
    }

    /// <summary>How many orders are not delivered exactly once.</summary>
    private async Task<int> CountAsync(DemoCompany from, DemoCompany to, string path, List<SubmitOutcome.Submitted> sent, CancellationToken ct)
    {
        var (receipts, once, repeats, wrong) = (0, 0, 0, 0);
        var document = await DigestAsync(path, ct);
        foreach (var order in sent)
        {
            var isDelivered = await IsDeliveredAsync(from, order, ct);
            var arrived = (await to.Gateway.Journal.ListAsync(new() { Direction = Direction.In, States = [ExchangeState.Accepted], IdPrefix = order.MessageId }, null, 10, ct)).Items;
            var files = new List<string>();
            foreach (var one in arrived)
            {
                await WaitAsync<string>(() => new(Path.Combine(to.Inbox, $"{one.Id}-{Path.GetFileName(path)}")), File.Exists, ct);
                files.AddRange(Directory.GetFiles(to.Inbox, $"{one.Id}-*"));
                repeats += (await to.Gateway.Journal.FindAsync(one.Id, ct))!.Attempts.Count(static a => a.Kind is "duplicate");
            }

            var isOnce = arrived is [_] && files is [var file] && (await DigestAsync(file, ct)).AsSpan().SequenceEqual(document);
            receipts += isDelivered ? 1 : 0;
            once += isOnce ? 1 : 0;
            wrong += isDelivered && isOnce ? 0 : 1;
        }

        await LineAsync(receipts == sent.Count ? "receipts" : "FAILED", $"{from.Name} has a signed receipt for {Number(receipts)} of {Number(sent.Count)} orders");
        await LineAsync(once == sent.Count ? "arrived" : "FAILED", $"{Number(once)} of {Number(sent.Count)} orders are in {to.Name}'s inbox exactly once, byte for byte");
        await LineAsync("repeats", repeats is 0 ? "no order reached it a second time" : $"{Number(repeats)} came a second time, because its answer was lost with the process: it got the first answer again, and no second file");
        return wrong;
    }

    private static async Task<bool> IsDeliveredAsync(DemoCompany from, SubmitOutcome.Submitted order, CancellationToken ct)
        => await from.Gateway.Journal.FindAsync(order.Id, ct) is { Summary.State: ExchangeState.Delivered, Receipts: [.., var receipt], Mic: { } mic } && string.Equals(receipt.Mic, mic, StringComparison.Ordinal);
}
