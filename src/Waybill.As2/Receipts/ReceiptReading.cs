using System.Text;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>One receipt while it is read: from the outermost entity to the notification's fields.</summary>
internal sealed class ReceiptReading(ReceiptReadOptions options)
{
    private const string NotificationType = "message/disposition-notification";

    private readonly List<string> _oddities = [];
    private ReceiptSignature? _signature;
    private string? _text;

    internal async ValueTask<ReadReceipt> ReadAsync(HeldEntity entity, CancellationToken ct)
    {
        entity = await entity.UnwrapAsync(ct).ConfigureAwait(false);
        var type = entity.Headers.ContentType;
        if (type.Is("multipart/signed"))
        {
            return await ReadSignedAsync(entity, ct).ConfigureAwait(false);
        }

        if (type.MediaType is "application/pkcs7-mime" or "application/x-pkcs7-mime")
        {
            var (signature, content) = await ReceiptSignature.ReadOpaqueAsync(entity, options, ct).ConfigureAwait(false);
            _signature = signature;
            return content is null ? Refused(signature.Problem!) : await ReadReportAsync(content, ct).ConfigureAwait(false);
        }

        return await ReadReportAsync(entity, ct).ConfigureAwait(false);
    }

    /// <summary>What is known so far, and why it is no receipt.</summary>
    internal ReadReceipt Refused(string problem) => new()
    {
        Problem = problem, IsSigned = _signature is not null, SignatureProblem = _signature?.Problem, Signature = _signature?.Check,
        Signatures = _signature?.Signatures, Text = _text, Oddities = _oddities,
    };

    private async ValueTask<ReadReceipt> ReadSignedAsync(HeldEntity entity, CancellationToken ct)
    {
        var (parts, isCut) = await entity.SplitAsync(options.Mime, ct).ConfigureAwait(false);
        if (parts.Count is not 2 || entity.Headers.ContentType.HasDuplicate("boundary"))
        {
            var problem = parts.Count is 2
                ? "The boundary of a signed receipt must be named once."
                : $"A signed receipt has exactly two parts; this one has {parts.Count}.";
            _signature = new(problem, null, null);
            return Refused(problem);
        }

        Note(isCut, "The closing delimiter of the signed receipt is missing.");
        Note(parts[1].Headers.ContentType.MediaType is not ("application/pkcs7-signature" or "application/x-pkcs7-signature"), "The signature part has another media type.");
        _signature = await ReceiptSignature.ReadDetachedAsync(parts[0], parts[1], options, ct).ConfigureAwait(false);
        return await ReadReportAsync(parts[0], ct).ConfigureAwait(false);
    }

    private async ValueTask<ReadReceipt> ReadReportAsync(HeldEntity entity, CancellationToken ct)
    {
        entity = await entity.UnwrapAsync(ct).ConfigureAwait(false);
        var type = entity.Headers.ContentType;
        if (type.Is(NotificationType))
        {
            Note(true, "The notification stands alone, without a multipart/report around it.");
            return await ReadNotificationAsync(entity, ct).ConfigureAwait(false);
        }

        if (!type.IsMultipart || type.Is("multipart/signed"))
        {
            return Refused($"The answer is {PartnerText.OneLine(type.MediaType, 80)} and no receipt.");
        }

        var (parts, isCut) = await entity.SplitAsync(options.Mime, ct).ConfigureAwait(false);
        var notifications = parts.Where(p => p.Headers.ContentType.Is(NotificationType)).ToList();
        if (notifications is [])
        {
            return Refused("The answer holds no disposition notification.");
        }

        Note(isCut, "The closing delimiter of the report is missing.");
        Note(!type.Is("multipart/report"), "The report is not of type multipart/report.");
        Note(!string.Equals(type["report-type"], "disposition-notification", StringComparison.OrdinalIgnoreCase), "The report does not name its report-type.");
        Note(notifications.Count > 1, "The report holds several notifications; the first counts.");
        if (parts.FirstOrDefault(p => p.Headers.ContentType is { IsMissing: true } or { MediaType: "text/plain" or "text/html" }) is { } text)
        {
            _text = Decode(await text.DecodeAsync(ct).ConfigureAwait(false));
        }

        return await ReadNotificationAsync(notifications[0], ct).ConfigureAwait(false);
    }

    private async ValueTask<ReadReceipt> ReadNotificationAsync(HeldEntity part, CancellationToken ct)
    {
        var bytes = await part.DecodeAsync(ct).ConfigureAwait(false);
        var block = WithoutBom(bytes);
        if (block.Count > options.Mime.MaxHeaderBytes)
        {
            return Refused("The disposition notification is too long.");
        }

        // Empty lines between the fields are passed over: peers write them.
        var fields = MimeHeaders.Parse(block);
        if (fields["Disposition"] is null && part.Headers["Disposition"] is not null)
        {
            Note(true, "The empty line before the notification's fields is missing.");
            fields = part.Headers;
        }

        if (fields.Count > options.Mime.MaxHeaderFields)
        {
            return Refused("The disposition notification has too many fields.");
        }

        var reader = new ReceiptFields(fields, _oddities);
        var disposition = reader.ReadDisposition(out var problem);
        if (disposition is null)
        {
            return Refused(problem!);
        }

        var mic = reader.ReadMic(out var micProblem);
        var id = reader.ReadMessageId();
        return new()
        {
            IsSigned = _signature is not null, SignatureProblem = _signature?.Problem, SignatureWarning = _signature?.Warning, Signature = _signature?.Check,
            Signatures = _signature?.Signatures,
            OriginalMessageId = reader.First("Original-Message-ID"), MessageId = id, Disposition = disposition, Mic = mic, MicProblem = micProblem,
            FinalRecipient = reader.ReadRecipient("Final-Recipient"), OriginalRecipient = reader.ReadRecipient("Original-Recipient"),
            ReportingUa = reader.First("Reporting-UA"), Text = _text, Fields = fields, Oddities = _oddities,
        };
    }

    private void Note(bool isOdd, string sentence)
    {
        if (isOdd)
        {
            _oddities.Add(sentence);
        }
    }

    private static ArraySegment<byte> WithoutBom(ArraySegment<byte> bytes) => bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    /// <summary>UTF-8 where it is, else Latin-1, whatever the charset says: the words decide nothing.</summary>
    private static string Decode(ArraySegment<byte> bytes)
    {
        bytes = WithoutBom(bytes);
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
    }
}
