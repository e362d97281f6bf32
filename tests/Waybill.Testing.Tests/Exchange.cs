using System.Text;
using Waybill.As2;
using Waybill.Mime;

namespace Waybill.Testing.Tests;

/// <summary>A sender without Waybill's own client: a message goes to a partner, and what comes back is read and judged.</summary>
internal static class Exchange
{
    internal static readonly ReceiptReadOptions Reading = new() { VerificationTime = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero), SignerCertificates = [TestMessage.Receiver.Certificate] };

    /// <summary>Sends and judges the receipt in the answer.</summary>
    internal static async Task<(ReadReceipt Receipt, ReceiptVerdict Verdict, MimeHeaders Headers)> SendAsync(TestMessage message, ReceiptScript? script = null, PartnerIdentity? identity = null)
    {
        await using var partner = FakePartner.Start(r => PartnerAnswer.Receipt(r, identity, script));
        using var client = new HttpClient();
        using var response = await client.SendAsync(message.ToHttpRequest(partner.Address), TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
        var headers = MimeHeaders.FromPairs(response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).Select(h => KeyValuePair.Create(h.Key, h.Value.ToString())));
        var (receipt, verdict) = await JudgeAsync(message.Sent, headers, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), isSynchronous: true);
        return (receipt, verdict, headers);
    }

    internal static async Task<(ReadReceipt Receipt, ReceiptVerdict Verdict)> JudgeAsync(SentMessage sent, MimeHeaders headers, byte[] body, bool isSynchronous)
    {
        using var stream = new MemoryStream(body, writable: false);
        var receipt = await ReceiptReader.ReadAsync(headers, stream, Reading, TestContext.Current.CancellationToken);
        return (receipt, ReceiptMatcher.Judge(sent, Name(headers["AS2-From"]), Name(headers["AS2-To"]), receipt, isSynchronous));
    }

    private static As2Name? Name(string? value) => value is null ? null : As2Name.Parse(value).Value;
}
