using Waybill.As2;
using Waybill.Cms;
using Waybill.Mime;
using Waybill.Testing;

namespace Waybill.Gateway.Tests.Sending;

/// <summary>The other company: opens what arrives with its own keys and writes receipts about it.</summary>
internal static class Partner
{
    internal static readonly CmsPrivateKey Acme = new(TestIdentities.Rsa("acme"));
    internal static readonly CmsPrivateKey Globex = new(TestIdentities.Rsa("globex"));
    internal static readonly CmsPrivateKey Stranger = new(TestIdentities.Rsa("stranger"));

    /// <summary>A good signed receipt in the answer.</summary>
    internal static PartnerAnswer Good(PartnerRequest request) => Answer(request, static c => c);

    /// <summary>An answer with a receipt that is a little different.</summary>
    internal static PartnerAnswer Answer(PartnerRequest request, Func<ReceiptContent, ReceiptContent> change, CmsPrivateKey? signer = null, bool isSigned = true, int status = 200)
    {
        var receipt = Receipt(request, change, signer, isSigned);
        return PartnerAnswer.Of(status, receipt.Headers, receipt.Body);
    }

    /// <summary>A receipt about a request.</summary>
    internal static WrittenReceipt Receipt(PartnerRequest request, Func<ReceiptContent, ReceiptContent>? change = null, CmsPrivateKey? signer = null, bool isSigned = true)
    {
        var headers = As2MessageHeaders.Read(Lines(request)).Value!;
        var content = new ReceiptContent
        {
            From = headers.To, To = headers.From, ReceiptId = MessageId.Create(Guid.NewGuid().ToString("N"), "globex"), Date = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
            OriginalMessageId = headers.RawMessageId, Disposition = Disposition.Processed, Mic = Open(request).Mic,
        };
        return ReceiptWriter.Write(change?.Invoke(content) ?? content, isSigned ? new() { Key = signer ?? Globex } : null);
    }

    /// <summary>What a request holds, by the same reader a real partner would use.</summary>
    internal static (Mic Mic, byte[] Entity, byte[] Payload) Open(PartnerRequest request) => OpenAsync(request).GetAwaiter().GetResult();

    internal static IReadOnlyList<KeyValuePair<string, string>> Lines(PartnerRequest request)
        => [.. request.Head.Split("\r\n").Skip(1).Where(l => l.Length > 0).Select(l => l.Split(": ", 2)).Select(p => KeyValuePair.Create(p[0], p[1]))];

    private static async Task<(Mic Mic, byte[] Entity, byte[] Payload)> OpenAsync(PartnerRequest request)
    {
        var lines = MimeHeaders.FromPairs(Lines(request));
        using var body = new MemoryStream(request.Body.ToArray());
        var options = new As2ReadOptions
        {
            VerificationTime = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero), DecryptionKeys = new CmsKeyBook([Globex]), SignerCertificates = [Acme.Certificate],
            Signature = Requirement.Allowed, Encryption = Requirement.Allowed, AllowUnsignedCbc = true,
        };
        await using var verdict = await As2MessageReader.ReadAsync(lines, ReceiptRequest.Read(lines), body, options, new SpoolQuarantine());
        Assert.True(verdict.IsAccepted, $"The partner cannot open the message: {verdict.Failure} {verdict.Detail}");
        return (verdict.Mic!, await ReadAsync(await verdict.Entity!.OpenReadAsync(0, verdict.Entity.Length, default)), await ReadAsync(await verdict.Payloads[0].OpenAsync()));
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        await using (stream)
        {
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            return copy.ToArray();
        }
    }
}
