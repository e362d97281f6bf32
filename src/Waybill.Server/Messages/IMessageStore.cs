using Waybill.As2.AspNetCore;

namespace Waybill.Server;

/// <summary>Keeps what was received. The seam behind which the journal takes the folder's place.</summary>
/// <threadsafety>Called for many messages at once.</threadsafety>
internal interface IMessageStore
{
    /// <summary>Keeps a message with its answer, durably, or finds that it is kept already. All or nothing: a crash in between leaves no part of it.</summary>
    ValueTask<CommitOutcome> CommitAsync(IncomingMessage message, CancellationToken ct);

    /// <summary>Null when a message could be kept now; else what stands in the way, for an operator.</summary>
    ValueTask<string?> ProblemAsync(CancellationToken ct);
}

/// <summary>An accepted message on its way to the store.</summary>
/// <param name="From">AS2-From, without quotes.</param>
/// <param name="To">AS2-To, without quotes.</param>
/// <param name="MessageId">The Message-ID as received. With the two names it is the key of the message.</param>
/// <param name="ReceivedAt">When its last byte had come.</param>
/// <param name="Payloads">At least one.</param>
/// <param name="Answer">What will be answered; a repeat gets it again.</param>
internal sealed record IncomingMessage(string From, string To, string MessageId, DateTimeOffset ReceivedAt, IReadOnlyList<IncomingPayload> Payloads, As2Answer Answer);

/// <summary>One business document of a message.</summary>
/// <param name="FileName">The partner's name for it: its words, never a path.</param>
/// <param name="OpenAsync">Opens it from its first byte.</param>
internal sealed record IncomingPayload(string? FileName, Func<CancellationToken, ValueTask<Stream>> OpenAsync);

/// <summary>What the store has.</summary>
/// <param name="Answer">The answer to give: of this message, or the one given to the same message before.</param>
/// <param name="IsRepeat">Whether the message was kept before and nothing was stored now.</param>
internal sealed record CommitOutcome(As2Answer Answer, bool IsRepeat);
