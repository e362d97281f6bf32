using System.Diagnostics;

namespace Waybill.Benchmarks;

/// <summary>One measured thing over a file: what we do, and what bounds it on this machine.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Work">Does it once from the file to nowhere.</param>
/// <param name="Bound">The bare operation it stands on.</param>
/// <param name="BoundRate">Bytes a second of that operation, measured right before.</param>
internal sealed record FileRig(string Name, Func<BenchFile, Task> Work, string Bound, Func<double> BoundRate)
{
    private const int Rounds = 3;

    /// <summary>Best of three after one warm-up, beside its bound. The rate by processor time holds on a busy machine too.</summary>
    public async Task PrintAsync(BenchFile file)
    {
        var bound = BoundRate();
        await Work(file);
        var (best, byProcessor, allocated) = (0.0, 0.0, long.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var processor = Environment.CpuUsage.TotalTime;
            var began = Stopwatch.GetTimestamp();
            await Work(file);
            best = Math.Max(best, file.Length / Stopwatch.GetElapsedTime(began).TotalSeconds);
            byProcessor = Math.Max(byProcessor, file.Length / (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(
            $"{Name,-24} {best / 1e6,7:F0} MB/s  {byProcessor / 1e6,7:F0} MB/cpu-s  {best / bound,5:P0} of {Bound} {bound / 1e6:F0} MB/s  {allocated / 1024.0,7:F0} KiB allocated  peak {process.PeakWorkingSet64 >> 20} MiB");
    }

    /// <summary>Reads a stream to its end and disposes it; gives the number of bytes.</summary>
    public static async Task<long> DrainAsync(Stream stream)
    {
        await using (stream)
        {
            var buffer = new byte[128 * 1024];
            long total = 0;
            while (await stream.ReadAsync(buffer) is > 0 and var read)
            {
                total += read;
            }

            return total;
        }
    }
}
