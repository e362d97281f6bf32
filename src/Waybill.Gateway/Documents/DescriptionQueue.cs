using System.Threading.Channels;

namespace Waybill.Gateway;

/// <summary>Describes exchanges behind the answer: whoever commits one adds it here and does not wait.</summary>
/// <remarks>What is waiting lives in memory: after a sudden death the exchange is whole, but not found by what is in it until it is described again.</remarks>
/// <param name="describer">Does the work.</param>
/// <param name="time">Measures the wait before another try.</param>
/// <threadsafety><see cref="Add"/> is safe for concurrent calls; <see cref="RunAsync"/> once.</threadsafety>
public sealed class DescriptionQueue(DocumentDescriber describer, TimeProvider time)
{
    /// <summary>Most exchanges that wait.</summary>
    public const int Capacity = 10_000;

    private const int Tries = 3;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    private readonly Channel<(ExchangeId Id, IReadOnlyList<StoredDocument> Documents)> _waiting =
        Channel.CreateBounded<(ExchangeId, IReadOnlyList<StoredDocument>)>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    private long _lost;

    /// <summary>Exchanges that were not described: too many waited, or no try succeeded.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Adds a committed exchange. Never waits.</summary>
    public void Add(ExchangeId id, IReadOnlyList<StoredDocument> documents)
    {
        if (!_waiting.Writer.TryWrite((id, documents)))
        {
            Interlocked.Increment(ref _lost);
        }
    }

    /// <summary>Works until stopped; what waits then is still described, each with one try.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await using var ending = stop.Register(() => _waiting.Writer.TryComplete());
        await foreach (var (id, documents) in _waiting.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (!await DescribedAsync(id, documents, stop))
            {
                Interlocked.Increment(ref _lost);
            }
        }
    }

    private async ValueTask<bool> DescribedAsync(ExchangeId id, IReadOnlyList<StoredDocument> documents, CancellationToken stop)
    {
        for (var left = Tries - 1; ; left--)
        {
            try
            {
                await describer.DescribeAsync(id, documents, CancellationToken.None);
                return true;
            }
            catch (FileNotFoundException)
            {
                // Removed by retention or by hand meanwhile.
                return false;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JournalException)
            {
                if (left is 0 || stop.IsCancellationRequested)
                {
                    return false;
                }
            }

            await Task.Delay(Wait, time, stop).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
