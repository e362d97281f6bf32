namespace Waybill.As2;

/// <summary>Judges a receipt against the message it should be about (RFC 4130 §7.1; AS2-MATCH, AS2-DISP-014).</summary>
public static class ReceiptMatcher
{
    /// <summary>Judges one receipt. It is taken only when it is the partner's, about this message, and its MIC is ours.</summary>
    /// <param name="sent">The message.</param>
    /// <param name="receiptFrom">The AS2-From that came with the receipt; null when there was none.</param>
    /// <param name="receiptTo">The AS2-To that came with the receipt; null when there was none.</param>
    /// <param name="receipt">The receipt, its signature checked against the certificates of <see cref="SentMessage.To"/>.</param>
    /// <param name="isSynchronous">Whether it came in the response to this very message.</param>
    /// <param name="variant">What <see cref="MicVariants"/> found when the MIC differed in an earlier judgement; null when it was not asked or found nothing.</param>
    public static ReceiptVerdict Judge(
        SentMessage sent, As2Name? receiptFrom, As2Name? receiptTo, ReadReceipt receipt, bool isSynchronous, MicVariant? variant = null) => throw new NotSupportedException();
}
