namespace Waybill.Gateway;

/// <summary>How long a connection waits. Steps from 0 are those of a connection that fails, steps from 100 those of one that asks for fewer calls,
/// steps from 200 those of one that comes back from there with 2, 4, 8 … calls at a time, 1000 waits for a certificate, -1 works.</summary>
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

    /// <summary>From here on the connection is used, by 2 calls at a time at the first step, by twice as many at each further one.</summary>
    public const int FirstClimbStep = 201;

    /// <summary>Most waits a connection may name: what follows are the steps of one that asks for fewer calls.</summary>
    internal const int MostWaits = FirstRateStep;

    /// <summary>The waits of a failing connection that names none: 15 s, 30 s, 1, 2, 5, 10 minutes.</summary>
    public static IReadOnlyList<TimeSpan> DefaultWaits { get; } =
        [TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)];

    /// <summary>Most attempts at a time: one while the connection is tried out or asked for fewer calls.</summary>
    /// <param name="pause">How it waits; null when it works.</param>
    /// <param name="configured">The connection's own bound.</param>
    public static int Concurrency(ConnectionPause? pause, int configured) => IsPaused(pause) ? 1 : IsClimbing(pause) ? Math.Min(configured, AtOnce(pause!.Step)) : configured;

    /// <summary>Whether a connection is not to be used as usual, but tried out by one call at a time.</summary>
    public static bool IsPaused(ConnectionPause? pause) => pause is { Step: > Works and < FirstClimbStep or >= ForCertificate };

    /// <summary>Whether it comes back from having been asked for fewer calls.</summary>
    public static bool IsClimbing(ConnectionPause? pause) => pause is { Step: >= FirstClimbStep and < ForCertificate };

    internal static bool IsRateLimited(ConnectionPause? pause) => pause is { Step: >= FirstRateStep and < FirstClimbStep };

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

    /// <summary>After an answer: a failing connection works again, one asked for fewer calls may make twice as many at a time with each success, up to its bound. Null: nothing changes.</summary>
    internal static ConnectionPause? Answered(EndedAttempt ended, bool isSuccess, int concurrency)
    {
        if (IsPaused(ended.Pause) && !IsRateLimited(ended.Pause))
        {
            return Working(ended);
        }

        if (!isSuccess || !(IsRateLimited(ended.Pause) || IsClimbing(ended.Pause)))
        {
            return null;
        }

        var next = IsClimbing(ended.Pause) ? ended.Pause!.Step + 1 : FirstClimbStep;
        return AtOnce(next) >= concurrency ? Working(ended) : new(ended.Connection, ended.EndedAt, next, ended.Pause!.Reason);
    }

    private static ConnectionPause Working(EndedAttempt ended) => new(ended.Connection, ended.EndedAt, Works, "The connection works again.");

    private static int AtOnce(int climbStep) => 2 << Math.Min(climbStep - FirstClimbStep, 20);

    private static TimeSpan Minutes(int step) => TimeSpan.FromMinutes(1L << (step - FirstRateStep));

    /// <summary>What a partner asks for is its words: neither at once nor for ever.</summary>
    private static TimeSpan Within(TimeSpan asked)
        => asked < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : asked > Minutes(LastRateStep) ? Minutes(LastRateStep) : asked;
}
