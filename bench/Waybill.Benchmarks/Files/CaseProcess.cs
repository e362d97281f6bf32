using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Waybill.Benchmarks;

/// <summary>Runs a case in a process of its own, so that its peak memory is its own.</summary>
internal static class CaseProcess
{
    public const string Command = "case";

    private const long WarmBytes = 1L << 30;

    /// <summary>In the parent: starts this program again.</summary>
    public static async Task<CaseResult> RunAsync(FileCase what, string path, long length, string folder, int rounds, bool warm)
    {
        string[] arguments =
        [
            Command, what.Name, path, length.ToString(CultureInfo.InvariantCulture), folder,
            rounds.ToString(CultureInfo.InvariantCulture), warm.ToString(CultureInfo.InvariantCulture),
        ];
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode is 0
            ? JsonSerializer.Deserialize(output, CaseResultJson.Default.CaseResult)!
            : throw new InvalidOperationException($"The case \"{what.Name}\" failed.");
    }

    /// <summary>In the child: measures and prints the result.</summary>
    public static async Task<int> MainAsync(string name, string path, long length, string folder, int rounds, bool warm)
    {
        using var identity = Identity.Load(MessageFile.PemIn(folder));
        var input = new FileInput(path, length, folder, identity, new(identity));
        var result = await MeasureAsync(FileCases.All.First(c => c.Name == name), input, rounds, warm);
        Console.Write(JsonSerializer.Serialize(result, CaseResultJson.Default.CaseResult));
        return 0;
    }

    private static async Task<CaseResult> MeasureAsync(FileCase what, FileInput input, int rounds, bool warm)
    {
        if (warm)
        {
            await WarmUp.RunAsync(async () =>
            {
                Bound(what, input.Length);
                await what.Work(input);
            }, most: (int)Math.Clamp(WarmBytes / input.Length, 1, 10));
        }

        var (works, bounds) = (new List<Cost>(), new List<Cost>());
        var (allocated, peak) = (long.MaxValue, 0L);
        for (var round = 0; round < rounds; round++)
        {
            if (what.Bound.Length > 0)
            {
                bounds.Add(Bound(what, input.Length));
            }

            var before = GC.GetTotalAllocatedBytes(precise: true);
            var children = ProcessFacts.OfChildren();
            var meter = new Meter();
            peak = Math.Max(peak, await what.Work(input));
            var cost = meter.Elapsed;
            works.Add(what.IsOtherProcess ? cost with { Processor = ProcessFacts.OfChildren() - children } : cost);
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return new(works, bounds, allocated, what.IsOtherProcess ? peak : ProcessFacts.Peak());
    }

    private static Cost Bound(FileCase what, long length)
    {
        var cost = what.Bound.Aggregate(default(Cost), (sum, primitive) => sum + Baselines.PerByte(primitive));
        return new(cost.Wall * length, cost.Processor * length);
    }
}
