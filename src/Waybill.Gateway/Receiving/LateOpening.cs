namespace Waybill.Gateway;

/// <summary>Opens what came faster than it could be opened: from the journal, so also what an earlier process left. A fault of ours is tried again until it is repaired.</summary>
/// <param name="journal">What waits.</param>
/// <param name="payloads">Where the bytes are.</param>
/// <param name="open">Opens and judges a message, and commits what it is.</param>
/// <param name="time">The clock.</param>
/// <threadsafety><see cref="RunAsync"/> once.</threadsafety>
public sealed class LateOpening(IJournal journal, IPayloadStore payloads, Func<UnopenedWork, Stream, CancellationToken, ValueTask> open, TimeProvider time)
{
    private const string AlertKind = "opening-fault";

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ClaimTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ExtendEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AfterFault = TimeSpan.FromMinutes(1);

    /// <summary>Opens until stopped; what is being opened then is opened again by the next process.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var due = new SemaphoreSlim(0);
        using var hints = journal.OnDue(scope =>
        {
            if (scope is IUnopenedJournal.Scope)
            {
                due.Release();
            }
        });
        try
        {
            await ReleaseAsync(stop);

            // Several beside: a large one must not hold up all others.
            await Task.WhenAll(Enumerable.Range(0, Math.Max(2, Environment.ProcessorCount)).Select(_ => WorkAsync(due, stop)));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end.
        }
    }

    /// <summary>Who is alone need not wait until the claims of a process that was killed run out.</summary>
    private async ValueTask ReleaseAsync(CancellationToken stop)
    {
        while (journal.IsAlone)
        {
            try
            {
                await journal.Unopened.ReleaseAsync(time.GetUtcNow(), stop);
                return;
            }
            catch (JournalException)
            {
                await Task.Delay(Poll, time, stop);
            }
        }
    }

    private async Task WorkAsync(SemaphoreSlim due, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                var now = time.GetUtcNow();
                if (await journal.Unopened.ClaimAsync(now, now + ClaimTime, stop) is { } work)
                {
                    await OpenAsync(work, stop);
                    continue;
                }
            }
            catch (JournalException)
            {
                // The next look tries again; a claim that could not be given back ends by itself.
            }

            await WaitAsync(due, stop);
        }
    }

    private async ValueTask OpenAsync(UnopenedWork work, CancellationToken stop)
    {
        try
        {
            await ExtendingAsync(work, OpenStoredAsync(work, stop).AsTask());
            if (work.Attempt > 1)
            {
                await journal.ResolveAsync(AlertKind, work.Id.Value, time.GetUtcNow(), CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await journal.Unopened.FailedAsync(work, time.GetUtcNow(), "The gateway stopped while it was opened.", CancellationToken.None);
            throw;
        }
        catch (Exception fault)
        {
            var now = time.GetUtcNow();
            await journal.Unopened.FailedAsync(work, now + AfterFault, fault.Message, CancellationToken.None);
            await journal.RaiseAsync(
                AlertKind, work.Id.Value, AlertSeverity.Critical, $"A message that was received could not be opened by a fault of ours: {fault.Message}", now, CancellationToken.None);
        }
    }

    private async ValueTask OpenStoredAsync(UnopenedWork work, CancellationToken stop)
    {
        // The claim is made under a lock, opening is not.
        await Task.Yield();
        await using var body = await payloads.OpenAsync(work.Wire, 0, work.WireBytes, stop);
        await open(work, body, stop);
    }

    private async ValueTask ExtendingAsync(UnopenedWork work, Task opening)
    {
        while (!opening.IsCompleted)
        {
            try
            {
                await opening.WaitAsync(ExtendEvery, time, CancellationToken.None);
            }
            catch (TimeoutException) when (!opening.IsCompleted)
            {
                await ExtendAsync(work);
            }
        }

        await opening;
    }

    private async ValueTask ExtendAsync(UnopenedWork work)
    {
        try
        {
            var now = time.GetUtcNow();
            await journal.Unopened.ExtendAsync(work, now, now + ClaimTime, CancellationToken.None);
        }
        catch (JournalException)
        {
            // At worst it is opened twice; the first commit wins.
        }
    }

    private async ValueTask WaitAsync(SemaphoreSlim due, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(Poll, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            await due.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // As good as a hint.
        }
    }
}
