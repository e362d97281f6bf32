using System.Diagnostics.Metrics;

namespace Waybill.Gateway;

/// <summary>What one pass removed under one connection.</summary>
/// <param name="Connection">Its name; empty: pairs nobody configured.</param>
/// <param name="Wires">Messages that lost their wire bodies and second copies.</param>
/// <param name="Evidence">Messages that lost their evidence.</param>
/// <param name="Rows">Messages that left the lists.</param>
/// <param name="Keys">Messages in whose repeat is not known any more.</param>
public sealed record RetentionCount(string Connection, int Wires, int Evidence, int Rows, int Keys)
{
    internal bool IsNothing => (Wires, Evidence, Rows, Keys) is (0, 0, 0, 0);
}

/// <summary>Looks each hour for what is older than its connection keeps it, and removes it in small steps: the row first, its files when that is committed.</summary>
/// <threadsafety><see cref="RunAsync"/> once; <see cref="PassAsync"/> safe for concurrent calls.</threadsafety>
public sealed class RetentionService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private static readonly Counter<long> Removed = GatewayTelemetry.Meter.CreateCounter<long>(
        "waybill.retention.removed", "{exchange}", "Exchanges of which a part was removed because its time was over, by part: wire, evidence, row, key.");

    private readonly IJournal _journal;
    private readonly IPayloadStore _payloads;
    private readonly IConnections _connections;
    private readonly TimeProvider _time;
    private readonly Action<RetentionCount>? _told;

    /// <param name="journal">The journal.</param>
    /// <param name="payloads">Where larger objects are.</param>
    /// <param name="connections">Say how long each keeps what.</param>
    /// <param name="time">The clock.</param>
    /// <param name="told">Hears of each connection of which something was removed.</param>
    public RetentionService(IJournal journal, IPayloadStore payloads, IConnections connections, TimeProvider time, Action<RetentionCount>? told = null)
        => (_journal, _payloads, _connections, _time, _told) = (journal, payloads, connections, time, told);

    /// <summary>Looks until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                try
                {
                    await PassAsync(stop);
                }
                catch (Exception fault) when (fault is JournalException or IOException or UnauthorizedAccessException)
                {
                    // Readiness says what is wrong with the database or the disk. What is due stays due; a file without a row is swept.
                }

                await Task.Delay(Every, _time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end.
        }
    }

    /// <summary>Removes all that is due now.</summary>
    public async ValueTask PassAsync(CancellationToken ct)
    {
        string? name = null;
        while ((name = await _journal.Retention.NextConnectionAsync(name, ct)) is not null)
        {
            var count = await RemoveAsync(name, AgesOf(name), ct);
            if (!count.IsNothing)
            {
                _told?.Invoke(count);
            }
        }
    }

    private KeptAges AgesOf(string connection)
    {
        using var lease = _connections.Take();
        return lease.Book.FindOut(connection)?.Kept ?? KeptAges.Default;
    }

    private async ValueTask<RetentionCount> RemoveAsync(string name, KeptAges ages, CancellationToken ct)
    {
        var count = new RetentionCount(name, 0, 0, 0, 0);
        while (await _journal.Retention.RemoveDueAsync(name, ages, _time.GetUtcNow(), ct) is { Parts: { } parts } step)
        {
            foreach (var file in step.Files)
            {
                // Somebody may have come to name it since.
                if (!await _journal.NamesAsync(file, ct))
                {
                    await _payloads.DeleteAsync(file, ct);
                }
            }

            count = Add(count, parts, step);
        }

        return count;
    }

    private static RetentionCount Add(RetentionCount count, KeptParts parts, RetentionStep step)
    {
        var (part, next) = (parts, step.IsGone) switch
        {
            (KeptParts.Evidence, _) => ("wire", count with { Wires = count.Wires + step.Exchanges }),
            (KeptParts.Row, _) => ("evidence", count with { Evidence = count.Evidence + step.Exchanges }),
            (KeptParts.Key, false) => ("row", count with { Rows = count.Rows + step.Exchanges }),
            _ => ("key", count with { Keys = count.Keys + step.Exchanges }),
        };
        if (step.Exchanges > 0)
        {
            Removed.Add(step.Exchanges, GatewayTelemetry.Tag("part", part));
        }

        return next;
    }
}
