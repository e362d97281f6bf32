namespace Waybill.Gateway.Stores;

/// <summary>Messages stored before they were opened: a claim moves the row's due time to the claim's end, so one that is lost comes back by itself.</summary>
internal static class Unopened
{
    private const string Columns = "e.n, e.id, e.attempts, e.connection, e.as2_from, e.as2_to, i.headers, i.wire, i.wire_bytes, i.wire_sha256, i.remote_address";

    internal static async ValueTask<bool> ReceiveAsync(ISqlUnit unit, UnopenedMessage message)
    {
        var number = await unit.NewNumberAsync(message.ReceivedAt);
        await unit.DoAsync(
            "insert into exchange(n, id, direction, state, connection, as2_from, as2_to, message_id, id_start, subject, bytes, updated_at, due_at) " +
            "values ($1, $2, 1, 22, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            number, message.Id, message.Connection, message.From, message.To, message.MessageId, Receiving.IdStart(message.MessageId), Receiving.Subject(message),
            message.WireBytes, message.ReceivedAt, message.ReceivedAt);
        await Receiving.WriteInboundAsync(unit, number, message, entity: null, isAuthenticated: false, hint: null);
        await Receiving.NameAsync(unit, number, [message.Wire]);
        await Blobs.WriteAsync(unit, message.SmallPayloads);
        await unit.DueAsync(IUnopenedJournal.Scope);
        unit.Changed(ChangeTopics.Exchange, message.Id.Value);
        return true;
    }

    internal static async ValueTask<UnopenedWork?> ClaimAsync(ISqlUnit unit, DateTimeOffset now, DateTimeOffset until)
    {
        var number = await unit.OneAsync(
            "update exchange set attempts = attempts + 1, due_at = now_ms($1) + $2 where n in " +
            "(select n from exchange where state = 22 and due_at <= now_ms($1) order by due_at, n limit 1 /*skip*/) returning n",
            static r => (long?)r.Number(0), now, (long)(until - now).TotalMilliseconds);
        return number is null
            ? null
            : await unit.OneAsync(
                $"select {Columns} from exchange e join inbound i on i.exchange_n = e.n where e.n = $1",
                static r => new UnopenedWork(
                    r.Exchange(1), r.Int(2), r.TextOrNull(3), r.Text(4), r.Text(5), r.Headers(6), new(r.Text(7)), r.Number(8), r.Bytes(9), SqlCodec.TimeOf(r.Number(0)), r.TextOrNull(10)),
                number);
    }

    internal static async ValueTask<bool> ExtendAsync(ISqlUnit unit, UnopenedWork work, DateTimeOffset now, DateTimeOffset until)
        => await unit.DoAsync(
            "update exchange set due_at = now_ms($3) + $4 where id = $1 and attempts = $2 and state = 22", work.Id, work.Attempt, now, (long)(until - now).TotalMilliseconds) is 1;

    internal static async ValueTask<bool> FailedAsync(ISqlUnit unit, UnopenedWork work, DateTimeOffset dueAt, string reason)
        => await unit.DoAsync(
            "update exchange set due_at = $3, detail = $4 where id = $1 and attempts = $2 and state = 22", work.Id, work.Attempt, dueAt, SqlCodec.Cut(reason, 2000)) is 1;

    internal static async ValueTask<int> ReleaseAsync(ISqlUnit unit, DateTimeOffset now)
        => await unit.DoAsync("update exchange set due_at = $1 where state = 22", now);

    /// <summary>The row of a message that is being opened; null when it is not unopened any more.</summary>
    internal static async ValueTask<long?> FindAsync(ISqlUnit unit, ExchangeId id)
        => await unit.OneAsync("select n from exchange where id = $1 and state = 22 /*lock*/", static r => (long?)r.Number(0), id);

    /// <summary>What was found takes the place of what was not known. The body as it came goes, unless it is to be kept.</summary>
    internal static async ValueTask WriteFoundAsync(ISqlUnit unit, long number, InboundMessage message, PayloadId? entity, bool isAuthenticated)
    {
        await unit.DoAsync(
            "update inbound set connection_version = $2, entity = $3, mic = $4, is_authenticated = $5, layers = $6, signer = $7, wire = $8, certificates = $9, signature = $10 where exchange_n = $1",
            number, message.ConnectionVersion, entity, message.Mic?.ToString(), isAuthenticated, message.LayersJson, message.SignerThumbprint, message.Wire,
            UsedCertificate.Write(message.Certificates), message.Signature);
        await unit.DoAsync("delete from payload_name where exchange_n = $1", number);
        await Timeline.AddAsync(unit, number, message.OpenedAt!.Value, "opened", "It came faster than it could be opened, and was opened from the journal.");
    }
}
