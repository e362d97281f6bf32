using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waybill.Gateway;

namespace Waybill.Server.Tests.Api;

/// <summary>Stations, partners, certificates and connections over the API.</summary>
public sealed class ConfigurationApiTests : IAsyncLifetime
{
    private ApiHost _host = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await ApiHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_resource_tells_its_history_setting_by_setting_and_how_it_stands()
    {
        var token = await _host.TokenAsync("ada", Role.Admin);
        async Task<JsonNode> GetAsync(string path)
        {
            using var answer = await _host.SendAsync(HttpMethod.Get, "/api/v1/" + path, token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
        }

        foreach (var json in new[] { """{"host": "mail.acme.example", "from": "a@acme.example", "to": ["b@acme.example"]}""", """{"host": "mail.acme.example", "from": "a@acme.example", "to": ["c@acme.example"], "user": "us", "password": "hush"}""" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/channels/mail") { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json"), Headers = { Authorization = new("Bearer", token) } };
            request.Headers.TryAddWithoutValidation(json.Contains("hush", StringComparison.Ordinal) ? "If-Match" : "If-None-Match", "*");
            using var answer = await _host.Client.SendAsync(request, Ct);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        }

        var history = await GetAsync("channels/mail/history");
        Assert.Equal(["replace", "create"], history["items"]!.AsArray().Select(i => (string)i!["action"]!));
        Assert.All(history["items"]!.AsArray(), i => Assert.Equal("ada", (string)i!["principal"]!));
        var changes = history["items"]![0]!["changes"]!.AsArray().ToDictionary(c => (string)c!["field"]!, c => c!);
        Assert.Equal(["passwordChanged", "passwordSet", "to", "user"], changes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("""["b@acme.example"]""", """["c@acme.example"]"""), (changes["to"]["before"]!.ToJsonString(), changes["to"]["after"]!.ToJsonString()));
        Assert.DoesNotContain("hush", history.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty((await GetAsync("stations/nobody/history"))["items"]!.AsArray());

        var at = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        await _host.Journal.PauseAsync(new("globex", at.AddMinutes(5), 0, "Nobody listens there."), at, Ct);
        await _host.Journal.RefuseAsync(
            new()
            {
                Id = ExchangeId.New(at), From = "GLOBEX", To = "ACME", ReceivedAt = at, Connection = "globex", Headers = [], WireSha256 = new byte[32], WireBytes = 1, Answer = new(422, [], Array.Empty<byte>()),
                Failure = Waybill.As2.As2Failure.DecryptionFailed,
            },
            Ct);
        var one = await GetAsync("connections/globex");
        var state = one["state"]!;
        Assert.Equal(("waiting", "A message was refused. "), ((string)state["condition"]!, ((string)state["lastError"]!["text"]!)[..23]));
        var line = (await GetAsync("connections"))["items"]!.AsArray().Single(c => (string)c!["name"]! is "globex")!;
        Assert.Equal(("waiting", (string)state["lastError"]!["text"]!), ((string)line["condition"]!, (string)line["lastError"]!["text"]!));
        Assert.Equal(at, line["lastMessageAt"]!.GetValue<DateTimeOffset>());
        var partner = await GetAsync($"partners/{(string)one["partner"]!}");
        var theirs = partner["state"]!["connections"]!.AsArray().Single(c => (string)c!["name"]! is "globex")!;
        Assert.Equal(("waiting", "globex"), ((string)theirs["condition"]!, (string)partner["state"]!["lastError"]!["connection"]!));
        Assert.Equal(at, partner["state"]!["lastMessageAt"]!.GetValue<DateTimeOffset>());
        Assert.NotNull((await GetAsync("partners"))["items"]![0]!["state"]);
    }

    [Fact]
    public async Task A_connection_is_made_read_changed_and_removed_under_its_etag()
    {
        await UsualAsync();
        var made = await CallAsync(HttpMethod.Put, "connections/initech", """{"station": "us", "partner": "initech", "url": "https://i.example/in?key=1", "user": "u", "password": "seeme"}""", create: true);
        Assert.Equal((HttpStatusCode.Created, "/api/v1/connections/initech"), (made.Status, made.Location));
        Assert.True(made.Json["passwordSet"]!.GetValue<bool>());
        Assert.Contains("initech", (await CallAsync(HttpMethod.Get, "connections")).Json["items"]!.AsArray().Select(i => (string?)i!["name"]));

        var read = await CallAsync(HttpMethod.Get, "connections/initech");
        Assert.Equal((made.ETag, $"\"{read.Json["etag"]}\""), (read.ETag, read.ETag));
        Assert.False(read.Json["state"]!["isHeld"]!.GetValue<bool>());
        Assert.DoesNotContain("seeme", read.Json.ToJsonString(), StringComparison.Ordinal);

        // What was read can be sent back as it is: nothing changes, the secret is kept.
        Assert.Equal(read.ETag, (await CallAsync(HttpMethod.Put, "connections/initech", read.Json.ToJsonString(), read.ETag)).ETag);
        var patched = await CallAsync(HttpMethod.Patch, "connections/initech", """{"allowSha1": true, "concurrency": 2}""", read.ETag);
        Assert.NotEqual(read.ETag, patched.ETag);
        Assert.Contains("SHA-1", (string?)patched.Json["warnings"]!["allowSha1"]![0], StringComparison.Ordinal);
        Assert.Equal(2, _host.Configuration.Connections.FindOut("initech")!.Concurrency);
        Assert.Equal(Convert.ToBase64String("u:seeme"u8), _host.Configuration.Connections.FindOut("initech")!.Authorization[0].Value.Split(' ')[1]);

        foreach (var (method, body) in new[] { (HttpMethod.Put, "{}"), (HttpMethod.Patch, "{}"), (HttpMethod.Delete, null) })
        {
            Assert.Equal(HttpStatusCode.PreconditionRequired, (await CallAsync(method, "connections/initech", body)).Status);
            Assert.Equal(HttpStatusCode.PreconditionFailed, (await CallAsync(method, "connections/initech", body, read.ETag)).Status);
            Assert.Equal(HttpStatusCode.BadRequest, (await CallAsync(method, "connections/initech", body, "bare")).Status);
        }

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await CallAsync(HttpMethod.Put, "connections/initech", "{}", create: true)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await CallAsync(HttpMethod.Put, "connections/nobody", "{}", "\"1\"")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await CallAsync(HttpMethod.Patch, "connections/nobody", "{}", "*")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await CallAsync(HttpMethod.Get, "connections/nobody")).Status);

        var used = await CallAsync(HttpMethod.Delete, "partners/initech", null, "*");
        Assert.Equal((HttpStatusCode.Conflict, "/api/v1/connections/initech"), (used.Status, (string?)used.Json["usedBy"]![0]!["href"]));
        Assert.Equal("connection", (string?)(await CallAsync(HttpMethod.Get, "partners/initech")).Json["usedBy"]![0]!["kind"]);
        Assert.Equal(HttpStatusCode.NoContent, (await CallAsync(HttpMethod.Delete, "connections/initech", null, patched.ETag)).Status);
        Assert.Null(_host.Configuration.Connections.FindOut("initech"));
        var audit = await _host.Journal.Configuration.ReadAuditAsync(new() { Kind = "connection" }, Ct);
        Assert.Equal(["delete", "replace", "create"], audit.Select(a => a.Action));
        Assert.DoesNotContain(audit, a => (a.Before + a.After).Contains("seeme", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everything_wrong_is_named_by_field_and_warnings_stand_beside_it()
    {
        await UsualAsync();
        var refused = await CallAsync(HttpMethod.Put, "connections/bad", """{"station": "us", "partner": "initech", "url": "ftp://x", "nosuch": 1, "allowMd5": true, "retryWaits": ["soon"]}""", create: true);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "application/problem+json"), (refused.Status, refused.ContentType));
        Assert.Equal(["nosuch", "retryWaits/0", "url"], refused.Json["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["allowMd5"], refused.Json["warnings"]!.AsObject().Select(e => e.Key));
        Assert.Equal(HttpStatusCode.BadRequest, (await CallAsync(HttpMethod.Put, "connections/bad", "{", create: true)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await CallAsync(HttpMethod.Put, "connections/bad", "[]", create: true)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await CallAsync(HttpMethod.Patch, "partners/initech", "7", "*")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await CallAsync(HttpMethod.Get, "connections/bad")).Status);

        var key = await CallAsync(HttpMethod.Put, "certificates/theirs", $$"""{"owner": "partner/initech", "certificate": {{Pem("globex")}}, "key": "-----BEGIN PRIVATE KEY-----\nseeme\n"}""", create: true);
        Assert.DoesNotContain("seeme", key.Json.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["key"], key.Json["errors"]!.AsObject().Select(e => e.Key));
    }

    [Fact]
    public async Task What_stands_in_the_settings_is_listed_and_read_only()
    {
        await UsualAsync();
        var stations = await CallAsync(HttpMethod.Get, "stations?limit=1");
        Assert.Equal(("acme", "acme", "appsettings"), ((string?)stations.Json["items"]![0]!["name"], (string?)stations.Json["next"], (string?)stations.Json["items"]![0]!["managedBy"]));
        var next = await CallAsync(HttpMethod.Get, "stations?limit=1&cursor=acme");
        Assert.Equal("us", (string?)next.Json["items"]![0]!["name"]);
        Assert.False(next.Json.AsObject().ContainsKey("next"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await CallAsync(HttpMethod.Get, "stations?limit=0")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await CallAsync(HttpMethod.Patch, "connections/globex", """{"concurrency": 2}""", "*")).Status);
        Assert.Equal("globex", (string?)(await CallAsync(HttpMethod.Get, "connections/globex")).Json["partner"]);
    }

    [Fact]
    public async Task A_file_is_planned_and_applied_exactly_so_or_not_at_all()
    {
        await UsualAsync();
        const string file = """ "set": "prod", "partners": [{"name": "hooli", "identities": [{"as2Id": "HOOLI"}]}], "connections": [{"name": "hooli", "station": "us", "partner": "hooli", "url": "https://h.example/", "signature": "forbidden", "encrypt": "none", "receipt": "none", "user": "u", "password": "seeme"}]} """;
        var plan = await CallAsync(HttpMethod.Post, "apply/plan", "{" + file);
        Assert.Equal(HttpStatusCode.OK, plan.Status);
        Assert.Equal(["partner hooli create", "connection hooli create"], plan.Json["changes"]!.AsArray().Select(c => $"{c!["kind"]} {c["name"]} {c["action"]}"));
        Assert.Equal("password", (string?)plan.Json["changes"]![1]!["secrets"]![0]);
        Assert.True(plan.Json["warnings"]!.AsObject().ContainsKey("connections/hooli/signature"));
        Assert.DoesNotContain("seeme", plan.Json.ToJsonString(), StringComparison.Ordinal);

        Assert.True((await CallAsync(HttpMethod.Post, "apply", "{" + file)).Json["errors"]!.AsObject().ContainsKey("plan"));
        var id = (string?)plan.Json["plan"];
        Assert.Equal(HttpStatusCode.Conflict, (await CallAsync(HttpMethod.Post, "apply", $$"""{"plan": "{{id}}", """ + file.Replace("seeme", "other", StringComparison.Ordinal))).Status);
        await CallAsync(HttpMethod.Patch, "partners/initech", """{"description": "changed meanwhile"}""", "*");
        Assert.Equal(HttpStatusCode.Conflict, (await CallAsync(HttpMethod.Post, "apply", $$"""{"plan": "{{id}}", """ + file)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await CallAsync(HttpMethod.Get, "connections/hooli")).Status);

        id = (string?)(await CallAsync(HttpMethod.Post, "apply/plan", "{" + file)).Json["plan"];
        var applied = await CallAsync(HttpMethod.Post, "apply", $$"""{"plan": "{{id}}", """ + file);
        Assert.Equal((HttpStatusCode.OK, _host.Configuration.Version), (applied.Status, (long?)applied.Json["version"]));
        var hooli = await CallAsync(HttpMethod.Get, "connections/hooli");
        Assert.Equal(("file", "prod"), ((string?)hooli.Json["managedBy"], (string?)hooli.Json["set"]));
        Assert.Equal(["none", "none"], (await CallAsync(HttpMethod.Post, "apply/plan", "{" + file)).Json["changes"]!.AsArray().Select(c => (string?)c!["action"]));

        var wrong = await CallAsync(HttpMethod.Post, "apply/plan", """{"set": "prod", "stations": [{"name": "x", "as2Id": ""}, {"as2Id": "y"}], "things": [], "prune": "yes"}""");
        Assert.Equal(["prune", "stations/1", "things"], wrong.Json["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["stations/x/as2Id"], (await CallAsync(HttpMethod.Post, "apply/plan", """{"set": "prod", "stations": [{"name": "x", "as2Id": ""}]}""")).Json["errors"]!.AsObject().Select(e => e.Key));
    }

    /// <summary>US with a key and INITECH with a certificate.</summary>
    private async Task UsualAsync()
    {
        using var key = TestIdentities.Rsa("us").GetRSAPrivateKey()!;
        foreach (var (path, json) in new[]
        {
            ("stations/us", """{"as2Id": "US"}"""), ("certificates/us", $$"""{"owner": "station/us", "certificate": {{Pem("us")}}, "key": {{JsonSerializer.Serialize(key.ExportPkcs8PrivateKeyPem())}}}"""),
            ("partners/initech", """{"identities": [{"as2Id": "INITECH"}]}"""), ("certificates/initech", $$"""{"owner": "partner/initech", "certificate": {{Pem("initech")}}}"""),
        })
        {
            var made = await CallAsync(HttpMethod.Put, path, json, create: true);
            Assert.True(made.Status is HttpStatusCode.Created, made.Json.ToJsonString());
        }
    }

    private static string Pem(string identity) => JsonSerializer.Serialize(TestIdentities.Rsa(identity).ExportCertificatePem());

    private async Task<(HttpStatusCode Status, string? ETag, string? Location, string? ContentType, JsonNode Json)> CallAsync(HttpMethod method, string path, string? body = null, string? ifMatch = null, bool create = false)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/{path}") { Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", _host.LocalToken);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (create)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        }

        using var answer = await _host.Client.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        return (answer.StatusCode, answer.Headers.ETag?.ToString(), answer.Headers.Location?.ToString(), answer.Content.Headers.ContentType?.MediaType, text is "" ? new JsonObject() : JsonNode.Parse(text)!);
    }
}
