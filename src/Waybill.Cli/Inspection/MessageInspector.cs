using System.Globalization;
using Waybill.As2;
using Waybill.Cli.Output;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.Cli.Inspection;

/// <summary>Opens a message by the gateway's own reader, but takes whatever opens, however old or unproven, and says so.</summary>
internal sealed class MessageInspector(InspectSettings settings)
{
    public async Task<InspectedMessage> InspectAsync(
        MimeHeaders headers, Stream body, InspectReport report, CaptureSource source, PayloadFolder? output, CancellationToken cancellationToken)
    {
        Headers(headers, report);
        var request = ReceiptRequest.Read(headers);
        var verdict = await As2MessageReader.ReadAsync(headers, request, body, Options(), settings.Quarantine, cancellationToken);
        var message = new InspectedMessage(headers, verdict, source, settings);
        try
        {
            var layers = new LayerChecks(settings);
            foreach (var layer in verdict.Layers)
            {
                layers.Add(layer, verdict, report);
            }

            await ContentAsync(verdict, report, output, cancellationToken);
            await EncryptedReceiptAsync(verdict, report, cancellationToken);
            return message;
        }
        catch
        {
            await message.DisposeAsync();
            throw;
        }
    }

    private As2ReadOptions Options() => new()
    {
        VerificationTime = settings.At,
        DecryptionKeys = settings.Keys.Book,
        SignerCertificates = settings.Keys.Partners,
        Signature = Requirement.Allowed,
        Encryption = Requirement.Allowed,
        AllowUnsignedCbc = true,
        RefuseSignerOutsideDates = false,
        DecodeWholeBody = true,
        RetrySignatureWithCrlf = settings.RetryWithCrlf,
        TakeUnverified = true,
        Policy = CmsPolicy.ReadEverything,
    };

    private static void Headers(MimeHeaders headers, InspectReport report)
    {
        var isAs2 = headers.Any(f => f.Name.StartsWith("AS2-", StringComparison.OrdinalIgnoreCase));
        if (!isAs2)
        {
            return;
        }

        var read = As2MessageHeaders.Read(headers);
        if (read.Value is not { } as2)
        {
            report.Check("headers", CheckResult.Bad, $"The AS2 names cannot be read. {read.Problem}");
            return;
        }

        var id = as2.RawMessageId is { } raw ? $"Message-ID {Paint.OneLine(raw)}" : "no Message-ID";
        var text = $"From {as2.From} to {as2.To}, {id}.";
        report.Check("headers", as2.Oddities.Count is 0 ? CheckResult.Good : CheckResult.Weak, string.Join(' ', [text, .. as2.Oddities]));
        report.About.Add(new("from", as2.From.Value));
        report.About.Add(new("to", as2.To.Value));
        report.About.Add(new("message-id", as2.RawMessageId ?? "none"));
        report.About.Add(new("wants", Wants(as2.ReceiptRequest)));
    }

    private static string Wants(ReceiptRequest? request)
    {
        if (request is null)
        {
            return "no receipt";
        }

        var kind = !request.IsSigned ? "a receipt" : request.MicAlgorithms.Count is 0 ? "a signed receipt" : $"a signed receipt with {string.Join(" or ", request.MicAlgorithms)}";
        return request.DeliveryUrl is { } url ? $"{kind}, later, at {url}" : $"{kind}, in the answer";
    }

    private static async Task ContentAsync(As2Verdict verdict, InspectReport report, PayloadFolder? output, CancellationToken cancellationToken)
    {
        if (verdict is { Mic: { } mic, Entity: { } entity })
        {
            report.Mic = new(Convert.ToBase64String(mic.Value.Span), mic.Algorithm.Spelling, entity.Length);
        }

        foreach (var payload in verdict.Payloads)
        {
            report.Payloads.Add(await PayloadFolder.TakeAsync(payload, output, cancellationToken));
        }

        // What was not opened may well be signed inside.
        if (verdict is { IsSigned: false, Payloads: [{ IsAuthenticated: false }, ..] })
        {
            report.Check("signature", verdict.IsEncrypted ? CheckResult.Weak : CheckResult.Unchecked, verdict.IsEncrypted
                ? "The message is encrypted with CBC and not signed: anybody could have changed it on its way."
                : "The message is not signed: nothing shows who sent it or whether it was changed.");
        }
    }

    /// <summary>A few products encrypt receipts too: then what the layers held is one.</summary>
    private async Task EncryptedReceiptAsync(As2Verdict verdict, InspectReport report, CancellationToken cancellationToken)
    {
        if (verdict is not { IsEncrypted: true, Entity: { } entity, EntityHeaders: { } inner } || !inner.ContentType.Is("multipart/report"))
        {
            return;
        }

        await using var stream = await entity.OpenReadAsync(0, entity.Length, cancellationToken);
        var receipt = await ReceiptReader.ReadAsync(MimeHeaders.Empty, stream, new() { VerificationTime = settings.At }, cancellationToken);
        if (receipt.IsReceipt)
        {
            report.Kind = InspectKind.Receipt;
            ReceiptInspector.Describe(receipt, report, "disposition");
        }
    }

    /// <summary>A number of bytes for people.</summary>
    public static string Bytes(long count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} bytes");
}
