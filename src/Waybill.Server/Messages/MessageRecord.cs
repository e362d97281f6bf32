using System.Text.Json.Serialization;

namespace Waybill.Server;

/// <summary>What <c>message.json</c> holds: the key in clear text and the answer that was given.</summary>
internal sealed record MessageRecord(string From, string To, string MessageId, long ReceivedAt, int AnswerStatus, string[][] AnswerHeaders, byte[] AnswerBody);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MessageRecord))]
internal sealed partial class MessageRecordJson : JsonSerializerContext;
