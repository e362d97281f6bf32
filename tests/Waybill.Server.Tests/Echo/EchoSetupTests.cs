using System.Net;
using System.Text.Json;

namespace Waybill.Server.Tests.Echo;

/// <summary>Echo comes, stays the same, follows its address, and goes.</summary>
public sealed class EchoSetupTests : IAsyncLifetime
{
    private static readonly (string Kind, string[] Names)[] Resources =
        [("stations", ["echo"]), ("partners", ["echo"]), ("certificates", ["echo", "echo-partner"]), ("connections", ["echo", "echo-later", "echo-closed"])];

    private readonly EchoHost _host = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Setting_it_up_again_keeps_its_key_and_takes_back_what_was_changed()
    {
        var before = await _host.GetAsync("certificates/echo");

        var again = await _host.PostAsync("echo", "{}");

        Assert.True(again.GetProperty("isSetUp").GetBoolean());
        Assert.Equal("acmetools", again.GetProperty("station").GetString());
        var after = await _host.GetAsync("certificates/echo");
        Assert.Equal((Text(before, "certificate"), true), (Text(after, "certificate"), after.GetProperty("keySet").GetBoolean()));
        Assert.Equal("00:00:20", Text(await _host.GetAsync("connections/echo-later"), "receiptDeadline"));
        await _host.UntilAsync(Text(await _host.SendAsync("good"), "id"), "delivered");
    }

    [Fact]
    public async Task Its_station_is_never_the_one_of_a_connection_that_names_none()
    {
        using var answer = await PutAsync("connections/other", """{"partner": "echo", "identity": "WAYBILL-ECHO", "url": "https://echo.example/as2"}""");

        // Refused because the pair is taken, by the company's station: it was filled in.
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("exchanges with ACMETOOLS by another entry already", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_it_away_leaves_nothing_but_what_was_exchanged()
    {
        var id = Text(await _host.SendAsync("good"), "id");
        await _host.UntilAsync(id, "delivered");

        using var gone = await _host.Client.DeleteAsync("echo", Ct);

        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        foreach (var (kind, names) in Resources)
        {
            foreach (var name in names)
            {
                using var answer = await _host.Client.GetAsync($"{kind}/{name}", Ct);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }

        using var door = await _host.Client.GetAsync(new Uri(_host.Address, EchoNames.Path), Ct);
        Assert.Equal(HttpStatusCode.NotFound, door.StatusCode);
        Assert.False((await _host.GetAsync("echo")).GetProperty("isSetUp").GetBoolean());
        using var refused = await _host.Client.PostAsync("echo/messages", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), Ct);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        await _host.GetAsync($"exchanges/{id}");
        using var again = await _host.Client.DeleteAsync("echo", Ct);
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
    }

    [Fact]
    public async Task It_stays_while_messages_to_it_wait()
    {
        using var held = await _host.Client.PostAsync("connections/echo/hold", null, Ct);
        await _host.SendAsync("good");

        using var refused = await _host.Client.DeleteAsync("echo", Ct);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.True((await _host.GetAsync("echo")).GetProperty("isSetUp").GetBoolean());
    }

    [Fact]
    public async Task After_a_start_on_another_port_its_connections_lead_there()
    {
        var before = _host.Address;

        await _host.StartAgainAsync();

        Assert.NotEqual(before.Port, _host.Address.Port);
        Assert.Equal(new Uri(_host.Address, EchoNames.Path).ToString(), Text(await _host.GetAsync("echo"), "url"));
        var sent = await _host.SendAsync("asynchronous");
        await _host.UntilAsync(Text(sent, "id"), "delivered");
        Assert.Equal("accepted", Text((await _host.ReplyAsync(Text(sent, "reply"))).GetProperty("exchange"), "state"));
    }

    [Fact]
    public async Task A_station_of_the_user_that_has_its_name_is_left_alone()
    {
        using var gone = await _host.Client.DeleteAsync("echo", Ct);
        using var made = await PutAsync("stations/echo", """{"as2Id": "MINE"}""");

        using var refused = await _host.Client.PostAsync("echo", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), Ct);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("MINE", Text(await _host.GetAsync("stations/echo"), "as2Id"));
    }

    private async Task<HttpResponseMessage> PutAsync(string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        return await _host.Client.SendAsync(request, Ct);
    }

    private static string Text(JsonElement json, string member) => json.TryGetProperty(member, out var text) ? text.ToString() : "";
}
