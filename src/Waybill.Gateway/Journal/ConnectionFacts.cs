namespace Waybill.Gateway;

/// <summary>How a connection stands, in one word.</summary>
public enum ConnectionCondition
{
    /// <summary>It works, as far as is known.</summary>
    Online = 0,

    /// <summary>Switched off in its settings.</summary>
    Offline = 1,

    /// <summary>Held by a person, or by itself until a person releases it.</summary>
    Held = 2,

    /// <summary>It waits by itself: nothing is sent before its time, or before a certificate may be used.</summary>
    Waiting = 3,

    /// <summary>Its wait is over: the next message is sent to try it, or it comes back to full use step by step.</summary>
    HalfOpen = 4,
}

/// <summary>What people ask of a connection first.</summary>
/// <param name="LastMessageAt">When its newest message came or was submitted; null: there is none.</param>
/// <param name="LastError">What went wrong last, in words; null: nothing yet.</param>
public sealed record ConnectionFacts(DateTimeOffset? LastMessageAt, ConnectionError? LastError)
{
    /// <summary>Of one over which nothing went.</summary>
    public static ConnectionFacts None { get; } = new(null, null);

    /// <summary>How it stands.</summary>
    /// <param name="isOnline">Whether its settings let it be used.</param>
    /// <param name="state">How it stands in the journal.</param>
    /// <param name="now">When.</param>
    public static ConnectionCondition ConditionOf(bool isOnline, ConnectionStateRow state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return !isOnline ? ConnectionCondition.Offline
            : state.IsHeld ? ConnectionCondition.Held
            : PauseSchedule.IsClimbing(state.Pause) ? ConnectionCondition.HalfOpen
            : !PauseSchedule.IsPaused(state.Pause) ? ConnectionCondition.Online
            : state.Pause!.Step is PauseSchedule.ForCertificate || state.Pause.Until > now ? ConnectionCondition.Waiting
            : ConnectionCondition.HalfOpen;
    }
}

/// <summary>Something that went wrong over a connection.</summary>
/// <param name="At">When.</param>
/// <param name="Text">What, for an operator.</param>
public sealed record ConnectionError(DateTimeOffset At, string Text);
