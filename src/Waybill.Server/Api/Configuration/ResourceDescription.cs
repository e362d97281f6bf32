using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Describes what the addresses of the configuration take and give: the schema of each kind, and an example.</summary>
internal static class ResourceDescription
{
    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        [ResourceKinds.Station] = """{"as2Id": "ACME", "description": "Headquarters", "defaults": {"sign": "sha-256", "encrypt": "aes256-cbc"}}""",
        [ResourceKinds.Partner] = """{"description": "Globex", "contacts": [{"name": "EDI desk", "email": "edi@globex.example"}], "identities": [{"as2Id": "GLOBEX"}, {"as2Id": "GLOBEXTEST", "environment": "test"}]}""",
        [ResourceKinds.Certificate] = """{"owner": "partner/globex", "use": "any", "state": "planned", "from": "2027-03-01T00:00:00Z", "certificate": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n"}""",
        [ResourceKinds.Connection] = """{"station": "acme", "partner": "globex", "url": "https://as2.globex.example/in", "user": "acme", "password": "…", "receipt": "signed"}""",
        [ResourceKinds.Channel] = """{"host": "mail.acme.example", "user": "waybill", "password": "…", "from": "waybill@acme.example", "to": ["edi@acme.example"]}""",
        [ResourceKinds.Rule] = """{"severity": "critical", "partners": ["GLOBEX"], "channels": ["pager"]}""",
    };

    private static readonly Dictionary<string, string> Patches = new(StringComparer.Ordinal)
    {
        [ResourceKinds.Station] = """{"as2Id": "ACMENEW"}""",
        [ResourceKinds.Partner] = """{"description": "Globex Europe"}""",
        [ResourceKinds.Certificate] = """{"state": "retired"}""",
        [ResourceKinds.Connection] = """{"concurrency": 8, "password": null}""",
        [ResourceKinds.Channel] = """{"to": ["edi@acme.example", "ada@acme.example"]}""",
        [ResourceKinds.Rule] = """{"muteUntil": "2026-12-24T18:00:00Z"}""",
    };

    private const string File = """
        {"set": "production", "stations": [{"name": "acme", "as2Id": "ACME"}], "partners": [{"name": "globex", "identities": [{"as2Id": "GLOBEX"}]}],
        "connections": [{"name": "globex", "station": "acme", "partner": "globex", "url": "https://as2.globex.example/in"}]}
        """;

    internal static Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var name = operation.OperationId ?? "";
        if (name is "planApply" or "apply")
        {
            Take(operation, null, name is "apply" ? File.Replace("\"set\"", "\"plan\": \"4be1c3…\", \"set\"", StringComparison.Ordinal) : File);
            Give(operation, """
                {"plan": "4be1c3…", "set": "production", "version": 41, "changes": [{"kind": "connection", "name": "globex", "action": "replace", "before": {"concurrency": 4}, "after": {"concurrency": 8}, "secrets": ["password"]}]}
                """);
        }

        foreach (var kind in ResourceSchema.Kinds.Where(k => name.EndsWith(k, StringComparison.OrdinalIgnoreCase) || name.EndsWith(k + "s", StringComparison.OrdinalIgnoreCase)))
        {
            var component = $"{char.ToUpperInvariant(kind[0])}{kind[1..]}Settings";
            context.Document!.AddComponent<IOpenApiSchema>(component, Of(ResourceSchema.Of(kind)!));
            var schema = new OpenApiSchemaReference(component, context.Document);
            var shown = Shown(kind);
            if (name == ResourceEndpoints.NameOf("put", kind))
            {
                Take(operation, schema, Examples[kind]);
                Give(operation, shown);
            }
            else if (name == ResourceEndpoints.NameOf("patch", kind))
            {
                Take(operation, schema, Patches[kind]);
                Give(operation, shown);
            }
            else if (name == ResourceEndpoints.NameOf("get", kind))
            {
                Give(operation, shown);
            }
            else if (name == ResourceEndpoints.NameOf("list", kind) + "s" && kind is not ResourceKinds.Connection)
            {
                Give(operation, $$"""{"items": [{{shown}}], "next": "globex"}""");
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>As GET shows what PUT took: with what is told beside it, and no secret.</summary>
    private static string Shown(string kind)
    {
        var json = JsonNode.Parse("""{"name": "globex", "etag": "41-6d0c2f1b9a3e", "createdAt": "2026-11-24T09:30:00Z", "updatedAt": "2026-11-24T09:30:00Z"}""")!.AsObject();
        foreach (var (member, value) in JsonNode.Parse(Examples[kind])!.AsObject())
        {
            json[member is "password" ? "passwordSet" : member] = member is "password" ? true : value?.DeepClone();
        }

        return json.ToJsonString();
    }

    private static void Take(OpenApiOperation operation, IOpenApiSchema? schema, string example)
    {
        if (operation.RequestBody?.Content?.TryGetValue("application/json", out var json) is true)
        {
            json.Schema = schema ?? new OpenApiSchema { Type = JsonSchemaType.Object };
            json.Example = JsonNode.Parse(example);
        }
    }

    private static void Give(OpenApiOperation operation, string example)
    {
        foreach (var (_, answer) in operation.Responses?.Where(static r => r.Key.StartsWith('2')) ?? [])
        {
            if (answer.Content?.TryGetValue("application/json", out var json) is true)
            {
                json.Schema = new OpenApiSchema { Type = JsonSchemaType.Object };
                json.Example = JsonNode.Parse(example);
            }
        }
    }

    private static OpenApiSchema Of(JsonObject json)
    {
        var schema = new OpenApiSchema
        {
            Description = (string?)json["description"], Format = (string?)json["format"], Default = json["default"]?.DeepClone(), WriteOnly = json["writeOnly"] is not null,
            Type = (string?)json["type"] switch
            {
                "object" => JsonSchemaType.Object,
                "array" => JsonSchemaType.Array,
                "boolean" => JsonSchemaType.Boolean,
                "integer" => JsonSchemaType.Integer,
                _ => JsonSchemaType.String,
            },
        };
        if (json["enum"] is JsonArray words)
        {
            schema.Enum = [.. words.Select(static w => w!.DeepClone())];
        }

        if (json["items"] is JsonObject items)
        {
            schema.Items = Of(items);
        }

        if (json["properties"] is JsonObject properties)
        {
            schema.Properties = properties.ToDictionary(static p => p.Key, static p => (IOpenApiSchema)Of(p.Value!.AsObject()), StringComparer.Ordinal);
            schema.AdditionalPropertiesAllowed = false;
        }

        return schema;
    }
}
