using Waybill.As2;
using Waybill.As2.Http;

namespace Waybill.Gateway;

/// <summary>An attempt that ended, with all that decides what comes next.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record EndedAttempt
{
    /// <summary>What HTTP tells.</summary>
    public required As2HttpAttempt Http { get; init; }

    /// <summary>The receipt the message asked for.</summary>
    public required ReceiptRequestRow Asked { get; init; }

    /// <summary>What the receipt in the answer means; null when there was none.</summary>
    public ReceiptVerdict? Verdict { get; init; }

    /// <summary>What the answer says by the rules of the connection. Default nothing.</summary>
    public AnswerMeaning Meaning { get; init; }

    /// <summary>The connection has a token that can be refreshed and was not refreshed for this attempt. Default false.</summary>
    public bool CanRefreshToken { get; init; }

    /// <summary>Attempts that counted before this one.</summary>
    public required int SpentAttempts { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>When the message is given up.</summary>
    public required DateTimeOffset GiveUpAt { get; init; }

    /// <summary>Name of the connection.</summary>
    public required string Connection { get; init; }

    /// <summary>How the connection waits now; null when it works.</summary>
    public ConnectionPause? Pause { get; init; }
}

/// <summary>What comes next, as data.</summary>
/// <param name="Next">The state that follows.</param>
/// <param name="Evidence">On what ground.</param>
/// <param name="Sentence">One sentence for the operator.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record DeliveryStep(ExchangeState Next, Evidence Evidence, string Sentence)
{
    /// <summary>When the next attempt, or the receipt's deadline, is due; null when nothing is.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether the attempt counts against the message's own schedule. Default true.</summary>
    public bool Spent { get; init; } = true;

    /// <summary>How the connection waits from now on; null: as before.</summary>
    public ConnectionPause? Pause { get; init; }

    /// <summary>The connection is held until a person releases it. Default false.</summary>
    public bool Hold { get; init; }

    /// <summary>The connection's token is to be refreshed before the next attempt. Default false.</summary>
    public bool RefreshToken { get; init; }
}
