using System.Text.Json.Serialization;
using Waybill.As2;
using Waybill.As2.AspNetCore;

namespace Waybill.Server;

/// <summary>What <c>message.json</c> holds: the key in clear text, the answer that was given, and the receipt that follows it.</summary>
internal sealed record MessageRecord(
    string From, string To, string MessageId, long ReceivedAt, string? Failure, string? Detail, int AnswerStatus, string[][] AnswerHeaders, byte[] AnswerBody,
    string? ReceiptUrl = null, string[][]? ReceiptHeaders = null, byte[]? ReceiptBody = null)
{
    internal static MessageRecord Of(IncomingMessage m) => new(
        m.From, m.To, m.MessageId, m.ReceivedAt.ToUnixTimeMilliseconds(), m.Refusal?.Failure.ToString(), m.Refusal?.Detail, m.Answer.Status, Lines(m.Answer.Headers), m.Answer.Body.ToArray(),
        m.Receipt?.Url, m.Receipt is { } later ? Lines(later.Receipt.Headers) : null, m.Receipt?.Receipt.Body.ToArray());

    internal CommitOutcome Outcome(bool isRepeat) => new(
        new As2Answer(AnswerStatus, Lines(AnswerHeaders), AnswerBody),
        ReceiptUrl is null ? null : new AsynchronousReceipt(ReceiptUrl, new WrittenReceipt(Lines(ReceiptHeaders ?? []), ReceiptBody)),
        isRepeat);

    private static string[][] Lines(IReadOnlyList<KeyValuePair<string, string>> headers) => [.. headers.Select(h => new[] { h.Key, h.Value })];

    private static KeyValuePair<string, string>[] Lines(string[][] headers) => [.. headers.Select(h => KeyValuePair.Create(h[0], h[1]))];
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MessageRecord))]
internal sealed partial class MessageRecordJson : JsonSerializerContext;
