using Microsoft.Extensions.Logging;

namespace Waybill.As2.AspNetCore;

/// <summary>Every log line of this package. Numbers are promised to operators: append, never reuse.</summary>
/// <remarks>Never log payload, keys or whole headers.</remarks>
internal static partial class EndpointLog
{
    private const int MostPlain = 255;

    [LoggerMessage(1001, LogLevel.Information, "Message {MessageId} from {From} to {To} was accepted: {Bytes} bytes, {Layers}")]
    internal static partial void Accepted(this ILogger log, string? messageId, string from, string to, long bytes, string layers);

    [LoggerMessage(1002, LogLevel.Warning, "Message {MessageId} from {From} to {To} was refused by {Failure} and answered {Status}: {Detail}")]
    internal static partial void Refused(this ILogger log, string? messageId, string from, string to, As2Failure failure, string? detail, int status);

    [LoggerMessage(1003, LogLevel.Warning, "A request was not an AS2 message: {Reason}")]
    internal static partial void NotAs2(this ILogger log, string reason);

    [LoggerMessage(1004, LogLevel.Warning, "Message {MessageId} ended before its end and was dropped: {Reason}")]
    internal static partial void Cut(this ILogger log, string? messageId, string reason);

    [LoggerMessage(1005, LogLevel.Error, "Message {MessageId} could not be taken by a fault of ours; the partner was told to come back")]
    internal static partial void OurFault(this ILogger log, string? messageId, Exception exception);

    [LoggerMessage(1006, LogLevel.Warning, "{Count} messages are being read; one more was told to come back")]
    internal static partial void Full(this ILogger log, int count);

    [LoggerMessage(1007, LogLevel.Warning, "Message {MessageId} from {From} to {To} was refused: nothing was agreed for these names")]
    internal static partial void Stranger(this ILogger log, string? messageId, string from, string to);

    [LoggerMessage(1008, LogLevel.Information, "Message {MessageId} has an oddity: {Oddity}")]
    internal static partial void Odd(this ILogger log, string? messageId, string oddity);

    [LoggerMessage(1009, LogLevel.Warning, "Nothing is taken now, and a partner was told to come back: {Reason}")]
    internal static partial void NotNow(this ILogger log, string reason);

    [LoggerMessage(1010, LogLevel.Error, "A fault of ours could not be told further")]
    internal static partial void FaultNotTold(this ILogger log, Exception exception);

    [LoggerMessage(1011, LogLevel.Information, "Message {MessageId} from {From} to {To} came faster than it could be opened; it is stored, and is opened next: {Bytes} bytes")]
    internal static partial void Unopened(this ILogger log, string? messageId, string from, string to, long bytes);

    [LoggerMessage(1012, LogLevel.Warning, "Message {MessageId} from {From} to {To} was not let in and answered {Status}; its body was not read")]
    internal static partial void TurnedAway(this ILogger log, string? messageId, string from, string to, int status);

    [LoggerMessage(3001, LogLevel.Information, "A receipt from {From} to {To} for message {MessageId} arrived: {Says}")]
    internal static partial void ReceiptCame(this ILogger log, string from, string to, string? messageId, string? says);

    [LoggerMessage(3002, LogLevel.Error, "A stored receipt could not be handed over for posting")]
    internal static partial void ReceiptNotHandedOver(this ILogger log, Exception exception);

    [LoggerMessage(3003, LogLevel.Warning, "The asynchronous receipt for message {MessageId} is not sent: {Reason}")]
    internal static partial void ReceiptAddressRefused(this ILogger log, string? messageId, string reason);

    /// <summary>A partner's words for a log line: one line of printable ASCII, not endless, so that nobody writes lines of his own or to a terminal.</summary>
    internal static string? Plain(string? text)
        => text is null || (text.Length <= MostPlain && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')) ? text
            : string.Concat(text.Take(MostPlain).Select(c => c is < ' ' or > '~' ? '?' : c));
}
