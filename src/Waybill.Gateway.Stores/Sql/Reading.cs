using Waybill.As2;

namespace Waybill.Gateway.Stores;

/// <summary>One exchange with all that is kept of it.</summary>
internal static class Reading
{
    internal const string SummaryColumns =
        "e.n, e.id, e.direction, e.state, e.receipt, e.connection, e.as2_from, e.as2_to, e.message_id, e.subject, e.file_names, e.bytes, e.updated_at, e.attempts, e.failure, e.detail, e.is_test, e.cause, e.due_at, " +
        "(select v.type from envelope v where v.exchange_n = e.n order by v.ordinal, v.seq limit 1), (select v.number from envelope v where v.exchange_n = e.n order by v.ordinal, v.seq limit 1), " +
        "(select count(*) from attempt a where a.exchange_n = e.n and a.kind = 'duplicate')";

    /// <summary>How many these are: what is read beside them comes after.</summary>
    private const int SummaryCount = 22;

    internal static ExchangeSummary Summary(ISqlRow r) => new(
        r.Exchange(1), (Direction)r.Int(2), (ExchangeState)r.Int(3), (ReceiptState)r.Int(4), r.TextOrNull(5), r.Text(6), r.Text(7), r.TextOrNull(8), r.TextOrNull(9),
        SqlCodec.FirstName(r.TextOrNull(10)), r.Number(11), SqlCodec.TimeOf(r.Number(0)), r.Time(12), r.Int(13), r.IntOrNull(14), r.TextOrNull(15), r.Flag(16))
    {
        Cause = r.TextOrNull(17), DueAt = r.TimeOrNull(18), DocumentType = r.TextOrNull(19), DocumentNumber = r.TextOrNull(20), Repeats = r.Int(21),
    };

    internal static async ValueTask<List<StoredDocument>> DocumentsAsync(ISqlUnit unit, long number)
        => await unit.ManyAsync(
            "select file_name, content_type, content_id, object, start, length, sha256 from document where exchange_n = $1 order by ordinal",
            static r => new StoredDocument(r.TextOrNull(0), r.Text(1), r.TextOrNull(2), new(r.Text(3)), r.Number(4), r.Number(5), r.BytesOrNull(6)), number);

    internal static async ValueTask<ExchangeDetail?> FindAsync(ISqlUnit unit, ExchangeId id)
    {
        var (number, summary, kept, hold) = await unit.OneAsync(
            $"select {SummaryColumns}, e.kept, e.legal_hold from exchange e where e.id = $1 and e.kept < 3", static r => (r.Number(0), Summary(r), (KeptParts)r.Int(SummaryCount), r.TextOrNull(SummaryCount + 1)), id);
        if (summary is null)
        {
            return null;
        }

        var detail = summary.Direction is Direction.In ? await InboundAsync(unit, number, summary) : await OutboundAsync(unit, number, summary);
        return detail with
        {
            Kept = kept,
            LegalHold = hold,
            Documents = await DocumentsAsync(unit, number),
            Envelopes = await unit.ManyAsync(
                "select ordinal, standard, type, version, number, interchange_control, group_control, document_control, sender, receiver from envelope " +
                "where exchange_n = $1 order by ordinal, seq limit 1000",
                static r => new DocumentRow(
                    r.Int(0), r.Text(1), r.Text(2), r.TextOrNull(3), r.TextOrNull(4), r.TextOrNull(5), r.TextOrNull(6), r.TextOrNull(7), r.TextOrNull(8), r.TextOrNull(9)),
                number),
            Attempts = await unit.ManyAsync(
                "select number, kind, started_at, ended_at, http_status, sentence, headers from attempt where exchange_n = $1 order by started_at, kind, number limit 1000",
                static r => new AttemptRow(r.Int(0), r.Text(1), r.Time(2), r.TimeOrNull(3), r.IntOrNull(4), r.TextOrNull(5), r.Headers(6)), number),
            Receipts = await unit.ManyAsync(
                "select at, is_synchronous, headers, body, outcome, is_authentic, sentence, disposition, mic, variant, signer from receipt_in where exchange_n = $1 order by n",
                static r => Receipt(r, 0), number),
            Handoffs = await unit.ManyAsync(
                "select consumer, case when done_at is not null then 'done' when attempts = 0 then 'waiting' when reason is not null then 'retry' else 'claimed' end, is_replay " +
                "from handoff where exchange_n = $1 order by n",
                static r => KeyValuePair.Create(r.Text(0), r.Flag(2) ? r.Text(1) + " (replay)" : r.Text(1)), number),
            Timeline = await TimelineAsync(unit, number, summary),
        };
    }

    /// <summary>A receipt that came, from its columns in the order of the table, beginning with <c>at</c>.</summary>
    internal static ReceiptRow Receipt(ISqlRow r, int first) => new(
        r.Time(first), r.Flag(first + 1), r.Headers(first + 2), r.Bytes(first + 3), (ReceiptOutcome)r.Int(first + 4), r.Flag(first + 5), r.Text(first + 6), r.TextOrNull(first + 7),
        r.TextOrNull(first + 8), r.TextOrNull(first + 9)) { Signer = r.TextOrNull(first + 10) is { } signer ? UsedCertificate.Read(signer)[0] : null };

    internal static async ValueTask<bool> NamesAsync(ISqlUnit unit, PayloadId id)
        => await unit.OneAsync("select 1 from payload_name where object = $1 limit 1", static r => r.Number(0), id) is 1;

    private static async ValueTask<ExchangeDetail> InboundAsync(ISqlUnit unit, long number, ExchangeSummary summary)
    {
        var detail = await unit.OneAsync(
            "select connection_version, headers, layers, mic, signer, answer_status, answer_headers, answer_body, entity, wire, wire_sha256, wire_bytes, certificates, later_status, " +
            "later_headers, later_body, signature from inbound where exchange_n = $1",
            r => new ExchangeDetail
            {
                Summary = summary, ConnectionVersion = r.Number(0), Headers = r.Headers(1), LayersJson = r.Text(2), Mic = r.TextOrNull(3), SignerThumbprint = r.TextOrNull(4),
                Answer = new(r.Int(5), r.Headers(6), r.Bytes(7)), Entity = r.Payload(8), Wire = r.Payload(9), Documents = [],
                WireSha256 = r.Bytes(10), WireBytes = r.Number(11), Certificates = UsedCertificate.Read(r.Text(12)),
                RepeatAnswer = r.IsNull(13) ? null : new(r.Int(13), r.Headers(14), r.Bytes(15)), Signature = r.BytesOrNull(16),
            },
            number);
        return detail! with
        {
            AsynchronousReceipt = await unit.OneAsync(
                "select url, headers, body from receipt_out where exchange_n = $1", static r => new StoredReceipt(r.Text(0), r.Headers(1), r.Bytes(2)), number),
        };
    }

    private static async ValueTask<ExchangeDetail> OutboundAsync(ISqlUnit unit, long number, ExchangeSummary summary)
    {
        var detail = await unit.OneAsync(
            "select connection_version, headers, mic, body, length, certificates, resend_of from outbound where exchange_n = $1",
            r => new ExchangeDetail
            {
                Summary = summary, ConnectionVersion = r.NumberOrNull(0) ?? 0, Headers = r.Headers(1), Mic = r.TextOrNull(2), Wire = r.Payload(3), Documents = [],
                WireBytes = r.NumberOrNull(4) ?? 0, Certificates = r.TextOrNull(5) is { } used ? UsedCertificate.Read(used) : [], ResendOf = ExchangeId.Parse(r.TextOrNull(6)),
            },
            number);
        return detail! with
        {
            ReceivedMic = await unit.OneAsync(
                "select mic from receipt_in where exchange_n = $1 and mic is not null order by is_authentic desc, n limit 1", static r => r.Text(0), number),
        };
    }

    /// <summary>The first line is the exchange's own row; nothing is written for it.</summary>
    private static async ValueTask<IReadOnlyList<TimelineRow>> TimelineAsync(ISqlUnit unit, long number, ExchangeSummary summary)
    {
        var rows = await unit.ManyAsync(
            "select at, kind, text from timeline where exchange_n = $1 order by n limit 1000", static r => new TimelineRow(r.Time(0), r.Text(1), r.Text(2)), number);
        var first = summary switch
        {
            { State: ExchangeState.Accepted } when rows.Exists(static r => r.Kind is Timeline.Reopened) => new TimelineRow(summary.CreatedAt, "refused", "It came and was refused."),
            { State: ExchangeState.Accepted } => new TimelineRow(summary.CreatedAt, "accepted", "It came and was taken."),
            { State: ExchangeState.Unopened } => new TimelineRow(summary.CreatedAt, "received", "It came whole and is stored; it is not opened yet."),
            { State: ExchangeState.Refused } => new TimelineRow(summary.CreatedAt, "refused", summary.Detail ?? "It came and was refused."),
            _ => new TimelineRow(summary.CreatedAt, "submitted", "It was submitted; its document is stored."),
        };
        return [first, .. rows];
    }
}
