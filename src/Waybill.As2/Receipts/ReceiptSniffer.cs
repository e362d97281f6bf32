using System.Text;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>Tells a receipt from a message: both arrive at one URL.</summary>
/// <threadsafety>Safe from many threads.</threadsafety>
public static class ReceiptSniffer
{
    private const int PeekBytes = 8 * 1024;

    /// <summary>Looks at the headers and, where they do not decide, at the first 8 KiB of the body.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="body">Read as far as needed; do not read it yourself afterwards.</param>
    /// <param name="ct">Stops waiting for the body.</param>
    /// <returns>Whether it is a receipt, and a stream of the whole body; disposing that disposes <paramref name="body"/>.</returns>
    public static async ValueTask<(bool IsReceipt, Stream Body)> PeekAsync(MimeHeaders headers, Stream body, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(body);
        var type = headers.ContentType;
        var isOpaque = type.MediaType is "application/pkcs7-mime" or "application/x-pkcs7-mime"
            && type["smime-type"] is var kind && (kind is null || string.Equals(kind, "signed-data", StringComparison.OrdinalIgnoreCase));
        if (!isOpaque && !type.Is("multipart/signed"))
        {
            return (IsReport(type), body);
        }

        var start = new byte[PeekBytes];
        var length = await body.ReadAtLeastAsync(start, PeekBytes, throwOnEndOfStream: false, ct).ConfigureAwait(false);
        var peek = new ArraySegment<byte>(start, 0, length);
        var isReceipt = isOpaque ? await IsOpaqueReportAsync(headers, peek, ct).ConfigureAwait(false) : await IsSignedReportAsync(headers, peek, ct).ConfigureAwait(false);
        return (isReceipt, new StartedStream(peek, body));
    }

    private static bool IsReport(ContentType type)
        => type.Is("message/disposition-notification")
            || (type.Is("multipart/report") && type["report-type"] is var kind
                && (kind is null || string.Equals(kind.Trim(), "disposition-notification", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether the signed part, the first, is a report.</summary>
    private static async ValueTask<bool> IsSignedReportAsync(MimeHeaders headers, ArraySegment<byte> peek, CancellationToken ct)
    {
        try
        {
            var entity = await new HeldEntity(headers, peek, peek).UnwrapAsync(ct).ConfigureAwait(false);
            var (parts, _) = await entity.SplitAsync(MimeLimits.Default, ct).ConfigureAwait(false);
            return parts is [var first, ..] && IsReport(first.Headers.ContentType);
        }
        catch (MimeException)
        {
            return false;
        }
    }

    /// <summary>Whether the first thing with headers inside a SignedData is a report: its entity begins with them.</summary>
    private static async ValueTask<bool> IsOpaqueReportAsync(MimeHeaders headers, ArraySegment<byte> peek, CancellationToken ct)
    {
        var encoding = peek.AsSpan() is [(byte)'M', (byte)'I', ..] ? TransferEncoding.Base64 : headers.TransferEncoding;
        var text = Encoding.Latin1.GetString(await new HeldEntity(headers, peek, peek).DecodeAsync(encoding, ct).ConfigureAwait(false));
        var at = text.IndexOf("Content-Type:", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return false;
        }

        var fields = MimeHeaders.Parse(Encoding.Latin1.GetBytes(text[at..]));
        return IsReport(fields.ContentType);
    }
}
