namespace Waybill.As2;

/// <summary>What a receipt means for the message it is about.</summary>
/// <param name="Outcome">The finding.</param>
/// <param name="Sentence">The finding in one English sentence for the operator; holds the partner's words on one line of printable characters.</param>
/// <param name="IsAuthentic">Whether it may change the state of this message: only then is the outcome the partner's word about it.</param>
/// <param name="Warnings">What is worth telling though it changes nothing: sentences.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record ReceiptVerdict(ReceiptOutcome Outcome, string Sentence, bool IsAuthentic, IReadOnlyList<string> Warnings);

/// <summary>How judging a receipt ended. Numbers are stored and logged: append, never renumber.</summary>
public enum ReceiptOutcome
{
    /// <summary>Nothing usable came: HTML, an empty body, a notification without disposition.</summary>
    NotAReceipt = 0,

    /// <summary>The partner took the message as we sent it.</summary>
    Delivered = 1,

    /// <summary>The same, with something to look at: see <see cref="ReceiptVerdict.Warnings"/>.</summary>
    DeliveredWithWarning = 2,

    /// <summary>The partner did not take it.</summary>
    Rejected = 3,

    /// <summary>The partner says it took it, and its MIC is not ours, or there is none where one must be. Never a success.</summary>
    MicMismatch = 4,

    /// <summary>It is not proven to be the partner's: unsigned where a signed one was asked, a bad or foreign signature, other names.</summary>
    NotAuthentic = 5,

    /// <summary>It is about another message.</summary>
    OtherMessage = 6,
}
