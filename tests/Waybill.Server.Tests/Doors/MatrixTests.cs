using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Waybill.Gateway;
using Waybill.Server.Tests.Api;

namespace Waybill.Server.Tests.Doors;

/// <summary>Every address the API describes, with every role and every scope: who is let in is what the table says, and the table is written out here once more.</summary>
public sealed class MatrixTests
{
    /// <summary>What a viewer may: no address that gives what a message holds, none that changes anything.</summary>
    private static readonly string[] ViewersMay =
    [
        "changePassword",
        "endSession",
        "getCertificate",
        "getCertificateFile",
        "getEcho",
        "getExchange",
        "getOrganisation",
        "getPartner",
        "getPreset",
        "getRule",
        "getSession",
        "getStation",
        "getTraffic",
        "listAlerts",
        "listCertificates",
        "listConnections",
        "listExchanges",
        "listNotices",
        "listOrphanReceipts",
        "listPartners",
        "listPresets",
        "listProblems",
        "listRules",
        "listStations",
    ];

    private static readonly string[] OperatorsMayToo =
    [
        "acknowledgeHandoff",
        "cancelExchange",
        "claimHandoffs",
        "clearDebug",
        "getAbout",
        "getChannel",
        "getConnection",
        "getDocument",
        "getEntity",
        "getOrphanReceipt",
        "getPacket",
        "getReceipt",
        "getSignature",
        "getWire",
        "holdConnection",
        "listChannels",
        "listShares",
        "readDebug",
        "releaseConnection",
        "reprocessExchange",
        "resendExchange",
        "retryProblem",
        "sendToEcho",
        "skipExchange",
        "submitExchange",
        "switchDebug",
        "testConnection",
    ];

    private static readonly string[] AdminsMayToo =
    [
        "answerCertificate",
        "apply",
        "createShare",
        "createToken",
        "deleteCertificate",
        "deleteChannel",
        "deleteConnection",
        "deletePartner",
        "deleteRule",
        "deleteStation",
        "deleteUser",
        "firstRun",
        "getUser",
        "historyCertificate",
        "historyChannel",
        "historyConnection",
        "historyPartner",
        "historyRule",
        "historyStation",
        "holdExchange",
        "importCertificate",
        "listAudit",
        "listTokens",
        "listUsers",
        "makeCertificate",
        "makePasswordLink",
        "patchCertificate",
        "patchChannel",
        "patchConnection",
        "patchPartner",
        "patchRule",
        "patchStation",
        "patchUser",
        "planApply",
        "putCertificate",
        "putChannel",
        "putConnection",
        "putOrganisation",
        "putPartner",
        "putRule",
        "putStation",
        "putUser",
        "readCertificate",
        "readPartnerSheet",
        "removeEcho",
        "requestCertificate",
        "revokeShare",
        "revokeToken",
        "setUpEcho",
        "suggestStation",
        "switchCertificate",
    ];

    /// <summary>Those that take their caller by what the body brings, and what a sign-in page must know.</summary>
    private static readonly string[] EverybodyMay = ["getPasswordLink", "getSchema", "getSetupState", "setPasswordByLink", "setUp", "setUpAccount", "signIn"];

    private static readonly string[] OwnersAlone = ["renewSetup", "rewrapSecrets"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_address_lets_in_the_roles_and_scopes_it_says_and_nobody_else()
    {
        await using var host = await ApiHost.StartAsync();
        var operations = await OperationsAsync(host);
        var callers = new List<(string Value, Role Role, string? Scope)>();
        foreach (var role in Enum.GetValues<Role>())
        {
            callers.Add((await host.TokenAsync($"{role}", role), role, null));
        }

        foreach (var scope in Scopes.All)
        {
            callers.Add((await host.TokenAsync(scope, Role.Owner, [scope]), Role.Owner, scope));
        }

        // The others ask nobody who they are; their own tests say what they ask for.
        foreach (var operation in operations.Where(static o => o.Role is not null))
        {
            foreach (var (value, role, scope) in callers)
            {
                var isAllowed = role >= operation.Role && (scope is null || string.Equals(scope, operation.Scope, StringComparison.Ordinal));
                using var answer = await host.SendAsync(operation.Method, operation.Path, value, operation.Body);
                Assert.True(
                    isAllowed ? answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized) : answer.StatusCode is HttpStatusCode.Forbidden,
                    $"{operation.Name} as {role}, scope {scope}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Every_address_lets_in_the_same_roles_by_a_cookie()
    {
        await using var host = await ApiHost.StartAsync();
        var operations = await OperationsAsync(host);
        using var owner = await Browser.OwnerAsync(host.Address, host.Journal);
        foreach (var role in Enum.GetValues<Role>())
        {
            using var person = await owner.PersonAsync($"{role}", role);
            var may = (await SessionTests.WhoAsync(person)).GetProperty("permissions").EnumerateArray().Select(static p => p.GetString()).ToHashSet(StringComparer.Ordinal);
            // Signing out is the last thing it does.
            foreach (var operation in operations.Where(static o => o.Role is not null).OrderBy(static o => o.Name is "endSession"))
            {
                using var answer = await person.SendAsync(operation.Method, operation.Path, operation.Body);
                Assert.True(
                    role >= operation.Role ? answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized) : answer.StatusCode is HttpStatusCode.Forbidden,
                    $"{operation.Name} as {role} by a cookie: {answer.StatusCode}");
                Assert.Equal(role >= operation.Role, may.Contains(operation.Name));
            }
        }
    }

    [Fact]
    public async Task Without_a_good_token_every_address_is_401_once_there_is_an_owner()
    {
        await using var host = await ApiHost.StartAsync();
        var operations = await OperationsAsync(host);
        await host.TokenAsync("ada", Role.Owner);
        var over = await host.TokenAsync("over", Role.Owner, expiresAt: DateTimeOffset.UtcNow.AddSeconds(-1));
        var revoked = await host.TokenAsync("revoked", Role.Owner);
        await host.Journal.Doors.RevokeAsync((await host.Journal.Doors.FindAsync(DoorSecret.HashOf(revoked), Token))!.Id, "test", DateTimeOffset.UtcNow, Token);

        foreach (var operation in operations.Where(static o => o.Role is not null).Append(new("nothing", HttpMethod.Get, "/api/v1/nothing", null, null)))
        {
            foreach (var value in new[] { null, "wbt_wrong", over, revoked, "" })
            {
                using var answer = await host.SendAsync(operation.Method, operation.Path, value, operation.Body);
                await SubmitTests.ProblemAsync(answer, 401);
                Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
            }
        }

        Assert.Empty((await host.Journal.ListAsync(new(), null, 10, Token)).Items);
    }

    [Fact]
    public async Task The_table_has_each_endpoint_and_nothing_else_and_says_who_may_what()
    {
        await using var host = await ApiHost.StartAsync();
        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(static e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal)).Select(static e => e.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName).ToList();

        Assert.Equal(DoorTable.All.Select(static r => r.Key).Concat(DoorTable.Open).Order(StringComparer.Ordinal), endpoints.Order(StringComparer.Ordinal));
        var operations = await OperationsAsync(host);
        Assert.Equal(ViewersMay, Names(operations, Role.Viewer));
        Assert.Equal(OperatorsMayToo, Names(operations, Role.Operator));
        Assert.Equal(AdminsMayToo, Names(operations, Role.Admin));
        Assert.Equal(OwnersAlone, Names(operations, Role.Owner));
        Assert.Equal(EverybodyMay, Names(operations, null));
        Assert.Equal(EverybodyMay.Append(DoorTable.Description).Order(StringComparer.Ordinal), DoorTable.Open.Order(StringComparer.Ordinal));
        Assert.All(operations.Where(static o => o.Role is not null), static o => Assert.Contains(o.Scope, Scopes.All));
    }

    private static IEnumerable<string> Names(List<Operation> operations, Role? role) => operations.Where(o => o.Role == role).Select(static o => o.Name).Order(StringComparer.Ordinal);

    private static async Task<List<Operation>> OperationsAsync(ApiHost host)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, "/api/v1/openapi.json", host.LocalToken);
        var document = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!;
        return
        [
            .. from path in document["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               let parts = path.Key.Split('/').Select(static part => part switch { "{n}" => "1", ['{', ..] => "00000000000000000000000000000000", _ => part })
               let role = operation.Value![DoorDescription.RoleField]?.GetValue<string>()
               let method = new HttpMethod(operation.Key.ToUpperInvariant())
               select new Operation(
                   operation.Value["operationId"]!.GetValue<string>(), method, string.Join('/', parts), role is null ? null : Words<Role>.Parse(role), operation.Value[DoorDescription.ScopeField]?.GetValue<string>()),
        ];
    }

    private sealed record Operation(string Name, HttpMethod Method, string Path, Role? Role, string? Scope)
    {
        internal string? Body => Method == HttpMethod.Get || Method == HttpMethod.Delete ? null : "{}";
    }
}
