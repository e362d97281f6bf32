namespace Waybill.Gateway.Stores;

/// <summary>Counts what began in an hour. By the exchanges themselves: an index of it would cost every message, and few hours are read at a time.</summary>
internal static class Traffic
{
    internal static async ValueTask<TrafficHour> ReadAsync(ISqlUnit unit, DateTimeOffset hour)
    {
        var counts = new Dictionary<string, int[]>(StringComparer.Ordinal);
        var delivery = new DeliveryTimes();
        var (from, until) = (SqlCodec.Number(hour, 0), SqlCodec.Number(hour.AddHours(1), 0));
        var rows = await unit.ManyAsync(
            "select n, connection, state, updated_at from exchange where n >= $1 and n < $2 and is_test = 0",
            static r => (Began: SqlCodec.TimeOf(r.Number(0)), Connection: r.TextOrNull(1), State: (ExchangeState)r.Int(2), Ended: r.Time(3)), from, until);
        foreach (var (began, connection, state, ended) in rows)
        {
            if (PlaceOf(state) is { } place)
            {
                // The empty name is nobody's.
                var places = counts.TryGetValue(connection ?? "", out var known) ? known : counts[connection ?? ""] = new int[5];
                places[place]++;
            }

            if (state is ExchangeState.Delivered)
            {
                delivery.Add((long)(ended - began).TotalMilliseconds);
            }
        }

        return new([.. counts.Select(static c => new TrafficCount(c.Key is "" ? null : c.Key, c.Value[0], c.Value[1], c.Value[2], c.Value[3], c.Value[4]))], delivery);
    }

    private static int? PlaceOf(ExchangeState state) => state switch
    {
        ExchangeState.Accepted => 0,
        ExchangeState.Refused => 1,
        ExchangeState.Delivered or ExchangeState.Sent => 2,
        ExchangeState.Cancelled => null,
        ExchangeState.Failed or ExchangeState.Rejected or ExchangeState.MicMismatch or ExchangeState.ReceiptInvalid or ExchangeState.Overdue => 4,
        _ => 3,
    };
}
