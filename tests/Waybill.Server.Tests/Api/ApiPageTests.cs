using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;

namespace Waybill.Server.Tests.Api;

public sealed class ApiPageTests
{
    [Fact]
    public async Task The_page_of_the_api_takes_everything_from_this_server_and_says_so_to_the_browser()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var app = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]).Build();
        app.MapApiPage();
        await app.StartAsync(ct);
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };

        using var page = await client.GetAsync("/docs/", ct);
        page.EnsureSuccessStatusCode();
        var text = await page.Content.ReadAsStringAsync(ct);
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self' 'nonce-", policy, StringComparison.Ordinal);
        Assert.Contains("\"api/v1/openapi.json\"", text, StringComparison.Ordinal);
        Assert.Equal([], Regex.Matches(text, "(?:src|href)=\"(https?:)?//[^\"]*", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Value));

        var script = Regex.Match(text, "src=\"(?<path>[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["path"].Value;
        using var js = await client.GetAsync(new Uri(new Uri(client.BaseAddress, "/docs/"), script), ct);
        js.EnsureSuccessStatusCode();
        Assert.Contains("javascript", js.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
    }
}
