using System.Text;
using Waybill.Cms;
using Waybill.Testing;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>Receipts that come by themselves: kept, acknowledged, never answered by a receipt.</summary>
public sealed class ArrivingReceiptTests
{
    [Theory]
    [Requirement("AS2-DNO-013")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_receipt_is_handed_on_and_acknowledged_without_a_body_even_when_it_asks_for_one(bool signed)
    {
        await using var gateway = await Gateway.StartAsync();
        var receipt = Receipt(signed).Add("Disposition-Notification-To", "loop@acme.example").Add("Receipt-Delivery-Option", "http://127.0.0.1:1/loop");

        var reply = await gateway.PostAsync(receipt);

        Assert.Equal((200, 0), (reply.Status, reply.Body.Length));
        var arrived = Assert.Single(gateway.Receipts);
        Assert.Equal("<sent@globex>", arrived.Receipt.OriginalMessageId);
        Assert.Equal(signed, arrived.Receipt.IsSignatureGood);
        Assert.Equal(receipt.Body, arrived.Body);
        Assert.Empty(gateway.Stored);
        Assert.Empty(gateway.Posted);
    }

    [Fact]
    [Requirement("AS2-MDN-014")]
    public async Task A_receipt_needs_no_id_of_its_own()
    {
        await using var gateway = await Gateway.StartAsync();

        Assert.Equal(200, (await gateway.PostAsync(Receipt(signed: true).With("Message-ID", null))).Status);
        Assert.Single(gateway.Receipts);
    }

    [Fact]
    public async Task A_receipt_for_a_pair_without_an_agreement_is_refused_without_a_receipt()
    {
        await using var gateway = await Gateway.StartAsync();

        var reply = await gateway.PostAsync(Receipt(signed: true).With("AS2-From", "nobody").Add("Disposition-Notification-To", "loop@acme.example"));

        Assert.Equal(422, reply.Status);
        Assert.Empty(gateway.Receipts);
        Assert.DoesNotContain("disposition", reply.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_receipt_that_cannot_be_kept_is_asked_for_again()
    {
        await using var gateway = await Gateway.StartAsync(configure: o => o.ReceiptArrived = (_, _) => throw new IOException("full"));

        Assert.Equal(503, (await gateway.PostAsync(Receipt(signed: true))).Status);
    }

    [Fact]
    public async Task A_receipt_of_a_size_no_receipt_has_is_not_held()
    {
        await using var gateway = await Gateway.StartAsync();
        var receipt = Receipt(signed: false);

        var reply = await gateway.PostAsync(receipt with { Body = (byte[])[.. receipt.Body.Span, .. new byte[1 << 20]] });

        Assert.Equal(413, reply.Status);
        Assert.Empty(gateway.Receipts);
    }

    private static TestMessage Receipt(bool signed)
    {
        var written = ReceiptWriter.Write(
            new()
            {
                From = As2Name.Create("acme").Value!,
                To = As2Name.Create("globex").Value!,
                ReceiptId = MessageId.Create("receipt", "acme"),
                Date = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero),
                OriginalMessageId = "<sent@globex>",
                Disposition = Disposition.Processed,
            },
            signed ? new CmsSignerOptions { Key = Identities.Acme } : null);
        return new(written.Headers, written.Body, null!);
    }
}
