using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Waybill.Gateway;

/// <summary>Measures one attempt to send. Without <see cref="End"/> it was cut: by a stop, or because the connection is another process' now.</summary>
internal sealed class SendWatch : IDisposable
{
    private static readonly Histogram<double> Durations = GatewayTelemetry.Duration("waybill.send.duration", "Of an attempt, from its first byte read to its judged answer.");
    private static readonly Counter<long> Attempts = GatewayTelemetry.Meter.CreateCounter<long>("waybill.send.attempts", "{attempt}", "Attempts to send, by the state they left the message in.");

    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly string _connection;
    private readonly Activity? _activity;
    private string _outcome = "cut";

    private SendWatch(SendWork work, string connection)
    {
        _connection = connection;
        _activity = GatewayTelemetry.Source.StartActivity("waybill.send");
        _activity.Names(connection, work.MessageId, work.Id);
        _activity?.SetTag("waybill.attempt", work.Attempt);
    }

    internal static SendWatch Begin(SendWork work, string connection) => new(work, connection);

    internal AttemptResult End(AttemptResult result)
    {
        _outcome = result.Next.ToString();
        if (result.Receipt is { } receipt)
        {
            ReceiptWatch.Arrived(_connection, receipt.Outcome, "synchronous");
        }

        if (result.Next is ExchangeState.Failed or ExchangeState.RetryWait)
        {
            _activity?.SetStatus(ActivityStatusCode.Error);
        }

        return result;
    }

    public void Dispose()
    {
        var connection = GatewayTelemetry.Tag(GatewayTelemetry.Connection, _connection);
        Durations.Record(Stopwatch.GetElapsedTime(_begun).TotalSeconds, connection);
        Attempts.Add(1, GatewayTelemetry.Tag("outcome", _outcome), connection);
        _activity?.SetTag("waybill.outcome", _outcome);
        _activity?.Dispose();
    }
}
