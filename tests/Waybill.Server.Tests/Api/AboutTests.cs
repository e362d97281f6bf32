using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Waybill.Gateway;

namespace Waybill.Server.Tests.Api;

/// <summary>What the gateway says of itself, as the program runs.</summary>
public sealed class AboutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_tells_version_stores_addresses_clock_disks_and_health_and_no_password()
    {
        await using var gateway = await WaybillHost.BuildAsync([], await Company.SettingsAsync(_folder.Path));
        await gateway.StartAsync(Token);
        using var browser = await Doors.Browser.OwnerAsync(new(gateway.Urls.First()), gateway.Services.GetRequiredService<IJournal>());
        using var answer = await browser.GetAsync("/api/v1/about");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var about = await Doors.TokenTests.JsonAsync(answer);

        Assert.Matches(@"^\d+\.\d+\.\d+$", about.GetProperty("version").GetString());
        Assert.True(about.GetProperty("health").GetProperty("isReady").GetBoolean());
        Assert.Equal(("SQLite", Path.Combine(_folder.Path, "data", "waybill.db")), (about.GetProperty("database").GetProperty("kind").GetString(), about.GetProperty("database").GetProperty("place").GetString()));
        Assert.Equal(gateway.Urls, about.GetProperty("addresses").GetProperty("as2").EnumerateArray().Select(static a => a.GetString()));
        Assert.Equal(["data", "payloads", "inbox"], about.GetProperty("folders").EnumerateArray().Select(static f => f.GetProperty("name").GetString()));
        Assert.All(about.GetProperty("folders").EnumerateArray(), static f => Assert.True(f.GetProperty("freeBytes").GetInt64() > 0));
        Assert.InRange(about.GetProperty("startedAt").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-10), about.GetProperty("now").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("""{"name": "ACME", "environment": "test", "publicAddress": "https://as2.acme.example/"}""", null)]
    [InlineData("""{"name": "", "environment": " "}""", null)]
    [InlineData("""{"publicAddress": "https://as2.acme.example/as2"}""", "publicAddress")]
    [InlineData("""{"publicAddress": "ftp://acme.example"}""", "publicAddress")]
    [InlineData("""{"publicAddress": "https://user:secret@acme.example"}""", "publicAddress")]
    [InlineData("""{"name": "two\nlines"}""", "name")]
    [InlineData("""{"environment": "123456789012345678901234567890123"}""", "environment")]
    public async Task Whose_gateway_it_is_is_said_once_and_seen_by_everybody(string body, string? wrong)
    {
        await using var host = await ApiHost.StartAsync();
        using var owner = await Doors.Browser.OwnerAsync(host.Address, host.Journal);
        using var put = await owner.SendAsync(HttpMethod.Put, "/api/v1/organisation", body);
        if (wrong is not null)
        {
            Assert.Equal([wrong], (await SubmitTests.ProblemAsync(put, 422)).GetProperty("errors").EnumerateObject().Select(static e => e.Name));
            Assert.Equal(Organisation.Nameless, await host.Journal.Configuration.OrganisationAsync(Token));
            return;
        }

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        var expected = body.Contains("ACME", StringComparison.Ordinal) ? new Organisation("ACME", "test", "https://as2.acme.example") : Organisation.Nameless;
        Assert.Equal(expected, await host.Journal.Configuration.OrganisationAsync(Token));
        using var viewer = await owner.PersonAsync("vera", Role.Viewer);
        using var seen = await viewer.GetAsync("/api/v1/organisation");
        Assert.Equal(expected.Name, (await Doors.TokenTests.JsonAsync(seen)).TryGetProperty("name", out var name) ? name.GetString() : null);
        using var open = await host.Client.GetAsync("/api/v1/setup/state", Token);
        Assert.Equal(expected.Name, (await Doors.TokenTests.JsonAsync(open)).TryGetProperty("organisation", out var shown) ? shown.GetString() : null);
    }
}
