using System.Diagnostics;

namespace Waybill.Benchmarks;

/// <summary>How long something took.</summary>
/// <param name="Wall">Seconds by the clock.</param>
/// <param name="Processor">Seconds of processor time of the whole process, user and system: what holds on a busy machine too.</param>
internal readonly record struct Cost(double Wall, double Processor)
{
    public static Cost operator +(Cost left, Cost right) => new(left.Wall + right.Wall, left.Processor + right.Processor);

    public static Cost operator /(Cost cost, double count) => new(cost.Wall / count, cost.Processor / count);
}

/// <summary>Takes the time of this process.</summary>
internal readonly struct Meter
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly TimeSpan _processor = Environment.CpuUsage.TotalTime;

    public Meter()
    {
    }

    /// <summary>What has passed since the meter was made.</summary>
    public Cost Elapsed => new(Stopwatch.GetElapsedTime(_began).TotalSeconds, (Environment.CpuUsage.TotalTime - _processor).TotalSeconds);

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length is 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
