using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Waybill.Server;

/// <summary>One example for each address that takes or gives more than a word.</summary>
internal static class ApiExamples
{
    private const string Id = "019a6b0e6f3a7c0f9d2e5b8a41c7d603";

    private static readonly Dictionary<string, string> Requests = new(StringComparer.Ordinal)
    {
        ["resendExchange"] = """{"newId": false, "confirm": true}""",
        ["retryProblem"] = """{"cause": "http_403", "direction": "out", "connection": "globex"}""",
        ["reprocessExchange"] = """{"consumers": ["api"]}""",
        ["acknowledgeHandoff"] = """{"claim": "17-1", "result": "done"}""",
    };

    private static readonly Dictionary<string, string> Answers = new(StringComparer.Ordinal)
    {
        ["submitExchange"] = $$"""{"id": "{{Id}}", "messageId": "<{{Id}}@acme>", "connection": "globex", "state": "submitted", "href": "/api/v1/exchanges/{{Id}}"}""",
        ["listExchanges"] = $$"""
            {"items": [{"id": "{{Id}}", "direction": "out", "state": "delivered", "receipt": "none", "connection": "globex", "from": "acme", "to": "globex", "messageId": "<{{Id}}@acme>",
            "fileName": "order.edi", "bytes": 4711, "createdAt": "2026-11-24T09:30:00Z", "updatedAt": "2026-11-24T09:30:02Z", "attempts": 1, "isTest": false}]}
            """,
        ["cancelExchange"] = $$"""{"id": "{{Id}}", "state": "cancelled"}""",
        ["skipExchange"] = $$"""{"id": "{{Id}}", "state": "cancelled"}""",
        ["listProblems"] = """
            {"items": [{"cause": "http_403", "blame": "agreement", "direction": "out", "connection": "globex", "stopped": 17, "waiting": 0, "first": "2026-11-24T09:12:00Z", "last": "2026-11-24T10:40:00Z"}]}
            """,
        ["retryProblem"] = """{"done": 17, "refused": [], "more": false}""",
        ["listOrphanReceipts"] = """
            {"items": [{"number": 17, "at": "2026-11-24T09:30:00Z", "from": "globex", "to": "acme", "outcome": "other_message", "sentence": "The receipt is about message <1@acme>, which was not sent from here under these names.",
            "disposition": "automatic-action/MDN-sent-automatically; processed", "headers": [{"name": "AS2-From", "value": "globex"}], "bytes": 2210, "href": "/api/v1/receipts/orphans/17"}]}
            """,
        ["listAlerts"] = """{"items": [{"kind": "connection-paused", "subject": "globex", "severity": "warning", "text": "The partner's server cannot be reached.", "raisedAt": "2026-11-24T09:30:00Z", "count": 3}]}""",
        ["claimHandoffs"] = $$"""
            {"items": [{"exchange": "{{Id}}", "claim": "17-1", "attempt": 1, "connection": "globex", "from": "globex", "to": "acme", "messageId": "<1@globex>", "receivedAt": "2026-11-24T09:30:00Z",
            "isReplay": false, "documents": [{"number": 1, "fileName": "order.edi", "contentType": "application/edi-x12", "bytes": 4711, "href": "/api/v1/exchanges/{{Id}}/documents/1"}]}], "until": "2026-11-24T09:35:00Z"}
            """,
    };

    internal static Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var name = operation.OperationId ?? "";
        Set(operation.RequestBody?.Content, Requests.GetValueOrDefault(name));
        Set(operation.Responses?.FirstOrDefault(static r => r.Key.StartsWith('2')).Value?.Content, Answers.GetValueOrDefault(name));
        return Task.CompletedTask;
    }

    private static void Set(IDictionary<string, OpenApiMediaType>? content, string? example)
    {
        if (example is not null && content is not null && content.TryGetValue("application/json", out var json))
        {
            json.Example = JsonNode.Parse(example);
        }
    }
}
