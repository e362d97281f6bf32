using System.Diagnostics;
using System.Diagnostics.Metrics;
using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>Counts receipts that arrive, and measures one attempt to post a receipt that we owe.</summary>
internal sealed class ReceiptWatch : IDisposable
{
    private static readonly Counter<long> Arrivals = GatewayTelemetry.Meter.CreateCounter<long>("waybill.receipt.arrived", "{receipt}", "Receipts that arrived, by what they mean.");
    private static readonly Counter<long> Posts = GatewayTelemetry.Meter.CreateCounter<long>("waybill.receipt.posts", "{attempt}", "Attempts to post asynchronous receipts that we owe.");
    private static readonly Histogram<double> Durations = GatewayTelemetry.Duration("waybill.receipt.post.duration", "Of such an attempt.");

    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly string _connection;
    private readonly Activity? _activity;
    private string _outcome = "cut";

    private ReceiptWatch(ReceiptWork work, string connection)
    {
        _connection = connection;
        _activity = GatewayTelemetry.Source.StartActivity("waybill.receipt.post");
        _activity.Names(connection, messageId: null, work.Exchange);
        _activity?.SetTag("waybill.attempt", work.Attempt);
    }

    /// <summary>A receipt came and is kept.</summary>
    /// <param name="connection">Empty: it is about no message of ours.</param>
    /// <param name="outcome">What it means.</param>
    /// <param name="way"><c>synchronous</c> or <c>asynchronous</c>.</param>
    internal static void Arrived(string connection, ReceiptOutcome outcome, string way)
        => Arrivals.Add(1, GatewayTelemetry.Tag("outcome", outcome.ToString()), GatewayTelemetry.Tag(GatewayTelemetry.Connection, connection), GatewayTelemetry.Tag("way", way));

    internal static ReceiptWatch Begin(ReceiptWork work, string connection) => new(work, connection);

    internal void End(bool isSent, DateTimeOffset? dueAt)
    {
        _outcome = isSent ? "sent" : dueAt is null ? "given-up" : "retry";
        if (!isSent)
        {
            _activity?.SetStatus(ActivityStatusCode.Error);
        }
    }

    public void Dispose()
    {
        var connection = GatewayTelemetry.Tag(GatewayTelemetry.Connection, _connection);
        Durations.Record(Stopwatch.GetElapsedTime(_begun).TotalSeconds, connection);
        Posts.Add(1, GatewayTelemetry.Tag("outcome", _outcome), connection);
        _activity?.SetTag("waybill.outcome", _outcome);
        _activity?.Dispose();
    }
}
