using Waybill.Cms;
using Waybill.Gateway;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>A message that came faster than it could be opened.</summary>
public sealed class OpeningTests
{
    /// <summary>Slow to open, and more than opening may fall behind.</summary>
    private const int Length = 20 << 20;

    [Fact]
    [Shows(ExchangeState.Unopened, ExchangeState.Accepted, Evidence.Opened)]
    [Shows(ExchangeState.Unopened, ExchangeState.Refused, Evidence.Opened)]
    [Requirement("AS2-HTTP-016")]
    public async Task What_was_stored_before_it_was_opened_is_answered_at_once_and_taken_or_refused_later()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await using var gateway = await ReceivingHost.StartAsync(more: ("Waybill:Partners:0:AllowTripleDes", "true"));
        var document = TestBytes.Random(4, Length);
        var message = await ReceivingHost.MessageAsync(
            change: o => o with { Cipher = ContentCipher.TripleDesCbc, AllowTripleDes = true, Receipt = TestMessage.SignedReceipt(partner.Address.ToString()) }, document: document);
        foreach (var (sent, state) in new[] { (message.Flip(Length / 2), ExchangeState.Refused), (message, ExchangeState.Accepted) })
        {
            var (status, body) = await gateway.PostAsync(sent.Headers, sent.Body);

            Assert.Equal((200, 0), (status, body.Length));
            var unopened = await ReceivingHost.OnlyAsync(gateway, message, ExchangeState.Unopened);
            var seen = await gateway.UntilAsync(unopened.Exchange.Id, state);
            Assert.Contains("opened", seen.Path);
            await gateway.UntilAsync(unopened.Exchange.Id, s => s.Exchange.Receipt is ReceiptState.Sent);
            if (state is ExchangeState.Accepted)
            {
                Assert.Equal(document, await gateway.DownloadAsync(seen.Documents[0].Href));
                Assert.NotNull(seen.Links.Signature);
            }
        }

        Assert.Equal(2, partner.Requests.Count);
    }
}
