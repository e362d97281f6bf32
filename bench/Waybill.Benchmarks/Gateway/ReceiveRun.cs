using System.Globalization;
using System.Text.Json.Nodes;

namespace Waybill.Benchmarks;

/// <summary>Small messages received: what one costs the server, beside the two private operations in it that nobody can leave out, and how long its sender waits.</summary>
internal static class ReceiveRun
{
    private const int DefaultSize = 10_000;
    private const int LeastWarmRounds = 4;
    private const int MostWarmRounds = 8;
    private static readonly TimeSpan WarmRound = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(BenchFolder folder, Settings settings, Action<string> output)
    {
        var size = settings.Sizes is [var wanted, ..] ? (int)wanted : DefaultSize;
        var window = TimeSpan.FromSeconds(settings.Seconds ?? 20);
        output(string.Create(CultureInfo.InvariantCulture, $"""

            ### Messages of {size} bytes received, warm, windows of {window.TotalSeconds:F0} s

            - Signed (RSA-2048, SHA-256), AES-256-CBC, signed receipt in the answer, plain HTTP; SQLite in WAL mode at synchronous=FULL, default logs and telemetry; data on {folder.Drive}.
            - Senders are another process; each sends the next message when the last one is answered. The body was made once, every Message-ID is new. Every receipt is looked at, the first is judged.
            - "µs cpu" is utime+stime of the server over the window and what it still does afterwards, per message. "Two private" is one unwrapping and one signature, measured alone before and after; ratio is to their mean.
            - "waits for the API": the handoff row is written, nobody takes it. "folder": the default, each document is also written to a folder, synced.

            | senders | handed to | messages/s | µs cpu | two private, µs | ratio | target | p50, ms | p99, ms | max, ms | target | allocated, KiB | commits | written, KiB |
            |--:|---|--:|--:|--:|--:|---|--:|--:|--:|---|--:|--:|--:|

            """));
        using var parties = await Parties.CreateAsync(folder.Path);
        using var bare = new PrivateOperations(parties.Station);
        var post = await PreparedPost.CreateAsync(parties, size);
        await MeasureAsync(folder.Sub("api"), "waits for the API", c => (c["Folder"], c["ApiPull"]) = ("-", true), settings.Senders, judged: size is DefaultSize);
        await MeasureAsync(folder.Sub("folder"), "folder", null, settings.Senders.Contains(32) ? [32] : settings.Senders, judged: false);

        async Task MeasureAsync(string place, string consumer, Action<JsonObject>? change, IReadOnlyList<int> senders, bool judged)
        {
            await using var server = await ServerProcess.StartAsync(place, parties.Settings(change));
            await Load.OneAsync(server, parties, post);
            var all = 1 + await WarmAsync(server, post);
            foreach (var count in senders)
            {
                var before = bare.Measure();
                await Task.Delay(Settle);
                var (row, messages) = await WindowAsync(server, post, count, window);
                var after = bare.Measure();
                all += messages;
                output(row.Write(count, consumer, judged, before, after));
            }

            await server.StopAsync();
            JournalCheck.Accepted(server.Database, all);
        }
    }

    /// <summary>Until the runtime has compiled what is hot, and compiled it again with what it learned: loads with pauses, until the processor time of a message no longer falls.</summary>
    public static async Task<int> WarmAsync(ServerProcess server, PreparedPost post)
    {
        var (sent, last) = (0, double.MaxValue);
        for (var round = 0; round < MostWarmRounds; round++)
        {
            var before = server.ProcessorSeconds;
            var load = await Load.RunAsync(server.Port, post, 16, WarmRound);
            var perMessage = (server.ProcessorSeconds - before) / load.Messages;
            sent += load.Messages;
            await Task.Delay(Settle);
            if (round + 1 >= LeastWarmRounds && perMessage > last * 0.97)
            {
                break;
            }

            last = perMessage;
        }

        return sent;
    }

    public static async Task<(ReceiveRow Row, int Messages)> WindowAsync(ServerProcess server, PreparedPost post, int senders, TimeSpan window)
    {
        var first = await Scrape.TakeAsync(server);
        var (processor, written) = (server.ProcessorSeconds, server.Written);
        var load = await Load.RunAsync(server.Port, post, senders, window);
        await server.QuietAsync();
        (processor, written) = (server.ProcessorSeconds - processor, server.Written - written);
        var last = await Scrape.TakeAsync(server);
        return (new(load, processor, written, first, last), load.Messages);
    }
}

/// <summary>One window's figures.</summary>
internal sealed record ReceiveRow(LoadResult Load, double Processor, long Written, Scrape First, Scrape Last)
{
    /// <summary>Processor seconds of one message.</summary>
    public double PerMessage => Processor / Load.Messages;

    public double Commits => (Last.Of("waybill_journal_commit_units", "_count") - First.Of("waybill_journal_commit_units", "_count")) / Load.Messages;

    public double Allocated => (Last.Of("dotnet_gc_heap_total_allocated", "") - First.Of("dotnet_gc_heap_total_allocated", "")) / Load.Messages;

    public string Write(int senders, string consumer, bool judged, (double Decrypt, double Sign) before, (double Decrypt, double Sign) after)
    {
        var bare = (before.Decrypt + before.Sign + after.Decrypt + after.Sign) / 2;
        var ratio = PerMessage / bare;
        var (most, longest) = senders is 1 ? (1.8, 0.010) : (1.5, 0.050);
        var isAsked = judged && senders is 1 or 32;
        return string.Create(CultureInfo.InvariantCulture,
            $"| {senders} | {consumer} | {Load.PerSecond:F0} | {PerMessage * 1e6:F0} | {bare * 1e6:F0} | {ratio:F2} | {(isAsked ? $"≤ {most}: {GatewayRuns.Verdict(ratio <= most)}" : "")} | {Load.Quantile(0.5) * 1e3:F1} | {Load.Quantile(0.99) * 1e3:F1} | {Load.Quantile(1) * 1e3:F1} | {(isAsked ? $"p99 ≤ {longest * 1e3:F0}: {GatewayRuns.Verdict(Load.Quantile(0.99) <= longest)}" : "")} | {Allocated / 1024:F1} | {Commits:F2} | {Written / 1024.0 / Load.Messages:F1} |\n");
    }
}
