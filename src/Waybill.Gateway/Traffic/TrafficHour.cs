namespace Waybill.Gateway;

/// <summary>How the exchanges of one connection that began in one hour stand now. Tests are left out.</summary>
/// <param name="Connection">Name; null: messages of pairs nobody configured.</param>
/// <param name="Accepted">In: taken.</param>
/// <param name="Refused">In: not taken.</param>
/// <param name="Delivered">Out: the partner has them.</param>
/// <param name="Waiting">Out: on their way; in: not opened yet.</param>
/// <param name="Failed">Out: given up, rejected, overdue, without a valid receipt.</param>
public sealed record TrafficCount(string? Connection, int Accepted, int Refused, int Delivered, int Waiting, int Failed)
{
    /// <summary>All of them.</summary>
    public int Total => Accepted + Refused + Delivered + Waiting + Failed;
}

/// <summary>The exchanges that began in one hour.</summary>
/// <param name="Counts">By connection.</param>
/// <param name="Delivery">From submission to delivery.</param>
public sealed record TrafficHour(IReadOnlyList<TrafficCount> Counts, DeliveryTimes Delivery);

/// <summary>Reads an hour of the journal.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public interface ITrafficQueries
{
    /// <summary>What began from <paramref name="hour"/> on, for one hour.</summary>
    ValueTask<TrafficHour> TrafficAsync(DateTimeOffset hour, CancellationToken ct);
}
