namespace Waybill.Gateway;

/// <summary>Takes the handoff rows of the folder consumer and writes their documents as files. A crash anywhere repeats at most what a file of the same name shows to be done.</summary>
/// <threadsafety><see cref="RunAsync"/> once.</threadsafety>
public sealed class FolderConsumer(IJournal journal, IPayloadStore payloads, IConnections connections, IDocumentFolders folders, TimeProvider time)
{
    private const int AtOnce = 4;
    private const int AlertAfter = 3;
    private const string AlertKind = "handoff-failed";

    /// <summary>The poll behind the hints: hints may be lost.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <summary>A claim of a process that died is over this soon; a long write extends its own.</summary>
    private static readonly TimeSpan ClaimTime = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan ExtendEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)];

    /// <summary>Works until stopped; what is being written is finished first.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var due = new SemaphoreSlim(1, 1);
        using var hints = journal.OnDue(scope =>
        {
            if (string.Equals(scope, "handoff:" + ConsumerNames.Folder, StringComparison.Ordinal) && due.CurrentCount is 0)
            {
                Release(due);
            }
        });
        try
        {
            while (true)
            {
                if (!await TurnAsync(stop))
                {
                    await WaitAsync(due, stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end.
        }
    }

    /// <summary>Takes what is due now.</summary>
    /// <returns>Whether there may be more.</returns>
    internal async ValueTask<bool> TurnAsync(CancellationToken stop)
    {
        IReadOnlyList<HandoffWork> claimed;
        try
        {
            stop.ThrowIfCancellationRequested();
            var now = time.GetUtcNow();
            claimed = await journal.Handoffs.ClaimAsync(ConsumerNames.Folder, AtOnce, now, now + ClaimTime, stop);
            await Task.WhenAll(claimed.Select(work => DeliverAsync(work).AsTask()));
        }
        catch (JournalException)
        {
            return false;
        }

        return claimed.Count is AtOnce;
    }

    private async ValueTask DeliverAsync(HandoffWork work)
    {
        CrashPoints.Hit(CrashPoint.HandoffClaimed);
        string? problem;
        try
        {
            problem = await ExtendingAsync(work, WriteAsync(work).AsTask());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            problem = fault.Message;
        }

        var at = time.GetUtcNow();
        if (problem is null)
        {
            await journal.Handoffs.DoneAsync(work, at, CancellationToken.None);
            CrashPoints.Hit(CrashPoint.HandoffDone);
            if (work.Attempt >= AlertAfter)
            {
                await journal.ResolveAsync(AlertKind, work.Exchange.Value, at, CancellationToken.None);
            }

            return;
        }

        await journal.Handoffs.FailedAsync(work, at + Waits[Math.Min(work.Attempt, Waits.Length) - 1], problem, CancellationToken.None);
        if (work.Attempt >= AlertAfter)
        {
            await journal.RaiseAsync(AlertKind, work.Exchange.Value, AlertSeverity.Warning, $"A received message could not be written to its folder: {problem}", at, CancellationToken.None);
        }
    }

    private async ValueTask<string?> ExtendingAsync(HandoffWork work, Task<string?> writing)
    {
        while (!writing.IsCompleted)
        {
            try
            {
                return await writing.WaitAsync(ExtendEvery, time, CancellationToken.None);
            }
            catch (TimeoutException) when (!writing.IsCompleted)
            {
                await ExtendAsync(work);
            }
        }

        return await writing;
    }

    private async ValueTask ExtendAsync(HandoffWork work)
    {
        try
        {
            var now = time.GetUtcNow();
            await journal.Handoffs.ExtendAsync(work, now, now + ClaimTime, CancellationToken.None);
        }
        catch (JournalException)
        {
            // At worst the row is claimed once more, and the same file is written twice under one name.
        }
    }

    /// <returns>Null when every document is in its folder.</returns>
    private async ValueTask<string?> WriteAsync(HandoffWork work)
    {
        FolderTarget? target;
        using (var lease = connections.Take())
        {
            target = work.Connection is null ? null : lease.Book.FindOut(work.Connection)?.Inbound.Folder;
        }

        if (target is null)
        {
            return $"The connection {work.Connection} has no folder any more.";
        }

        var names = target.FileName.NamesOf(work);
        for (var ordinal = 0; ordinal < names.Count; ordinal++)
        {
            // The name holds our id, so a file of it is this document, written before a crash could tell the journal. A reader may have it open: it is left alone.
            if (work.IsReplay || !await folders.HasAsync(target.Path, names[ordinal], CancellationToken.None))
            {
                var document = work.Documents[ordinal];
                await using var content = await payloads.OpenAsync(document.Object, document.Offset, document.Length, CancellationToken.None);
                await folders.WriteAsync(target.Path, names[ordinal], FormattableString.Invariant($"{work.Exchange}-{ordinal}"), content, CancellationToken.None);
            }
        }

        return null;
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

    private static void Release(SemaphoreSlim due)
    {
        try
        {
            due.Release();
        }
        catch (SemaphoreFullException)
        {
            // Two hints at once are one.
        }
    }
}
