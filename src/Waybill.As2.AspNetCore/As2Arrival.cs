using System.Net;

namespace Waybill.As2.AspNetCore;

/// <summary>A message that arrived whole and was judged, on its way to the store. Refused ones come too: their receipt is to be stored before it leaves.</summary>
/// <remarks>Valid until the callback it was handed to returns; payloads are to be read before that.</remarks>
/// <threadsafety>For one callback at a time.</threadsafety>
public sealed class As2Arrival
{
    private readonly As2Transfer _transfer;
    private readonly Func<As2Failure, bool, As2Committed> _planObjection;

    internal As2Arrival(
        As2MessageHeaders headers, As2Agreement agreement, As2Failure failure, As2Verdict? verdict, As2Transfer transfer, DateTimeOffset receivedAt, As2Committed planned,
        Func<As2Failure, bool, As2Committed> planObjection)
    {
        (_transfer, _planObjection) = (transfer, planObjection);
        Headers = headers;
        Agreement = agreement;
        Failure = failure;
        Verdict = verdict;
        ReceivedAt = receivedAt;
        Planned = planned;
        BodySha256 = transfer.BodySha256;
        BodyLength = transfer.BodyLength;
        RemoteAddress = transfer.RemoteAddress;
    }

    /// <summary>Names, Message-ID, receipt request and the rest of the header.</summary>
    public As2MessageHeaders Headers { get; }

    /// <summary>Every header line as it arrived, repeats included.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Lines => _transfer.Headers;

    /// <summary>The agreement it was judged by.</summary>
    public As2Agreement Agreement { get; }

    /// <summary>Whether the message was taken.</summary>
    public bool IsAccepted => Failure is As2Failure.None;

    /// <summary>The true cause of a refusal, for the operator and never for the partner.</summary>
    public As2Failure Failure { get; }

    /// <summary>What was found inside; null when the header alone refused the message and its body was not opened.</summary>
    public As2Verdict? Verdict { get; }

    /// <summary>The business documents.</summary>
    /// <exception cref="InvalidOperationException">The message was refused: its content stays closed.</exception>
    public IReadOnlyList<As2Payload> Payloads => Verdict?.Payloads ?? throw new InvalidOperationException("The message was refused: its content stays closed.");

    /// <summary>When its last byte had come.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>SHA-256 of the body as it arrived. Tells a true repeat from another message under the same Message-ID.</summary>
    public ReadOnlyMemory<byte> BodySha256 { get; }

    /// <summary>Bytes of the body as it arrived.</summary>
    public long BodyLength { get; }

    /// <summary>Who sent it, as far as the connection shows.</summary>
    public IPAddress? RemoteAddress { get; }

    /// <summary>What will be answered and posted if the store does not know the message yet.</summary>
    public As2Committed Planned { get; }

    /// <summary>What <see cref="As2Options.CopyBody"/> made; null when it made none.</summary>
    public IAs2BodyCopy? Copy => _transfer.Copy;

    /// <summary>What to answer and post when the store finds that its id came before with other content (RFC 4130 §7.5.6).</summary>
    /// <param name="asWarning">Says <c>processed/warning: duplicate-document</c> instead of the error.</param>
    public As2Committed PlanDuplicate(bool asWarning) => _planObjection(As2Failure.DuplicateDocument, asWarning);

    /// <summary>What to answer and post when the store finds that a file name came before or cannot be used.</summary>
    /// <param name="failure"><see cref="As2Failure.DuplicateFileName"/> or <see cref="As2Failure.IllegalFileName"/>.</param>
    /// <param name="asWarning">The message is taken, and the receipt warns (<c>processed/warning</c>), instead of refused by an error.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another failure.</exception>
    public As2Committed PlanFileName(As2Failure failure, bool asWarning)
        => failure is As2Failure.DuplicateFileName or As2Failure.IllegalFileName ? _planObjection(failure, asWarning) : throw new ArgumentOutOfRangeException(nameof(failure));

    /// <summary>Runs <paramref name="action"/> once the answer is finished, or cannot be any more.</summary>
    public void OnAnswered(Func<ValueTask> action) => _transfer.OnAnswered(action);
}

/// <summary>What was stored and is now said to the partner.</summary>
/// <param name="Answer">The answer over HTTP, with the synchronous receipt where one was asked for.</param>
/// <param name="Receipt">The asynchronous receipt to hand to <see cref="As2Options.SendReceipt"/> after the answer; null when there is none, or when the store's owner sends it by itself.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record As2Committed(As2Answer Answer, AsynchronousReceipt? Receipt = null)
{
    /// <summary>The asynchronous receipt that must not be posted where it was asked for; null when there is none. A host keeps it, for a person to decide.</summary>
    public WithheldReceipt? Withheld { get; init; }
}

/// <summary>An asynchronous receipt that is not posted.</summary>
/// <param name="Receipt">The receipt, and the URL that was asked for.</param>
/// <param name="Reason">Why not, in one sentence.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record WithheldReceipt(AsynchronousReceipt Receipt, string Reason);

/// <summary>A receipt that goes to a URL of the partner.</summary>
/// <param name="Url">The URL as the partner wrote it in its message.</param>
/// <param name="Receipt">Header lines and body, the same bytes for every attempt.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record AsynchronousReceipt(string Url, WrittenReceipt Receipt);
