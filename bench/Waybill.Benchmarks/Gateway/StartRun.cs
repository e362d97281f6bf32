using System.Diagnostics;
using System.Globalization;

namespace Waybill.Benchmarks;

/// <summary>From the start of the process to the first message answered, and what the process holds while it has nothing to do.</summary>
internal static class StartRun
{
    private const double MostSeconds = 1.1;
    private const long MostMemory = 150L << 20;
    private const int DefaultRounds = 10;
    private const int IdleRounds = 3;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(BenchFolder folder, Settings settings, Action<string> output)
    {
        var rounds = settings.Rounds ?? DefaultRounds;
        output(string.Create(CultureInfo.InvariantCulture, $"""

            ### Start and idle memory, {rounds} starts each

            - From the creation of the process until it listens, and until a message of 10 KB (signed, AES-256-CBC) that was ready is answered with its signed receipt. Program and data are in the page cache.
            - "first": the data folder is new, and the database, its schema and the master key are made. "again": there are data.

            | what | listens, s | first message, median s | fastest | slowest | target | server cpu, s |
            |---|--:|--:|--:|--:|---|--:|

            """));
        using var parties = await Parties.CreateAsync(folder.Path);
        var post = await PreparedPost.CreateAsync(parties, 10_000);
        await OnceAsync(folder.Sub("unmeasured"), parties, post, 99_000_000);
        var (first, again) = (new List<Started>(), new List<Started>());
        for (var round = 0; round < rounds; round++)
        {
            var place = folder.Sub($"round{round.ToString(CultureInfo.InvariantCulture)}");
            first.Add(await OnceAsync(place, parties, post, 10_000_000 + (round * 2)));
            again.Add(await OnceAsync(place, parties, post, 10_000_001 + (round * 2)));
        }

        output(Row("first", first));
        output(Row("again", again));
        output("\n| idle memory (VmRSS), MiB | median | most | target |\n|---|--:|--:|---|\n");
        var (started, used) = (new List<double>(), new List<double>());
        for (var round = 0; round < IdleRounds; round++)
        {
            await using var server = await ServerProcess.StartAsync(folder.Sub($"idle{round.ToString(CultureInfo.InvariantCulture)}"), parties.Settings());
            await Task.Delay(Idle);
            started.Add(server.Memory);
            await Load.OneAsync(server, parties, post);
            await Task.Delay(Idle);
            used.Add(server.Memory);
        }

        output(Memory($"{Idle.TotalSeconds:F0} s after the start", started));
        output(Memory($"{Idle.TotalSeconds:F0} s after one message", used));
    }

    /// <summary>Seconds until it listened and until it answered.</summary>
    private static async Task<Started> OnceAsync(string place, Parties parties, PreparedPost post, int run)
    {
        var copy = post.For(run, 0);
        var began = Stopwatch.GetTimestamp();
        await using var server = await ServerProcess.LaunchAsync(place, parties.Settings());
        using var client = await server.ConnectAsync();
        var listens = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var answer = await client.SendAsync(copy.Next());
        var answers = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Load.Check(answer, copy);
        return new(listens, answers, server.ProcessorSeconds);
    }

    private static string Row(string name, List<Started> starts)
    {
        var median = Meter.Median(starts.Select(s => s.Answers));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {Meter.Median(starts.Select(s => s.Listens)):F2} | {median:F2} | {starts.Min(s => s.Answers):F2} | {starts.Max(s => s.Answers):F2} | ≤ {MostSeconds}: {GatewayRuns.Verdict(median <= MostSeconds)} | {Meter.Median(starts.Select(s => s.Processor)):F2} |\n");
    }

    private static string Memory(string name, List<double> bytes)
        => string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {Meter.Median(bytes) / (1 << 20):F0} | {bytes.Max() / (1 << 20):F0} | ≤ {MostMemory >> 20}: {GatewayRuns.Verdict(bytes.Max() <= MostMemory)} |\n");

    private readonly record struct Started(double Listens, double Answers, double Processor);
}
