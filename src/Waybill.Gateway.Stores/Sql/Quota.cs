namespace Waybill.Gateway.Stores;

/// <summary>Bounds what is kept of messages not accepted: strangers cannot fill the disk. The oldest go first.</summary>
internal static class Quota
{
    /// <summary>Most messages not accepted, per connection and for all unmatched pairs together.</summary>
    internal const int MostMessages = 10_000;

    /// <summary>Most bytes kept of them.</summary>
    internal const long MostBytes = 2L << 30;

    /// <summary>What a row costs besides a kept body.</summary>
    private const int RowBytes = 4096;

    internal static async ValueTask KeepAsync(ISqlUnit unit, RefusedMessage message)
    {
        var name = message.Connection ?? "";
        var (kept, bytes) = await unit.OneAsync(
            "insert into refused_quota(connection, kept, bytes) values ($1, 1, $2) " +
            "on conflict (connection) do update set kept = refused_quota.kept + 1, bytes = refused_quota.bytes + $2 returning kept, bytes",
            static r => (r.Number(0), r.Number(1)), name, Cost(message.Wire is null ? 0 : message.WireBytes));
        var subject = message.Connection ?? "unmatched";
        if (kept <= MostMessages && bytes <= MostBytes)
        {
            await Alerts.ResolveAsync(unit, "refused-quota", subject, message.ReceivedAt);
            return;
        }

        // A few at a time: each further message takes its share.
        var oldest = await unit.ManyAsync(
            "select e.n, case when i.wire is null then 0 else i.wire_bytes end from exchange e join inbound i on i.exchange_n = e.n " +
            (message.Connection is null ? "where e.connection is null" : "where e.connection = $2") + " and e.state = 21 order by e.n limit $1",
            static r => (Number: r.Number(0), Bytes: r.Number(1)), message.Connection is null ? [(SqlValue)20] : [20, message.Connection]);
        foreach (var old in oldest)
        {
            if (kept <= MostMessages && bytes <= MostBytes)
            {
                break;
            }

            await Blobs.DeleteExchangeAsync(unit, old.Number);
            kept--;
            bytes -= Cost(old.Bytes);
        }

        await unit.DoAsync("update refused_quota set kept = $2, bytes = $3 where connection = $1", name, kept, bytes);
        await Alerts.RaiseAsync(
            unit, "refused-quota", subject, AlertSeverity.Warning, "More refused messages came than are kept; the oldest were removed.", message.ReceivedAt);
    }

    /// <summary>One that is accepted after all counts no longer.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="connection">The connection it was refused under; null: an unmatched pair.</param>
    /// <param name="wireBytes">Bytes of its kept body.</param>
    internal static async ValueTask ReleaseAsync(ISqlUnit unit, string? connection, long wireBytes)
        => await unit.DoAsync("update refused_quota set kept = kept - 1, bytes = bytes - $2 where connection = $1", connection ?? "", Cost(wireBytes));

    /// <summary>The kept body of one is gone; the message stays.</summary>
    internal static async ValueTask LightenAsync(ISqlUnit unit, string connection, long wireBytes)
        => await unit.DoAsync("update refused_quota set bytes = bytes - $2 where connection = $1", connection, wireBytes);

    private static long Cost(long wireBytes) => wireBytes + RowBytes;
}
