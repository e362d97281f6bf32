using Waybill.As2;
using Waybill.Mime;

namespace Waybill.Gateway.Stores;

/// <summary>Messages out up to their first attempt, and how a receipt finds them.</summary>
internal static class Submitting
{
    internal static async ValueTask<IdempotencyOutcome> SubmitAsync(ISqlUnit unit, Submission submission)
    {
        if (submission.Idempotency is { } key && await Idempotency.ClaimAsync(unit, key, submission.Date) is { } before)
        {
            return before;
        }

        var number = await unit.NewNumberAsync(submission.Date);
        await unit.DoAsync(
            "insert into exchange(n, id, direction, state, connection, as2_from, as2_to, message_id, id_start, subject, file_names, bytes, updated_at, is_test, give_up_at) " +
            "values ($1, $2, 2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            number, submission.Id, submission.Connection, submission.From, submission.To, submission.MessageId, Receiving.IdStart(submission.MessageId), submission.Subject,
            await FileNames.WriteAsync(unit, number, submission.Documents), submission.Documents.Sum(d => d.Length), submission.Date, submission.IsTest, submission.GiveUpAt);
        await unit.DoAsync("insert into outbound(exchange_n, date, resend_of) values ($1, $2, $3)", number, submission.Date, submission.ResendOf?.Value);
        await unit.DoAsync(
            "insert into sent_key(as2_from, as2_to, message_id, exchange_n) values ($1, $2, $3, $4)",
            submission.From, submission.To, SqlCodec.Key(SqlCodec.Bare(submission.MessageId)), number);
        await Receiving.WriteDocumentsAsync(unit, number, submission.Documents);
        await Receiving.NameAsync(unit, number, [.. submission.Documents.Select(d => (PayloadId?)d.Object)]);
        await Blobs.WriteAsync(unit, submission.SmallPayloads);
        await unit.DueAsync(submission.Connection);
        unit.Changed(ChangeTopics.Exchange, submission.Id.Value);
        return new IdempotencyOutcome.Done();
    }

    internal static async ValueTask<List<Submission>> UnpackagedAsync(ISqlUnit unit, int max, IReadOnlyCollection<string> without)
    {
        var rows = await unit.ManyAsync(
            "select e.n, e.id, e.connection, e.as2_from, e.as2_to, e.message_id, e.subject, e.give_up_at, e.is_test, o.date, o.resend_of from exchange e " +
            "join outbound o on o.exchange_n = e.n where e.state = 1 and e.connection not in (select value->>0 from rows($2)) order by e.n limit $1",
            static r => (Number: r.Number(0), Submission: new Submission
            {
                Id = r.Exchange(1), Connection = r.Text(2), From = r.Text(3), To = r.Text(4), MessageId = r.Text(5), Subject = r.TextOrNull(6), GiveUpAt = r.Time(7),
                IsTest = r.Flag(8), Date = r.Time(9), ResendOf = ExchangeId.Parse(r.TextOrNull(10)), Documents = [],
            }),
            max, SqlCodec.Json([.. without.Select(static name => (string[])[name])]));
        var submissions = new List<Submission>(rows.Count);
        foreach (var (number, submission) in rows)
        {
            submissions.Add(submission with { Documents = await Reading.DocumentsAsync(unit, number) });
        }

        return submissions;
    }

    internal static async ValueTask<bool> PackagedAsync(ISqlUnit unit, ExchangeId id, PackageRow package, DateTimeOffset dueAt, DateTimeOffset now)
    {
        if (await Moves.FindAsync(unit, id) is not { State: ExchangeState.Submitted } exchange)
        {
            return false;
        }

        await unit.DoAsync(
            "update outbound set connection_version = $2, headers = $3, length = $4, body = $5, recipe = $6, mic = $7, receipt_requested = $8, receipt_signed = $9, " +
            "receipt_url = $10, content_key = $11, certificates = $12 where exchange_n = $1",
            exchange.Number, package.ConnectionVersion, SqlCodec.Json(package.Headers), package.Length, package.Body, package.Recipe, package.Mic.ToString(),
            package.ReceiptRequest.IsRequested, package.ReceiptRequest.IsSigned, package.ReceiptRequest.Url, package.SealedKey,
            UsedCertificate.Write(package.Certificates));
        await Receiving.NameAsync(unit, exchange.Number, [package.Body]);
        await Blobs.WriteAsync(unit, package.SmallPayloads);
        await Moves.MoveAsync(unit, exchange, ExchangeState.Packaged, Evidence.Packaged, now, dueAt, "The bytes to send are stored.");
        return true;
    }

    internal static async ValueTask<bool> PackagingFailedAsync(ISqlUnit unit, ExchangeId id, string reason, DateTimeOffset at)
    {
        if (await Moves.FindAsync(unit, id) is not { State: ExchangeState.Submitted } exchange)
        {
            return false;
        }

        await Moves.MoveAsync(unit, exchange, ExchangeState.Failed, Evidence.Packaged, at, null, reason, Cause.PackagingFailed);
        return true;
    }

    internal static async ValueTask<AwaitedReceipt?> FindSentAsync(ISqlUnit unit, string ourName, string partnerName, string originalMessageId)
        => await unit.OneAsync(
            "select e.id, e.connection, e.state, e.message_id, o.mic, o.headers, o.receipt_requested, o.receipt_signed, o.receipt_url from sent_key k " +
            "join exchange e on e.n = k.exchange_n join outbound o on o.exchange_n = k.exchange_n " +
            "where k.as2_from = $1 and k.as2_to = $2 and k.message_id = $3 and o.mic is not null order by k.exchange_n desc limit 1",
            r => Awaited(r, ourName, partnerName), ourName, partnerName, SqlCodec.Key(SqlCodec.Bare(originalMessageId)));

    private static AwaitedReceipt? Awaited(ISqlRow row, string ourName, string partnerName)
        => As2Name.Create(ourName).Value is { } from && As2Name.Create(partnerName).Value is { } to && MessageId.Parse(row.Text(3)).Value is { } id && row.Mic(4) is { } mic
            ? new(row.Exchange(0), row.Text(1), (ExchangeState)row.Int(2), new() { From = from, To = to, MessageId = id, Mic = mic, Receipt = Request(row, mic) })
            : null;

    /// <summary>What was asked for: as the headers say, or else as the package's row does.</summary>
    private static ReceiptRequest? Request(ISqlRow row, Mic mic)
    {
        if (!row.Flag(6))
        {
            return null;
        }

        const string To = "receipt";
        return ReceiptRequest.Read(MimeHeaders.FromPairs(row.Headers(5)))
            ?? (row.Flag(7) ? ReceiptRequest.Signed(To, [mic.Algorithm], row.TextOrNull(8)) : ReceiptRequest.Unsigned(To, row.TextOrNull(8)));
    }
}
