using System.Text.Json.Serialization;
using Waybill.As2;
using Waybill.As2.AspNetCore;

namespace Waybill.Server;

/// <summary>What is remembered of a sent message, in clear text.</summary>
internal sealed record SentRecord(string From, string To, string MessageId, string Mic, bool AsksForReceipt, bool AsksForSignedReceipt, string? ReceiptTo, string? ReceiptUrl, string[] MicAlgorithms)
{
    internal static SentRecord Of(SentMessage m) => new(
        m.From.Value, m.To.Value, m.MessageId.Value, m.Mic.ToString(), m.Receipt is not null, m.Receipt?.IsSigned ?? false, m.Receipt?.NotificationTo, m.Receipt?.DeliveryUrl,
        [.. (m.Receipt?.MicAlgorithms ?? []).Select(a => a.Spelling)]);

    /// <summary>Null when a field does not read, which only a damaged file can cause.</summary>
    internal SentMessage? ToMessage()
        => As2Name.Create(From).Value is { } from && As2Name.Create(To).Value is { } to && As2.MessageId.Parse(MessageId).Value is { } id && As2.Mic.Parse(Mic).Value is { } mic
            ? new() { From = from, To = to, MessageId = id, Mic = mic, Receipt = Receipt() }
            : null;

    private ReceiptRequest? Receipt()
        => !AsksForReceipt ? null
            : AsksForSignedReceipt ? ReceiptRequest.Signed(ReceiptTo ?? "", [.. MicAlgorithms.Select(a => MicAlgorithm.Parse(a).Value).OfType<MicAlgorithm>()], ReceiptUrl)
            : ReceiptRequest.Unsigned(ReceiptTo ?? "", ReceiptUrl);
}

/// <summary>What a receipt came to, beside the receipt.</summary>
internal sealed record VerdictRecord(string Outcome, string Sentence, bool IsAuthentic, string? Disposition, string? Mic, string? Text, long ReceivedAt)
{
    internal static VerdictRecord Of(ArrivedReceipt receipt, ReceiptVerdict verdict) => new(
        verdict.Outcome.ToString(), verdict.Sentence, verdict.IsAuthentic, receipt.Receipt.Disposition?.ToString(), receipt.Receipt.Mic?.ToString(), receipt.Receipt.Text, receipt.ReceivedAt.ToUnixTimeMilliseconds());
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SentRecord))]
[JsonSerializable(typeof(VerdictRecord))]
internal sealed partial class SentRecordJson : JsonSerializerContext;
