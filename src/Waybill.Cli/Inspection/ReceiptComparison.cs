using Waybill.As2;
using Waybill.Cli.Captures;
using Waybill.Cli.Output;

namespace Waybill.Cli.Inspection;

/// <summary>Compares a message with the receipt that was captured beside it.</summary>
internal sealed class ReceiptComparison(InspectSettings settings)
{
    public async Task CompareAsync(InspectedMessage message, CaptureSource source, InspectReport report, CancellationToken cancellationToken)
    {
        await using var file = await source.OpenAsync(cancellationToken);
        var capture = await CaptureReader.OpenAsync(file, cancellationToken);
        var inspector = new ReceiptInspector(settings);
        var receipt = await inspector.ReadAsync(capture.Headers, capture.Body, cancellationToken);
        if (!receipt.IsReceipt)
        {
            report.Check("receipt", CheckResult.Bad, $"The file given with --receipt holds no receipt. {receipt.Problem}");
            return;
        }

        inspector.Check(receipt, report, "receiptSignature", "receiptCertificateDates");
        ReceiptInspector.Describe(receipt, report, "disposition");
        report.Check("receiptParse", capture.Framed.Problem ?? await inspector.StructureAsync(source, cancellationToken));
        Message(message, receipt, report);
        await MicAsync(message, receipt, report, cancellationToken);
    }

    private static void Message(InspectedMessage message, ReadReceipt receipt, InspectReport report)
    {
        var id = message.Headers["Message-ID"] is { } raw ? MessageId.Parse(raw).Value : null;
        var isSame = id is not null && id.Equals(receipt.MessageId);
        report.Check("receiptMessage", isSame ? CheckResult.Good : CheckResult.Bad, isSame
            ? "The receipt is about this message."
            : $"The receipt is about another message: {Paint.OneLine(receipt.OriginalMessageId ?? "it names none")}.");
    }

    private static async Task MicAsync(InspectedMessage message, ReadReceipt receipt, InspectReport report, CancellationToken cancellationToken)
    {
        if (receipt.Mic is not { } theirs)
        {
            report.Check("mic", CheckResult.Unchecked, "The receipt has no MIC: it does not say what the partner received.");
            return;
        }

        if (message.Verdict.Mic is not { } ours || await message.VariantsAsync(cancellationToken) is not { } sources)
        {
            report.Check("mic", CheckResult.Unchecked, "The message could not be opened far enough to compare the receipt's MIC.");
            return;
        }

        if (ours == theirs)
        {
            report.Check("mic", CheckResult.Good, "The receipt's MIC equals the message's: the partner has what was sent.");
            return;
        }

        var variant = await MicVariants.FindAsync(theirs, sources, cancellationToken);
        report.Check("mic", variant is { IsAcceptable: true } ? CheckResult.Weak : CheckResult.Bad, variant is null
            ? "The receipt's MIC is not the message's, nor any variant known: the partner received something else."
            : $"The receipt's MIC is not the one the standard asks for; it equals the variant {MicVariantName.Of(variant)}. {variant.Sentence}");
    }
}
