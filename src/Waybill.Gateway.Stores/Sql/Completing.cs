using Waybill.As2;

namespace Waybill.Gateway.Stores;

/// <summary>What an attempt, a receipt, a deadline shows, committed with the state that follows from it.</summary>
internal static class Completing
{
    /// <summary>For a connection that is not there any more.</summary>
    private static readonly DeliveryRules JustAlert = new() { RetryWaits = [], ReceiptDeadline = TimeSpan.Zero };

    internal static async ValueTask<bool> CompleteAsync(ISqlUnit unit, OwnerLease lease, AttemptResult result, DateTimeOffset now)
    {
        if (!await Fence.HoldsAsync(unit, lease, now) || await Moves.FindAsync(unit, result.Id) is not { } exchange
            || !string.Equals(exchange.Connection, lease.Scope, StringComparison.Ordinal)
            || await unit.DoAsync(
                "update attempt set ended_at = $4, http_status = $5, sentence = $6, headers = $7 where exchange_n = $1 and kind = 'send' and number = $2 and epoch = $3 and ended_at is null",
                exchange.Number, result.Attempt, lease.Epoch, result.EndedAt, result.HttpStatus, SqlCodec.Cut(result.Sentence, 2000), SqlCodec.Json(result.ResponseHeaders)) is 0)
        {
            unit.Discard();
            return false;
        }

        if (result.Spent)
        {
            await unit.DoAsync("update exchange set spent = spent + 1 where n = $1", exchange.Number);
        }

        if (result.Receipt is { } receipt)
        {
            await KeepAsync(unit, exchange.Number, null, null, receipt);
        }

        // What came meanwhile (an authentic receipt, a cancellation, a newer attempt) stands; only an authentic receipt in this answer still moves it.
        var isCurrent = exchange.State is ExchangeState.Sending && exchange.Attempts == result.Attempt;
        if (isCurrent || (result.Evidence is Evidence.AuthenticReceipt && ExchangeTransitions.Allows(exchange.State, result.Next, result.Evidence)))
        {
            await Moves.MoveAsync(unit, exchange, result.Next, result.Evidence, result.EndedAt, result.DueAt, result.Sentence, result.Cause);
            if (result.Evidence is Evidence.AuthenticReceipt)
            {
                await ForgetKeyAsync(unit, exchange.Number);
            }
        }

        if (result.Pause is { } pause)
        {
            await PauseAsync(unit, pause, result.EndedAt);
        }

        if (result.Hold)
        {
            await ByHand.HoldAsync(unit, lease.Scope, isHeld: true, "Waybill", result.EndedAt);
            await Alerts.RaiseAsync(unit, "connection-held", lease.Scope, AlertSeverity.Critical, $"{lease.Scope} is held until it is released: {result.Sentence}", result.EndedAt);
        }

        await unit.DueAsync(lease.Scope);
        unit.Changed(ChangeTopics.Exchange, result.Id.Value);
        return true;
    }

    internal static async ValueTask<bool> ReceiptAsync(ISqlUnit unit, ExchangeId id, ReceiptRow receipt)
    {
        if (await Moves.FindAsync(unit, id) is not { } exchange)
        {
            return false;
        }

        unit.Changed(ChangeTopics.Exchange, id.Value);
        var kept = await KeepAsync(unit, exchange.Number, null, null, receipt, ExchangeTransitions.IsClosedByReceipt(exchange.State));
        if (!receipt.IsAuthentic || Verdict(receipt.Outcome) is not { } verdict)
        {
            if (!ExchangeTransitions.IsClosedByReceipt(exchange.State))
            {
                await Alerts.RaiseOnceAsync(unit, "receipt-not-authentic", id.Value, AlertSeverity.Warning, receipt.Sentence, receipt.At);
            }

            return false;
        }

        if (!ExchangeTransitions.Allows(exchange.State, verdict, Evidence.AuthenticReceipt))
        {
            if (kept)
            {
                await Timeline.AddAsync(unit, exchange.Number, receipt.At, "receipt", $"A further receipt came; the first verdict stands. {receipt.Sentence}");
            }

            return false;
        }

        await Moves.MoveAsync(unit, exchange, verdict, Evidence.AuthenticReceipt, receipt.At, null, receipt.Sentence, Cause.Of(receipt));
        await ForgetKeyAsync(unit, exchange.Number);
        if (exchange.Connection is { } connection)
        {
            await unit.DueAsync(connection);
        }

        return true;
    }

    /// <summary>One slice of deadlines: overdue receipts, total times over, receipts of ours given up.</summary>
    internal static async ValueTask<List<PassedDeadline>> PassDeadlinesAsync(ISqlUnit unit, DateTimeOffset now, Func<string, DeliveryRules?> rules, int slice)
    {
        var passed = new List<PassedDeadline>();
        var overdue = await unit.ManyAsync(
            "select e.n, e.id, e.state, e.connection, e.attempts, e.as2_to, o.overdue_resends, e.give_up_at from exchange e /*by exchange_deadline*/ join outbound o on o.exchange_n = e.n " +
            "where e.state = 4 and e.due_at is not null and e.due_at <= $1 order by e.due_at limit $2 /*skip*/",
            static r => (Exchange: Moves.Read(r), Resends: r.Int(6), GiveUpAt: r.Time(7)), now, slice);
        foreach (var (exchange, resends, giveUpAt) in overdue)
        {
            var step = DeliveryPolicy.WhenOverdue(resends, now, giveUpAt, (exchange.Connection is { } name ? rules(name) : null) ?? JustAlert);
            if (step.Next is ExchangeState.RetryWait)
            {
                await unit.DoAsync("update outbound set overdue_resends = overdue_resends + 1 where exchange_n = $1", exchange.Number);
            }

            await PassAsync(exchange, step.Next, step.Evidence, step.DueAt, step.Sentence, Cause.ReceiptOverdue);
        }

        var over = await unit.ManyAsync(
            "select n, id, state, connection, attempts, as2_to from exchange /*by exchange_give_up*/ where state in (1, 2, 5) and give_up_at <= $1 order by give_up_at limit $2 /*skip*/",
            Moves.Read, now, slice);
        foreach (var exchange in over)
        {
            await PassAsync(exchange, ExchangeState.Failed, Evidence.TimeOver, null, "The message's time is over; it was not sent.", Cause.TimeOver);
        }

        passed.AddRange(await ReceiptPosts.GiveUpAsync(unit, now, slice));
        return passed;

        async ValueTask PassAsync(Standing exchange, ExchangeState next, Evidence evidence, DateTimeOffset? dueAt, string sentence, string cause)
        {
            await Moves.MoveAsync(unit, exchange, next, evidence, now, dueAt, sentence, cause);
            passed.Add(new(exchange.Id, exchange.Connection, next, sentence));
        }
    }

    internal static async ValueTask PauseAsync(ISqlUnit unit, ConnectionPause pause, DateTimeOffset at)
    {
        if (pause.Step < 0 || PauseSchedule.IsClimbing(pause))
        {
            // Of several calls at a time one may have been asked for fewer while another succeeded: the new wait stands.
            var changed = pause.Step < 0
                ? await unit.DoAsync(
                    "update connection_state set pause_until = null, pause_step = null, pause_reason = null where connection = $1 and (pause_until <= $2 or pause_step not between 100 and 999)",
                    pause.Connection, at)
                : await unit.DoAsync(
                    "update connection_state set pause_until = $2, pause_step = $3, pause_reason = $4 where connection = $1 and pause_until <= $5 and pause_step < $3",
                    pause.Connection, pause.Until, pause.Step, SqlCodec.Cut(pause.Reason, 2000), at);
            if (changed > 0)
            {
                unit.Changed(ChangeTopics.Connection, pause.Connection);
                await Alerts.ResolveAsync(unit, "connection-paused", pause.Connection, at);
            }
        }
        else
        {
            await unit.DoAsync(
                "insert into connection_state(connection, pause_until, pause_step, pause_reason) values ($1, $2, $3, $4) " +
                "on conflict (connection) do update set pause_until = excluded.pause_until, pause_step = excluded.pause_step, pause_reason = excluded.pause_reason",
                pause.Connection, pause.Until, pause.Step, SqlCodec.Cut(pause.Reason, 2000));
            unit.Changed(ChangeTopics.Connection, pause.Connection);
            await Alerts.RaiseAsync(unit, "connection-paused", pause.Connection, AlertSeverity.Critical, $"{pause.Connection} waits: {pause.Reason}", at);
        }
    }

    /// <summary>The content key goes when an authentic receipt closed the exchange: nothing will be sent again.</summary>
    private static async ValueTask ForgetKeyAsync(ISqlUnit unit, long number)
        => await unit.DoAsync("update outbound set content_key = null where exchange_n = $1 and content_key is not null", number);

    /// <summary>Keeps a receipt; false when it proves nothing, or nothing new, and enough of its kind are kept with the exchange.</summary>
    internal static async ValueTask<bool> KeepAsync(ISqlUnit unit, long? number, string? from, string? to, ReceiptRow receipt, bool isFurther = false)
    {
        if (number is { } n && (isFurther || !receipt.IsAuthentic) && await unit.OneAsync(
            "select count(*) from receipt_in where exchange_n = $1 and is_authentic = $2", static r => r.Number(0), n, receipt.IsAuthentic) >= Bounds.MostRepeats)
        {
            return false;
        }

        await unit.DoAsync(
            "insert into receipt_in(exchange_n, as2_from, as2_to, at, is_synchronous, headers, body, outcome, is_authentic, sentence, disposition, mic, variant, signer) " +
            "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            number, from, to, receipt.At, receipt.IsSynchronous, SqlCodec.Json(receipt.Headers), receipt.Body, (int)receipt.Outcome, receipt.IsAuthentic,
            SqlCodec.Cut(receipt.Sentence, 2000), receipt.Disposition, receipt.Mic, receipt.Variant,
            receipt.Signer is { } signer ? UsedCertificate.Write([signer]) : null);
        return true;
    }

    private static ExchangeState? Verdict(ReceiptOutcome outcome) => outcome switch
    {
        ReceiptOutcome.Delivered or ReceiptOutcome.DeliveredWithWarning => ExchangeState.Delivered,
        ReceiptOutcome.Rejected => ExchangeState.Rejected,
        ReceiptOutcome.MicMismatch => ExchangeState.MicMismatch,
        _ => null,
    };
}
