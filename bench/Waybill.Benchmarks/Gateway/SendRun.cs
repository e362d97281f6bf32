using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waybill.Benchmarks;

/// <summary>Small messages sent: from the submission over the API until the partner has the message, what one costs the server.</summary>
internal static class SendRun
{
    private const int DefaultSize = 10_000;

    public static async Task RunAsync(BenchFolder folder, Settings settings, Action<string> output)
    {
        var size = settings.Sizes is [var wanted, ..] ? (int)wanted : DefaultSize;
        var window = TimeSpan.FromSeconds(settings.Seconds ?? 12);
        output(string.Create(CultureInfo.InvariantCulture, $"""

            ### Messages of {size} bytes sent, warm, windows of {window.TotalSeconds:F0} s

            - Submitted one by one over the API on kept-alive connections, packaged (signed by RSA-2048 with SHA-256, AES-256-CBC), posted over plain HTTP, its signed receipt checked; SQLite at synchronous=FULL, default logs and telemetry; data on {folder.Drive}.
            - So many messages are on their way at a time; the connection may send as many at once. The next is submitted when the partner, in the benchmark's own process, has answered the one before with a receipt.
            - "µs cpu" is utime+stime of the server over the window and what it still does afterwards, per message. One private operation, the signature, cannot be left out; wrapping the content key and checking the receipt are public operations.
            - Latency is from the submission's first byte until the receipt is on the wire. A message out has four commits: submitted, packaged, claimed, completed; "commits" shows how many share one.

            | at once | messages/s | µs cpu | one signature, µs | ratio to one | ratio to two private | p50, ms | p99, ms | max, ms | allocated, KiB | commits | written, KiB |
            |--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|

            """));
        using var parties = await Parties.CreateAsync(folder.Path);
        using var bare = new PrivateOperations(parties.Station);
        using var partner = new LightPartner(parties);
        var document = BenchFile.Edi(size);
        foreach (var count in settings.Senders)
        {
            var change = (JsonObject c) => { (c["Url"], c["Concurrency"], c["Folder"]) = (partner.Url, count, "-"); };
            await using var server = await ServerProcess.StartAsync(folder.Sub($"send{count.ToString(CultureInfo.InvariantCulture)}"), parties.Settings(change));
            var all = 0;
            for (var round = 0; round < 3; round++)
            {
                all += (await LoadAsync(server, partner, document, count, window / 3)).Messages;
                await Task.Delay(500);
            }

            var before = bare.Measure();
            await server.QuietAsync();
            var first = await Scrape.TakeAsync(server);
            var (processor, written) = (server.ProcessorSeconds, server.Written);
            var load = await LoadAsync(server, partner, document, count, window);
            await server.QuietAsync();
            (processor, written) = (server.ProcessorSeconds - processor, server.Written - written);
            var last = await Scrape.TakeAsync(server);
            var after = bare.Measure();
            await server.StopAsync();
            JournalCheck.Delivered(server.Database, all + load.Messages);
            output(Row(count, new(load, processor, written, first, last), before, after));
        }
    }

    /// <summary>Submits a document; gives the Message-ID it got, with its brackets, and our id.</summary>
    public static async Task<(string MessageId, string Id)> SubmitAsync(WireClient client, ReadOnlyMemory<byte> request)
    {
        var answer = await client.SendAsync(request);
        if (answer.Status is not 201)
        {
            throw new InvalidOperationException($"A submission was answered {answer.Status}:\n{Encoding.UTF8.GetString(answer.Body.Span)}");
        }

        using var json = JsonDocument.Parse(answer.Body);
        return (json.RootElement.GetProperty("messageId").GetString()!, json.RootElement.GetProperty("id").GetString()!);
    }

    /// <summary>The request that submits a document.</summary>
    public static byte[] Request(long length, string contentType)
        => Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST /api/v1/exchanges?connection={Parties.Connection}&fileName=order.edi HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {contentType}\r\nContent-Length: {length}\r\n\r\n"));

    private static async Task<LoadResult> LoadAsync(ServerProcess server, LightPartner partner, byte[] document, int count, TimeSpan window)
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => WireClient.ConnectAsync(server.Port)));
        byte[] request = [.. Request(document.Length, "application/edi-x12"), .. document];
        var began = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(clients.Select(client => Task.Run(async () =>
        {
            var seen = new List<double>(1 << 14);
            while (Stopwatch.GetElapsedTime(began) < window)
            {
                var start = Stopwatch.GetTimestamp();
                var (messageId, _) = await SubmitAsync(client, request);
                await partner.ArrivalAsync(messageId).WaitAsync(TimeSpan.FromMinutes(1));
                seen.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            return seen;
        })));
        var wall = Stopwatch.GetElapsedTime(began).TotalSeconds;
        foreach (var client in clients)
        {
            client.Dispose();
        }

        return new(wall, [.. latencies.SelectMany(l => l).Order()]);
    }

    private static string Row(int count, ReceiveRow row, (double Decrypt, double Sign) before, (double Decrypt, double Sign) after)
    {
        var (sign, two) = ((before.Sign + after.Sign) / 2, (before.Decrypt + before.Sign + after.Decrypt + after.Sign) / 2);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {count} | {row.Load.PerSecond:F0} | {row.PerMessage * 1e6:F0} | {sign * 1e6:F0} | {row.PerMessage / sign:F2} | {row.PerMessage / two:F2} | {row.Load.Quantile(0.5) * 1e3:F1} | {row.Load.Quantile(0.99) * 1e3:F1} | {row.Load.Quantile(1) * 1e3:F1} | {row.Allocated / 1024:F1} | {row.Commits:F2} | {row.Written / 1024.0 / row.Load.Messages:F1} |\n");
    }
}
