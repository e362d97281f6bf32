using Waybill.Cms;

namespace Waybill.As2;

/// <summary>Judges a receipt against the message it should be about (RFC 4130 §7.1; AS2-MATCH, AS2-DISP-014).</summary>
/// <threadsafety>Safe from many threads.</threadsafety>
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
        SentMessage sent, As2Name? receiptFrom, As2Name? receiptTo, ReadReceipt receipt, bool isSynchronous, MicVariant? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sent);
        ArgumentNullException.ThrowIfNull(receipt);
        var warnings = new List<string>();
        if (!receipt.IsReceipt)
        {
            return new(ReceiptOutcome.NotAReceipt, receipt.Problem!, IsAuthentic: false, warnings);
        }

        if (DoubtOfSender(sent, receiptFrom, receiptTo, receipt, isSynchronous, warnings) is { } doubt)
        {
            // Told, not believed: an unsigned refusal is often the only hint at what the partner lacks.
            return new(ReceiptOutcome.NotAuthentic, $"{doubt} It says: {Says(receipt)}.", IsAuthentic: false, warnings);
        }

        if (DoubtOfMessage(sent, receipt, isSynchronous, warnings) is { } other)
        {
            return new(ReceiptOutcome.OtherMessage, other, IsAuthentic: false, warnings);
        }

        if (receipt.FinalRecipient is { } recipient && !string.Equals(recipient, sent.To.Value, StringComparison.Ordinal))
        {
            warnings.Add($"The receipt names another final recipient: {PartnerText.OneLine(recipient, 128)}.");
        }

        return Outcome(sent, receipt, variant, warnings);
    }

    /// <summary>Why it is not proven to be the partner's; null when it is. Where a signed one was asked for only a good signature proves it, otherwise the pair of names.</summary>
    private static string? DoubtOfSender(
        SentMessage sent, As2Name? from, As2Name? to, ReadReceipt receipt, bool isSynchronous, List<string> warnings)
    {
        if (sent.Receipt is null)
        {
            warnings.Add("No receipt was asked for.");
        }

        // A response without names still came on our own connection to the partner.
        var areNamesRight = (from ?? (isSynchronous ? sent.To : null)) == sent.To && (to ?? (isSynchronous ? sent.From : null)) == sent.From;
        if (from is null || to is null)
        {
            warnings.Add("The receipt comes without its AS2 names.");
        }

        if (receipt is { IsSignatureGood: true, SignatureWarning: { } warning })
        {
            warnings.Add(warning);
        }

        if (sent.Receipt is { IsSigned: true })
        {
            if (!receipt.IsSigned)
            {
                return "A signed receipt was asked for, and this one is not signed.";
            }

            if (receipt.SignatureProblem is { } problem)
            {
                return problem;
            }

            if (!areNamesRight && from is not null && to is not null)
            {
                warnings.Add("The receipt is signed by the partner and names another pair of AS2 names.");
            }

            return null;
        }

        // A signature nobody asked for may be by whom and by what it likes; one by the partner that does not fit means that somebody changed the receipt.
        if (receipt is { IsSigned: true, SignatureProblem: { } bad })
        {
            if (receipt.Signature?.Status is null or SignerStatus.DigestMismatch or SignerStatus.BadSignature or SignerStatus.BadAttributes)
            {
                return bad;
            }

            warnings.Add(bad);
        }

        return areNamesRight ? null : "The receipt is not between the AS2 names of the message.";
    }

    /// <summary>Why it is about another message; null when it is about this one.</summary>
    private static string? DoubtOfMessage(SentMessage sent, ReadReceipt receipt, bool isSynchronous, List<string> warnings)
    {
        if (sent.MessageId.Equals(receipt.MessageId))
        {
            return null;
        }

        var isMissing = receipt.OriginalMessageId is null;
        var sentence = isMissing
            ? "The receipt does not name its message."
            : $"The receipt is about another message: {PartnerText.OneLine(receipt.OriginalMessageId!, 200)}.";
        if (isSynchronous && (isMissing || !receipt.IsSigned))
        {
            warnings.Add(sentence + " It was taken as the answer to the message it came in response to.");
            return null;
        }

        return sentence;
    }

    private static ReceiptVerdict Outcome(SentMessage sent, ReadReceipt receipt, MicVariant? variant, List<string> warnings)
    {
        var meaning = receipt.Disposition!.Meaning;
        if (meaning is DispositionMeaning.Refused)
        {
            return new(ReceiptOutcome.Rejected, $"The partner did not accept the message: {Says(receipt)}.", IsAuthentic: true, warnings);
        }

        if (DoubtOfContent(sent, receipt, variant, warnings) is { } mismatch)
        {
            return new(ReceiptOutcome.MicMismatch, mismatch, IsAuthentic: true, warnings);
        }

        if (meaning is DispositionMeaning.AcceptedWithWarning || Remarks(receipt).Any())
        {
            warnings.Add($"The partner says: {Says(receipt)}.");
        }

        return warnings is []
            ? new(ReceiptOutcome.Delivered, "The partner received the message and says that its content is what was sent.", IsAuthentic: true, warnings)
            : new(ReceiptOutcome.DeliveredWithWarning, "The partner received the message; there is something to look at.", IsAuthentic: true, warnings);
    }

    /// <summary>Why the partner may not have what was sent; null when its MIC is ours, is an acceptable variant, or may be absent (RFC 4130 §7.4.3).</summary>
    private static string? DoubtOfContent(SentMessage sent, ReadReceipt receipt, MicVariant? variant, List<string> warnings)
    {
        if (receipt.Mic is null)
        {
            return receipt.MicProblem is { } problem ? $"The receipt's MIC cannot be read. {problem}"
                : receipt.IsSigned || sent.Receipt is { IsSigned: true } ? "The signed receipt has no MIC: it does not say what the partner received."
                : null;
        }

        if (receipt.Mic == sent.Mic)
        {
            return null;
        }

        if (variant is not null && variant.Mic == receipt.Mic)
        {
            if (!variant.IsAcceptable)
            {
                return $"The receipt's MIC is not that of the message. {variant.Sentence}";
            }

            warnings.Add(variant.Sentence);
            return null;
        }

        return receipt.Mic.Algorithm.Digest == sent.Mic.Algorithm.Digest
            ? "The receipt's MIC is not that of the message: the partner received something else, or hashed other bytes."
            : $"The receipt's MIC is by {receipt.Mic.Algorithm.Digest}, and ours by {sent.Mic.Algorithm.Digest}: they cannot be compared.";
    }

    /// <summary>The partner's verdict with its Error, Failure and Warning fields (RFC 8098 §3.2.7), on one line.</summary>
    private static string Says(ReadReceipt receipt)
    {
        var disposition = receipt.Disposition!.ToString();
        var said = disposition[(disposition.IndexOf(';', StringComparison.Ordinal) + 2)..];
        return PartnerText.OneLine(string.Join("; ", [said, .. Remarks(receipt)]), 500).TrimEnd('.', ' ');
    }

    private static IEnumerable<string> Remarks(ReadReceipt receipt) => receipt.Fields
        .Where(f => f.Value.Length > 0 && (f.Name.Equals("Error", StringComparison.OrdinalIgnoreCase)
            || f.Name.Equals("Failure", StringComparison.OrdinalIgnoreCase) || f.Name.Equals("Warning", StringComparison.OrdinalIgnoreCase)))
        .Select(f => $"{f.Name}: {f.Value}");
}
