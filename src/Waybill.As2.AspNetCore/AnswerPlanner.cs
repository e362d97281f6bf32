using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Waybill.Cms;

namespace Waybill.As2.AspNetCore;

/// <summary>Decides what a judged message is answered: by which receipt, signed or not, now or later, and by which status where none can be given.</summary>
internal sealed class AnswerPlanner(As2Options options, ILogger log)
{
    /// <summary>One status and one sentence wherever no receipt can be given: nobody learns from it which names, keys or layers were right.</summary>
    internal static As2Answer Refused { get; } = As2Answer.Sentence(StatusCodes.Status422UnprocessableEntity, "The message was not accepted.");

    /// <param name="message">The message's header.</param>
    /// <param name="agreement">By which it was judged.</param>
    /// <param name="verdict">What was found inside; null when <paramref name="refused"/> by the header.</param>
    /// <param name="refused">What the header showed; None when the verdict decides.</param>
    /// <param name="now">The date of the receipt.</param>
    internal As2Committed Plan(As2MessageHeaders message, As2Agreement agreement, As2Verdict? verdict, As2Failure refused, DateTimeOffset now)
    {
        var outward = verdict?.OutwardFailure ?? refused;
        return Plan(message, agreement, verdict, outward, outward is As2Failure.None ? Disposition.Processed : As2FailureFacts.Of(outward).DispositionFor(agreement.Reading.Profile), now);
    }

    /// <summary>For a message that was good, and against which the store has something: its id came before with other content, its file name is another one's.</summary>
    internal As2Committed PlanObjection(As2MessageHeaders message, As2Agreement agreement, As2Verdict verdict, As2Failure failure, bool asWarning, DateTimeOffset now)
    {
        var error = As2FailureFacts.Of(failure).DispositionFor(agreement.Reading.Profile)!;
        return Plan(message, agreement, verdict, failure, asWarning ? Disposition.Warning(error.Text) : error, now);
    }

    private As2Committed Plan(As2MessageHeaders message, As2Agreement agreement, As2Verdict? verdict, As2Failure outward, Disposition? disposition, DateTimeOffset now)
    {
        var isAccepted = outward is As2Failure.None;
        var withoutReceipt = isAccepted ? As2Answer.Empty(agreement.EmptyStatus) : Refused;
        if (message.ReceiptRequest is not { } request || disposition is null)
        {
            return new(withoutReceipt);
        }

        if (!request.IsAsynchronous || IsUnusable(outward, request))
        {
            var receipt = Write();
            return new(new As2Answer(StatusCodes.Status200OK, receipt.Headers, receipt.Body));
        }

        var problem = options.SendReceipt is null ? "This address sends no asynchronous receipts." : agreement.RefuseReceiptAddress(request.DeliveryUrl!, verdict is { IsAccepted: true, IsSigned: true });
        if (problem is not null)
        {
            log.ReceiptAddressRefused(EndpointLog.Plain(message.RawMessageId), problem);
            return new(withoutReceipt) { Withheld = new(new(request.DeliveryUrl!, Write()), problem) };
        }

        return new(As2Answer.Empty(agreement.EmptyStatus), new AsynchronousReceipt(request.DeliveryUrl!, Write()));

        WrittenReceipt Write()
        {
            var chosen = request.IsSigned ? request.Choose(agreement.WritingPolicy, agreement.Reading.Profile) : null;
            var signer = request.IsSigned ? agreement.ReceiptSigner with { SigningTime = agreement.ReceiptSigner.SignedAttributes ? now : null } : null;
            return ReceiptWriter.Write(Content(message, disposition, outward, verdict?.OutwardMic, agreement.Reading.Profile, now), signer, agreement.IsReceiptDigestFixed ? null : chosen);
        }
    }

    /// <summary>The answer to a pair of names nothing was agreed for: an unsigned receipt where one was asked for at once, else the one refusal.</summary>
    internal As2Answer PlanForStranger(As2MessageHeaders message, DateTimeOffset now)
    {
        // To post to a stranger's URL would let anybody aim us at anything.
        if (message.ReceiptRequest is not { IsAsynchronous: false })
        {
            return Refused;
        }

        const As2Failure failure = As2Failure.UnknownRelationship;
        var receipt = ReceiptWriter.Write(Content(message, As2FailureFacts.Of(failure).DispositionFor(As2Profile.Rfc4130)!, failure, mic: null, As2Profile.Rfc4130, now), signer: null);
        return new(StatusCodes.Status200OK, receipt.Headers, receipt.Body);
    }

    /// <summary>A URL that no receipt can be posted to is itself the failure: only the answer can still tell (AS2-DNO-010).</summary>
    private static bool IsUnusable(As2Failure outward, ReceiptRequest request)
        => outward is As2Failure.UnsupportedReceiptFormat && !(Uri.TryCreate(request.DeliveryUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https");

    private ReceiptContent Content(As2MessageHeaders message, Disposition disposition, As2Failure outward, Mic? mic, As2Profile profile, DateTimeOffset now) => new()
    {
        From = message.To,
        To = message.From,
        ReceiptId = NewId(message.To),
        Date = now,
        OriginalMessageId = message.RawMessageId,
        Disposition = disposition,
        Failure = outward,
        Mic = mic,
        ReceivedSubject = message.Subject,
        ReceivedDate = message.Date,
        Profile = profile,
        Product = options.Product,
    };

    private static MessageId NewId(As2Name us)
    {
        var left = Guid.NewGuid().ToString("N");
        // A name of signs alone leaves nothing an id can hold.
        return us.Value.Any(char.IsAsciiLetterOrDigit) ? MessageId.Create(left, us.Value) : MessageId.Create(left, "waybill");
    }
}
