using Waybill.As2;
using Waybill.As2.AspNetCore;

namespace Waybill.Server;

/// <summary>Keeps what was received. The seam behind which the journal takes the folder's place.</summary>
/// <threadsafety>Called for many messages at once.</threadsafety>
internal interface IMessageStore
{
    /// <summary>Where bytes wait for the verdict: on the disk that takes what is kept.</summary>
    IQuarantine Quarantine { get; }

    /// <summary>Keeps a message with its answer, durably, or finds that it is kept already. All or nothing: a crash in between leaves no part of it.</summary>
    ValueTask<CommitOutcome> CommitAsync(IncomingMessage message, CancellationToken ct);

    /// <summary>Null when a message could be kept now; else what stands in the way, for an operator.</summary>
    ValueTask<string?> ProblemAsync(CancellationToken ct);
}

/// <summary>A judged message on its way to the store.</summary>
/// <param name="From">AS2-From, without quotes.</param>
/// <param name="To">AS2-To, without quotes.</param>
/// <param name="MessageId">The Message-ID as received. With the two names it is the key of the message.</param>
/// <param name="ReceivedAt">When its last byte had come.</param>
/// <param name="Payloads">At least one, none when refused.</param>
/// <param name="Answer">What will be answered; a repeat gets it again.</param>
/// <param name="Receipt">The receipt that goes to the partner later; a repeat gets it again. Null when there is none.</param>
/// <param name="Refusal">Why it was refused; null when it was accepted.</param>
internal sealed record IncomingMessage(
    string From, string To, string MessageId, DateTimeOffset ReceivedAt, IReadOnlyList<IncomingPayload> Payloads, As2Answer Answer,
    AsynchronousReceipt? Receipt = null, Refusal? Refusal = null);

/// <summary>Why a message was refused.</summary>
/// <param name="Failure">The true cause.</param>
/// <param name="Detail">More of it for the operator.</param>
/// <param name="BodySha256">Digest of the body as it arrived. It is part of the key: nobody must be able to take a Message-ID from the partner by sending rubbish under it first.</param>
internal sealed record Refusal(As2Failure Failure, string? Detail, string BodySha256);

/// <summary>One business document of a message.</summary>
/// <param name="FileName">The partner's name for it: its words, never a path.</param>
/// <param name="OpenAsync">Opens it from its first byte.</param>
internal sealed record IncomingPayload(string? FileName, Func<CancellationToken, ValueTask<Stream>> OpenAsync);

/// <summary>What the store has.</summary>
/// <param name="Answer">The answer to give: of this message, or the one given to the same message before.</param>
/// <param name="Receipt">The receipt to send later, this or the first one; null when there is none.</param>
/// <param name="IsRepeat">Whether the message was kept before and nothing was stored now.</param>
internal sealed record CommitOutcome(As2Answer Answer, AsynchronousReceipt? Receipt, bool IsRepeat);
