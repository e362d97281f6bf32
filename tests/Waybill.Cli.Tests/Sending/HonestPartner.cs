using System.Text;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Mime;
using Waybill.Testing;

namespace Waybill.Cli.Tests.Sending;

/// <summary>A partner on a socket that opens what arrives with its own key and answers as a script says.</summary>
internal static class HonestPartner
{
    public static readonly CmsPrivateKey Sender = new(TestIdentities.Rsa("buyer"));
    public static readonly CmsPrivateKey Key = new(TestIdentities.Rsa("seller"));
    private static readonly CmsKeyBook Book = new([Key]);

    /// <summary>Opens a message, takes its MIC, and answers with a receipt.</summary>
    /// <param name="request">The message as it arrived.</param>
    /// <param name="change">Changes what the receipt says.</param>
    /// <param name="signer">Who signs it; null leaves it unsigned.</param>
    public static PartnerAnswer Receipt(PartnerRequest request, Func<ReceiptContent, ReceiptContent>? change = null, CmsPrivateKey? signer = null)
    {
        var headers = MimeHeaders.Parse(Encoding.Latin1.GetBytes(request.Head[(request.Head.IndexOf('\n', StringComparison.Ordinal) + 1)..]));
        var as2 = As2MessageHeaders.Read(headers).Value!;
        var mic = ReadMicAsync(as2, request.Body).GetAwaiter().GetResult();
        var content = new ReceiptContent
        {
            From = as2.To, To = as2.From, ReceiptId = MessageId.Create("r", "seller"), Date = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
            OriginalMessageId = as2.RawMessageId, Disposition = Disposition.Processed, Mic = mic,
        };
        var receipt = ReceiptWriter.Write(change?.Invoke(content) ?? content, signer is null ? null : new() { Key = signer });
        return PartnerAnswer.Of(200, receipt.Headers, receipt.Body);
    }

    public static PartnerAnswer Signed(PartnerRequest request) => Receipt(request, signer: Key);

    /// <summary>Opens a message with the partner's key.</summary>
    public static ValueTask<As2Verdict> OpenAsync(As2MessageHeaders headers, ReadOnlyMemory<byte> body) => As2MessageReader.ReadAsync(
        headers.Content, headers.ReceiptRequest, new MemoryStream(body.ToArray()),
        new()
        {
            VerificationTime = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero), DecryptionKeys = Book, SignerCertificates = [Sender.Certificate],
            Signature = Requirement.Allowed, Encryption = Requirement.Allowed, AllowUnsignedCbc = true, Policy = CmsPolicy.ReadEverything,
        },
        new SpoolQuarantine(), TestContext.Current.CancellationToken);

    private static async Task<Mic> ReadMicAsync(As2MessageHeaders headers, ReadOnlyMemory<byte> body)
    {
        await using var verdict = await OpenAsync(headers, body);
        Assert.Equal(As2Failure.None, verdict.Failure);
        return verdict.Mic!;
    }
}
