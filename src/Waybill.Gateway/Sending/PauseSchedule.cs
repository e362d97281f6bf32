namespace Waybill.Gateway;

/// <summary>How long a connection waits. Steps from 0 are those of a connection that fails, steps from 100 those of one that asks for fewer calls, 1000 waits for a certificate, -1 works.</summary>
/// <threadsafety>Immutable.</threadsafety>
public static class PauseSchedule
{
    /// <summary>The step of a connection that works.</summary>
    public const int Works = -1;

    /// <summary>The step of a connection that waits for a certificate of ours or the partner's. No time ends it: it goes on when the certificate may be used.</summary>
    public const int ForCertificate = 1000;

    private const int FirstRateStep = 100;

    /// <summary>1024 minutes.</summary>
    private const int LastRateStep = FirstRateStep + 10;

    /// <summary>Most waits a connection may name: what follows are the steps of one that asks for fewer calls.</summary>
    internal const int MostWaits = FirstRateStep;

    /// <summary>The waits of a failing connection that names none: 15 s, 30 s, 1, 2, 5, 10 minutes.</summary>
    public static IReadOnlyList<TimeSpan> DefaultWaits { get; } =
        [TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)];

    /// <summary>Most attempts at a time: one while the connection is tried out or asked for fewer calls.</summary>
    /// <param name="pause">How it waits; null when it works.</param>
    /// <param name="configured">The connection's own bound.</param>
    public static int Concurrency(ConnectionPause? pause, int configured) => IsPaused(pause) ? 1 : configured;

    /// <summary>Whether a connection is not to be used as usual.</summary>
    public static bool IsPaused(ConnectionPause? pause) => pause is { Step: > Works };

    internal static bool IsRateLimited(ConnectionPause? pause) => pause is { Step: >= FirstRateStep and < ForCertificate };

    /// <summary>The wait after a failed call: one after the other of <paramref name="waits"/>, then the last one again and again.</summary>
    internal static ConnectionPause Failed(EndedAttempt ended, IReadOnlyList<TimeSpan> waits, string reason)
    {
        var step = ended.Pause is { Step: > Works and < FirstRateStep } ? Math.Min(ended.Pause!.Step + 1, waits.Count - 1) : 0;
        return new(ended.Connection, ended.EndedAt + waits[step], step, reason);
    }

    /// <summary>The wait a partner asks for, else 1, 2, 4 … 1024 minutes.</summary>
    internal static ConnectionPause RateLimited(EndedAttempt ended, string reason)
    {
        var step = IsRateLimited(ended.Pause) ? Math.Min(ended.Pause!.Step + 1, LastRateStep) : FirstRateStep;
        var wait = ended.Http.RetryAfter is { } asked ? Within(asked) : Minutes(step);
        return new(ended.Connection, ended.EndedAt + wait, step, reason);
    }

    /// <summary>After an answer: a failing connection works again, one asked for fewer calls goes one step back for each success. Null: nothing changes.</summary>
    internal static ConnectionPause? Answered(EndedAttempt ended, bool isSuccess)
        => !IsPaused(ended.Pause) ? null
            : !IsRateLimited(ended.Pause) || (isSuccess && ended.Pause!.Step is FirstRateStep) ? new(ended.Connection, ended.EndedAt, Works, "The connection works again.")
            : isSuccess ? new(ended.Connection, ended.EndedAt, ended.Pause!.Step - 1, ended.Pause.Reason)
            : null;

    private static TimeSpan Minutes(int step) => TimeSpan.FromMinutes(1L << (step - FirstRateStep));

    /// <summary>What a partner asks for is its words: neither at once nor for ever.</summary>
    private static TimeSpan Within(TimeSpan asked)
        => asked < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : asked > Minutes(LastRateStep) ? Minutes(LastRateStep) : asked;
}
