namespace Waybill.Gateway;

/// <summary>What an owner may want to look at. The store says what holds; news only says that it changed.</summary>
[Flags]
public enum OwnerNews
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Something became due.</summary>
    Due = 1,

    /// <summary>A person holds the scope.</summary>
    Held = 2,

    /// <summary>A person released it.</summary>
    Released = 4,

    /// <summary>A person cancelled something.</summary>
    Cancelled = 8,
}

/// <summary>News of one scope for its owner: added up until they are taken, so that a thousand wakes are one look.</summary>
/// <threadsafety>Any number may tell; one waits.</threadsafety>
public sealed class OwnerInbox
{
    private readonly Lock _gate = new();
    private OwnerNews _news;
    private List<ExchangeId> _cancelled = [];
    private TaskCompletionSource _told = New();

    /// <summary>Called after each news, by whoever tells them: for an owner that does not wait. Null: nobody.</summary>
    internal Action? Heard { get; set; }

    /// <summary>Adds news.</summary>
    /// <param name="news">What.</param>
    /// <param name="about">The one exchange it is about; null: the scope.</param>
    public void Tell(OwnerNews news, ExchangeId? about = null)
    {
        TaskCompletionSource told;
        lock (_gate)
        {
            _news |= news;
            if (about is { } id && news.HasFlag(OwnerNews.Cancelled))
            {
                _cancelled.Add(id);
            }

            told = _told;
        }

        told.TrySetResult();
        Heard?.Invoke();
    }

    /// <summary>Takes what was told since the last time; waits while it is nothing.</summary>
    /// <param name="ct">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    public async ValueTask<OwnerNews> TakeAsync(CancellationToken ct)
    {
        while (true)
        {
            Task told;
            lock (_gate)
            {
                if (_news is not OwnerNews.None)
                {
                    (var news, _news, _told) = (_news, OwnerNews.None, New());
                    return news;
                }

                told = _told.Task;
            }

            await told.WaitAsync(ct);
        }
    }

    /// <summary>The exchanges that were cancelled since the last time. Never waits.</summary>
    public IReadOnlyList<ExchangeId> TakeCancelled()
    {
        lock (_gate)
        {
            (var cancelled, _cancelled) = (_cancelled, []);
            return cancelled;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
