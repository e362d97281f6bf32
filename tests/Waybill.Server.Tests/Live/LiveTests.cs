using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Waybill.As2.Http;
using Waybill.Gateway;
using Waybill.Server.Tests.Api;
using Waybill.Server.Tests.Doors;

namespace Waybill.Server.Tests.Live;

/// <summary>Who looks is told what changed, over a real WebSocket.</summary>
public sealed class LiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_message_that_was_really_received_is_told_by_its_id()
    {
        await using var gateway = await WaybillHost.BuildAsync([], await Company.SettingsAsync(_folder.Path));
        await gateway.StartAsync(Token);
        var journal = gateway.Services.GetRequiredService<IJournal>();
        using var browser = await Browser.OwnerAsync(new(gateway.Urls.First()), journal);
        await using var live = await LiveClient.OpenAsync(browser.Address, browser.Cookies, browser.Origin);

        var (package, sent) = await Company.PackAsync();
        await using var owned = package;
        using var sender = new As2HttpSender();
        var result = await sender.SendAsync(gateway.As2Address(), package, sent, Company.Reading, Token);
        Assert.Equal(As2SendOutcome.Delivered, result.Outcome);

        var received = Assert.Single((await journal.ListAsync(new(), null, 10, Token)).Items);
        Assert.Contains(received.Id.Value, await live.NextAsync(ChangeTopics.Exchange));
    }

    [Fact]
    public async Task Nobody_listens_without_a_session_or_token_or_from_a_page_of_another_origin()
    {
        await using var host = await ApiHost.StartAsync();
        // Also before there is an owner.
        Assert.Equal(HttpStatusCode.Unauthorized, await LiveClient.RefusedAsync(host.Address, null, $"http://{host.Address.Authority}"));
        using var owner = await Browser.OwnerAsync(host.Address, host.Journal);
        Assert.Equal(HttpStatusCode.Unauthorized, await LiveClient.RefusedAsync(host.Address, null, owner.Origin));
        Assert.Equal(HttpStatusCode.Unauthorized, await LiveClient.RefusedAsync(host.Address, null, null, "wbt_wrong"));
        Assert.Equal(HttpStatusCode.Forbidden, await LiveClient.RefusedAsync(host.Address, owner.Cookies, "http://evil.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await LiveClient.RefusedAsync(host.Address, owner.Cookies, null));
        Assert.Equal(HttpStatusCode.Forbidden, await LiveClient.RefusedAsync(host.Address, null, "http://evil.example", await host.TokenAsync("erp", Role.Viewer)));
        Assert.Equal(HttpStatusCode.Forbidden, await LiveClient.RefusedAsync(host.Address, null, null, await host.TokenAsync("sender", Role.Operator, ["send"])));
    }

    [Theory]
    [InlineData("GET", "/live")]
    [InlineData("POST", "/live/negotiate?negotiateVersion=1")]
    public async Task There_is_no_other_way_than_a_websocket(string method, string path)
    {
        await using var host = await ApiHost.StartAsync();
        using var answer = await host.SendAsync(new(method), path, await host.TokenAsync("erp", Role.Viewer));
        await SubmitTests.ProblemAsync(answer, 400);
    }

    [Fact]
    public async Task Topics_are_for_those_who_may_list_what_they_are_about()
    {
        await using var host = await ApiHost.StartAsync();
        using var owner = await Browser.OwnerAsync(host.Address, host.Journal);
        await using var admin = await LiveClient.OpenAsync(host.Address, owner.Cookies, owner.Origin);
        await using var viewer = await LiveClient.OpenAsync(host.Address, null, null, await host.TokenAsync("viewer", Role.Viewer));

        using var made = await owner.SendAsync(HttpMethod.Put, "/api/v1/users/bob", """{"role": "viewer"}""");
        Assert.Contains("bob", await admin.NextAsync(ChangeTopics.User));
        await host.Journal.Configuration.ChangeOrganisationAsync(new("ACME", null, null), "ada", DateTimeOffset.UtcNow, Token);
        await host.Journal.RaiseAsync("kind", "subject", AlertSeverity.Warning, "Text.", DateTimeOffset.UtcNow, Token);

        // Of people the viewer hears nothing: what came first to the admin does not come to it.
        HashSet<string> heard = [];
        while (!heard.Contains(ChangeTopics.Configuration) || !heard.Contains(ChangeTopics.Alert))
        {
            heard.Add((await viewer.NextAsync())!.Value.Topic);
        }

        Assert.Equal([ChangeTopics.Alert, ChangeTopics.Configuration], heard.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_signs_out_or_whose_token_is_revoked_is_told_nothing_more()
    {
        await using var host = await ApiHost.StartAsync();
        using var owner = await Browser.OwnerAsync(host.Address, host.Journal);
        var value = await host.TokenAsync("erp", Role.Viewer);
        await using var program = await LiveClient.OpenAsync(host.Address, null, null, value);
        await using var page = await LiveClient.OpenAsync(host.Address, owner.Cookies, owner.Origin);

        await host.Journal.Doors.RevokeAsync((await host.Journal.Doors.FindAsync(DoorSecret.HashOf(value), Token))!.Id, "ada", DateTimeOffset.UtcNow, Token);
        while (await program.NextAsync() is not null)
        {
        }

        Assert.Equal(HttpStatusCode.NoContent, await owner.StatusAsync(HttpMethod.Delete, "/api/v1/session"));
        while (await page.NextAsync() is not null)
        {
        }
    }

    [Fact]
    public async Task Many_changes_come_as_few_tellings_and_more_than_a_page_as_one_without_names()
    {
        await using var host = await ApiHost.StartAsync();
        using var owner = await Browser.OwnerAsync(host.Address, host.Journal);
        await using var live = await LiveClient.OpenAsync(host.Address, owner.Cookies, owner.Origin);
        await host.Journal.RaiseAsync("kind", "first", AlertSeverity.Warning, "Text.", DateTimeOffset.UtcNow, Token);
        Assert.Equal(["first"], await live.NextAsync(ChangeTopics.Alert));

        var feed = host.Services.GetRequiredService<LiveFeed>();
        for (var i = 0; i < 1000; i++)
        {
            feed.Note(new(ChangeTopics.Alert, $"{i % 100}", IsElsewhere: true));
            feed.Note(new(ChangeTopics.Exchange, $"{i}", IsElsewhere: true));
        }

        List<string[]> alerts = [];
        while (alerts.SelectMany(static a => a).Distinct(StringComparer.Ordinal).Count() < 100)
        {
            alerts.Add(await live.NextAsync(ChangeTopics.Alert));
        }

        Assert.InRange(alerts.Count, 1, 3);
    }
}
