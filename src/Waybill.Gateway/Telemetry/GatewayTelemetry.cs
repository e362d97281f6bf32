using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Waybill.Gateway;

/// <summary>What metrics and traces are published under. Tags of metrics have few values: names of configured connections and words of ours, never what a partner wrote.</summary>
/// <remarks>Costs next to nothing while nobody listens.</remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public static class GatewayTelemetry
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Waybill";

    /// <summary>Upper bounds of the buckets of every duration, in seconds: from a commit on a fast disk to a partner that takes its time.</summary>
    public static readonly IReadOnlyList<double> DurationBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    internal const string Connection = "connection";
    internal const string MessageIdTag = "waybill.message_id";
    internal const string ExchangeTag = "waybill.exchange_id";
    internal const string ConnectionTag = "waybill.connection";

    internal static readonly Meter Meter = new(Name);
    internal static readonly ActivitySource Source = new(Name);

    internal static Histogram<double> Duration(string name, string description)
        => Meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBounds });

    internal static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);

    /// <summary>Names the exchange in a trace, where a Message-ID may stand.</summary>
    internal static void Names(this Activity? activity, string connection, string? messageId, ExchangeId? id)
    {
        if (activity is null)
        {
            return;
        }

        activity.SetTag(ConnectionTag, connection);
        activity.SetTag(MessageIdTag, messageId);
        if (id is { } known)
        {
            activity.SetTag(ExchangeTag, known.Value);
        }
    }
}
