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

    /// <summary>Done before under the same idempotency key.</summary>
    Repeated = 4,

    /// <summary>The idempotency key was used for another request.</summary>
    KeyTaken = 5,

    /// <summary>A request under the same idempotency key is being carried out at this moment.</summary>
    StillRunning = 6,
}

/// <summary>How an action ended.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Response">What was answered the first time, when it is a repeat; else null.</param>
public sealed record OperationResult(ActionOutcome Outcome, string? Response = null);

/// <summary>What people do with messages and connections, and what consumers say of their handoffs. An idempotency key makes each safe to repeat: it is written in the transaction of the action.</summary>
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
    public async ValueTask HoldAsync(string connection, string by, CancellationToken ct) => await HoldAsync(connection, isHeld: true, by, null, ct);

    /// <summary>Goes on.</summary>
    public async ValueTask ReleaseAsync(string connection, string by, CancellationToken ct) => await HoldAsync(connection, isHeld: false, by, null, ct);

    /// <summary>Holds or releases a connection.</summary>
    public async ValueTask<OperationResult> HoldAsync(string connection, bool isHeld, string by, IdempotencyKey? key, CancellationToken ct)
    {
        var result = await ActAsync(new OperatorAction.Hold(connection, isHeld) { By = by, At = _time.GetUtcNow() }, key, ct);
        if (result.Outcome is ActionOutcome.Done)
        {
            await _owners.TellAsync(connection, isHeld ? OwnerCommand.Hold : OwnerCommand.Release);
        }

        return result;
    }

    /// <summary>Stops a message, without a key.</summary>
    public async ValueTask<ActionOutcome> CancelAsync(ExchangeId id, string by, CancellationToken ct) => (await CancelAsync(id, by, null, ct)).Outcome;

    /// <summary>Stops a message: no further attempt. One on the wire is cut, and whether the partner has it is not known; an authentic receipt still counts.</summary>
    public ValueTask<OperationResult> CancelAsync(ExchangeId id, string by, IdempotencyKey? key, CancellationToken ct)
        => OfMessageAsync(id, new OperatorAction.Cancel(id) { By = by, At = _time.GetUtcNow() }, key, OwnerCommand.Cancel, ct);

    /// <summary>Lets the messages of a strict order go on that wait behind one that did not get through.</summary>
    public ValueTask<OperationResult> SkipAsync(ExchangeId id, string by, IdempotencyKey? key, CancellationToken ct)
        => OfMessageAsync(id, new OperatorAction.Skip(id) { By = by, At = _time.GetUtcNow() }, key, OwnerCommand.Release, ct);

    /// <summary>One more attempt, without a key.</summary>
    public async ValueTask<ActionOutcome> ResendAsync(ExchangeId id, string by, bool isConfirmed, CancellationToken ct) => (await ResendAsync(id, by, isConfirmed, null, ct)).Outcome;

    /// <summary>One more attempt with the same bytes under the same Message-ID; a receiver that has them suppresses it.</summary>
    public async ValueTask<OperationResult> ResendAsync(ExchangeId id, string by, bool isConfirmed, IdempotencyKey? key, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } found)
        {
            return new(ActionOutcome.NotFound);
        }

        if (key is not null && await _journal.Actions.RecallAsync(key, _time.GetUtcNow(), ct) is { } before)
        {
            return Of(before);
        }

        if (!ExchangeTransitions.Allows(found.Summary.State, ExchangeState.RetryWait, Evidence.Operator))
        {
            return new(ActionOutcome.NotAllowed);
        }

        if (!isConfirmed && MayHaveArrived(found))
        {
            return new(ActionOutcome.NeedsConfirmation);
        }

        var now = _time.GetUtcNow();
        var total = found.Summary.Connection is { } name ? _connections.FindOut(name)?.TotalTime : null;
        return await OfMessageAsync(
            id, new OperatorAction.Resend(id, now + (total ?? TimeSpan.FromHours(24))) { By = by, At = now }, key, OwnerCommand.Release, ct);
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

    /// <summary>Puts a message, in or out, on legal hold, or takes it off: nothing of it is removed meanwhile.</summary>
    public ValueTask<OperationResult> LegalHoldAsync(ExchangeId id, bool isHeld, string by, IdempotencyKey? key, CancellationToken ct)
        => ActAsync(new OperatorAction.LegalHold(id, isHeld) { By = by, At = _time.GetUtcNow() }, key, ct);

    /// <summary>Hands an accepted message on again, marked as a replay.</summary>
    public ValueTask<OperationResult> ReplayAsync(ExchangeId id, IReadOnlyList<string> consumers, string by, IdempotencyKey? key, CancellationToken ct)
        => ActAsync(new OperatorAction.Replay(id, consumers) { By = by, At = _time.GetUtcNow() }, key, ct);

    /// <summary>A consumer says what became of a handoff it claimed.</summary>
    /// <param name="work">As it was claimed.</param>
    /// <param name="again">It failed, and is due again after so long; null: it is done.</param>
    /// <param name="reason">Why it failed.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="key">Makes it safe to repeat.</param>
    /// <param name="ct">Cancels.</param>
    public ValueTask<OperationResult> AcknowledgeAsync(HandoffWork work, TimeSpan? again, string? reason, string by, IdempotencyKey? key, CancellationToken ct)
    {
        var now = _time.GetUtcNow();
        return ActAsync(new OperatorAction.Acknowledge(work, now + again, reason) { By = by, At = now }, key, ct);
    }

    /// <summary>Any attempt that was made may have reached the partner, unless it was shown that nobody took the connection; nothing kept shows that for sure.</summary>
    private static bool MayHaveArrived(ExchangeDetail found) => found.Attempts.Any(a => a.Kind is "send");

    private static OperationResult Of(IdempotencyOutcome outcome) => outcome switch
    {
        IdempotencyOutcome.Done => new(ActionOutcome.Done),
        IdempotencyOutcome.Before before => new(ActionOutcome.Repeated, before.Response),
        IdempotencyOutcome.Conflict => new(ActionOutcome.KeyTaken),
        _ => new(ActionOutcome.NotAllowed),
    };

    private async ValueTask<OperationResult> OfMessageAsync(ExchangeId id, OperatorAction action, IdempotencyKey? key, OwnerCommand command, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } found)
        {
            return new(ActionOutcome.NotFound);
        }

        var result = await ActAsync(action, key, ct);
        if (result.Outcome is ActionOutcome.Done && found.Summary.Connection is { } connection)
        {
            await _owners.TellAsync(connection, command, id);
        }

        return result;
    }

    private async ValueTask<OperationResult> ActAsync(OperatorAction action, IdempotencyKey? key, CancellationToken ct)
    {
        using var use = key is null ? null : _submitter.Keys.Take(key.Principal, key.Key);
        return key is not null && use is null ? new(ActionOutcome.StillRunning) : Of(await _journal.Actions.ActAsync(action, key, ct));
    }

    private async ValueTask<ExchangeDetail?> FindAsync(ExchangeId id, CancellationToken ct)
        => await _journal.FindAsync(id, ct) is { Summary.Direction: Direction.Out } found ? found : null;
}
