namespace Waybill.Gateway.Stores;

/// <summary>Asynchronous receipts of ours, with attempts of their own.</summary>
internal static class ReceiptPosts
{
    internal static async ValueTask<IReadOnlyList<ReceiptWork>> ClaimAsync(ISqlUnit unit, OwnerLease lease, int max, DateTimeOffset now)
    {
        if (max < 1 || !await Fence.HoldsAsync(unit, lease, now)
            || await unit.OneAsync("select is_held from connection_state where connection = $1", static r => r.Number(0), lease.Scope) is 1)
        {
            return [];
        }

        var claimed = await unit.ManyAsync(
            "update receipt_out set attempts = attempts + 1, claim_epoch = $2 where exchange_n in (select exchange_n from receipt_out where connection = $1 " +
            "and due_at is not null and due_at <= now_ms($4) and give_up_at > now_ms($4) and (claim_epoch is null or claim_epoch < $2) order by due_at limit $3 /*skip*/) " +
            "returning exchange_n, attempts, url, coalesce(later_headers, headers), coalesce(later_body, body), give_up_at, due_at",
            static r => (Number: r.Number(0), Attempt: r.Int(1), Receipt: new StoredReceipt(r.Text(2), r.Headers(3), r.Bytes(4)), GiveUpAt: r.Time(5), DueAt: r.Number(6)),
            lease.Scope, lease.Epoch, max, now);
        var work = new List<ReceiptWork>(claimed.Count);
        foreach (var row in claimed.OrderBy(r => r.DueAt))
        {
            await unit.DoAsync(
                "insert into attempt(exchange_n, kind, number, epoch, started_at) values ($1, 'receipt', $2, $3, $4)", row.Number, row.Attempt, lease.Epoch, now);
            await Bounds.TrimAttemptsAsync(unit, row.Number, "receipt", row.Attempt);
            var id = await unit.OneAsync("select id from exchange where n = $1", static r => r.Exchange(0), row.Number);
            work.Add(new(id, lease.Scope, row.Attempt, row.Receipt, row.GiveUpAt));
        }

        return work;
    }

    internal static async ValueTask<bool> CompleteAsync(
        ISqlUnit unit, OwnerLease lease, ReceiptWork work, bool isSent, int? httpStatus, string sentence, DateTimeOffset at, DateTimeOffset? dueAt, DateTimeOffset now)
    {
        var number = await Fence.HoldsAsync(unit, lease, now)
            ? await unit.OneAsync("select n from exchange where id = $1 /*lock*/", static r => r.Number(0), work.Exchange)
            : 0;
        if (number is 0
            || await unit.DoAsync(
                "update receipt_out set due_at = $4, claim_epoch = null where exchange_n = $1 and attempts = $2 and claim_epoch = $3",
                number, work.Attempt, lease.Epoch, isSent ? null : dueAt) is 0)
        {
            unit.Discard();
            return false;
        }

        await unit.DoAsync(
            "update attempt set ended_at = $3, http_status = $4, sentence = $5 where exchange_n = $1 and kind = 'receipt' and number = $2",
            number, work.Attempt, at, httpStatus, SqlCodec.Cut(sentence, 2000));
        if (isSent)
        {
            await EndAsync(unit, work.Exchange, number, ReceiptState.Sent, at, "The receipt was taken.");
            if (work.Attempt > Bounds.MostRepeats)
            {
                // Each repeat of the message makes its receipt due again.
                await Bounds.TrimTimelineAsync(unit, number, "receipt-sent");
            }

            await Alerts.ResolveAsync(unit, "receipt-failed", work.Exchange.Value, at);
        }
        else if (dueAt is null)
        {
            await EndAsync(unit, work.Exchange, number, ReceiptState.Failed, at, $"The receipt was given up. {sentence}");
            await Errors.KeepAsync(unit, lease.Scope, $"A receipt was given up. {sentence}", at);
            await Alerts.RaiseAsync(unit, "receipt-failed", work.Exchange.Value, AlertSeverity.Warning, $"The receipt could not be delivered: {sentence}", at);
        }
        else
        {
            await unit.DueAsync(lease.Scope);
        }

        return true;
    }

    /// <summary>Gives up receipts whose time is over though nobody posts them: their connection went away.</summary>
    internal static async ValueTask<List<PassedDeadline>> GiveUpAsync(ISqlUnit unit, DateTimeOffset now, int slice)
    {
        var over = await unit.ManyAsync(
            "update receipt_out set due_at = null, claim_epoch = null where exchange_n in " +
            "(select exchange_n from receipt_out where due_at is not null and give_up_at <= $1 order by give_up_at limit $2 /*skip*/) returning exchange_n",
            static r => r.Number(0), now, slice);
        var passed = new List<PassedDeadline>(over.Count);
        foreach (var number in over)
        {
            const string Sentence = "The receipt's time is over; it was not delivered.";
            var given = await unit.OneAsync(
                "select id, connection, state from exchange where n = $1", static r => new PassedDeadline(r.Exchange(0), r.TextOrNull(1), (ExchangeState)r.Int(2), Sentence), number);
            await EndAsync(unit, given!.Id, number, ReceiptState.Failed, now, Sentence);
            await Alerts.RaiseAsync(unit, "receipt-failed", given.Id.Value, AlertSeverity.Warning, "The receipt could not be delivered in time.", now);
            passed.Add(given);
        }

        return passed;
    }

    private static async ValueTask EndAsync(ISqlUnit unit, ExchangeId id, long number, ReceiptState state, DateTimeOffset at, string text)
    {
        unit.Changed(ChangeTopics.Exchange, id.Value);
        await unit.DoAsync("update exchange set receipt = $2, updated_at = $3 where n = $1", number, (int)state, at);
        await Timeline.AddAsync(unit, number, at, state is ReceiptState.Sent ? "receipt-sent" : "receipt-failed", text);
    }
}
