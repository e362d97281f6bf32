using Waybill.As2;
using Waybill.Cli.Captures;
using Waybill.Cli.Output;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.Cli.Inspection;

/// <summary>Reads a receipt and says what it is worth.</summary>
internal sealed class ReceiptInspector(InspectSettings settings)
{
    /// <summary>Reads a receipt that stands alone.</summary>
    public async Task InspectAsync(MimeHeaders headers, Stream body, InspectReport report, CancellationToken cancellationToken)
    {
        report.Kind = InspectKind.Receipt;
        var receipt = await ReadAsync(headers, body, cancellationToken);
        if (headers["AS2-From"] is { } from)
        {
            report.About.Add(new("from", from));
            report.About.Add(new("to", headers["AS2-To"] ?? "nobody"));
        }

        if (receipt.IsSigned)
        {
            var signer = Signer(receipt);
            var isOpaque = !headers.ContentType.IsMultipart;
            report.Layers.Add(new(
                LayerChecks.Type(isOpaque ? As2LayerKind.OpaqueSigned : As2LayerKind.Signed), signer?.SignatureAlgorithm, null, [],
                (receipt.SignatureDigest ?? signer?.Digest)?.Name, Name(receipt), Status(receipt)));
        }

        Check(receipt, report, "signature", "certificateDates");
        Describe(receipt, report, "disposition");
    }

    public ValueTask<ReadReceipt> ReadAsync(MimeHeaders headers, Stream body, CancellationToken cancellationToken) => ReceiptReader.ReadAsync(
        headers, body,
        new()
        {
            VerificationTime = settings.At, SignerCertificates = settings.Keys.Partners, RefuseSignerOutsideDates = false, Policy = CmsPolicy.ReadEverything,
        },
        cancellationToken);

    /// <summary>Its signature and the dates of the certificate.</summary>
    public void Check(ReadReceipt receipt, InspectReport report, string signature, string dates)
    {
        if (!receipt.IsSigned)
        {
            report.Check(signature, CheckResult.Unchecked, "The receipt is not signed: it proves nothing.");
            return;
        }

        var signer = Signer(receipt);
        var digest = receipt.SignatureDigest ?? signer?.Digest;
        var what = $"Signed with {signer?.SignatureAlgorithm ?? "an unknown algorithm"} and {digest?.Name ?? signer?.DigestOid ?? "an unknown digest"} by {Name(receipt) ?? "nobody"}";
        var status = Status(receipt);
        report.Check(signature, status, status switch
        {
            CheckResult.Good => $"{what}; it verifies.",
            CheckResult.Weak => $"{what}; it verifies, but {digest} no longer protects: agree on sha-256.",
            CheckResult.Unchecked => $"{what}. Give the partner's certificate with --partner-cert to check it.",
            _ => $"{what}. {receipt.SignatureProblem}" + (settings.Keys.Partners.Count is 0 ? "" : $" Checked with {string.Join(" and ", settings.Keys.Partners.Select(c => c.Subject))}."),
        });
        if (receipt is { IsSignatureGood: true, Signature.Certificate: { } certificate })
        {
            report.CheckDates(dates, certificate, settings);
        }
    }

    /// <summary>What it says.</summary>
    public static void Describe(ReadReceipt receipt, InspectReport report, string name)
    {
        report.Receipt = new(
            receipt.OriginalMessageId, receipt.Disposition?.ToString(), receipt.Mic is { } mic ? Convert.ToBase64String(mic.Value.Span) : null,
            receipt.Mic?.Algorithm.Spelling, receipt.IsSigned, receipt.SignatureDigest?.Name, receipt.IsSigned ? Name(receipt) : null,
            receipt.FinalRecipient, receipt.OriginalRecipient, receipt.ReportingUa, receipt.Text);
        if (receipt.Disposition is not { } disposition)
        {
            report.Check(name, CheckResult.Bad, receipt.Problem ?? "The receipt says nothing of the message.");
            return;
        }

        var (result, words) = disposition.Meaning switch
        {
            DispositionMeaning.Refused => (CheckResult.Bad, "The partner did not accept the message"),
            DispositionMeaning.AcceptedWithWarning => (CheckResult.Weak, "The partner accepted the message with a warning"),
            _ => (CheckResult.Good, "The partner accepted the message"),
        };
        report.Check(name, result, Paint.OneLine($"{words}: {disposition}."));
        if (receipt.MicProblem is { } problem)
        {
            report.Check("mic", CheckResult.Bad, $"The receipt's MIC cannot be read. {problem}");
        }

        foreach (var oddity in receipt.Oddities)
        {
            report.Check("form", CheckResult.Weak, oddity);
        }
    }

    /// <summary>What does not parse in the receipt's MIME structure; null when all of it does. The reader of receipts forgives a cut end, this does not.</summary>
    public async Task<string?> StructureAsync(CaptureSource source, CancellationToken cancellationToken)
    {
        await using var file = await source.OpenAsync(cancellationToken);
        var capture = await CaptureReader.OpenAsync(file, cancellationToken);
        if (!capture.Headers.ContentType.IsMultipart)
        {
            return null;
        }

        try
        {
            await using var reader = new MimeReader(capture.Body, capture.Headers, settings.Limits.Mime);
            while (await reader.ReadAsync(cancellationToken))
            {
                // Only the structure is of interest.
            }

            return reader.MissingCloseDelimiter ? "The receipt is cut: a closing delimiter is missing." : null;
        }
        catch (MimeException problem)
        {
            return problem.Message;
        }
    }

    private CheckResult Status(ReadReceipt receipt) => receipt switch
    {
        { IsSignatureGood: true } => receipt.SignatureDigest is { IsWeak: true } ? CheckResult.Weak : CheckResult.Good,
        { Signatures: not null } when settings.Keys.Partners.Count is 0 => CheckResult.Unchecked,
        _ => CheckResult.Bad,
    };

    private static SignerSummary? Signer(ReadReceipt receipt)
        => receipt.Signatures is { Signers: [var first, ..] signers } ? receipt.Signature is { SignerIndex: >= 0 and var index } ? signers[index] : first : null;

    private static string? Name(ReadReceipt receipt)
        => receipt.Signature?.Certificate?.Subject ?? Signer(receipt) switch
        {
            { Issuer: { } issuer } signer => $"serial {signer.SerialNumber} of {issuer}",
            { SubjectKeyIdentifier: { } identifier } => $"key identifier {identifier}",
            _ => null,
        };
}
