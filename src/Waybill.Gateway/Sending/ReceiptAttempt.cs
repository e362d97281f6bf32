using Waybill.As2.Http;

namespace Waybill.Gateway;

/// <summary>One attempt to post an asynchronous receipt that we owe: only to a host agreed with the partner, its address checked when connecting.</summary>
internal static class ReceiptAttempt
{
    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(40), TimeSpan.FromMinutes(60)];

    /// <summary>Makes it. A connection that only receives posts receipts too.</summary>
    /// <returns>Whether it was taken, and if not, when it is tried again; null gives it up.</returns>
    internal static async ValueTask<(bool IsSent, int? Status, string Sentence, DateTimeOffset? DueAt)> RunAsync(SendingParts parts, As2Connection connection, ReceiptWork work, CancellationToken ct)
    {
        // RFC 4130 §7.2: not before the answer to the message is finished.
        await parts.Answers.WaitAsync(work.Exchange, parts.Time, ct);

        // The settings may have become stricter since the receipt was committed.
        var (url, problem) = ReceiptAddress.Check(work.Receipt.Url, connection.Inbound.ReceiptAddresses);
        if (url is null)
        {
            return (false, null, problem!, null);
        }

        As2HttpAttempt attempt;
        try
        {
            using var sender = parts.Senders.ForReceipts(connection.Inbound.ReceiptAddresses, connection.Outbound?.Http);
            attempt = await sender.Http.PostAsync(
                url, work.Receipt.Headers, work.Receipt.Body.Length, _ => new(new MemoryStream(work.Receipt.Body.ToArray(), writable: false)), ct);
            var mask = DebugMask.Of(connection.Outbound);
            if (await parts.Debug.BeginAsync(connection.Name, mask, work.Exchange.Value, ct) is { } call)
            {
                await call.WriteAsync(
                    ct, (DebugKind.RequestOut, DebugText.Request("POST", url, null, work.Receipt.Headers, work.Receipt.Body.Length, mask)), (DebugKind.AnswerOut, DebugText.Answer(attempt, mask)));
            }
        }
        catch (ArgumentException unsendable)
        {
            return (false, null, unsendable.Message, null);
        }

        var now = parts.Time.GetUtcNow();
        if (attempt.Outcome is AttemptOutcome.Transferred)
        {
            return (true, attempt.Status, "The partner took the receipt.", null);
        }

        var sentence = attempt.Problem ?? "The receipt was not taken.";
        if (attempt.Fault is TransferFault.Address || attempt is { Outcome: AttemptOutcome.Refused, Status: not (401 or 403 or 407) and < 500 })
        {
            return (false, attempt.Status, sentence, null);
        }

        var waits = connection.Outbound?.ReceiptWaits ?? Waits;
        var wait = waits.Count is 0 ? TimeSpan.FromMinutes(1) : waits[Math.Min(work.Attempt - 1, waits.Count - 1)];
        var due = now + (attempt.RetryAfter is { } asked && asked > wait ? asked : wait);
        return due < work.GiveUpAt ? (false, attempt.Status, sentence, due) : (false, attempt.Status, sentence, null);
    }
}
