using Waybill.Mime;

namespace Waybill.As2.Http;

public sealed partial class As2HttpSender
{
    /// <summary>Posts a message once and judges the receipt in the answer. Another attempt is another call with the same package.</summary>
    /// <param name="url">Where the partner receives.</param>
    /// <param name="package">The message; not disposed.</param>
    /// <param name="sent">What the receipt must be about.</param>
    /// <param name="reading">Certificates and policy for the receipt.</param>
    /// <param name="ct">Ends the attempt with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The URL or a header line cannot be sent.</exception>
    /// <exception cref="IOException">A document of the package could not be read or changed.</exception>
    public async ValueTask<As2SendResult> SendAsync(Uri url, As2Package package, SentMessage sent, ReceiptReadOptions reading, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(package);
        return await JudgeAsync(await PostAsync(url, package.Headers, package.Length, package.OpenAsync, ct), sent, reading, ct);
    }

    /// <summary>Judges an answer that came to a message, for callers that post and judge at different times.</summary>
    public static async ValueTask<As2SendResult> JudgeAsync(As2HttpAttempt attempt, SentMessage sent, ReceiptReadOptions reading, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(sent);
        if (attempt.Outcome is not AttemptOutcome.Transferred)
        {
            var outcome = attempt.Outcome is AttemptOutcome.TryAgain ? As2SendOutcome.TryAgain : As2SendOutcome.Refused;
            return new(outcome, attempt, null, null, attempt.Problem ?? "The transfer failed.");
        }

        var headers = MimeHeaders.FromPairs(attempt.Headers);
        using var body = new MemoryStream(attempt.Body.ToArray(), writable: false);
        var receipt = attempt.Body.IsEmpty ? null : await ReceiptReader.ReadAsync(headers, body, reading, ct);
        if (sent.Receipt is null)
        {
            return new(As2SendOutcome.Transferred, attempt, receipt is { IsReceipt: true } ? receipt : null, null, "The partner has the message. No receipt was asked for.");
        }

        if (sent.Receipt.IsAsynchronous && receipt is not { IsReceipt: true })
        {
            return new(As2SendOutcome.AwaitingReceipt, attempt, null, null, "The partner has the message. Its receipt comes later.");
        }

        if (receipt is null)
        {
            return new(As2SendOutcome.ReceiptNotGood, attempt, null, null, attempt.Problem ?? "The partner answered without the receipt that was asked for.");
        }

        var verdict = ReceiptMatcher.Judge(sent, Name(headers, "AS2-From"), Name(headers, "AS2-To"), receipt, isSynchronous: true);
        return new(OutcomeOf(verdict), attempt, receipt, verdict, verdict.Sentence);
    }

    private static As2SendOutcome OutcomeOf(ReceiptVerdict verdict) => verdict.Outcome switch
    {
        ReceiptOutcome.Delivered => As2SendOutcome.Delivered,
        ReceiptOutcome.DeliveredWithWarning => As2SendOutcome.DeliveredWithWarning,
        ReceiptOutcome.Rejected when verdict.IsAuthentic => As2SendOutcome.Refused,
        _ => As2SendOutcome.ReceiptNotGood,
    };

    private static As2Name? Name(MimeHeaders headers, string name) => headers[name] is { } value ? As2Name.Parse(value).Value : null;
}
