using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Says in the API's description what each address asks of its caller.</summary>
internal static class DoorDescription
{
    internal const string RoleField = "x-waybill-role";
    internal const string ScopeField = "x-waybill-scope";
    internal const string Scheme = "token";
    internal const string SessionScheme = "session";

    internal static void Add(OpenApiDocument document)
    {
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token of POST /api/v1/tokens. Until there is an owner, callers on the machine the gateway runs on need none.",
        };
        document.Components.SecuritySchemes[SessionScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "waybill",
            Description = "The cookie of POST /api/v1/session; its name also tells scheme and port. What changes anything needs the header X-Waybill: 1 and the Origin of the gateway beside it.",
        };
        foreach (var operation in document.Paths.Values.SelectMany(static path => path.Operations?.Values.AsEnumerable() ?? []))
        {
            if (DoorTable.Of(operation.OperationId) is { } rule)
            {
                operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }, new() { [new OpenApiSecuritySchemeReference(SessionScheme, document)] = [] }];
                operation.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
                operation.Extensions[RoleField] = new JsonNodeExtension(JsonValue.Create(Words<Role>.Of(rule.Least)));
                operation.Extensions[ScopeField] = new JsonNodeExtension(JsonValue.Create(rule.Scope));
            }
        }
    }
}
