using System.Collections.Concurrent;

namespace Waybill.Gateway;

/// <summary>Answers that are still on their way out. A receipt of its own starts only after the answer to its message is finished (RFC 4130 §7.2), though its row is due with the commit before it.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class OpenAnswers
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<ExchangeId, TaskCompletionSource> _open = new();

    /// <summary>An answer for this exchange is about to be given. Also for its repeats.</summary>
    public void Begin(ExchangeId id) => _open.TryAdd(id, new(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>It is out, or never will be.</summary>
    public void End(ExchangeId id)
    {
        if (_open.TryRemove(id, out var answer))
        {
            answer.TrySetResult();
        }
    }

    /// <summary>Waits until the answer is out, at most 30 s: a partner that does not read its answer does not lose its receipt.</summary>
    public async ValueTask WaitAsync(ExchangeId id, TimeProvider time, CancellationToken ct)
    {
        if (!_open.TryGetValue(id, out var answer))
        {
            return;
        }

        try
        {
            await answer.Task.WaitAsync(Longest, time, ct);
        }
        catch (TimeoutException)
        {
            End(id);
        }
    }
}
