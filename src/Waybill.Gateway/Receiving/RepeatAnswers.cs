using Waybill.As2;
using Waybill.As2.Http;
using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>What a partner is answered who sends a message again that was refused and is accepted by now: the receipt it would have got.</summary>
internal static class RepeatAnswers
{
    /// <summary>Which digests our receipts may be made with: what we write is stricter than what we read.</summary>
    internal static CmsPolicy WritingPolicy(InboundPolicy inbound) => inbound.Reading.Policy with { AllowSha1 = inbound.ReceiptSigner.AllowSha1, AllowMd5 = false, Digests = null };

    /// <summary>Plans the answer, and the receipt that is posted on its own where that was asked for.</summary>
    internal static PlannedAnswer Plan(As2MessageHeaders message, As2Connection connection, As2Verdict verdict, DateTimeOffset now)
    {
        var empty = new StoredAnswer(connection.Inbound.EmptyStatus, [], ReadOnlyMemory<byte>.Empty);
        if (message.ReceiptRequest is not { } request)
        {
            return new(empty);
        }

        var receipt = Write(message, request, connection.Inbound, verdict, now);
        return request.IsAsynchronous
            ? new(empty, HasReceipt: false, new(request.DeliveryUrl!, receipt.Headers, receipt.Body), ReceiptAddress.Check(request.DeliveryUrl!, connection.Inbound.ReceiptAddresses).Problem)
            : new(new(200, receipt.Headers, receipt.Body), HasReceipt: true);
    }

    private static WrittenReceipt Write(As2MessageHeaders message, ReceiptRequest request, InboundPolicy inbound, As2Verdict verdict, DateTimeOffset now)
    {
        var profile = inbound.Reading.Profile;
        var chosen = request.IsSigned ? request.Choose(WritingPolicy(inbound), profile) : null;
        var signer = request.IsSigned ? inbound.ReceiptSigner with { SigningTime = inbound.ReceiptSigner.SignedAttributes ? now : null } : null;
        var content = new ReceiptContent
        {
            From = message.To, To = message.From, ReceiptId = NewId(message.To), Date = now, OriginalMessageId = message.RawMessageId, Disposition = Disposition.Processed,
            Mic = verdict.OutwardMic, ReceivedSubject = message.Subject, ReceivedDate = message.Date, Profile = profile,
        };
        return ReceiptWriter.Write(content, signer, inbound.IsReceiptDigestFixed ? null : chosen);
    }

    /// <summary>A name of signs alone leaves nothing an id can hold.</summary>
    private static MessageId NewId(As2Name us)
        => us.Value.Any(char.IsAsciiLetterOrDigit) ? MessageId.Create(Guid.NewGuid().ToString("N"), us.Value) : MessageId.Create(Guid.NewGuid().ToString("N"), "waybill");
}
