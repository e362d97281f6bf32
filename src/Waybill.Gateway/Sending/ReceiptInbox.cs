using Waybill.As2;
using Waybill.Mime;

namespace Waybill.Gateway;

/// <summary>What became of a receipt that came on its own. It is answered 200 in any case: it is stored, and a repeat would change nothing.</summary>
/// <param name="Exchange">The message it is about; null: none of ours.</param>
/// <param name="Verdict">What it means; null when it is about none of ours.</param>
/// <param name="Changed">Whether the message's state changed.</param>
public sealed record InboxOutcome(ExchangeId? Exchange, ReceiptVerdict? Verdict, bool Changed);

/// <summary>Takes receipts that come on their own, early or late, at whatever address of ours.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class ReceiptInbox
{
    private readonly IJournal _journal;
    private readonly IPayloadStore _payloads;
    private readonly IConnections _connections;
    private readonly ISecretRing _ring;

    /// <param name="journal">The journal.</param>
    /// <param name="payloads">Documents, to name what a partner hashed instead.</param>
    /// <param name="connections">Whose certificates count.</param>
    /// <param name="ring">Opens content keys for the same.</param>
    public ReceiptInbox(IJournal journal, IPayloadStore payloads, IConnections connections, ISecretRing ring)
        => (_journal, _payloads, _connections, _ring) = (journal, payloads, connections, ring);

    /// <summary>Judges and keeps a receipt; durable when this returns, then 200 may be answered.</summary>
    /// <param name="headers">Every header line as it came.</param>
    /// <param name="body">Its bytes; a receipt is held whole, so bound it before.</param>
    /// <param name="at">When its last byte had come.</param>
    /// <param name="ct">Cancels before it is kept.</param>
    /// <exception cref="JournalException">It could not be kept: answer 503.</exception>
    public async ValueTask<InboxOutcome> ArrivedAsync(IReadOnlyList<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body, DateTimeOffset at, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var lines = MimeHeaders.FromPairs(headers);

        // Read once without certificates: which ones count follows from the message it names.
        var receipt = await ReceiptJudge.ReadAsync(lines, body, connection: null, at, ct);
        var (from, to) = (ReceiptJudge.Name(lines, "AS2-From"), ReceiptJudge.Name(lines, "AS2-To"));
        var awaited = from is null || to is null || receipt.OriginalMessageId is not { } original ? null : await _journal.FindSentAsync(to.Value, from.Value, original, ct);
        if (awaited is null)
        {
            var orphan = Orphan(headers, body, at, receipt);
            await _journal.OrphanReceiptAsync(from?.Value, to?.Value, orphan, ct);
            ReceiptWatch.Arrived(connection: "", orphan.Outcome, "asynchronous");
            return new(null, null, false);
        }

        using var held = HeldConnection.Take(_connections, awaited.Connection);
        var connection = held?.Out;
        OutgoingMessage? message = null;
        try
        {
            var judged = await ReceiptJudge.JudgeAsync(
                awaited.Sent, connection, headers, body, isSynchronous: false, at,
                async token => connection is not null && await _journal.FindPackageAsync(awaited.Id, token) is { Package.Recipe: not null } work
                    ? (message = OutgoingMessage.Open(work, _payloads, _ring)).Sources(connection)
                    : null,
                ct);
            CrashPoints.Hit(CrashPoint.ReceiptJudged);
            var changed = await _journal.ReceiptAsync(awaited.Id, judged.Row, ct);
            CrashPoints.Hit(CrashPoint.ReceiptKept);
            ReceiptWatch.Arrived(awaited.Connection, judged.Row.Outcome, "asynchronous");
            return new(awaited.Id, judged.Verdict, changed);
        }
        finally
        {
            if (message is not null)
            {
                await message.DisposeAsync();
            }
        }
    }

    /// <summary>A stranger's words in a sentence: one line, printable, not endless.</summary>
    private static string Plain(string text) => string.Concat(text.Take(255).Select(static c => c is < ' ' or > '~' ? '?' : c));

    private static ReceiptRow Orphan(IReadOnlyList<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body, DateTimeOffset at, ReadReceipt receipt)
        => new(
            at, IsSynchronous: false, headers, body, receipt.IsReceipt ? ReceiptOutcome.OtherMessage : ReceiptOutcome.NotAReceipt, IsAuthentic: false,
            receipt.Problem ?? (receipt.OriginalMessageId is { } named ? $"The receipt is about message {Plain(named)}, which was not sent from here under these names." : "The receipt names no message."),
            receipt.Disposition?.ToString(), receipt.Mic?.ToString(), null);
}
