using Microsoft.Extensions.Options;
using Waybill.As2;
using Waybill.As2.AspNetCore;

namespace Waybill.Server;

/// <summary>Ties the AS2 address to agreements, store and posting.</summary>
internal sealed partial class Receiver(PartnerBook book, IMessageStore messages, IReceiptStore receipts, ReceiptPoster poster, IOptions<WaybillSettings> settings, ILogger<Receiver> log)
{
    internal void Configure(As2Options options)
    {
        options.MaxBodyBytes = settings.Value.MaxBodyBytes;
        options.Quarantine = messages.Quarantine;
        options.FindAgreement = (headers, _) => new(book.Find(us: headers.To, partner: headers.From)?.Agreement);
        options.Commit = CommitAsync;
        options.ReceiptArrived = ReceiptArrivedAsync;
        options.SendReceipt = (receipt, _) => poster.Take(receipt);
    }

    private async ValueTask<As2Committed> CommitAsync(As2Arrival arrival, CancellationToken ct)
    {
        if (!arrival.IsAccepted && arrival.Planned is { Answer.Status: not 200, Receipt: null })
        {
            // Nothing was promised to anybody, and a log line tells all there is.
            return arrival.Planned;
        }

        var message = new IncomingMessage(
            arrival.Headers.From.Value, arrival.Headers.To.Value,
            // Without an id a message is told apart by its bytes.
            arrival.Headers.RawMessageId ?? "sha256:" + Sha256(arrival),
            arrival.ReceivedAt,
            arrival.IsAccepted ? [.. arrival.Payloads.Select(p => new IncomingPayload(p.FileName, p.OpenAsync))] : [],
            arrival.Planned.Answer,
            arrival.Planned.Receipt,
            arrival.IsAccepted ? null : new Refusal(arrival.Failure, arrival.Verdict?.Detail, Sha256(arrival)));
        var outcome = await messages.CommitAsync(message, ct);
        if (outcome.IsRepeat)
        {
            Repeat(Plain(message.MessageId), message.From, message.To);
        }

        return new(outcome.Answer, outcome.Receipt);
    }

    private async ValueTask ReceiptArrivedAsync(ArrivedReceipt receipt, CancellationToken ct)
    {
        var verdict = await receipts.ArrivedAsync(receipt, ct);
        if (verdict is null)
        {
            Unexpected(Plain(receipt.Receipt.OriginalMessageId), receipt.Headers.From.Value);
        }
        else
        {
            Judged(Plain(receipt.Receipt.OriginalMessageId), receipt.Headers.From.Value, verdict.Outcome, verdict.Sentence);
        }
    }

    /// <summary>A partner's words for a log line: one line, printable, not endless.</summary>
    private static string? Plain(string? text) => text is null ? null : string.Concat(text.Take(255).Select(c => c is < ' ' or > '~' ? '?' : c));

    private static string Sha256(As2Arrival arrival) => Convert.ToHexStringLower(arrival.BodySha256.Span);

    [LoggerMessage(2001, LogLevel.Information, "Message {MessageId} from {From} to {To} came before; it got its first answer again")]
    private partial void Repeat(string? messageId, string from, string to);

    [LoggerMessage(3101, LogLevel.Information, "The receipt for message {MessageId} from {From}: {Outcome}. {Sentence}")]
    private partial void Judged(string? messageId, string from, ReceiptOutcome outcome, string sentence);

    [LoggerMessage(3102, LogLevel.Warning, "A receipt from {From} names message {MessageId}, which was not sent from here; it was put aside")]
    private partial void Unexpected(string? messageId, string from);
}
