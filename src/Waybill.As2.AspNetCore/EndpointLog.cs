using Microsoft.Extensions.Logging;

namespace Waybill.As2.AspNetCore;

/// <summary>Every log line of this package. Numbers are promised to operators: append, never reuse.</summary>
/// <remarks>Never log payload, keys or whole headers.</remarks>
internal static partial class EndpointLog
{
    [LoggerMessage(1003, LogLevel.Warning, "A request was not an AS2 message: {Reason}")]
    internal static partial void NotAs2(this ILogger log, string reason);

    [LoggerMessage(1004, LogLevel.Warning, "Message {MessageId} ended before its end and was dropped: {Reason}")]
    internal static partial void Cut(this ILogger log, string? messageId, string reason);

    [LoggerMessage(1005, LogLevel.Error, "Message {MessageId} could not be taken by a fault of ours; the partner was told to come back")]
    internal static partial void OurFault(this ILogger log, string? messageId, Exception exception);

    [LoggerMessage(1006, LogLevel.Warning, "{Count} messages are being read; one more was told to come back")]
    internal static partial void Full(this ILogger log, int count);

    [LoggerMessage(3002, LogLevel.Error, "A stored receipt could not be handed over for posting")]
    internal static partial void ReceiptNotHandedOver(this ILogger log, Exception exception);
}
