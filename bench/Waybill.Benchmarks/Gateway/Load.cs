using System.Diagnostics;

namespace Waybill.Benchmarks;

/// <summary>What senders saw.</summary>
/// <param name="Wall">Seconds of the window.</param>
/// <param name="Latencies">Of each message in seconds, sorted.</param>
internal sealed record LoadResult(double Wall, double[] Latencies)
{
    public int Messages => Latencies.Length;

    public double PerSecond => Messages / Wall;

    public double Quantile(double share) => Latencies.Length is 0 ? double.NaN : Latencies[Math.Min(Latencies.Length - 1, (int)(share * Latencies.Length))];
}

/// <summary>Senders that each send the next message when the last one is answered.</summary>
internal static class Load
{
    private static int _runs;

    public static async Task<LoadResult> RunAsync(int port, PreparedPost post, int senders, TimeSpan duration)
    {
        var run = Interlocked.Increment(ref _runs);
        var clients = await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => WireClient.ConnectAsync(port)));
        var began = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(clients.Select((client, i) => Task.Run(() => SendAsync(client, post.For(run, i), began, duration))));
        var wall = Stopwatch.GetElapsedTime(began).TotalSeconds;
        foreach (var client in clients)
        {
            client.Dispose();
        }

        return new(wall, [.. latencies.SelectMany(l => l).Order()]);
    }

    /// <summary>One message, its receipt judged as a partner would.</summary>
    public static async Task OneAsync(ServerProcess server, Parties parties, PreparedPost post)
    {
        using var client = await server.ConnectAsync();
        var copy = post.For(Interlocked.Increment(ref _runs), 0);
        var answer = await client.SendAsync(copy.Next());
        Check(answer, copy);
        await post.JudgeAsync(parties, answer, $"<{System.Text.Encoding.ASCII.GetString(copy.Id.Span)}@bench.example>");
    }

    /// <summary>Throws unless the answer is a receipt for this message that says processed.</summary>
    public static void Check(WireAnswer answer, PreparedPost.Copy copy)
    {
        var body = answer.Body.Span;
        var disposition = body.IndexOf("\r\nDisposition:"u8);
        var line = disposition < 0 ? [] : body[(disposition + 2)..];
        line = line.IndexOf((byte)'\r') is > 0 and var end ? line[..end] : line;
        if (answer.Status is not 200 || !line.EndsWith("processed"u8) || body.IndexOf(copy.Id.Span) < 0)
        {
            throw new InvalidOperationException($"A message was answered {answer.Status}:\n{System.Text.Encoding.Latin1.GetString(body)}");
        }
    }

    private static async Task<List<double>> SendAsync(WireClient client, PreparedPost.Copy copy, long began, TimeSpan duration)
    {
        var latencies = new List<double>(1 << 14);
        while (Stopwatch.GetElapsedTime(began) < duration)
        {
            var start = Stopwatch.GetTimestamp();
            Check(await client.SendAsync(copy.Next()), copy);
            latencies.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return latencies;
    }
}
