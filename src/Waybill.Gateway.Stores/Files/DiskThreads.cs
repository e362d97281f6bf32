using System.Collections.Concurrent;

namespace Waybill.Gateway.Stores;

/// <summary>Threads of our own for calls that block until the disk has answered: on the pool, a few of them would stall every request.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class DiskThreads : IDisposable
{
    // The kernel merges syncs that wait together: more threads than cores pay here.
    private const int Count = 8;

    private readonly BlockingCollection<Action> _work = [];
    private readonly Lock _starting = new();
    private bool _started;

    internal Task RunAsync(Action work) => RunAsync(() =>
    {
        work();
        return true;
    });

    internal Task<T> RunAsync<T>(Func<T> work)
    {
        Start();
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception fault)
            {
                done.SetException(fault);
            }
        });
        return done.Task;
    }

    /// <summary>Ends the threads after what is queued.</summary>
    public void Dispose() => _work.CompleteAdding();

    private void Start()
    {
        lock (_starting)
        {
            if (_started)
            {
                return;
            }

            _started = true;
            for (var index = 0; index < Count; index++)
            {
                new Thread(Work) { IsBackground = true, Name = $"waybill-disk-{index}" }.Start();
            }
        }
    }

    private void Work()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
        }
    }
}
