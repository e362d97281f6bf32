using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waybill.Gateway.Stores;

namespace Waybill.Benchmarks;

/// <summary>A journal of a million: how long every list takes, and whether receiving is as fast as with an empty one.</summary>
internal static class MillionRun
{
    private const int DefaultCount = 1_000_000;
    private const double MostSeconds = 0.1;
    private const double LeastOfEmpty = 0.9;
    private const int Times = 10;
    private const int Senders = 32;
    private const int Rounds = 4;
    private static readonly double[] Depths = [0.02, 0.25, 0.5, 0.75, 0.98];

    public static async Task RunAsync(BenchFolder folder, Settings settings, Action<string> output)
    {
        var count = settings.Count ?? DefaultCount;
        using var parties = await Parties.CreateAsync(folder.Path);
        var change = (JsonObject c) => { (c["Folder"], c["ApiPull"]) = ("-", true); };
        var full = folder.Sub("full");
        var database = Path.Combine(full, "data", "waybill.db");
        await using (await ServerProcess.StartAsync(full, parties.Settings(change)))
        {
            // It makes the schema.
        }

        var meter = new Meter();
        await JournalFill.RunAsync(database, count, DateTimeOffset.UtcNow);
        var filling = meter.Elapsed;
        var cases = ListCases.All(database);
        var text = parties.Settings(change);
        if (settings.Postgres is { } postgres)
        {
            text["Database"] = postgres;
            await using (await ServerProcess.StartAsync(full, text))
            {
                // It makes the schema.
            }

            await PostgresCopy.RunAsync(database, postgres);
            filling = meter.Elapsed;
        }

        output(string.Create(CultureInfo.InvariantCulture, $"""

            ### {count} exchanges in the journal ({(settings.Postgres is null ? "SQLite" : "PostgreSQL")})

            - Written by the store's own operations in {filling.Wall:F0} s ({filling.Processor:F0} s of this process's processor time); the SQLite file has {new FileInfo(database).Length >> 20} MiB, without documents. Half in, half out, over a quarter of a year, 41 connections, receipts, envelopes, attempts, handoffs, alerts, file names.

            """));
        await using var server = await ServerProcess.StartAsync(full, text);
        using var client = await server.ConnectAsync();
        output(string.Create(CultureInfo.InvariantCulture, $"""
            - The server listened {server.Started:F2} s after its start.

            #### Lists over the API, 50 lines, {Times} times each

            - Seen by a client on the same machine. "first page" without a cursor, the very first call included; "deep" with cursors into {string.Join(", ", Depths.Select(d => $"{d * 100:F0} %"))} of the journal's time.
            - Promised is a list by time with any one filter; what is not promised is measured without a target.

            | list | lines | first page, median ms | most | deep, lines | median ms | most | target |
            |---|--:|--:|--:|--:|--:|--:|---|

            """));
        await client.GetAsync("/api/v1/exchanges?limit=1");

        // A cursor is opaque to those who use it; here it is made from a time.
        var now = DateTimeOffset.UtcNow;
        var bounds = (SqlCodec.Number(now - JournalFill.Span, 0), SqlCodec.Number(now, 0));
        foreach (var one in cases)
        {
            output(await ListAsync(client, one, bounds));
        }

        await RateAsync(folder, parties, change, server, settings, output);
    }

    private static async Task<string> ListAsync(WireClient client, ListCase one, (long Least, long Most) bounds)
    {
        var (first, deep) = (new List<double>(), new List<double>());
        var (lines, deepLines) = (0, 0);
        for (var i = 0; i < Times; i++)
        {
            (lines, var seconds) = await AskAsync(client, one.Path);
            first.Add(seconds);
        }

        var hasPages = one.Path.Contains('?', StringComparison.Ordinal);
        for (var i = 0; hasPages && i < Times; i++)
        {
            var depth = Depths[i % Depths.Length];
            var cursor = (bounds.Most - (long)(depth * (bounds.Most - bounds.Least))).ToString("x16", CultureInfo.InvariantCulture);
            var (found, seconds) = await AskAsync(client, $"{one.Path}&cursor={cursor}");
            deepLines = Math.Max(deepLines, found);
            deep.Add(seconds);
        }

        var most = first.Concat(deep).Max();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {one.Name} | {lines} | {Meter.Median(first) * 1e3:F1} | {first.Max() * 1e3:F1} | {(hasPages ? $"{deepLines} | {Meter.Median(deep) * 1e3:F1} | {deep.Max() * 1e3:F1}" : "| |")} | {(one.IsPromised ? $"≤ {MostSeconds * 1e3:F0}: {GatewayRuns.Verdict(most <= MostSeconds)}" : "")} |\n");
    }

    private static async Task<(int Lines, double Seconds)> AskAsync(WireClient client, string path)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await client.GetAsync(path);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (answer.Status is not 200)
        {
            throw new InvalidOperationException($"{path} was answered {answer.Status}:\n{Encoding.UTF8.GetString(answer.Body.Span)}");
        }

        using var json = JsonDocument.Parse(answer.Body);
        return (json.RootElement.TryGetProperty("items", out var items) ? items.GetArrayLength() : 1, seconds);
    }

    private static async Task RateAsync(BenchFolder folder, Parties parties, Action<JsonObject> change, ServerProcess full, Settings settings, Action<string> output)
    {
        var window = TimeSpan.FromSeconds(settings.Seconds ?? 6);
        output(string.Create(CultureInfo.InvariantCulture, $"""

            #### Receiving beside an empty journal: {Senders} senders, {Rounds} windows of {window.TotalSeconds:F0} s each, in turn{(settings.Postgres is null ? "" : "; the empty one is SQLite")}

            | journal | messages/s, median | µs cpu, median | p99, ms, median |
            |---|--:|--:|--:|

            """));
        await using var empty = await ServerProcess.StartAsync(folder.Sub("empty"), parties.Settings(change));
        var post = await PreparedPost.CreateAsync(parties, 10_000);
        await ReceiveRun.WarmAsync(empty, post);
        await ReceiveRun.WarmAsync(full, post);
        var (ofEmpty, ofFull) = (new List<ReceiveRow>(), new List<ReceiveRow>());
        for (var round = 0; round < Rounds; round++)
        {
            // In turn the one and the other first.
            foreach (var isFull in round % 2 is 0 ? new[] { false, true } : [true, false])
            {
                (isFull ? ofFull : ofEmpty).Add((await ReceiveRun.WindowAsync(isFull ? full : empty, post, Senders, window)).Row);
            }
        }

        output(Row("empty at first", ofEmpty));
        output(Row("full", ofFull));
        var ratio = Meter.Median(ofFull.Zip(ofEmpty, (f, e) => f.Load.PerSecond / e.Load.PerSecond));
        output(string.Create(CultureInfo.InvariantCulture, $"\nRate with the full journal: {ratio * 100:F0} % of that with the empty one (median of pairs); target ≥ {LeastOfEmpty * 100:F0} %: {GatewayRuns.Verdict(ratio >= LeastOfEmpty)}.\n"));
    }

    private static string Row(string name, List<ReceiveRow> rows)
        => string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {Meter.Median(rows.Select(r => r.Load.PerSecond)):F0} | {Meter.Median(rows.Select(r => r.PerMessage)) * 1e6:F0} | {Meter.Median(rows.Select(r => r.Load.Quantile(0.99))) * 1e3:F1} |\n");
}
