namespace Waybill.Gateway;

/// <summary>Says before a body is read whether it could be kept. Looks at the payload store every few seconds at most, and raises one alert for as long as it cannot take anything.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class StoreGuard(IPayloadStore payloads, IAlertJournal alerts, TimeProvider time)
{
    private const string Kind = "store-full";
    private const string Subject = "payloads";
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private int _looking;
    private volatile Look? _last;

    /// <summary>Null when messages can be taken; else what stands in the way, for an operator.</summary>
    public async ValueTask<string?> ProblemAsync(CancellationToken ct)
    {
        var last = _last;
        if (last is not null && time.GetElapsedTime(last.At) < Fresh)
        {
            return last.Problem;
        }

        // One looks; the others go by what was seen last. At the very first nothing was.
        if (Interlocked.Exchange(ref _looking, 1) is 1 && last is not null)
        {
            return last.Problem;
        }

        try
        {
            return await LookAsync(ct);
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }

    private async ValueTask<string?> LookAsync(CancellationToken ct)
    {
        var before = _last?.Problem;
        var problem = await payloads.ProblemAsync(ct);
        _last = new(time.GetTimestamp(), problem);
        if ((before is null) != (problem is null))
        {
            await TellAsync(problem);
        }

        return problem;
    }

    private async ValueTask TellAsync(string? problem)
    {
        try
        {
            await (problem is null ? alerts.ResolveAsync(Kind, Subject, time.GetUtcNow(), CancellationToken.None)
                : alerts.RaiseAsync(Kind, Subject, AlertSeverity.Critical, $"No messages are taken: {problem}", time.GetUtcNow(), CancellationToken.None));
        }
        catch (JournalException)
        {
            // On the same full disk the journal may not be able to write either. The log and readiness say it all the same.
        }
    }

    private sealed record Look(long At, string? Problem);
}
