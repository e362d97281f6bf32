using Waybill.As2;
using Waybill.As2.Http;
using Waybill.Testing;

namespace Waybill.Gateway.Tests.Sending;

/// <summary>Asynchronous receipts that we owe, posted by the connection's pump.</summary>
public sealed class OwedReceiptTests
{
    private static readonly byte[] Bytes = "the receipt's bytes"u8.ToArray();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Requirement("AS2-MDN-021")]
    public async Task A_receipt_is_posted_until_it_is_taken_with_the_same_bytes()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(503), _ => PartnerAnswer.Reset, _ => PartnerAnswer.Of(200));
        await using var side = await StartAsync(partner, new(["127.0.0.1"], AllowPrivate: true));
        var id = await OweAsync(side, partner.Address);
        await SendingSide.UntilAsync(() => Task.FromResult(partner.Requests.Count is 1));
        await side.RestartAsync(isCrash: true);
        for (var minutes = 0; minutes < 12; minutes++)
        {
            await side.PassAsync(TimeSpan.FromMinutes(1));
        }

        await UntilAsync(side, id, ReceiptState.Sent);
        Assert.Equal(3, partner.Requests.Count);
        Assert.All(partner.Requests, r => DeliveryTests.Same(partner.Requests[0], r));
        Assert.Equal(Bytes, partner.Requests[0].Body.ToArray());
        Assert.Equal("acme", partner.Requests[0].Header("AS2-From"));
        Assert.Equal(3, (await side.DetailAsync(id)).Attempts.Count(a => a.Kind is "receipt"));
    }

    [Theory]
    [InlineData("host")]
    [InlineData("private")]
    [InlineData("refused")]
    [Requirement("AS2-SEC-001")]
    public async Task A_receipt_that_may_not_go_there_or_is_refused_is_given_up(string why)
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(404));
        await using var side = await StartAsync(partner, new(why is "host" ? ["receipts.globex.example"] : ["127.0.0.1", "localhost"], AllowPrivate: why is not "private"));
        var address = why is "private" ? new UriBuilder(partner.Address) { Host = "localhost" }.Uri : partner.Address;

        var id = await OweAsync(side, address);
        await UntilAsync(side, id, ReceiptState.Failed);

        Assert.Equal(why is "refused" ? 1 : 0, partner.Requests.Count);
        Assert.Single(await side.AlertsAsync("receipt-failed"));
    }

    [Fact]
    public async Task A_receipt_waits_while_the_connection_is_offline()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        await using var side = await StartAsync(partner, new(["127.0.0.1"], AllowPrivate: true), isOnline: false);
        var id = await OweAsync(side, partner.Address);
        await side.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(20));
        Assert.Empty(partner.Requests);

        side.Connection = side.Connection with { IsOnline = true };
        await UntilAsync(side, id, ReceiptState.Sent);
    }

    private static Task<SendingSide> StartAsync(FakePartner partner, ReceiptAddressPolicy addresses, bool isOnline = true)
        => SendingSide.StartAsync(partner, c => c with { ReceiptAddresses = addresses, IsOnline = isOnline });

    private static Task UntilAsync(SendingSide side, ExchangeId id, ReceiptState state)
        => SendingSide.UntilAsync(async () => (await side.DetailAsync(id)).Summary.Receipt == state);

    private static async Task<ExchangeId> OweAsync(SendingSide side, Uri address)
    {
        var now = side.Clock.GetUtcNow();
        var message = new AcceptedMessage
        {
            Id = ExchangeId.New(now), From = "globex", To = "acme", MessageId = "<1@globex>", ReceivedAt = now, Connection = "globex", Headers = [], WireSha256 = new byte[32], WireBytes = 10,
            Answer = new(200, [], default), AsynchronousReceipt = new(address.AbsoluteUri, [new("AS2-From", "acme"), new("AS2-To", "globex"), new("Content-Type", "multipart/report")], Bytes),
            Key = new("globex", "acme", "1@globex"), IsAuthenticated = true, Entity = new(new string('a', 32)),
            Documents = [new("in.edi", "application/EDI-X12", null, new(new string('a', 32)), 0, 10, new byte[32])],
        };
        Assert.IsType<AcceptOutcome.Stored>(await side.Journal.AcceptAsync(message, Token));
        return message.Id;
    }
}
