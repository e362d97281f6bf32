using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace Waybill.Server;

/// <summary>What the API reads and writes, without reflection.</summary>
[JsonSourceGenerationOptions(
    System.Text.Json.JsonSerializerDefaults.Web,
    Converters = [typeof(DirectionWords), typeof(StateWords), typeof(ReceiptStateWords), typeof(SeverityWords), typeof(ReceiptOutcomeWords), typeof(CertificateUseWords), typeof(AckResultWords), typeof(RoleWords), typeof(ProbeKindWords), typeof(ProbeResultWords), typeof(DebugKindWords), typeof(BlameWords)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SubmittedExchange))]
[JsonSerializable(typeof(ExchangeList))]
[JsonSerializable(typeof(ExchangeView))]
[JsonSerializable(typeof(ProblemList))]
[JsonSerializable(typeof(RetryRequest))]
[JsonSerializable(typeof(RetryDone))]
[JsonSerializable(typeof(ResendRequest))]
[JsonSerializable(typeof(ReprocessRequest))]
[JsonSerializable(typeof(ActionDone))]
[JsonSerializable(typeof(ConnectionList))]
[JsonSerializable(typeof(AlertList))]
[JsonSerializable(typeof(OrphanList))]
[JsonSerializable(typeof(ClaimedHandoffs))]
[JsonSerializable(typeof(AckRequest))]
[JsonSerializable(typeof(NewToken))]
[JsonSerializable(typeof(MadeToken))]
[JsonSerializable(typeof(TokenList))]
[JsonSerializable(typeof(AuditList))]
[JsonSerializable(typeof(Rewrapped))]
[JsonSerializable(typeof(NoticeList))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(SetupRequest))]
[JsonSerializable(typeof(SetupRenewed))]
[JsonSerializable(typeof(PresetList))]
[JsonSerializable(typeof(System.Text.Json.JsonElement))]
[JsonSerializable(typeof(ConnectionTestView))]
[JsonSerializable(typeof(DebugRequest))]
[JsonSerializable(typeof(DebugState))]
[JsonSerializable(typeof(DebugPage))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext;
