using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waybill.Ui;

namespace Waybill.Server.Tests.Screens;

public sealed class ScreensTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/messages?view=failed")]
    [InlineData("/messages/01a20cf87dc67930bebc0d6688aa45b1")]
    [InlineData("/index.html")]
    public async Task Every_address_of_the_screens_gives_their_page_with_a_policy_of_this_house_alone(string path)
    {
        await using var app = await StartAsync(UiFiles.Built);
        using var client = ClientOf(app);
        using var answer = await client.GetAsync(path, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", One(answer, "X-Content-Type-Options"));
        Assert.Equal("same-origin", One(answer, "Referrer-Policy"));
        Assert.Equal("DENY", One(answer, "X-Frame-Options"));
        var policy = One(answer, "Content-Security-Policy");
        Assert.Contains("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_names_the_nonce_of_its_policy_and_another_one_each_time()
    {
        await using var app = await StartAsync(UiFiles.Built);
        using var client = ClientOf(app);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 3; i++)
        {
            using var answer = await client.GetAsync("/", Ct);
            var policy = One(answer, "Content-Security-Policy");
            var nonce = policy.Split("'nonce-")[1].Split('\'')[0];
            Assert.Contains($"name=\"waybill-nonce\" content=\"{nonce}\"", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            Assert.True(seen.Add(nonce));
        }
    }

    [Fact]
    public async Task Hashed_files_may_be_kept_for_ever_and_come_compressed_where_that_is_understood()
    {
        await using var app = await StartAsync(UiFiles.Built);
        using var client = ClientOf(app);
        var script = UiFiles.Built.All.First(static f => f is { IsHashed: true, HasBrotli: true } && f.Name.EndsWith(".js", StringComparison.Ordinal));
        using var plain = await client.GetAsync(script.Name, Ct);
        Assert.Equal("public, max-age=31536000, immutable", One(plain, "Cache-Control"));
        Assert.Equal("text/javascript", plain.Content.Headers.ContentType?.MediaType);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal("Accept-Encoding", One(plain, "Vary"));
        var bytes = await plain.Content.ReadAsByteArrayAsync(Ct);

        using var request = new HttpRequestMessage(HttpMethod.Get, script.Name) { Headers = { { "Accept-Encoding", "gzip, br" } } };
        using var small = await client.SendAsync(request, Ct);
        Assert.Equal(["br"], small.Content.Headers.ContentEncoding);
        Assert.True(small.Content.Headers.ContentLength < bytes.Length);
        await using var inflated = new BrotliStream(await small.Content.ReadAsStreamAsync(Ct), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        await inflated.CopyToAsync(whole, Ct);
        Assert.Equal(bytes, whole.ToArray());
    }

    [Fact]
    public async Task A_file_that_is_known_already_is_not_sent_again()
    {
        await using var app = await StartAsync(UiFiles.Built);
        using var client = ClientOf(app);
        using var first = await client.GetAsync("/theme.js", Ct);
        Assert.Equal("no-cache", One(first, "Cache-Control"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/theme.js") { Headers = { { "If-None-Match", first.Headers.ETag!.ToString() } } };
        using var again = await client.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        using var other = new HttpRequestMessage(HttpMethod.Get, "/theme.js") { Headers = { { "If-None-Match", "\"other\"" } } };
        using var changed = await client.SendAsync(other, Ct);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/as2/nothing")]
    [InlineData("/health/nothing")]
    [InlineData("/metrics/nothing")]
    [InlineData("/docs/nothing/at/all")]
    [InlineData("/live")]
    [InlineData("/assets/index-0ld.js")]
    public async Task What_belongs_to_others_is_never_a_page(string path)
    {
        await using var app = await StartAsync(UiFiles.Built);
        using var client = ClientOf(app);
        using var answer = await client.GetAsync(path, Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotEqual("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Endpoints_come_first_and_only_reading_gives_a_page()
    {
        await using var app = await StartAsync(UiFiles.Built);
        using var client = ClientOf(app);
        Assert.Equal("endpoint", await client.GetStringAsync("/mine", Ct));
        using var posted = await client.PostAsync("/messages", null, Ct);
        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
        using var head = await client.SendAsync(new(HttpMethod.Head, "/"), Ct);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task A_server_without_screens_says_so_and_how_to_get_them()
    {
        await using var app = await StartAsync(UiFiles.None);
        using var client = ClientOf(app);
        using var answer = await client.GetAsync("/", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("The screens were not built", page, StringComparison.Ordinal);
        Assert.Contains("./run", page, StringComparison.Ordinal);
        Assert.Contains("dotnet build src/Waybill.Server", page, StringComparison.Ordinal);
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", One(answer, "Content-Security-Policy"));
        using var below = await client.GetAsync("/messages", Ct);
        Assert.Equal(HttpStatusCode.NotFound, below.StatusCode);
        Assert.Equal("endpoint", await client.GetStringAsync("/mine", Ct));
    }

    [Fact]
    public void What_is_built_has_everything_its_page_asks_for()
    {
        Assert.False(UiFiles.Built.IsEmpty, "The screens were not built: eng/node installs what builds them.");
        using var reader = new StreamReader(UiFiles.Built.Find(UiFiles.Page)!.Open());
        var page = reader.ReadToEnd();
        var asked = page.Split("src=\"/").Concat(page.Split("href=\"/")).Where(static p => !p.StartsWith("<!", StringComparison.Ordinal)).Select(static p => p.Split('"')[0]).Distinct(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, static name => Assert.NotNull(UiFiles.Built.Find(name)));
        Assert.DoesNotContain("<style", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }

    private static string One(HttpResponseMessage answer, string header)
        => Assert.Single(answer.Headers.NonValidated.TryGetValues(header, out var values) ? values : answer.Content.Headers.NonValidated[header]);

    private static HttpClient ClientOf(WebApplication app) => new() { BaseAddress = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };

    private static async Task<WebApplication> StartAsync(UiFiles files)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/mine", static () => "endpoint");
        app.UseScreens(files);
        await app.StartAsync(Ct);
        return app;
    }
}
