using Waybill.As2;

namespace Waybill.Gateway.Stores;

/// <summary>Messages in: one transaction each, the key's insertion is the claim.</summary>
internal static class Receiving
{
    /// <summary>How long an asynchronous receipt is tried.</summary>
    private static readonly TimeSpan ReceiptLifetime = TimeSpan.FromHours(24);

    internal static async ValueTask<AcceptOutcome> AcceptAsync(ISqlUnit unit, AcceptedMessage message)
    {
        if (await NumberAsync(unit, message) is not { } number)
        {
            return new AcceptOutcome.OpenedBefore();
        }

        var key = message.Key;
        var id = SqlCodec.Key(key.MessageId);

        // The claim. On PostgreSQL a second copy waits here for the first one's commit.
        if (await unit.DoAsync(
            "insert into message_key(as2_from, as2_to, message_id, exchange_n) values ($1, $2, $3, $4) on conflict do nothing", key.From, key.To, id, number) is 0)
        {
            var outcome = await RepeatAsync(unit, message, id);
            if (message.OpenedAt is not null && outcome is AcceptOutcome.Repeat)
            {
                await Blobs.DeleteExchangeAsync(unit, number);
            }

            return outcome;
        }

        if (message.FileNameWindow is { } window && await NameClaims.ClaimAsync(unit, number, message, window) is { } taken)
        {
            unit.Discard();
            return taken;
        }

        var names = await FileNames.WriteAsync(unit, number, message.Documents);
        var bytes = message.Documents.Sum(d => d.Length);
        if (message.OpenedAt is { } openedAt)
        {
            await unit.DoAsync(
                "update exchange set state = 20, receipt = $2, connection = $3, file_names = $4, bytes = $5, updated_at = $6, due_at = null, attempts = 0, detail = null where n = $1",
                number, (int)ReceiptOf(message), message.Connection, names, bytes, openedAt);
            await Unopened.WriteFoundAsync(unit, number, message, message.Entity, message.IsAuthenticated);
        }
        else
        {
            await unit.DoAsync(
                "insert into exchange(n, id, direction, state, receipt, connection, as2_from, as2_to, message_id, id_start, subject, file_names, bytes, updated_at) " +
                "values ($1, $2, 1, 20, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                number, message.Id, (int)ReceiptOf(message), message.Connection, message.From, message.To, message.MessageId, IdStart(message.MessageId), Subject(message), names,
                bytes, message.ReceivedAt);
            await WriteInboundAsync(unit, number, message, message.Entity, message.IsAuthenticated, hint: null);
        }

        unit.Changed(ChangeTopics.Exchange, message.Id.Value);
        await WriteReceiptAsync(unit, number, message);
        await WriteDocumentsAsync(unit, number, message.Documents, isDescribed: message.Described is not null);
        await Envelopes.AddAsync(unit, number, message.Described ?? [], 0);
        await NameAsync(unit, number, [message.Entity, message.Wire, .. message.Documents.Select(d => (PayloadId?)d.Object)]);
        await Blobs.WriteAsync(unit, message.SmallPayloads);
        foreach (var consumer in message.Consumers)
        {
            await Handoffs.AddAsync(unit, number, consumer, JudgedAt(message), isReplay: false);
        }

        return new AcceptOutcome.Stored();
    }

    internal static async ValueTask<bool> RefuseAsync(ISqlUnit unit, RefusedMessage message)
    {
        if (await NumberAsync(unit, message) is not { } number)
        {
            return false;
        }

        if (message.OpenedAt is { } openedAt)
        {
            await unit.DoAsync(
                "update exchange set state = 21, receipt = $2, connection = $3, updated_at = $4, failure = $5, detail = $6, cause = $7, due_at = null, attempts = 0 where n = $1",
                number, (int)ReceiptOf(message), message.Connection, openedAt, (int)message.Failure, message.Detail, Cause.Of(message.Failure));
            await Unopened.WriteFoundAsync(unit, number, message, entity: null, isAuthenticated: false);
        }
        else
        {
            await unit.DoAsync(
                "insert into exchange(n, id, direction, state, receipt, connection, as2_from, as2_to, message_id, id_start, subject, bytes, updated_at, failure, detail, cause) " +
                "values ($1, $2, 1, 21, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                number, message.Id, (int)ReceiptOf(message), message.Connection, message.From, message.To, message.MessageId, IdStart(message.MessageId), Subject(message),
                message.WireBytes, message.ReceivedAt, (int)message.Failure, message.Detail, Cause.Of(message.Failure));
            await WriteInboundAsync(unit, number, message, entity: null, isAuthenticated: false, message.Hint);
        }

        unit.Changed(ChangeTopics.Exchange, message.Id.Value);
        await WriteReceiptAsync(unit, number, message);
        await NameAsync(unit, number, [message.Wire]);
        await Blobs.WriteAsync(unit, message.SmallPayloads);
        await Quota.KeepAsync(unit, message);
        if (message.Connection is { } connection)
        {
            await Errors.KeepAsync(unit, connection, $"A message was refused. {message.Detail ?? As2FailureFacts.Of(message.Failure).Sentence}", JudgedAt(message));
        }

        return true;
    }

    internal static async ValueTask WriteDocumentsAsync(ISqlUnit unit, long number, IReadOnlyList<StoredDocument> documents, bool isDescribed = false)
    {
        for (var i = 0; i < documents.Count; i++)
        {
            var d = documents[i];
            await unit.DoAsync(
                "insert into document(exchange_n, ordinal, file_name, content_type, content_id, object, start, length, sha256, is_described) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                number, i, d.FileName, d.ContentType, d.ContentId, d.Object, d.Offset, d.Length, d.Sha256, isDescribed);
        }
    }

    /// <summary>Writes down that an exchange needs these objects.</summary>
    internal static async ValueTask NameAsync(ISqlUnit unit, long number, IReadOnlyList<PayloadId?> objects)
    {
        for (var i = 0; i < objects.Count; i++)
        {
            if (objects[i] is { } id && !objects.Take(i).Contains(id))
            {
                await unit.DoAsync("insert into payload_name(object, exchange_n) values ($1, $2) on conflict do nothing", id, number);
            }
        }
    }

    /// <summary>The row it is written into: a new one, or that of an unopened message. Null when that was opened meanwhile.</summary>
    private static async ValueTask<long?> NumberAsync(ISqlUnit unit, InboundMessage message)
        => message.OpenedAt is null ? await unit.NewNumberAsync(message.ReceivedAt) : await Unopened.FindAsync(unit, message.Id);

    private static DateTimeOffset JudgedAt(InboundMessage message) => message.OpenedAt ?? message.ReceivedAt;

    internal static string? IdStart(string? messageId) => messageId is null ? null : SqlCodec.Cut(SqlCodec.Bare(messageId), 200);

    /// <summary>The key is taken: the same message again, or other content under its id.</summary>
    private static async ValueTask<AcceptOutcome> RepeatAsync(ISqlUnit unit, AcceptedMessage message, string id)
    {
        var original = await unit.OneAsync(
            "select e.n, e.id, e.attempts, i.wire_sha256, i.mic, coalesce(i.later_status, i.answer_status), coalesce(i.later_headers, i.answer_headers), " +
            "coalesce(i.later_body, i.answer_body) from message_key k " +
            "join exchange e on e.n = k.exchange_n join inbound i on i.exchange_n = k.exchange_n where k.as2_from = $1 and k.as2_to = $2 and k.message_id = $3 /*lock*/",
            static r => new { Number = r.Number(0), Id = r.Exchange(1), Wire = r.Bytes(3), Mic = r.Mic(4), Answer = new StoredAnswer(r.Int(5), r.Headers(6), r.Bytes(7)) },
            message.Key.From, message.Key.To, id) ?? throw new JournalException("The original of a repeated message went away while it was looked up; the partner's next attempt is taken.");

        unit.Changed(ChangeTopics.Exchange, original.Id.Value);

        // Who is not authenticated gets a stored receipt for the very same bytes only; a re-encrypted repeat has the same MIC.
        var isSame = original.Wire.AsSpan().SequenceEqual(message.WireSha256.Span) || (message.IsAuthenticated && message.Mic is not null && message.Mic.Equals(original.Mic));
        if (!isSame)
        {
            await Alerts.RaiseAsync(
                unit, "duplicate-document", original.Id.Value, AlertSeverity.Warning,
                $"{message.From} sent other content under the Message-ID of an accepted message. It was not delivered.", message.ReceivedAt);
            await Timeline.AddAgainAsync(unit, original.Number, message.ReceivedAt, "duplicate", "Other content came under the same Message-ID; it was not delivered.");
            return new AcceptOutcome.OtherContent(original.Id);
        }

        var times = await unit.OneAsync(
            "insert into attempt(exchange_n, kind, number, started_at, ended_at, http_status, sentence) " +
            "select $1, 'duplicate', coalesce(max(number), 0) + 1, $2, $2, $3, $4 from attempt where exchange_n = $1 and kind = 'duplicate' returning number",
            static r => r.Number(0), original.Number, message.ReceivedAt, original.Answer.Status, "The same message came again; the stored answer was given.");
        await Bounds.TrimAttemptsAsync(unit, original.Number, "duplicate", times);
        var connection = await unit.OneAsync(
            "update receipt_out set due_at = $2, give_up_at = $3, claim_epoch = null where exchange_n = $1 and forbidden is null and (due_at is null or claim_epoch is null) " +
            "returning connection", static r => r.TextOrNull(0) ?? "", original.Number, message.ReceivedAt, message.ReceivedAt + ReceiptLifetime);
        if (connection is not null)
        {
            await unit.DoAsync("update exchange set receipt = 2, updated_at = $2 where n = $1", original.Number, message.ReceivedAt);
            await Alerts.ResolveAsync(unit, "receipt-failed", original.Id.Value, message.ReceivedAt);
            await unit.DueAsync(connection);
        }

        return new AcceptOutcome.Repeat(original.Id, original.Answer);
    }

    internal static async ValueTask WriteInboundAsync(ISqlUnit unit, long number, InboundMessage message, PayloadId? entity, bool isAuthenticated, string? hint)
    {
        await unit.DoAsync(
            "insert into inbound(exchange_n, connection_version, headers, wire_sha256, wire_bytes, wire, entity, mic, is_authenticated, layers, signer, answer_status, " +
            "answer_headers, answer_body, remote_address, hint, certificates, signature) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
            number, message.ConnectionVersion, SqlCodec.Json(message.Headers), message.WireSha256, message.WireBytes, message.Wire, entity, message.Mic?.ToString(),
            isAuthenticated, message.LayersJson, message.SignerThumbprint, message.Answer.Status, SqlCodec.Json(message.Answer.Headers), message.Answer.Body,
            message.RemoteAddress, hint, UsedCertificate.Write(message.Certificates), message.Signature);
    }

    private static async ValueTask WriteReceiptAsync(ISqlUnit unit, long number, InboundMessage message)
    {
        if (message.AsynchronousReceipt is not { } receipt)
        {
            return;
        }

        var at = JudgedAt(message);
        var isForbidden = message.ReceiptForbidden is not null;
        await unit.DoAsync(
            "insert into receipt_out(exchange_n, connection, url, headers, body, forbidden, due_at, give_up_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            number, message.Connection, receipt.Url, SqlCodec.Json(receipt.Headers), receipt.Body, message.ReceiptForbidden,
            isForbidden ? default(SqlValue) : at, at + ReceiptLifetime);
        if (isForbidden)
        {
            await Alerts.RaiseAsync(
                unit, "receipt-forbidden", message.Id.Value, AlertSeverity.Warning,
                $"The receipt for {message.From} was not sent: {message.ReceiptForbidden}", at);
        }
        else
        {
            await unit.DueAsync(message.Connection ?? "");
        }
    }

    private static ReceiptState ReceiptOf(InboundMessage message) => message switch
    {
        { AsynchronousReceipt: not null, ReceiptForbidden: not null } => ReceiptState.Failed,
        { AsynchronousReceipt: not null } => ReceiptState.Due,
        { ReceiptInAnswer: true } => ReceiptState.Answered,
        _ => ReceiptState.None,
    };

    internal static string? Subject(InboundMessage message)
    {
        foreach (var (name, value) in message.Headers)
        {
            if (string.Equals(name, "Subject", StringComparison.OrdinalIgnoreCase))
            {
                return SqlCodec.Cut(value, 1000);
            }
        }

        return null;
    }
}
