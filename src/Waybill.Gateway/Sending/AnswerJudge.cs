using Waybill.As2;
using Waybill.As2.Http;

namespace Waybill.Gateway;

/// <summary>What the answer to a message holds of a receipt.</summary>
/// <param name="Verdict">For the policy; null when none came that may decide anything.</param>
/// <param name="Row">What is kept of it; null when nothing is.</param>
internal sealed record FoundReceipt(ReceiptVerdict? Verdict, ReceiptRow? Row)
{
    /// <summary>Nothing there.</summary>
    internal static FoundReceipt None { get; } = new(null, null);
}

/// <summary>Looks at the answer to a message for a receipt, whatever its status: an authentic one always wins.</summary>
internal static class AnswerJudge
{
    /// <summary>Judges one answer.</summary>
    /// <param name="attempt">What HTTP brought.</param>
    /// <param name="sent">The message.</param>
    /// <param name="connection">Whose certificates count.</param>
    /// <param name="at">When it was there.</param>
    /// <param name="sources">What the partner could have hashed.</param>
    /// <param name="ct">Cancels.</param>
    internal static async ValueTask<FoundReceipt> JudgeAsync(
        As2HttpAttempt attempt, SentMessage sent, OutboundConnection connection, DateTimeOffset at, Func<CancellationToken, ValueTask<MicVariantSources?>> sources, CancellationToken ct)
    {
        if (attempt.Body.IsEmpty)
        {
            return FoundReceipt.None;
        }

        var judged = await ReceiptJudge.JudgeAsync(sent, connection, attempt.Headers, attempt.Body, isSynchronous: true, at, sources, ct);
        if (sent.Receipt is null)
        {
            // Kept though nobody asked for it; it decides nothing (AS2-MDN-022).
            return judged.Receipt.IsReceipt ? new(null, judged.Row with { IsAuthentic = false }) : FoundReceipt.None;
        }

        // A page of a server in between, or a receipt that was cut, is kept only where a receipt belongs.
        var isDue = attempt.Outcome is AttemptOutcome.Transferred && !sent.Receipt.IsAsynchronous;
        return judged.Receipt.IsReceipt || isDue ? new(judged.Verdict, judged.Row) : FoundReceipt.None;
    }
}
