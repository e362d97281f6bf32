using System.Security.Cryptography;
using System.Text;
using Waybill.As2;
using Waybill.Cms;

namespace Waybill.Testing;

/// <summary>A receipt written line by line, so that it can be what no strict writer writes.</summary>
internal sealed class HandwrittenReceipt(ReceiptContent content, ReceiptScript script)
{
    private const string Report = "multipart/report; report-type=disposition-notification";

    private readonly Handwriting hand = Handwriting.Of(script.Shape);

    internal WrittenReceipt Write(CmsSignerOptions? signer, MicAlgorithm? algorithm)
    {
        var boundary = Boundary();
        var body = Bytes(ReportBody(boundary));
        var type = Report;
        if (signer is not null)
        {
            var entity = Bytes($"{Preamble()}Content-Type: {InBody(Report, boundary)}\r\n\r\n");
            type = $"multipart/signed; protocol=\"application/pkcs7-signature\"; micalg={algorithm!.Spelling}";
            boundary = Boundary();
            body = Sign([.. entity, .. body], boundary, signer);
        }

        if (hand.RepeatsContentType)
        {
            body = [.. Bytes($"Content-Type: {InBody(type, boundary)}\r\n\r\n"), .. body];
        }
        else if (hand.Preamble.Length > 0)
        {
            body = [.. Bytes($"{hand.Preamble}\r\n\r\n"), .. body];
        }

        List<KeyValuePair<string, string>> lines =
        [
            .. As2HeaderWriter.Common(content.From, content.To, content.ReceiptId, content.Date, subject: null, content.Profile, content.Product),
            .. hand.Headers,
            new("Content-Type", $"{type};{(hand.FoldsContentType ? " \t" : " ")}boundary=\"{boundary}\""),
        ];
        return new(lines, body);
    }

    private string ReportBody(string boundary)
    {
        var encoding = hand.StatesEncoding ? "Content-Transfer-Encoding: 7bit\r\n" : "";
        return $"--{boundary}\r\nContent-Type: text/plain\r\n{encoding}\r\n{hand.Text}\r\n"
            + $"--{boundary}\r\nContent-Type: message/disposition-notification\r\n{encoding}\r\n{Fields()}\r\n{(hand.EndsFieldsTwice ? "\r\n" : "")}"
            + $"--{boundary}--\r\n";
    }

    private string Fields()
    {
        var recipient = $"rfc822; {content.From.ToHeaderValue()}";
        var fields = new StringBuilder();
        Field(fields, "Reporting-UA", hand.Agent);
        Field(fields, "Original-Recipient", recipient);
        Field(fields, "Final-Recipient", recipient);
        Field(fields, "Original-Message-ID", content.OriginalMessageId);
        Field(fields, "Disposition", script.DispositionText ?? DispositionText());
        Field(fields, hand.MicField, script.MicText ?? (script.Mic is ReceiptMic.Unreadable ? "not a digest" : MicText()));
        return fields.ToString();
    }

    private string DispositionText()
    {
        var text = content.Disposition.ToString();
        return script.OldSpellings
            ? text.Replace(": ", ":", StringComparison.Ordinal).Replace("decompression-failed", "decompresion-failed", StringComparison.Ordinal) : text;
    }

    private string? MicText() => script.OldSpellings && content.Mic is { } mic
        ? $"{Convert.ToBase64String(mic.Value.Span)},{MicAlgorithm.Of(mic.Algorithm.Digest, oldSpelling: true)}" : content.Mic?.ToString();

    private byte[] Sign(byte[] entity, string boundary, CmsSignerOptions signer)
    {
        var signature = SignedDataWriter.WriteDetached(digest => CryptographicOperations.HashData(digest.Hash, entity), [signer]).ToArray();
        if (script.Signing is ReceiptSigning.Broken)
        {
            // The last octets of the object are those of the signature value.
            signature[^1] ^= 1;
        }

        var sent = script.Signing is ReceiptSigning.Altered
            ? Bytes(Encoding.ASCII.GetString(entity).Replace(hand.Text, hand.Text.ToUpperInvariant(), StringComparison.Ordinal)) : entity;
        var value = hand.HasBinarySignature ? signature : Bytes(Convert.ToBase64String(signature, Base64FormattingOptions.InsertLineBreaks));
        var headers = "Content-Type: application/pkcs7-signature; name=smime.p7s; smime-type=signed-data\r\n"
            + $"Content-Transfer-Encoding: {(hand.HasBinarySignature ? "binary" : "base64")}\r\n"
            + "Content-Disposition: attachment; filename=\"smime.p7s\"\r\nContent-Description: S/MIME Cryptographic Signature\r\n";
        return [.. Bytes($"--{boundary}\r\n"), .. sent, .. Bytes($"\r\n--{boundary}\r\n{headers}\r\n"), .. value, .. Bytes($"\r\n--{boundary}--\r\n")];
    }

    private static void Field(StringBuilder fields, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            fields.Append(name).Append(": ").Append(value).Append("\r\n");
        }
    }

    private string Preamble() => hand.Preamble.Length > 0 ? hand.Preamble + "\r\n" : "";

    private string InBody(string type, string boundary) => $"{type};{(hand.FoldsContentType ? " \r\n\t" : " ")}boundary=\"{boundary}\"";

    private string Boundary() => hand.BoundaryStart + Guid.NewGuid().ToString("N");

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
