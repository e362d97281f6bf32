using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waybill.Gateway;

namespace Waybill.Server.Tests.Api;

/// <summary>Certificates over the API: taken out of files, made, asked for at a CA, switched and given out. No answer ever holds a private key.</summary>
public sealed class CertificateApiTests : IAsyncLifetime
{
    private ApiHost _host = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        await MakeAsync("stations/us", """{"as2Id": "US"}""");
        await MakeAsync("partners/initech", """{"identities": [{"as2Id": "INITECH"}]}""");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("pfx")]
    [InlineData("pem")]
    [InlineData("two")]
    public async Task Our_certificate_is_read_and_taken_with_its_key_from_a_form(string form)
    {
        var us = TestIdentities.Rsa("us");
        using var key = us.GetRSAPrivateKey()!;
        byte[][] files = form switch
        {
            "pfx" => [us.Export(X509ContentType.Pkcs12, "open")],
            "pem" => [System.Text.Encoding.ASCII.GetBytes(us.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem())],
            _ => [us.RawData, key.ExportPkcs8PrivateKey()],
        };
        (string, string)[] opening = form is "pfx" ? [("password", "open")] : [];

        var read = await FormAsync("certificates/read", files, [.. opening, ("owner", "station/us")]);
        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.True(read.Json["hasKey"]!.GetValue<bool>());
        Assert.Equal((us.GetCertHashString(HashAlgorithmName.SHA256), us.GetCertHashString(HashAlgorithmName.SHA1)), ((string?)read.Json["certificates"]![0]!["sha256"], (string?)read.Json["certificates"]![0]!["sha1"]));
        Assert.Equal(HttpStatusCode.NotFound, (await CallAsync(HttpMethod.Get, "certificates/us-2026")).Status);

        var made = await FormAsync("certificates/import", files, [.. opening, ("name", "us-2026"), ("owner", "station/us"), ("note", "from a file")]);
        Assert.True(made.Status is HttpStatusCode.Created, made.Text);
        Assert.Equal(("station/us", "from a file", true), ((string?)made.Json["owner"], (string?)made.Json["note"], (bool)made.Json["keySet"]!));
        Assert.Equal(us.GetCertHashString(HashAlgorithmName.SHA256), (string?)made.Json["details"]!["sha256"]);
        Assert.DoesNotContain("PRIVATE", read.Text + made.Text, StringComparison.Ordinal);
        using var lease = _host.Configuration.Connections.Take();
        Assert.Contains(lease.Book.Stations, s => s.Id is "us" && string.Equals(s.Key.Certificate.Sha256Thumbprint, us.GetCertHashString(HashAlgorithmName.SHA256), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await FormAsync("certificates/import", files, [.. opening, ("name", "us-2026"), ("owner", "station/us")])).Status);
    }

    [Fact]
    public async Task A_partners_chain_is_taken_and_a_key_that_came_with_it_is_not_kept()
    {
        var (root, leaf) = Chain("initech");
        var p7b = Waybill.Certificates.P7bFile.Write([leaf.RawData, root.RawData]);
        var made = await JsonAsync("certificates/import", new() { ["name"] = "initech", ["owner"] = "partner/initech", ["use"] = "any", ["files"] = new JsonArray(Convert.ToBase64String(p7b)) });
        Assert.True(made.Status is HttpStatusCode.Created, made.Text);
        Assert.Equal("CN=root", (string?)made.Json["details"]!["chain"]![0]);

        var pfx = TestIdentities.Rsa("initech").Export(X509ContentType.Pkcs12, "pw");
        var read = await JsonAsync("certificates/read", new() { ["owner"] = "partner/initech", ["password"] = "pw", ["files"] = new JsonArray(Convert.ToBase64String(pfx)) });
        Assert.Contains("key-foreign", read.Json["findings"]!.AsArray().Select(f => (string?)f!["code"]));
        var second = await JsonAsync("certificates/import", new() { ["name"] = "initech-2", ["owner"] = "partner/initech", ["password"] = "pw", ["files"] = new JsonArray(Convert.ToBase64String(pfx)) });
        Assert.True(second.Status is HttpStatusCode.Created, second.Text);
        Assert.Null(second.Json["keySet"]);
        Assert.DoesNotContain((await _host.Journal.Configuration.ReadAsync(Ct)).Secrets, s => s.Name is "initech-2");

        // What is given out is what came.
        foreach (var (format, type) in new[] { ("cer", "application/pkix-cert"), ("pem", "application/x-pem-file"), ("p7b", "application/x-pkcs7-certificates") })
        {
            using var file = await _host.SendAsync(HttpMethod.Get, $"/api/v1/certificates/initech/files/{format}", _host.LocalToken);
            var bytes = await file.Content.ReadAsByteArrayAsync(Ct);
            Assert.Equal((HttpStatusCode.OK, type, $"initech.{format}"), (file.StatusCode, file.Content.Headers.ContentType!.MediaType, file.Content.Headers.ContentDisposition!.FileName));
            using var back = Waybill.Certificates.CertificateImport.Read(bytes).Value!;
            Assert.Equal(format is "cer" ? [leaf.Thumbprint] : [leaf.Thumbprint, root.Thumbprint], back.Certificates.Select(c => c.Thumbprint));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await CallAsync(HttpMethod.Get, "certificates/initech/files/key")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await CallAsync(HttpMethod.Get, "certificates/initech/files/csr")).Status);
    }

    [Theory]
    [InlineData("rsa-2048")]
    [InlineData("ec-p384")]
    public async Task A_key_and_its_certificate_are_made_in_the_gateway_and_take_over_when_they_are_to(string kind)
    {
        await MakeUsAsync();
        var first = await JsonAsync("certificates/new", new() { ["name"] = "us-1", ["owner"] = "station/us", ["commonName"] = "US", ["keyType"] = kind });
        Assert.True(first.Status is HttpStatusCode.Created, first.Text);
        Assert.Equal((kind, "valid"), ((string?)first.Json["details"]!["key"], (string?)first.Json["details"]!["validity"]));
        var planned = await JsonAsync("certificates/new", new() { ["name"] = "us-2", ["owner"] = "station/us", ["commonName"] = "US", ["keyType"] = kind, ["state"] = "planned" });
        Assert.True(planned.Status is HttpStatusCode.Created, planned.Text);
        Assert.DoesNotContain("PRIVATE", first.Text + planned.Text, StringComparison.Ordinal);
        Assert.Equal((string?)first.Json["details"]!["sha256"], Signs());

        // The new one already opens what comes, for a partner that switched first; ours signs until it is told to.
        Assert.Equal(["open"], await UsesAsync("us-2"));
        Assert.Equal(["open", "receipts", "sign"], await UsesAsync("us-1"));
        var switched = await JsonAsync("certificates/us-2/switch", []);
        Assert.True(switched.Status is HttpStatusCode.OK, switched.Text);
        Assert.Equal((string?)planned.Json["details"]!["sha256"], Signs());
        Assert.Equal(["open", "receipts", "sign"], await UsesAsync("us-2"));
        Assert.Equal(["open"], await UsesAsync("us-1"));

        var later = await JsonAsync("certificates/us-1/switch", new() { ["at"] = DateTimeOffset.UtcNow.AddDays(30) });
        Assert.Equal(("planned", HttpStatusCode.OK), ((string?)later.Json["state"], later.Status));
        Assert.Equal((string?)planned.Json["details"]!["sha256"], Signs());
        var never = await JsonAsync("certificates/us-1/switch", new() { ["at"] = DateTimeOffset.UtcNow.AddDays(4000) });
        Assert.Contains("CERT_HAS_EXPIRED", (string?)never.Json["errors"]!["at"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_waits_for_its_ca_and_takes_no_other_answer()
    {
        await MakeUsAsync();
        var asked = await JsonAsync("certificates/request", new() { ["name"] = "us-ca", ["owner"] = "station/us", ["commonName"] = "US", ["country"] = "DE", ["state"] = "planned" });
        Assert.True(asked.Status is HttpStatusCode.Created, asked.Text);
        Assert.Null(asked.Json["details"]);
        Assert.Contains("waits for the answer", (string?)asked.Json["warnings"]!["request"]![0], StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", asked.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await JsonAsync("certificates/us-ca/switch", [])).Status);

        using var csr = await _host.SendAsync(HttpMethod.Get, "/api/v1/certificates/us-ca/files/csr", _host.LocalToken);
        var request = CertificateRequest.LoadSigningRequestPem(await csr.Content.ReadAsStringAsync(Ct), HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions, RSASignaturePadding.Pkcs1);
        var (root, _) = Chain("nobody");
        using var answer = request.Create(root, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(300), [1, 2, 3]);

        var wrong = await JsonAsync("certificates/us-ca/answer", new() { ["files"] = new JsonArray(TestIdentities.Rsa("initech").ExportCertificatePem()) });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (wrong.Status, wrong.Json["errors"]!.AsObject().ContainsKey("files")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await JsonAsync("certificates/us-ca/answer", [])).Status);

        var p7b = Waybill.Certificates.P7bFile.Write([root.RawData, answer.RawData]);
        var taken = await FormAsync("certificates/us-ca/answer", [p7b], []);
        Assert.True(taken.Status is HttpStatusCode.OK, taken.Text);
        Assert.Equal((answer.GetCertHashString(HashAlgorithmName.SHA256), "CN=root"), ((string?)taken.Json["details"]!["sha256"], (string?)taken.Json["details"]!["chain"]![0]));
        Assert.Null(taken.Json["request"]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await FormAsync("certificates/us-ca/answer", [p7b], [])).Status);
        Assert.Equal(HttpStatusCode.OK, (await JsonAsync("certificates/us-ca/switch", [])).Status);
        Assert.Equal(answer.GetCertHashString(HashAlgorithmName.SHA256), Signs());
    }

    [Fact]
    public async Task What_is_wrong_is_said_by_field_and_nothing_is_saved()
    {
        (string Path, JsonObject Body, string[] Fields)[] cases =
        [
            ("certificates/read", [], ["files"]),
            ("certificates/read", new() { ["files"] = new JsonArray("no base64!", 7) }, ["files"]),
            ("certificates/read", new() { ["files"] = new JsonArray(Convert.ToBase64String(TestIdentities.Rsa("us").Export(X509ContentType.Pkcs12, "pw"))), ["password"] = "wrong" }, ["files"]),
            ("certificates/import", new() { ["files"] = new JsonArray(TestIdentities.Rsa("us").ExportCertificatePem()) }, ["name"]),
            ("certificates/import", new() { ["name"] = "c", ["owner"] = "station/us", ["files"] = new JsonArray(TestIdentities.Rsa("us").ExportCertificatePem()) }, ["key"]),
            ("certificates/import", new() { ["name"] = "c", ["owner"] = "partner/nobody", ["files"] = new JsonArray(TestIdentities.Rsa("us").ExportCertificatePem()) }, ["owner"]),
            ("certificates/import", new() { ["name"] = "c", ["owner"] = "partner/initech", ["from"] = "soon", ["thing"] = 1, ["files"] = new JsonArray(TestIdentities.Rsa("us").ExportCertificatePem()) }, ["from", "thing"]),
            ("certificates/new", new() { ["name"] = "c", ["owner"] = "station/us", ["country"] = "Germany", ["commonName"] = "US", ["keyType"] = "dsa", ["days"] = 0 }, ["country", "days", "keyType"]),
            ("certificates/new", new() { ["name"] = "c", ["owner"] = "partner/initech", ["commonName"] = "US" }, ["key"]),
            ("certificates/request", new() { ["name"] = "c", ["owner"] = "partner/initech", ["commonName"] = "US" }, ["request"]),
        ];
        foreach (var (path, body, fields) in cases)
        {
            var refused = await JsonAsync(path, body);
            Assert.True(refused.Status is HttpStatusCode.UnprocessableEntity, $"{path} {body.ToJsonString()}: {refused.Text}");
            Assert.Equal(fields, refused.Json["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await JsonAsync("certificates/nobody/answer", new() { ["files"] = new JsonArray("-----BEGIN x") })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await JsonAsync("certificates/nobody/switch", [])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await CallAsync(HttpMethod.Get, "certificates/c")).Status);
        using var text = await _host.Client.SendAsync(new(HttpMethod.Post, "/api/v1/certificates/read") { Content = new StringContent("hello"), Headers = { Authorization = new("Bearer", _host.LocalToken) } }, Ct);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, text.StatusCode);
    }

    [Fact]
    public async Task Who_uses_a_certificate_is_said_with_what_for()
    {
        await MakeUsAsync();
        Assert.Equal(["encrypt", "verify"], await UsesAsync("initech"));
        var retired = await CallAsync(HttpMethod.Patch, "certificates/initech", """{"state": "retired"}""", "*");
        Assert.True(retired.Status is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity, retired.Text);
        var listed = await CallAsync(HttpMethod.Get, "certificates");
        Assert.All(listed.Json["items"]!.AsArray(), c => Assert.Equal("valid", (string?)c!["details"]!["validity"]));

        // What was read can be sent back as it is.
        var read = await CallAsync(HttpMethod.Get, "certificates/us");
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(HttpMethod.Put, "certificates/us", read.Text, "*")).Status);
    }

    /// <summary>A root and a certificate by it.</summary>
    private static (X509Certificate2 Root, X509Certificate2 Leaf) Chain(string name)
    {
        var rootKey = RSA.Create(2048);
        var ask = new CertificateRequest("CN=root", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) { CertificateExtensions = { new X509BasicConstraintsExtension(true, false, 0, true) } };
        var root = ask.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(3000));
        using var key = RSA.Create(2048);
        var leaf = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Create(root, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(300), [9]);
        return (root, leaf);
    }

    private string? Signs() => _host.Configuration.Connections.FindOut("initech")!.Signer!.Key.Certificate.Sha256Thumbprint;

    private async Task<IEnumerable<string?>> UsesAsync(string certificate)
        => ((await CallAsync(HttpMethod.Get, $"certificates/{certificate}")).Json["usedBy"]!.AsArray().SingleOrDefault()?["for"]!.AsArray() ?? []).Select(u => (string?)u).Order(StringComparer.Ordinal);

    private async Task MakeUsAsync()
    {
        using var key = TestIdentities.Rsa("us").GetRSAPrivateKey()!;
        await MakeAsync("certificates/us", $$"""{"owner": "station/us", "certificate": {{JsonSerializer.Serialize(TestIdentities.Rsa("us").ExportCertificatePem())}}, "key": {{JsonSerializer.Serialize(key.ExportPkcs8PrivateKeyPem())}}}""");
        await MakeAsync("certificates/initech", $$"""{"owner": "partner/initech", "certificate": {{JsonSerializer.Serialize(TestIdentities.Rsa("initech").ExportCertificatePem())}}}""");
        await MakeAsync("connections/initech", """{"station": "us", "partner": "initech", "url": "https://initech.example/in"}""");
    }

    private async Task MakeAsync(string path, string json)
    {
        var made = await CallAsync(HttpMethod.Put, path, json, create: true);
        Assert.True(made.Status is HttpStatusCode.Created, made.Text);
    }

    private Task<(HttpStatusCode Status, string Text, JsonNode Json)> JsonAsync(string path, JsonObject body) => CallAsync(HttpMethod.Post, path, body.ToJsonString());

    private async Task<(HttpStatusCode Status, string Text, JsonNode Json)> FormAsync(string path, byte[][] files, (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var file in files)
        {
            form.Add(new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "files", "file");
        }

        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return await SendAsync(new(HttpMethod.Post, $"/api/v1/{path}") { Content = form });
    }

    private Task<(HttpStatusCode Status, string Text, JsonNode Json)> CallAsync(HttpMethod method, string path, string? body = null, string? ifMatch = null, bool create = false)
    {
        var request = new HttpRequestMessage(method, $"/api/v1/{path}") { Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(create ? "If-None-Match" : "If-Match", create ? "*" : ifMatch);
        return SendAsync(request);
    }

    private async Task<(HttpStatusCode Status, string Text, JsonNode Json)> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.Authorization = new("Bearer", _host.LocalToken);
            using var answer = await _host.Client.SendAsync(request, Ct);
            var text = await answer.Content.ReadAsStringAsync(Ct);
            return (answer.StatusCode, text, text is ['{', ..] ? JsonNode.Parse(text)! : new JsonObject());
        }
    }
}
