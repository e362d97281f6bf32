namespace Waybill.As2.Http;

/// <summary>What sending a message came to so far. Numbers are stored and logged: append, never renumber.</summary>
public enum As2SendOutcome
{
    /// <summary>The receipt is authentic, about this message, and its MIC is ours.</summary>
    Delivered = 1,

    /// <summary>The same, with something to look at in <see cref="ReceiptVerdict.Warnings"/>.</summary>
    DeliveredWithWarning = 2,

    /// <summary>The partner has it; no receipt was asked for.</summary>
    Transferred = 3,

    /// <summary>The partner has it; its receipt comes later to the URL that was named.</summary>
    AwaitingReceipt = 4,

    /// <summary>Not now: send the same bytes again later.</summary>
    TryAgain = 5,

    /// <summary>The partner refused it, by its status or by an authentic receipt.</summary>
    Refused = 6,

    /// <summary>A receipt was due in the answer and none that counts was there: none at all, not proven, of another message, or with another MIC. Never a success.</summary>
    ReceiptNotGood = 7,
}

/// <summary>One attempt to send a message, with the receipt that came in its answer.</summary>
/// <param name="Outcome">What it came to.</param>
/// <param name="Attempt">What HTTP tells.</param>
/// <param name="Receipt">The receipt in the answer; null when there was none. Kept though none was asked for (AS2-MDN-022).</param>
/// <param name="Verdict">What the receipt means; null when it was not asked for or the transfer failed.</param>
/// <param name="Sentence">The outcome in one sentence for people.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record As2SendResult(As2SendOutcome Outcome, As2HttpAttempt Attempt, ReadReceipt? Receipt, ReceiptVerdict? Verdict, string Sentence)
{
    /// <summary>Whether the message needs no further attempt of ours: delivered, or transferred with nothing more due now.</summary>
    public bool IsGood => Outcome is As2SendOutcome.Delivered or As2SendOutcome.DeliveredWithWarning or As2SendOutcome.Transferred or As2SendOutcome.AwaitingReceipt;
}
