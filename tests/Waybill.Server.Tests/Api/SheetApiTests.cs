using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waybill.Server.Tests.Api;

/// <summary>A partner's sheet over the API: guesses that the forms take, and nothing saved.</summary>
public sealed class SheetApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_guessed_can_be_put_as_it_is_and_nothing_was_saved_before()
    {
        await using var host = await ApiHost.StartAsync();
        var version = host.Configuration.Version;
        var body = new JsonObject
        {
            ["text"] = "Company: Initech\nAS2 ID: INITECH\nYour AS2 ID: acme\nURL: https://as2.initech.example/in\nSigning: SHA256\nEncryption: AES-256\n",
            ["files"] = new JsonArray(Convert.ToBase64String(TestIdentities.Rsa("initech").RawData)),
        };
        using var answer = await host.SendAsync(HttpMethod.Post, "/api/v1/partner-sheets/read", host.LocalToken, body.ToJsonString());
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode is HttpStatusCode.OK, text);
        var sheet = JsonNode.Parse(text)!;
        Assert.Equal(version, host.Configuration.Version);
        Assert.Equal("acme", (string?)sheet["station"]!["as2Id"]);
        Assert.Equal("valid", (string?)sheet["certificates"]![0]!["certificate"]!["validity"]);
        Assert.Contains("line 2", (string?)sheet["guesses"]!.AsArray().Single(g => (string?)g!["field"] is "partner/identities/0/as2Id")!["from"], StringComparison.Ordinal);

        await PutAsync(host, "partners/initech", sheet["partner"]!.AsObject());
        await PutAsync(host, "certificates/initech", new() { ["owner"] = "partner/initech", ["certificate"] = (string?)sheet["certificates"]![0]!["pem"] });
        var connection = sheet["connection"]!.DeepClone().AsObject();
        (connection["station"], connection["partner"]) = ("acme", "initech");
        await PutAsync(host, "connections/initech", connection);
        Assert.Equal("INITECH", host.Configuration.Connections.FindOut("initech")!.To.Value);
    }

    [Fact]
    public async Task A_file_may_come_as_a_form_and_nothing_at_all_is_refused()
    {
        await using var host = await ApiHost.StartAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent("AS2 ID: INITECH"u8.ToArray()), "files", "sheet.txt" }, { new StringContent("INITECH"), "partner" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/partner-sheets/read") { Content = form, Headers = { Authorization = new("Bearer", host.LocalToken) } };
        using var answer = await host.Client.SendAsync(request, Ct);
        Assert.Equal("INITECH", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["partner"]!["identities"]![0]!["as2Id"]);

        foreach (var (body, field) in new[] { ("{}", "files"), ("""{"text": 7}""", "text"), ("""{"text": "x", "other": 1}""", "other") })
        {
            using var refused = await host.SendAsync(HttpMethod.Post, "/api/v1/partner-sheets/read", host.LocalToken, body);
            Assert.True((await SubmitTests.ProblemAsync(refused, 422)).GetProperty("errors").TryGetProperty(field, out _));
        }
    }

    private static async Task PutAsync(ApiHost host, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/{path}") { Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json"), Headers = { Authorization = new("Bearer", host.LocalToken) } };
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        using var answer = await host.Client.SendAsync(request, Ct);
        Assert.True(answer.StatusCode is HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ct));
    }
}
