using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Waybill.Gateway;

/// <summary>Measures a journal's commits, for those who write one.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public static class JournalWatch
{
    private static readonly Histogram<double> Durations = GatewayTelemetry.Duration("waybill.journal.commit.duration", "Of one commit: mostly the disk's.");

    private static readonly Histogram<int> Units = GatewayTelemetry.Meter.CreateHistogram(
        "waybill.journal.commit.units", "{unit}", "Units of work that one commit made durable.", tags: null,
        new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128] });

    /// <summary>Begins the trace of one write, from its wait for a turn to its commit. Only inside something that is traced: nobody wants one for every poll.</summary>
    public static Activity? Write(string store)
        => Activity.Current is null ? null : GatewayTelemetry.Source.StartActivity("waybill.journal.commit")?.SetTag("waybill.store", store);

    /// <summary>A commit is on the disk.</summary>
    /// <param name="store"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="begun"><see cref="Stopwatch.GetTimestamp"/> before it.</param>
    /// <param name="units">How much it held.</param>
    public static void Committed(string store, long begun, int units)
    {
        var tag = GatewayTelemetry.Tag("store", store);
        Durations.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds, tag);
        Units.Record(units, tag);
    }

    /// <summary>Tells a write's trace with how many others it was made durable.</summary>
    public static void Shared(this Activity? write, int units) => write?.SetTag("waybill.journal.units", units);
}
