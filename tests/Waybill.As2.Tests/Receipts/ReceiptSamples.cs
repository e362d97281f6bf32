using System.Security.Cryptography.X509Certificates;
using System.Text;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2.Tests;

/// <summary>What the receipt tests share: names, keys, a message that was sent, and short ways to write and read.</summary>
internal static class ReceiptSamples
{
    public const string Id = "<42@buyer.example>";
    public const string Sha256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=, sha-256";
    public const string ReportType = "multipart/report; report-type=disposition-notification; boundary=b";

    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    public static readonly As2Name Us = As2Name.Create("BUYER").Value!;
    public static readonly As2Name Partner = As2Name.Create("SELLER").Value!;
    public static readonly CmsPrivateKey PartnerKey = new(TestIdentities.Rsa("seller"));
    public static readonly CmsPrivateKey StrangerKey = new(TestIdentities.Rsa("stranger"));

    public static CmsSignerOptions Signer => new() { Key = PartnerKey, SigningTime = Now };

    /// <summary>A message to the partner that asked for a signed receipt.</summary>
    public static SentMessage Sent => new()
    {
        From = Us, To = Partner, MessageId = MessageId.Parse(Id).Value!, Mic = Mic.Parse(Sha256).Value!,
        Receipt = ReceiptRequest.Signed("mdn@buyer.example", [MicAlgorithm.Of(DigestAlgorithm.Sha256)]),
    };

    public static SentMessage SentForUnsigned => Sent with { Receipt = ReceiptRequest.Unsigned("mdn@buyer.example") };

    /// <summary>The partner's good receipt for it.</summary>
    public static ReceiptContent Content => new()
    {
        From = Partner, To = Us, ReceiptId = MessageId.Create("r1", "seller.example"), Date = Now, OriginalMessageId = Id,
        Disposition = Disposition.Processed, Mic = Mic.Parse(Sha256).Value!, ReceivedSubject = "Order 850", ReceivedDate = "Tue, 24 Nov 2026 11:59:58 GMT",
    };

    public static ReceiptReadOptions Options => new() { VerificationTime = Now, SignerCertificates = [PartnerKey.Certificate] };

    public static string Notification(string disposition = "automatic-action/MDN-sent-automatically; processed", string more = "Received-content-MIC: " + Sha256 + "\r\n")
        => $"Final-Recipient: rfc822; SELLER\r\nOriginal-Message-ID: {Id}\r\nDisposition: {disposition}\r\n{more}";

    public static string Report(string notification, string partHeaders = "Content-Type: message/disposition-notification\r\n")
        => $"--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b\r\n{partHeaders}\r\n{notification}\r\n--b--\r\n";

    public static MimeHeaders Headers(string contentType, params (string Name, string Value)[] more)
        => MimeHeaders.FromPairs([KeyValuePair.Create("Content-Type", contentType), .. more.Select(m => KeyValuePair.Create(m.Name, m.Value))]);

    public static async Task<ReadReceipt> ReadAsync(MimeHeaders headers, byte[] body, ReceiptReadOptions? options = null)
        => await ReceiptReader.ReadAsync(headers, new TrickleStream(body, 1000), options ?? Options, TestContext.Current.CancellationToken);

    public static Task<ReadReceipt> ReadAsync(string body, string contentType = ReportType) => ReadAsync(Headers(contentType), Encoding.Latin1.GetBytes(body));

    public static Task<ReadReceipt> ReadAsync(WrittenReceipt receipt, ReceiptReadOptions? options = null)
        => ReadAsync(MimeHeaders.FromPairs(receipt.Headers), receipt.Body.ToArray(), options);

    public static CmsCertificate Certificate(string relative) => new(X509CertificateLoader.LoadCertificateFromFile(TestFiles.PathOf(relative)));

    public static string Value(this WrittenReceipt receipt, string header) => receipt.Headers.Single(h => h.Key == header).Value;

    public static string Text(this WrittenReceipt receipt) => Encoding.ASCII.GetString(receipt.Body.Span);

    /// <summary>The bytes between the outermost delimiters: first and second part of what was signed.</summary>
    public static (int Start, int End) SignedRange(this WrittenReceipt receipt)
    {
        var boundary = "--" + ContentType.Parse(receipt.Value("Content-Type")).Boundary;
        var text = receipt.Text();
        return (boundary.Length + 2, text.IndexOf("\r\n" + boundary, boundary.Length, StringComparison.Ordinal));
    }
}
