using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Waybill.Gateway;

/// <summary>Describes exchanges behind the answer: whoever commits one adds it here and does not wait.</summary>
/// <remarks>The journal knows what is not described yet, so nothing is lost here: what did not fit, failed, or was waiting at a stop or a sudden death is found by the next look into it.</remarks>
/// <param name="describer">Does the work.</param>
/// <param name="journal">Says what is left to do.</param>
/// <param name="time">The clock.</param>
/// <param name="alerts">Told what cannot be described; null: nobody is.</param>
/// <threadsafety><see cref="Add"/> is safe for concurrent calls; <see cref="RunAsync"/> once.</threadsafety>
public sealed class DescriptionQueue(DocumentDescriber describer, IInboundJournal journal, TimeProvider time, IAlertJournal? alerts = null)
{
    /// <summary>Most exchanges that wait in memory.</summary>
    public const int Capacity = 10_000;

    /// <summary>Tries of one exchange by this process.</summary>
    private const int Tries = 3;

    private const int PageSize = 200;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    /// <summary>Another process describes its own; only what is older is taken from it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Channel<(ExchangeId Id, IReadOnlyList<StoredDocument> Documents)> _waiting =
        Channel.CreateBounded<(ExchangeId, IReadOnlyList<StoredDocument>)>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    private readonly ConcurrentDictionary<ExchangeId, bool> _taken = new();
    private readonly ConcurrentDictionary<ExchangeId, int> _failed = new();

    /// <summary>Adds a committed exchange. Never waits; what does not fit is found by the next look.</summary>
    public void Add(ExchangeId id, IReadOnlyList<StoredDocument> documents)
    {
        if (_taken.TryAdd(id, true) && !_waiting.Writer.TryWrite((id, documents)))
        {
            _taken.TryRemove(id, out _);
        }
    }

    /// <summary>Describes documents that are in memory, for the transaction that commits them. A fault is none of theirs: what could not be described now is described behind the answer.</summary>
    /// <returns>The rows to be written with the exchange; null when it is to be added here once it is committed.</returns>
    internal async ValueTask<IReadOnlyList<DocumentRow>?> TryNowAsync(IReadOnlyList<StoredDocument> documents, IReadOnlyList<SmallPayload> objects, CancellationToken ct)
    {
        try
        {
            return await describer.TryDescribeAsync(documents, objects, AcceptedMessage.MostDescribed, ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // Met again by the queue, where somebody is told.
            return null;
        }
    }

    /// <summary>Works until stopped; what waits then is described by the next process.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var looking = LookAsync(stop);
        try
        {
            await foreach (var (id, documents) in _waiting.Reader.ReadAllAsync(stop))
            {
                await DescribeAsync(id, documents, stop);
                _taken.TryRemove(id, out _);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next process begins with a look.
        }

        await looking;
    }

    private async Task LookAsync(CancellationToken stop)
    {
        try
        {
            for (var before = time.GetUtcNow(); ; before = time.GetUtcNow() - Patience)
            {
                await FindAsync(before, stop);
                await Task.Delay(Look, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end.
        }
    }

    /// <summary>Adds what the journal has from before, as far as there is room.</summary>
    private async ValueTask FindAsync(DateTimeOffset before, CancellationToken stop)
    {
        try
        {
            for (long after = 0; _waiting.Reader.Count < Capacity - PageSize;)
            {
                var page = await journal.UndescribedAsync(after, before, PageSize, stop);
                foreach (var exchange in page.Where(e => !_failed.TryGetValue(e.Id, out var times) || times < Tries))
                {
                    Add(exchange.Id, exchange.Documents);
                }

                if (page.Count < PageSize)
                {
                    return;
                }

                after = page[^1].Row;
            }
        }
        catch (JournalException)
        {
            // The next look tries again.
        }
    }

    private async ValueTask DescribeAsync(ExchangeId id, IReadOnlyList<StoredDocument> documents, CancellationToken stop)
    {
        try
        {
            await describer.DescribeAsync(id, documents, stop);
            _failed.TryRemove(id, out _);
        }
        catch (FileNotFoundException)
        {
            // Removed by retention or by hand meanwhile.
            await EndAsync(id, stop);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JournalException)
        {
            // A store that is away: the next look finds it, so often and no more until the next start.
            _failed.AddOrUpdate(id, 1, static (_, times) => times + 1);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            // A fault of ours met by these bytes. Taken up by each start it would keep the gateway from ever running.
            await EndAsync(id, stop, $"What is in the documents could not be read, by a fault of ours: {fault.Message}");
        }
    }

    /// <summary>Nothing can be said about it: it counts as described, so that nobody comes back to it.</summary>
    private async ValueTask EndAsync(ExchangeId id, CancellationToken stop, string? alert = null)
    {
        try
        {
            await journal.DescribeAsync(id, [], stop);
            if (alert is not null && alerts is not null)
            {
                await alerts.RaiseAsync("describe-failed", id.Value, AlertSeverity.Info, alert, time.GetUtcNow(), stop);
            }
        }
        catch (JournalException)
        {
            // The next look tries again.
        }
    }
}
