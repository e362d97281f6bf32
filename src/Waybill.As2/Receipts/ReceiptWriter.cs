using System.Buffers;
using System.Buffers.Text;
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
    private const int UsualBytes = 2048;
    private const int UsualSignedBytes = 6 * 1024;

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
        var output = new ArrayBufferWriter<byte>(signer is null ? UsualBytes : UsualSignedBytes);
        if (signer is null)
        {
            WriteReport(output, content, boundary);
        }
        else
        {
            type = WriteSigned(output, type, content, boundary, micalg is null ? signer : signer with { Digest = micalg.Digest }, micalg);
        }

        var lines = new List<KeyValuePair<string, string>>(
            As2HeaderWriter.Common(content.From, content.To, content.ReceiptId, content.Date, subject: null, content.Profile, content.Product));
        As2HeaderWriter.Add(lines, "Content-Type", type);
        return new(lines, output.WrittenMemory);
    }

    private static void WriteReport(ArrayBufferWriter<byte> output, ReceiptContent content, string boundary)
    {
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
    /// <returns>The content type.</returns>
    private static string WriteSigned(ArrayBufferWriter<byte> output, string reportType, ReceiptContent content, string reportBoundary, CmsSignerOptions signer, MicAlgorithm? micalg)
    {
        var boundary = MimeBoundary.Create();
        Line(output, $"--{boundary}");
        var start = output.WrittenCount;
        MimeHeaderWriter.Write(output, "Content-Type", reportType);
        MimeHeaderWriter.WriteEnd(output);
        WriteReport(output, content, reportBoundary);
        var signature = SignedDataWriter.WriteDetached(digest => CryptographicOperations.HashData(digest.Hash, output.WrittenSpan[start..]), [signer]);

        Line(output, "");
        Line(output, $"--{boundary}");
        MimeHeaderWriter.Write(output, "Content-Type", "application/pkcs7-signature; name=smime.p7s");
        MimeHeaderWriter.Write(output, "Content-Transfer-Encoding", "base64");
        MimeHeaderWriter.Write(output, "Content-Disposition", "attachment; filename=smime.p7s");
        MimeHeaderWriter.WriteEnd(output);
        WriteBase64(output, signature.Span);
        Line(output, $"--{boundary}--");
        return ContentType.Write(
            "multipart/signed", ("protocol", "application/pkcs7-signature"), ("micalg", (micalg ?? MicAlgorithm.Of(signer.Digest)).Spelling), ("boundary", boundary));
    }

    private static void WriteBase64(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        const int LineBytes = 57;
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(LineBytes, bytes.Length)..])
        {
            _ = Base64.EncodeToUtf8(bytes[..Math.Min(LineBytes, bytes.Length)], output.GetSpan(80), out _, out var written);
            output.Advance(written);
            output.Write("\r\n"u8);
        }
    }

    private static void Line(ArrayBufferWriter<byte> output, string text)
    {
        Encoding.ASCII.GetBytes(text, output);
        output.Write("\r\n"u8);
    }
}
