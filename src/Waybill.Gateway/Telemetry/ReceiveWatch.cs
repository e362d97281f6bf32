using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Waybill.Gateway;

/// <summary>Measures one message on its way into the journal. Without <see cref="End"/> it was a fault of ours.</summary>
internal sealed class ReceiveWatch : IDisposable
{
    /// <summary>What a pair of names nobody configured counts under.</summary>
    private const string Nobody = "";

    private static readonly Histogram<double> Durations = GatewayTelemetry.Duration(
        "waybill.receive.duration", "From a message's verdict to its durable answer. The whole request is in http.server.request.duration.");

    private static readonly Counter<long> Messages = GatewayTelemetry.Meter.CreateCounter<long>("waybill.receive.messages", "{message}", "Messages that arrived, by what became of them.");
    private static readonly Counter<long> Bytes = GatewayTelemetry.Meter.CreateCounter<long>("waybill.receive.bytes", "By", "Bytes of their bodies.");

    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly string _connection;
    private readonly long _bytes;
    private readonly Activity? _activity;
    private string _result = "fault";

    private ReceiveWatch(string connection, string? messageId, long bytes)
    {
        (_connection, _bytes) = (connection, bytes);
        _activity = GatewayTelemetry.Source.StartActivity("waybill.receive");
        _activity.Names(connection, messageId, null);
    }

    internal static ReceiveWatch Begin(ReceivedMessage message) => new(message.Connection.Name, message.Headers.RawMessageId, message.WireBytes);

    internal static ReceiveWatch Begin(LateMessage message) => new(message.Connection.Name, message.Headers.RawMessageId, message.WireBytes);

    internal static ReceiveWatch Begin(UnmatchedMessage message) => new(Nobody, message.Headers.RawMessageId, message.WireBytes);

    internal ReceiveOutcome End(ReceiveOutcome outcome)
    {
        _result = _connection is Nobody ? "unmatched" : outcome.Outcome switch
        {
            ReceiveKind.Accepted => "accepted",
            ReceiveKind.Repeat => "repeat",
            ReceiveKind.OtherContent => "other-content",
            ReceiveKind.Unopened => "unopened",
            _ => "refused",
        };
        _activity?.SetTag(GatewayTelemetry.ExchangeTag, outcome.Id.Value);
        return outcome;
    }

    public void Dispose()
    {
        var (result, connection) = (GatewayTelemetry.Tag("result", _result), GatewayTelemetry.Tag(GatewayTelemetry.Connection, _connection));
        Durations.Record(Stopwatch.GetElapsedTime(_begun).TotalSeconds, result);
        Messages.Add(1, result, connection);
        Bytes.Add(_bytes, connection);
        _activity?.SetTag("waybill.result", _result);
        if (_result is "fault")
        {
            _activity?.SetStatus(ActivityStatusCode.Error);
        }

        _activity?.Dispose();
    }
}
