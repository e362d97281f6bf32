using Waybill.As2;
using Waybill.As2.Http;

namespace Waybill.Gateway;

/// <summary>One failure, one policy: what follows an attempt, and whether the message or its connection pays for it.</summary>
/// <remarks><para>Final: an authentic receipt of any verdict, 3xx, every 4xx not named here, an address that must not be connected to.</para>
/// <para>The message's own schedule, one attempt each: 408, 425, 5xx, silence, a cut, 2xx without the synchronous receipt that was asked for.</para>
/// <para>The connection's, no attempt of the message: name, connect, TLS, proxy and 407, 401 and 403 (after one token refresh), 429, and what the connection itself names a failure: by status, or by a value in the body.</para></remarks>
/// <threadsafety>Pure functions.</threadsafety>
public static class DeliveryPolicy
{
    /// <summary>Room for the last attempt before a message is given up.</summary>
    private static readonly TimeSpan LastCall = TimeSpan.FromMinutes(1);

    /// <summary>What follows an attempt.</summary>
    public static DeliveryStep After(EndedAttempt ended, DeliveryRules rules)
    {
        ArgumentNullException.ThrowIfNull(ended);
        ArgumentNullException.ThrowIfNull(rules);
        if (ended.Verdict is { IsAuthentic: true } verdict)
        {
            return new(StateOf(verdict), Evidence.AuthenticReceipt, verdict.Sentence) { Pause = PauseSchedule.Answered(ended, isSuccess: true, rules.Concurrency) };
        }

        if (IsConnectionsFailure(ended, rules))
        {
            return OfConnection(ended, rules);
        }

        var step = ended.Http.Status switch
        {
            >= 200 and <= 299 => Transferred(ended, rules),
            408 or 425 or >= 500 and <= 599 => OnSchedule(ended, rules, Problem(ended)),
            null when ended.Http.Fault is not TransferFault.Address => OnSchedule(ended, rules, Problem(ended)),
            _ => new DeliveryStep(ExchangeState.Failed, Evidence.Answered, Problem(ended)),
        };

        // Silence and a cut say nothing about whether the connection works.
        return ended.Http.Status is null ? step : step with { Pause = PauseSchedule.Answered(ended, ended.Http.Status is >= 200 and <= 299, rules.Concurrency) };
    }

    /// <summary>What follows when an asynchronous receipt did not come in time.</summary>
    /// <param name="resends">How often the bytes were sent again for that reason.</param>
    /// <param name="now">The moment.</param>
    /// <param name="giveUpAt">When the message is given up.</param>
    /// <param name="rules">The connection's.</param>
    public static DeliveryStep WhenOverdue(int resends, DateTimeOffset now, DateTimeOffset giveUpAt, DeliveryRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules.ResendsWhenOverdue <= 0 ? new(ExchangeState.Overdue, Evidence.Deadline, "The receipt did not come in time.")
            : resends < rules.ResendsWhenOverdue && now < giveUpAt ? new(ExchangeState.RetryWait, Evidence.Deadline, "The receipt did not come in time: the same bytes are sent again.") { DueAt = now }
            : new(ExchangeState.Failed, Evidence.Deadline, resends > 0 ? "The receipt did not come, also after the same bytes were sent again." : "The receipt did not come before the message's time was over.");
    }

    private static bool IsConnectionsFailure(EndedAttempt ended, DeliveryRules rules)
        => ended.Http.Fault is TransferFault.Name or TransferFault.Connect or TransferFault.Tls or TransferFault.Proxy
            || ended.Http.Status is 401 or 403 or 407 or 429
            || (ended.Http.Status is { } status && (ended.Meaning is not AnswerMeaning.None || rules.ConnectionFailures.Contains(status)));

    private static DeliveryStep OfConnection(EndedAttempt ended, DeliveryRules rules)
    {
        var waiting = new DeliveryStep(ExchangeState.RetryWait, Evidence.Answered, Problem(ended)) { DueAt = ended.EndedAt, Spent = false };
        if (ended.CanRefreshToken && (ended.Meaning is AnswerMeaning.AccessRefused || ended.Http.Status is 401 or 403))
        {
            return waiting with { RefreshToken = true };
        }

        var asksForFewer = ended.Meaning is AnswerMeaning.TooManyCalls || (ended.Meaning is AnswerMeaning.None && ended.Http.Status is 429);
        if (asksForFewer && !rules.AutoRecover)
        {
            return ended.EndedAt < ended.GiveUpAt ? waiting with { Hold = true } : waiting with { Next = ExchangeState.Failed, DueAt = null, Hold = true };
        }

        // What was on its way when the connection began to wait tells nothing new.
        var isKnown = PauseSchedule.IsPaused(ended.Pause) && ended.StartedAt < ended.Pause!.Until;
        var pause = isKnown ? ended.Pause!
            : asksForFewer ? PauseSchedule.RateLimited(ended, Problem(ended))
            : PauseSchedule.Failed(ended, rules.PauseWaits, Problem(ended));
        var step = waiting with { DueAt = pause.Until, Pause = isKnown ? null : pause };
        return ended.EndedAt < ended.GiveUpAt ? step : step with { Next = ExchangeState.Failed, DueAt = null };
    }

    private static DeliveryStep Transferred(EndedAttempt ended, DeliveryRules rules) => ended switch
    {
        { Asked.IsRequested: false } => new(ExchangeState.Sent, Evidence.Answered, "The partner has the message. No receipt was asked for."),

        // A receipt that proves nothing does not end the wait for the one that was asked for.
        { Asked.Url: not null } => new(ExchangeState.AwaitingReceipt, Evidence.Answered, "The partner has the message. Its receipt comes later.") { DueAt = ended.EndedAt + rules.ReceiptDeadline },
        { Verdict: null or { Outcome: ReceiptOutcome.NotAReceipt } } => OnSchedule(ended, rules, ended.Http.Problem ?? "The partner answered without the receipt that was asked for."),

        // No retry: the partner would give the same receipt again.
        _ => new(ExchangeState.ReceiptInvalid, Evidence.UnprovenReceipt, ended.Verdict!.Sentence),
    };

    private static DeliveryStep OnSchedule(EndedAttempt ended, DeliveryRules rules, string sentence)
        => NextAttempt(ended, rules) is { } due
            ? new(ExchangeState.RetryWait, Evidence.Answered, sentence) { DueAt = due }
            : new(ExchangeState.Failed, Evidence.Answered, $"{sentence} The message's attempts are over.");

    /// <summary>Null: no attempt fits into what is left. The last one is made just before the end, not given away because the schedule would pass it.</summary>
    private static DateTimeOffset? NextAttempt(EndedAttempt ended, DeliveryRules rules)
    {
        if (rules.RetryWaits is [])
        {
            return null;
        }

        var wait = rules.RetryWaits[Math.Clamp(ended.SpentAttempts, 0, rules.RetryWaits.Count - 1)];
        var last = ended.GiveUpAt - LastCall;
        var left = last - ended.EndedAt;
        if (ended.Http.RetryAfter is { } asked && asked > wait)
        {
            wait = asked;
        }

        return wait <= left ? ended.EndedAt + wait : left >= rules.RetryWaits[0] && left > TimeSpan.Zero ? last : null;
    }

    private static ExchangeState StateOf(ReceiptVerdict verdict) => verdict.Outcome switch
    {
        ReceiptOutcome.Delivered or ReceiptOutcome.DeliveredWithWarning => ExchangeState.Delivered,
        ReceiptOutcome.MicMismatch => ExchangeState.MicMismatch,
        _ => ExchangeState.Rejected,
    };

    private static string Problem(EndedAttempt ended) => ended switch
    {
        { Http.Problem: { } problem } => problem,
        _ => $"The partner answered {ended.Http.Status}.",
    };
}
