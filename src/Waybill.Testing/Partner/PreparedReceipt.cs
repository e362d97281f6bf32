using Waybill.As2;

namespace Waybill.Testing;

/// <summary>The answer to one message, and the receipt that goes its own way.</summary>
/// <param name="Answer">The HTTP answer's bytes.</param>
/// <param name="Url">Where to post; null posts nothing.</param>
/// <param name="Receipt">What to post.</param>
/// <param name="Script">When and how often.</param>
internal sealed record PreparedReceipt(ReadOnlyMemory<byte> Answer, Uri? Url, WrittenReceipt? Receipt, ReceiptScript Script)
{
    internal static async ValueTask<PreparedReceipt> CreateAsync(PartnerIdentity partner, PartnerRequest request, ReceiptScript script, CancellationToken cancellationToken)
    {
        PartnerMessage message;
        try
        {
            message = await partner.OpenAsync(request, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return new(PartnerAnswer.Of(400).Bytes, null, null, script);
        }

        await using (message)
        {
            var asked = message.Headers.ReceiptRequest;
            var delivery = script.Delivery is not ReceiptDelivery.AsAsked ? script.Delivery
                : asked is null ? ReceiptDelivery.Never
                : asked.IsAsynchronous ? ReceiptDelivery.AfterAnswer : ReceiptDelivery.InAnswer;
            if (delivery is ReceiptDelivery.Never)
            {
                return new(PartnerAnswer.Of(200).Bytes, null, null, script);
            }

            var receipt = await new ReceiptMaker(partner, message, script).WriteAsync(cancellationToken);
            if (delivery is ReceiptDelivery.InAnswer)
            {
                return new(PartnerAnswer.Of(200, receipt.Headers, receipt.Body).Bytes, null, null, script);
            }

            return Uri.TryCreate(asked?.DeliveryUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
                ? new(PartnerAnswer.Of(200).Bytes, url, receipt, script with { Delivery = delivery })
                : new(PartnerAnswer.Of(400).Bytes, null, null, script);
        }
    }
}
