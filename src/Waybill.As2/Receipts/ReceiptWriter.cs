using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>A receipt ready to be stored and sent, the same bytes each time.</summary>
/// <param name="Headers">All header lines but Host, Content-Length and Authorization, in order.</param>
/// <param name="Body">The whole body; its length is the Content-Length.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record WrittenReceipt(IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body);

/// <summary>Writes receipts strictly (RFC 4130 §7.4, RFC 8098 §3): US-ASCII, CRLF, no folded line.</summary>
/// <threadsafety>Safe from many threads.</threadsafety>
public static class ReceiptWriter
{
    /// <summary>Writes a receipt.</summary>
    /// <param name="content">What it says.</param>
    /// <param name="signer">Who signs; null writes it unsigned.</param>
    /// <param name="micalg">The digest the partner asked for, in its spelling: rules over the signer's; null takes the signer's.</param>
    /// <exception cref="CmsException">The signer's key or digest cannot be used: <see cref="CmsProblem.ForbiddenAlgorithm"/>, <see cref="CmsProblem.BadRequest"/>.</exception>
    /// <exception cref="ArgumentException">The failure never goes into a receipt, the disposition holds more than printable US-ASCII,
    /// or the receipt's own id is not well formed.</exception>
    public static WrittenReceipt Write(ReceiptContent content, CmsSignerOptions? signer, MicAlgorithm? micalg = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Failure is not As2Failure.None && As2FailureFacts.Of(content.Failure).DispositionFor(content.Profile) is null)
        {
            throw new ArgumentException("This failure never goes into a receipt.", nameof(content));
        }

        var boundary = MimeBoundary.Create();
        var type = ContentType.Write("multipart/report", ("report-type", "disposition-notification"), ("boundary", boundary));
        var body = WriteReport(content, boundary);
        if (signer is not null)
        {
            (type, body) = Sign(type, body, micalg is null ? signer : signer with { Digest = micalg.Digest }, micalg);
        }

        var lines = new List<KeyValuePair<string, string>>(
            As2HeaderWriter.Common(content.From, content.To, content.ReceiptId, content.Date, subject: null, content.Profile, content.Product));
        As2HeaderWriter.Add(lines, "Content-Type", type);
        return new(lines, body);
    }

    private static byte[] WriteReport(ReceiptContent content, string boundary)
    {
        var output = new ArrayBufferWriter<byte>(2048);
        Line(output, $"--{boundary}");
        MimeHeaderWriter.Write(output, "Content-Type", "text/plain; charset=us-ascii");
        MimeHeaderWriter.Write(output, "Content-Transfer-Encoding", "7bit");
        MimeHeaderWriter.WriteEnd(output);
        Line(output, ReceiptText.Write(content));
        Line(output, $"--{boundary}");
        MimeHeaderWriter.Write(output, "Content-Type", "message/disposition-notification");
        MimeHeaderWriter.Write(output, "Content-Transfer-Encoding", "7bit");
        MimeHeaderWriter.WriteEnd(output);
        WriteFields(output, content);
        MimeHeaderWriter.WriteEnd(output);
        Line(output, $"--{boundary}--");
        return output.WrittenSpan.ToArray();
    }

    private static void WriteFields(ArrayBufferWriter<byte> output, ReceiptContent content)
    {
        // No host name: it would tell a stranger about the inside of a network, and nobody needs it.
        MimeHeaderWriter.Write(output, "Reporting-UA", content.Product.Value);
        var recipient = "rfc822; " + content.From.ToHeaderValue();
        MimeHeaderWriter.Write(output, "Original-Recipient", recipient);
        MimeHeaderWriter.Write(output, "Final-Recipient", recipient);
        if (content.OriginalMessageId is { Length: > 0 } id && id.All(c => c is '\t' or (>= ' ' and <= '~')))
        {
            MimeHeaderWriter.Write(output, "Original-Message-ID", id);
        }

        MimeHeaderWriter.Write(output, "Disposition", content.Disposition.ToString());
        if (content.Mic is { } mic)
        {
            MimeHeaderWriter.Write(output, "Received-content-MIC", mic.ToString());
        }

        // draft-ietf-ediint-rfc4130bis §8.4.3: its newer modifiers need an explanation.
        if (content is { Profile: As2Profile.Modern, Failure: not As2Failure.None })
        {
            MimeHeaderWriter.Write(output, "Explanation", As2FailureFacts.Of(content.Failure).Sentence);
        }
    }

    /// <summary>multipart/signed (RFC 1847 §2.1): what is signed is exactly what is written between the delimiters.</summary>
    private static (string Type, byte[] Body) Sign(string reportType, byte[] report, CmsSignerOptions signer, MicAlgorithm? micalg)
    {
        var entity = new ArrayBufferWriter<byte>(report.Length + 256);
        MimeHeaderWriter.Write(entity, "Content-Type", reportType);
        MimeHeaderWriter.WriteEnd(entity);
        entity.Write(report);
        var signed = entity.WrittenMemory;
        var signature = SignedDataWriter.WriteDetached(digest => CryptographicOperations.HashData(digest.Hash, signed.Span), [signer]);

        var boundary = MimeBoundary.Create();
        var output = new ArrayBufferWriter<byte>(signed.Length + (signature.Length * 3 / 2) + 1024);
        Line(output, $"--{boundary}");
        output.Write(signed.Span);
        Line(output, "");
        Line(output, $"--{boundary}");
        MimeHeaderWriter.Write(output, "Content-Type", "application/pkcs7-signature; name=smime.p7s");
        MimeHeaderWriter.Write(output, "Content-Transfer-Encoding", "base64");
        MimeHeaderWriter.Write(output, "Content-Disposition", "attachment; filename=smime.p7s");
        MimeHeaderWriter.WriteEnd(output);
        Line(output, Convert.ToBase64String(signature.Span, Base64FormattingOptions.InsertLineBreaks));
        Line(output, $"--{boundary}--");
        var type = ContentType.Write(
            "multipart/signed", ("protocol", "application/pkcs7-signature"), ("micalg", (micalg ?? MicAlgorithm.Of(signer.Digest)).Spelling), ("boundary", boundary));
        return (type, output.WrittenSpan.ToArray());
    }

    private static void Line(ArrayBufferWriter<byte> output, string text) => Encoding.ASCII.GetBytes(text + "\r\n", output);
}
