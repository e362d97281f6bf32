namespace Waybill.Gateway.Stores;

/// <summary>Takes a message in that was refused: its row keeps the answer that was given, and gets what an accepted one has.</summary>
internal static class Reopening
{
    internal static async ValueTask<ReopenOutcome> ReopenAsync(ISqlUnit unit, ReopenedMessage message, IdempotencyKey? key)
    {
        if (key is not null && await Idempotency.ClaimAsync(unit, key, message.At) is { } before)
        {
            return before is IdempotencyOutcome.Before done ? new ReopenOutcome.Before(done.Response) : new ReopenOutcome.Conflict();
        }

        var refused = await unit.OneAsync(
            "select e.n, e.state, e.connection, e.detail, i.wire_sha256, case when i.wire is null then 0 else i.wire_bytes end from exchange e " +
            "join inbound i on i.exchange_n = e.n where e.id = $1 /*lock*/",
            static r => new { Number = r.Number(0), State = (ExchangeState)r.Int(1), Connection = r.TextOrNull(2), Detail = r.TextOrNull(3), Wire = r.Bytes(4), Kept = r.Number(5) }, message.Id);
        if (refused is null || !ExchangeTransitions.Allows(refused.State, ExchangeState.Accepted, Evidence.Operator) || !refused.Wire.AsSpan().SequenceEqual(message.WireSha256.Span))
        {
            unit.Discard();
            return new ReopenOutcome.NotRefused();
        }

        // The claim, as for a message that comes: from here on a repeat finds this exchange.
        var (from, to, id) = (message.Key.From, message.Key.To, SqlCodec.Key(message.Key.MessageId));
        if (await unit.DoAsync(
            "insert into message_key(as2_from, as2_to, message_id, exchange_n) values ($1, $2, $3, $4) on conflict do nothing", from, to, id, refused.Number) is 0)
        {
            var owner = await unit.OneAsync(
                "select e.id from message_key k join exchange e on e.n = k.exchange_n where k.as2_from = $1 and k.as2_to = $2 and k.message_id = $3", static r => (ExchangeId?)r.Exchange(0), from, to, id);
            unit.Discard();
            return new ReopenOutcome.KeyOwned(owner);
        }

        if (await unit.DoAsync(
            "update exchange set state = 20, connection = $2, failure = null, detail = null, cause = null, file_names = $3, bytes = $4, updated_at = $5, kept = -1 where n = $1 and state = 21",
            refused.Number, message.Connection, await FileNames.WriteAsync(unit, refused.Number, message.Documents), message.Documents.Sum(d => d.Length), message.At) is 0)
        {
            throw new JournalException($"The exchange {message.Id} changed while it was being written. Nothing was kept; the next try sees where it stands.");
        }

        await unit.DoAsync(
            "update inbound set connection_version = $2, entity = $3, mic = $4, is_authenticated = $5, layers = $6, signer = $7, certificates = $8, later_status = $9, later_headers = $10, " +
            "later_body = $11, signature = $12 where exchange_n = $1",
            refused.Number, message.ConnectionVersion, message.Entity, message.Mic?.ToString(), message.IsAuthenticated, message.LayersJson, message.SignerThumbprint,
            UsedCertificate.Write(message.Certificates), message.Answer.Status, SqlCodec.Json(message.Answer.Headers), message.Answer.Body, message.Signature);
        await Receiving.WriteDocumentsAsync(unit, refused.Number, message.Documents);
        await Receiving.NameAsync(unit, refused.Number, [message.Entity, .. message.Documents.Select(d => (PayloadId?)d.Object)]);
        await Blobs.WriteAsync(unit, message.SmallPayloads);
        await WriteReceiptAsync(unit, refused.Number, message);
        foreach (var consumer in message.Consumers)
        {
            await Handoffs.AddAsync(unit, refused.Number, consumer, message.At, isReplay: false);
        }

        await Quota.ReleaseAsync(unit, refused.Connection, refused.Kept);
        await Timeline.AddAsync(
            unit, refused.Number, message.At, Timeline.Reopened, $"Opened again by {message.By} and taken. It had been refused: {refused.Detail ?? "the reason is not kept."}");
        unit.Changed(ChangeTopics.Exchange, message.Id.Value);
        return new ReopenOutcome.Stored();
    }

    /// <summary>Why it stays refused, for who looks at it.</summary>
    internal static async ValueTask<bool> StillRefusedAsync(ISqlUnit unit, ExchangeId id, string by, string cause, DateTimeOffset at)
    {
        var number = await unit.OneAsync("select n from exchange where id = $1 and state = 21", static r => r.Number(0), id);
        if (number is not 0)
        {
            await Timeline.AddAgainAsync(unit, number, at, "still-refused", SqlCodec.Cut($"Opened again by {by}. {cause}", 2000));
        }

        return number is not 0;
    }

    /// <summary>The receipt that a repeat gets. Nothing is due by it: the answer that was given stands until somebody asks again. The one that was posted stays as it was.</summary>
    private static async ValueTask WriteReceiptAsync(ISqlUnit unit, long number, ReopenedMessage message)
    {
        if (message.AsynchronousReceipt is not { } receipt)
        {
            return;
        }

        await unit.DoAsync(
            "insert into receipt_out(exchange_n, connection, url, headers, body, forbidden, give_up_at) values ($1, $2, $3, $4, $5, $6, $7) " +
            "on conflict (exchange_n) do update set connection = excluded.connection, later_headers = excluded.headers, later_body = excluded.body, forbidden = excluded.forbidden",
            number, message.Connection, receipt.Url, SqlCodec.Json(receipt.Headers), receipt.Body, message.ReceiptForbidden, message.At);
        if (message.ReceiptForbidden is null)
        {
            await Alerts.ResolveAsync(unit, "receipt-forbidden", message.Id.Value, message.At);
        }
    }
}
