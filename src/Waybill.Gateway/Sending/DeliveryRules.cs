namespace Waybill.Gateway;

/// <summary>What a connection says about failures.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record DeliveryRules
{
    /// <summary>Waits between the attempts of one message; the last one repeats, none means one attempt.</summary>
    public required IReadOnlyList<TimeSpan> RetryWaits { get; init; }

    /// <summary>How long an asynchronous receipt is awaited.</summary>
    public required TimeSpan ReceiptDeadline { get; init; }

    /// <summary>Waits of the connection while it fails; the last one repeats. At least one. Default <see cref="PauseSchedule.DefaultWaits"/>.</summary>
    public IReadOnlyList<TimeSpan> PauseWaits { get; init; } = PauseSchedule.DefaultWaits;

    /// <summary>Status codes that are the connection's failure and not the message's, besides those that always are. Default none.</summary>
    public IReadOnlyList<int> ConnectionFailures { get; init; } = [];

    /// <summary>How often the same bytes are sent again when a receipt is overdue, before the message fails. Default 0: only an alert.</summary>
    public int ResendsWhenOverdue { get; init; }

    /// <summary>Most attempts at a time of a connection that works: where one that was asked for fewer calls climbs back to. Default 4.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Whether a connection asked for fewer calls comes back by itself; else it is held. Default true.</summary>
    public bool AutoRecover { get; init; } = true;

    /// <summary>Those of a connection.</summary>
    public static DeliveryRules Of(OutboundConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new()
        {
            RetryWaits = connection.RetryWaits, PauseWaits = connection.PauseWaits, ReceiptDeadline = connection.ReceiptDeadline,
            ConnectionFailures = connection.ConnectionFailures, ResendsWhenOverdue = connection.ResendsWhenOverdue, Concurrency = connection.Concurrency, AutoRecover = connection.AutoRecover,
        };
    }
}
