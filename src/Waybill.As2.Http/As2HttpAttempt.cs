namespace Waybill.As2.Http;

/// <summary>What one POST came to, as far as HTTP tells. Numbers are stored and logged: append, never renumber.</summary>
public enum AttemptOutcome
{
    /// <summary>Answered with any 2xx: the partner has the bytes. What it thinks of them is in the receipt.</summary>
    Transferred = 1,

    /// <summary>Worth another try with the same bytes and the same Message-ID: 408, 425, 429, every 5xx, no connection, a cut, silence.</summary>
    TryAgain = 2,

    /// <summary>Refused for good: every other status, redirects among them.</summary>
    Refused = 3,
}

/// <summary>What went wrong before or instead of an answer. Numbers are stored and logged: append, never renumber.</summary>
public enum TransferFault
{
    /// <summary>Nothing: there is an answer.</summary>
    None = 0,

    /// <summary>The host's name is not known.</summary>
    Name = 1,

    /// <summary>Nobody takes the connection.</summary>
    Connect = 2,

    /// <summary>No secure connection could be made: certificate, protocol.</summary>
    Tls = 3,

    /// <summary>The proxy did not let it through.</summary>
    Proxy = 4,

    /// <summary>The host stands for an address that must not be connected to.</summary>
    Address = 5,

    /// <summary>Nothing moved for too long.</summary>
    Silence = 6,

    /// <summary>The connection was lost, or what was answered is no HTTP.</summary>
    Cut = 7,
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
    /// <summary>Why there is no answer; <see cref="TransferFault.None"/> when there is one.</summary>
    public TransferFault Fault { get; init; }

    /// <summary>Whether the partner cannot have had a byte of the message: the connection failed, and not the message.</summary>
    public bool NeverConnected => Fault is TransferFault.Name or TransferFault.Connect or TransferFault.Tls or TransferFault.Proxy or TransferFault.Address;

    /// <summary>Whether a status is success, worth a retry, or final (AS2-HTTP-018, AS2-HTTP-019).</summary>
    public static AttemptOutcome OutcomeOf(int status) => status switch
    {
        >= 200 and <= 299 => AttemptOutcome.Transferred,
        408 or 425 or 429 or (>= 500 and <= 599) => AttemptOutcome.TryAgain,
        _ => AttemptOutcome.Refused,
    };

    internal static As2HttpAttempt NotAnswered(TransferFault fault, string problem)
        => new(fault is TransferFault.Address ? AttemptOutcome.Refused : AttemptOutcome.TryAgain, null, [], ReadOnlyMemory<byte>.Empty, problem, null) { Fault = fault };
}
