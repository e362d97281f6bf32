namespace Waybill.Gateway;

/// <summary>A wait that ends by a call or by time, whichever comes first. Calls before the wait count.</summary>
internal sealed class Wakeup
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _woken = New();

    internal void Wake()
    {
        lock (_gate)
        {
            _woken.TrySetResult();
        }
    }

    /// <summary>Waits at most this long; null: until woken.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal async ValueTask WaitAsync(TimeSpan? most, TimeProvider time, CancellationToken ct)
    {
        Task woken;
        lock (_gate)
        {
            woken = _woken.Task;
        }

        if (most is { } span && span <= TimeSpan.Zero)
        {
            ct.ThrowIfCancellationRequested();
        }
        else
        {
            try
            {
                await woken.WaitAsync(most ?? Timeout.InfiniteTimeSpan, time, ct);
            }
            catch (TimeoutException)
            {
                // As good as woken.
            }
        }

        lock (_gate)
        {
            if (_woken.Task.IsCompleted)
            {
                _woken = New();
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
