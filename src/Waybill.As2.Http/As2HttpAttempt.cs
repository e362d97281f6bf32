namespace Waybill.As2.Http;

/// <summary>What one POST came to, as far as HTTP tells. Numbers are stored and logged: append, never renumber.</summary>
public enum AttemptOutcome
{
    /// <summary>Answered with any 2xx: the partner has the bytes. What it thinks of them is in the receipt.</summary>
    Transferred = 1,

    /// <summary>Worth another try with the same bytes and the same Message-ID: 408, 425, 429, 500, 502, 503, 504, no connection, a cut, silence.</summary>
    TryAgain = 2,

    /// <summary>Refused for good: every other status, redirects among them.</summary>
    Refused = 3,
}

/// <summary>One POST and what was answered.</summary>
/// <param name="Outcome">What to do next.</param>
/// <param name="Status">The final status; null when there was none.</param>
/// <param name="Headers">The answer's header lines in order.</param>
/// <param name="Body">The answer's body, within <see cref="As2HttpOptions.MaxAnswerBytes"/>; empty when there was none or it was larger.</param>
/// <param name="Problem">One sentence for an operator; null when a 2xx was read whole.</param>
/// <param name="RetryAfter">How long the partner asks to wait; null when it says nothing.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record As2HttpAttempt(AttemptOutcome Outcome, int? Status, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body, string? Problem, TimeSpan? RetryAfter)
{
    /// <summary>Whether a status is success, worth a retry, or final (AS2-HTTP-018, AS2-HTTP-019).</summary>
    public static AttemptOutcome OutcomeOf(int status) => status switch
    {
        >= 200 and <= 299 => AttemptOutcome.Transferred,
        408 or 425 or 429 or 500 or 502 or 503 or 504 => AttemptOutcome.TryAgain,
        _ => AttemptOutcome.Refused,
    };

    internal static As2HttpAttempt NotAnswered(string problem) => new(AttemptOutcome.TryAgain, null, [], ReadOnlyMemory<byte>.Empty, problem, null);
}
