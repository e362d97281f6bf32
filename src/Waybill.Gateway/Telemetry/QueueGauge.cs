using System.Diagnostics.Metrics;

namespace Waybill.Gateway;

/// <summary>Publishes how much is due and not begun, and how long the oldest of it waits. Asks the journal in the background and only while someone listens, so that a scrape never waits for the database.</summary>
/// <remarks>The numbers are the whole database's: each process that shares one tells the same.</remarks>
public sealed class QueueGauge : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly IExchangeQueries _queries;
    private readonly TimeProvider _time;
    private readonly Meter _meter = new(GatewayTelemetry.Name);
    private readonly ObservableGauge<long> _depth;
    private readonly ObservableGauge<double> _age;
    private volatile QueueDepth? _last;

    /// <param name="queries">The journal.</param>
    /// <param name="time">The clock.</param>
    public QueueGauge(IExchangeQueries queries, TimeProvider time)
    {
        (_queries, _time) = (queries, time);
        _depth = _meter.CreateObservableGauge("waybill.queue.depth", Depths, "{row}", "Attempts, asynchronous receipts, handoffs and unopened messages that are due and not begun.");
        _age = _meter.CreateObservableGauge("waybill.queue.oldest", Ages, "s", "Since when the oldest of them is due.");
    }

    /// <summary>Looks until it is stopped. While the journal cannot answer, nothing is published: an old number would look well.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                try
                {
                    _last = _depth.Enabled || _age.Enabled ? await _queries.DepthAsync(_time.GetUtcNow(), stop) : null;
                }
                catch (JournalException)
                {
                    _last = null;
                }

                await Task.Delay(Every, _time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private Measurement<long>[] Depths()
        => _last is not { } depth ? [] :
        [
            new(depth.Sends, GatewayTelemetry.Tag("kind", "send")),
            new(depth.Receipts, GatewayTelemetry.Tag("kind", "receipt")),
            new(depth.Handoffs, GatewayTelemetry.Tag("kind", "handoff")),
            new(depth.Unopened, GatewayTelemetry.Tag("kind", "unopened")),
        ];

    private Measurement<double>[] Ages()
        => _last is not { } depth ? [] : [new(depth.OldestDue is { } due ? Math.Max(0, (_time.GetUtcNow() - due).TotalSeconds) : 0)];
}
