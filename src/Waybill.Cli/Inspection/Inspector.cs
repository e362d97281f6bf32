using System.Globalization;
using Waybill.As2;
using Waybill.Cli.Captures;
using Waybill.Cli.Output;
using Waybill.Mime;

namespace Waybill.Cli.Inspection;

/// <summary>Looks into one file: what it is, what is in it, what is right and wrong with it.</summary>
internal sealed class Inspector(InspectSettings settings)
{
    /// <summary>Inspects a file, and the receipt beside it if there is one.</summary>
    /// <param name="settings">Keys and what counts.</param>
    /// <param name="source">The file.</param>
    /// <param name="receipt">A captured receipt to compare a message with; null without.</param>
    /// <param name="output">Where payloads are written; null writes none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<InspectReport> InspectAsync(
        InspectSettings settings, CaptureSource source, CaptureSource? receipt, PayloadFolder? output, CancellationToken cancellationToken)
    {
        var asIs = new Inspector(settings);
        if (!await HasBareLineEndsAsync(source, cancellationToken))
        {
            return await asIs.OnceAsync(source, receipt, output, cancellationToken);
        }

        // Saved by an editor or by git: MIME has CRLF, so lengths and digests are those of the file before it was changed.
        var whole = new Inspector(settings with { RetryWithCrlf = false });
        var isRestored = (await whole.OnceAsync(source, receipt, output: null, cancellationToken)).HasBad
            && !(await whole.OnceAsync(source.WithCrlf, receipt, output: null, cancellationToken)).HasBad;
        var report = await (isRestored ? whole : asIs).OnceAsync(isRestored ? source.WithCrlf : source, receipt, output, cancellationToken);
        if (isRestored)
        {
            report.Check("lineEnds", CheckResult.Weak, "The file's line ends are bare line feeds: it was changed when it was saved. It was read with CRLF put back.");
        }

        return report;
    }

    private static async Task<bool> HasBareLineEndsAsync(CaptureSource source, CancellationToken cancellationToken)
    {
        await using var file = await source.OpenAsync(cancellationToken);
        var capture = await CaptureReader.OpenAsync(file, cancellationToken);
        return capture.Kind is CaptureKind.Request or CaptureKind.Response or CaptureKind.Entity && capture.Headers.Raw.Span.IndexOf("\r\n"u8) < 0;
    }

    private async Task<InspectReport> OnceAsync(CaptureSource source, CaptureSource? receipt, PayloadFolder? output, CancellationToken cancellationToken)
    {
        var report = new InspectReport();
        await using var file = await source.OpenAsync(cancellationToken);
        var capture = await CaptureReader.OpenAsync(file, cancellationToken);
        Describe(capture, report);
        if (NothingToInspect(capture) is { } nothing)
        {
            report.Check("parse", CheckResult.Bad, nothing);
            return report;
        }

        var headers = capture.Kind is CaptureKind.Cms or CaptureKind.Base64 ? MimeHeaders.FromPairs([new("Content-Type", "application/pkcs7-mime")]) : capture.Headers;
        // Without its key nobody can tell what an envelope holds; here the headers and the first bytes decide.
        var (isReceipt, body) = await ReceiptSniffer.PeekAsync(headers, capture.Body, cancellationToken);
        if (isReceipt)
        {
            var inspector = new ReceiptInspector(settings);
            await inspector.InspectAsync(headers, body, report, cancellationToken);
            await DrainAsync(body, cancellationToken);
            report.Check("parse", await ParsedAsync(capture, report, cancellationToken) ?? await inspector.StructureAsync(source, cancellationToken));
        }
        else if (capture.Kind is CaptureKind.Response)
        {
            report.Kind = InspectKind.Response;
            await DrainAsync(body, cancellationToken);
            report.Check("parse", await ParsedAsync(capture, report, cancellationToken));
            report.Check("receipt", CheckResult.Unchecked, capture.Framed.BytesRead is 0
                ? "The response is empty: it holds no receipt."
                : $"The response is {(headers.ContentType.IsMissing ? "of no stated type" : headers.ContentType.MediaType)} and holds no receipt.");
        }
        else if (await DetachedSignature.ReadAsync(headers, source, cancellationToken) is { } signature)
        {
            report.Kind = InspectKind.Signature;
            signature.Describe(report);
            await DrainAsync(body, cancellationToken);
            report.Check("parse", await ParsedAsync(capture, report, cancellationToken) ?? signature.Problem);
        }
        else
        {
            report.Kind = InspectKind.Message;
            await using var message = await new MessageInspector(settings).InspectAsync(headers, body, report, source, output, cancellationToken);
            await DrainAsync(body, cancellationToken);
            report.Check("parse", await ParsedAsync(capture, report, cancellationToken) ?? await message.StructureAsync(cancellationToken));
            if (receipt is not null)
            {
                await new ReceiptComparison(settings).CompareAsync(message, receipt, report, cancellationToken);
            }
        }

        if (receipt is not null && report.Kind is not InspectKind.Message)
        {
            throw CliException.Misuse("--receipt goes with a message, and the file is none: give the captured message as FILE and its receipt with --receipt.");
        }

        foreach (var note in capture.Notes)
        {
            report.Check("form", CheckResult.Weak, note);
        }

        return report;
    }

    private static void Describe(Capture capture, InspectReport report)
    {
        report.About.Add(new("file", capture.Kind switch
        {
            CaptureKind.Request => $"HTTP request {capture.StartLine}",
            CaptureKind.Response => $"HTTP response {capture.StartLine}",
            CaptureKind.Entity => "header fields and a body, without an HTTP start line",
            CaptureKind.Multipart => "a multipart body without its headers",
            CaptureKind.Cms => "a CMS object",
            CaptureKind.Base64 => "a CMS object in base64",
            _ => "bytes",
        }));
        if (capture.Kind is CaptureKind.Response && capture.StartLine!.Split(' ') is [_, var status, ..])
        {
            var isSuccess = status.StartsWith('2');
            report.Check("status", isSuccess ? CheckResult.Good : CheckResult.Bad, isSuccess
                ? $"The status is {Paint.OneLine(status)}: the transfer succeeded." : $"The status is {Paint.OneLine(status)}: the transfer did not succeed.");
        }
    }

    private static string? NothingToInspect(Capture capture) => capture.Kind switch
    {
        CaptureKind.Bytes => "This is neither an HTTP message nor a MIME entity nor a CMS object: give the captured message with its headers, its body or its CMS object.",
        CaptureKind.Entity when capture.Headers["Content-Type"] is null && capture.Headers["AS2-From"] is null
            => "There are header fields, and none of them is Content-Type or AS2-From: this is no AS2 message.",
        _ => null,
    };

    /// <summary>What broke the framing, or what follows the message; null when it ends with its last byte.</summary>
    private static async Task<string?> ParsedAsync(Capture capture, InspectReport report, CancellationToken cancellationToken)
    {
        report.About[0] = new("file", string.Create(CultureInfo.InvariantCulture, $"{report.About[0].Value}; {capture.Framed.BytesRead:N0} bytes of body ({capture.Framed.Framing})"));
        if (capture.Framed.Problem is { } problem)
        {
            return problem;
        }

        var end = capture.Input.Offset;
        var buffer = new byte[16 * 1024];
        while (await capture.Input.ReadAsync(buffer, cancellationToken) > 0)
        {
            // Only the count is of interest.
        }

        return capture.Input.Offset == end ? null
            : string.Create(CultureInfo.InvariantCulture, $"{capture.Input.Offset - end:N0} bytes follow the end of the message: the capture holds more than one, or its length is wrong.");
    }

    private static async Task DrainAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) > 0)
        {
            // The framing shows its problems at the end.
        }
    }
}
