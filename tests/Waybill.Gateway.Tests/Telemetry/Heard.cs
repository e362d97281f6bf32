using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Waybill.Gateway.Tests;

/// <summary>Instruments belong to the process: who listens must be alone in it.</summary>
[CollectionDefinition(nameof(Heard), DisableParallelization = true)]
public sealed class HeardAlone;

/// <summary>Everything Waybill measures and traces while this lives.</summary>
internal sealed class Heard : IDisposable
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;

    internal Heard()
    {
        _meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == GatewayTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<double>((i, value, tags, _) => Add(i, value, tags));
        _meters.SetMeasurementEventCallback<long>((i, value, tags, _) => Add(i, value, tags));
        _meters.SetMeasurementEventCallback<int>((i, value, tags, _) => Add(i, value, tags));
        _meters.Start();
        _activities = new()
        {
            ShouldListenTo = static source => source.Name == GatewayTelemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Traces.Enqueue,
        };
        ActivitySource.AddActivityListener(_activities);
    }

    internal ConcurrentQueue<Activity> Traces { get; } = new();

    internal ConcurrentQueue<(string Name, double Value, string Tags)> Measured { get; } = new();

    /// <summary>What one instrument told, as <c>value tag=text,…</c>.</summary>
    internal string[] Of(string name) => [.. Measured.Where(m => m.Name == name).Select(m => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{m.Value} {m.Tags}"))];

    internal void Observe() => _meters.RecordObservableInstruments();

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        => Measured.Enqueue((instrument.Name, value, string.Join(',', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))));
}
