using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Waybill.Certificates;
using Waybill.Gateway;

namespace Waybill.Server.Tests.Api;

/// <summary>What a partner needs from us, over the API and behind a link that needs no sign-in.</summary>
public sealed class SharingTests : IAsyncLifetime
{
    private ApiHost _host = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        await _host.Journal.Configuration.ChangeOrganisationAsync(new("ACME Group", null, "https://as2.acme.example"), "test", DateTimeOffset.UtcNow, Ct);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_packet_is_given_as_json_text_and_zip_and_holds_no_secret()
    {
        var thumbprint = TestIdentities.Rsa("acme").GetCertHashString(HashAlgorithmName.SHA256);
        var json = await JsonAsync(HttpMethod.Get, "connections/globex/packet?company=ACME%20Ltd");
        Assert.Equal(("ACME Ltd", "acme", "globex", "https://as2.acme.example/as2"), ((string?)json["company"], (string?)json["as2Id"], (string?)json["partnerAs2Id"], (string?)json["urls"]![0]));
        Assert.Equal(("signed", "sha-256", "aes256-cbc"), ((string?)json["receipt"], (string?)json["signing"], (string?)json["encryption"]));
        Assert.Equal(thumbprint, (string?)json["certificates"]![0]!["certificate"]!["sha256"]);
        Assert.Empty(json["warnings"]!.AsArray());

        using var text = await _host.SendAsync(HttpMethod.Get, "/api/v1/connections/globex/packet?format=text", _host.LocalToken);
        Assert.Equal("text/plain", text.Content.Headers.ContentType!.MediaType);
        Assert.Contains("AS2 details of ACME Group", await text.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var file = await _host.SendAsync(HttpMethod.Get, "/api/v1/connections/globex/packet?format=zip", _host.LocalToken);
        await using var zip = new ZipArchive(await file.Content.ReadAsStreamAsync(Ct));
        Assert.Equal(["acme.txt", "acme-1-sign-and-encrypt.cer", "acme-1-sign-and-encrypt.p7b"], zip.Entries.Select(e => e.FullName));
        Assert.DoesNotContain("PRIVATE", json.ToJsonString(), StringComparison.Ordinal);

        using var nobody = await _host.SendAsync(HttpMethod.Get, "/api/v1/connections/nobody/packet", _host.LocalToken);
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
        using var pdf = await _host.SendAsync(HttpMethod.Get, "/api/v1/connections/globex/packet?format=pdf", _host.LocalToken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, pdf.StatusCode);
    }

    [Fact]
    public async Task A_link_shows_the_packet_without_sign_in_or_script_and_says_when_it_was_opened()
    {
        var made = await JsonAsync(HttpMethod.Post, "connections/globex/shares", """{"days": 7, "company": "<script>alert(1)</script> & Söhne"}""");
        var link = (string)made["link"]!;
        Assert.StartsWith("https://as2.acme.example/share/", link, StringComparison.Ordinal);
        Assert.Null(Assert.Single((await JsonAsync(HttpMethod.Get, "connections/globex/shares"))["items"]!.AsArray())!["openedAt"]);

        var path = link["https://as2.acme.example".Length..];
        using var answer = await _host.SendAsync(HttpMethod.Get, path, null);
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.Equal(("no-referrer", "no-store", "nosniff"), (answer.Headers.GetValues("Referrer-Policy").Single(), answer.Headers.CacheControl!.ToString(), answer.Headers.GetValues("X-Content-Type-Options").Single()));

        // Whole to a parser that forgives nothing; a language, a title, one heading, captions and row headers for who listens to it.
        var page = XDocument.Parse(html);
        Assert.Equal("en", page.Root!.Attribute("lang")!.Value);
        Assert.Equal("AS2 details of <script>alert(1)</script> & Söhne", page.Descendants("h1").Single().Value);
        Assert.Empty(page.Descendants("script"));
        Assert.Equal(page.Descendants("table").Count(), page.Descendants("caption").Count());
        Assert.All(page.Descendants("th"), th => Assert.Equal("row", th.Attribute("scope")!.Value));
        Assert.Equal($"'sha256-{Convert.ToBase64String(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(page.Descendants("style").Single().Value)))}'", policy.Split(' ')[3].TrimEnd(';'));
        Assert.Contains("https://as2.acme.example/as2", html, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", html, StringComparison.Ordinal);

        // Every link of the page leads to a file, below whatever path a proxy put before it.
        foreach (var href in page.Descendants("a").Select(a => a.Attribute("href")!.Value))
        {
            using var file = await _host.SendAsync(HttpMethod.Get, new Uri(new Uri(_host.Address, path), href).PathAndQuery, null);
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            if (href.EndsWith(".cer", StringComparison.Ordinal))
            {
                Assert.Equal(TestIdentities.Rsa("acme").RawData, await file.Content.ReadAsByteArrayAsync(Ct));
            }

            if (href.EndsWith(".p7b", StringComparison.Ordinal))
            {
                using var chain = CertificateImport.Read(await file.Content.ReadAsByteArrayAsync(Ct)).Value!;
                Assert.Equal(TestIdentities.Rsa("acme").Thumbprint, chain.Certificates[0].Thumbprint);
            }
        }

        foreach (var wrong in new[] { "0.cer", "2.cer", "1.key", "x", "+1.cer" })
        {
            using var none = await _host.SendAsync(HttpMethod.Get, $"{path}/{wrong}", null);
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }

        var opened = Assert.Single((await JsonAsync(HttpMethod.Get, "connections/globex/shares"))["items"]!.AsArray())!;
        Assert.NotNull(opened["openedAt"]);
        Assert.DoesNotContain(path.Split('/')[^1], opened.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_was_changed_ended_or_is_over_shows_nothing()
    {
        var made = await JsonAsync(HttpMethod.Post, "connections/globex/shares", "{}");
        var token = ((string)made["link"]!).Split('/')[^1];
        Assert.Equal(14, Math.Round((made["share"]!["expiresAt"]!.GetValue<DateTimeOffset>() - DateTimeOffset.UtcNow).TotalDays));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));

        var other = new ShareLinks(RandomNumberGenerator.GetBytes(ShareLinks.KeyBytes)).Make(new((string)made["share"]!["id"]!, DateTimeOffset.UtcNow.AddDays(1)));
        foreach (var wrong in new[] { token[..^1], (token[0] is 'A' ? 'B' : 'A') + token[1..], other, "x", new string('A', 2000) })
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(wrong));
        }

        var over = await _host.Services.GetRequiredService<ShareKeeper>().MakeAsync("globex", "ACME", -1, "test", Ct);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(over.Token));
        var lost = await _host.Services.GetRequiredService<ShareKeeper>().MakeAsync("gone", "ACME", 1, "test", Ct);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(lost.Token));

        Assert.NotNull((await JsonAsync(HttpMethod.Delete, $"shares/{made["share"]!["id"]}"))["revokedAt"]);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(token));
        using var again = await _host.SendAsync(HttpMethod.Delete, $"/api/v1/shares/{made["share"]!["id"]}", _host.LocalToken);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        foreach (var days in new[] { 0, 91 })
        {
            using var refused = await _host.SendAsync(HttpMethod.Post, "/api/v1/connections/globex/shares", _host.LocalToken, $$"""{"days": {{days}}}""");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        // The key is stored as the ring sealed it, and another process opens the same links.
        var stored = await _host.Journal.Shares.KeyAsync(new byte[1], Ct);
        Assert.Equal(32 + 28, stored.Length);
    }

    [Fact]
    public async Task Who_asks_again_and_again_has_to_wait()
    {
        HttpResponseMessage? slow = null;
        for (var asked = 0; asked < 200 && slow is null; asked++)
        {
            var answer = await _host.SendAsync(HttpMethod.Get, "/share/guess", null);
            slow = answer.StatusCode is HttpStatusCode.TooManyRequests ? answer : null;
        }

        Assert.NotNull(slow);
        Assert.NotNull(slow.Headers.RetryAfter);
        slow.Dispose();
    }

    [Fact]
    public async Task Without_an_address_outside_there_is_no_link_and_the_packet_says_what_it_lacks()
    {
        await using var host = await ApiHost.StartAsync();
        using var refused = await host.SendAsync(HttpMethod.Post, "/api/v1/connections/globex/shares", host.LocalToken, "{}");
        Assert.Contains("/api/v1/organisation", (string?)(await SubmitTests.ProblemAsync(refused, 409)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var packet = await host.SendAsync(HttpMethod.Get, "/api/v1/connections/globex/packet", host.LocalToken);
        Assert.Single(JsonNode.Parse(await packet.Content.ReadAsStringAsync(Ct))!["warnings"]!.AsArray());
    }

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var answer = await _host.SendAsync(HttpMethod.Get, $"/share/{token}", null);
        return answer.StatusCode;
    }

    private async Task<JsonNode> JsonAsync(HttpMethod method, string path, string? body = null)
    {
        using var answer = await _host.SendAsync(method, $"/api/v1/{path}", _host.LocalToken, body);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
