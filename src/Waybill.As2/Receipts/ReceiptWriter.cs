using Waybill.Cms;

namespace Waybill.As2;

/// <summary>A receipt ready to be stored and sent, the same bytes each time.</summary>
/// <param name="Headers">All header lines but Host, Content-Length and Authorization, in order.</param>
/// <param name="Body">The whole body; its length is the Content-Length.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record WrittenReceipt(IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body);

/// <summary>Writes receipts strictly (RFC 4130 §7.4, RFC 8098 §3): US-ASCII, CRLF, no folded line.</summary>
public static class ReceiptWriter
{
    /// <summary>Writes a receipt.</summary>
    /// <param name="content">What it says.</param>
    /// <param name="signer">Who signs; null writes it unsigned.</param>
    /// <param name="micalg">The digest the partner asked for, in its spelling: rules over the signer's; null takes the signer's.</param>
    /// <exception cref="CmsException">The signer's key or digest cannot be used: <see cref="CmsProblem.ForbiddenAlgorithm"/>, <see cref="CmsProblem.BadRequest"/>.</exception>
    /// <exception cref="ArgumentException">The failure never goes into a receipt.</exception>
    public static WrittenReceipt Write(ReceiptContent content, CmsSignerOptions? signer, MicAlgorithm? micalg = null) => throw new NotSupportedException();
}
