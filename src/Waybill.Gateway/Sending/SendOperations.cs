namespace Waybill.Gateway;

/// <summary>How something a person asked for ended.</summary>
public enum ActionOutcome
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>There is no such message or connection.</summary>
    NotFound = 1,

    /// <summary>The state does not allow it.</summary>
    NotAllowed = 2,

    /// <summary>The partner may have the bytes already: it is done only when asked for once more, confirmed.</summary>
    NeedsConfirmation = 3,
}

/// <summary>What people do with messages out and their connections.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class SendOperations
{
    private readonly IJournal _journal;
    private readonly IConnections _connections;
    private readonly IOwners _owners;
    private readonly Submitter _submitter;
    private readonly TimeProvider _time;

    /// <param name="journal">The journal.</param>
    /// <param name="connections">The connections.</param>
    /// <param name="owners">Who sends.</param>
    /// <param name="submitter">Sends again as new.</param>
    /// <param name="time">The clock.</param>
    public SendOperations(IJournal journal, IConnections connections, IOwners owners, Submitter submitter, TimeProvider time)
        => (_journal, _connections, _owners, _submitter, _time) = (journal, connections, owners, submitter, time);

    /// <summary>Takes no attempt of this connection any more until it is released. What is on the wire ends.</summary>
    public async ValueTask HoldAsync(string connection, string by, CancellationToken ct)
    {
        await _journal.HoldAsync(connection, isHeld: true, by, _time.GetUtcNow(), ct);
        await _owners.TellAsync(connection, OwnerCommand.Hold);
    }

    /// <summary>Goes on.</summary>
    public async ValueTask ReleaseAsync(string connection, string by, CancellationToken ct)
    {
        await _journal.HoldAsync(connection, isHeld: false, by, _time.GetUtcNow(), ct);
        await _owners.TellAsync(connection, OwnerCommand.Release);
    }

    /// <summary>Stops a message: no further attempt. One on the wire cannot be called back; an authentic receipt still counts.</summary>
    public async ValueTask<ActionOutcome> CancelAsync(ExchangeId id, string by, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } found)
        {
            return ActionOutcome.NotFound;
        }

        if (!await _journal.CancelAsync(id, by, _time.GetUtcNow(), ct))
        {
            return ActionOutcome.NotAllowed;
        }

        await TellAsync(found, OwnerCommand.Cancel);
        return ActionOutcome.Done;
    }

    /// <summary>One more attempt with the same bytes under the same Message-ID; a receiver that has them suppresses it.</summary>
    public async ValueTask<ActionOutcome> ResendAsync(ExchangeId id, string by, bool isConfirmed, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } found)
        {
            return ActionOutcome.NotFound;
        }

        if (!ExchangeTransitions.Allows(found.Summary.State, ExchangeState.RetryWait, Evidence.Operator))
        {
            return ActionOutcome.NotAllowed;
        }

        if (!isConfirmed && MayHaveArrived(found))
        {
            return ActionOutcome.NeedsConfirmation;
        }

        var now = _time.GetUtcNow();
        var total = found.Summary.Connection is { } name ? _connections.FindOut(name)?.TotalTime : null;
        if (!await _journal.ResendAsync(id, by, now, now + (total ?? TimeSpan.FromHours(24)), ct))
        {
            return ActionOutcome.NotAllowed;
        }

        await TellAsync(found, OwnerCommand.Release);
        return ActionOutcome.Done;
    }

    /// <summary>The same documents as a new message, linked to this one: new Message-ID, new package (RFC 4130 §5.5).</summary>
    /// <returns>The submission, or why there is none.</returns>
    public async ValueTask<(ActionOutcome Outcome, SubmitOutcome? Submission)> ResendAsNewAsync(ExchangeId id, bool isConfirmed, IdempotentCall? idempotency, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } found)
        {
            return (ActionOutcome.NotFound, null);
        }

        return !isConfirmed && MayHaveArrived(found)
            ? (ActionOutcome.NeedsConfirmation, null)
            : (ActionOutcome.Done, await _submitter.ResendAsNewAsync(id, idempotency, ct));
    }

    /// <summary>Any attempt that was made may have reached the partner, unless it was shown that nobody took the connection; nothing kept shows that for sure.</summary>
    private static bool MayHaveArrived(ExchangeDetail found) => found.Attempts.Any(a => a.Kind is "send");

    private async ValueTask<ExchangeDetail?> FindAsync(ExchangeId id, CancellationToken ct)
        => await _journal.FindAsync(id, ct) is { Summary.Direction: Direction.Out } found ? found : null;

    private ValueTask TellAsync(ExchangeDetail found, OwnerCommand command)
        => found.Summary.Connection is { } connection ? _owners.TellAsync(connection, command) : ValueTask.CompletedTask;
}
