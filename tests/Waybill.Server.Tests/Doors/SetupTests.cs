using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Waybill.Gateway;
using Waybill.Server.Tests.Api;

namespace Waybill.Server.Tests.Doors;

/// <summary>The first owner: by a secret that works once; then nobody comes in without a token.</summary>
public sealed class SetupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_set_up_secret_is_exchanged_once_for_an_owners_token_that_closes_the_door_behind_it()
    {
        await using var host = await ApiHost.StartAsync();
        var setup = host.Services.GetRequiredService<SetupSecret>();
        var secret = (await setup.OfferAsync(Token))!;
        Assert.Null(await setup.OfferAsync(Token));
        Assert.Equal(secret + "\n", await File.ReadAllTextAsync(setup.Path, Token));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(setup.Path) is (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        using var open = await host.Client.GetAsync("/api/v1/exchanges", Token);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);

        using var wrong = await host.SendAsync(HttpMethod.Post, "/api/v1/setup", null, """{"secret": "wbs_x", "name": "ada"}""");
        await SubmitTests.ProblemAsync(wrong, 401);
        using var first = await host.SendAsync(HttpMethod.Post, "/api/v1/setup", null, $$"""{"secret": "{{secret}}", "name": "ada"}""");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        var owner = (await TokenTests.JsonAsync(first)).GetProperty("value").GetString()!;
        using var second = await host.SendAsync(HttpMethod.Post, "/api/v1/setup", null, $$"""{"secret": "{{secret}}", "name": "eve"}""");
        await SubmitTests.ProblemAsync(second, 401);

        Assert.False(File.Exists(setup.Path));
        Assert.Null(await setup.OfferAsync(Token));
        using var closed = await host.Client.GetAsync("/api/v1/exchanges", Token);
        Assert.Contains("needs a token", (await SubmitTests.ProblemAsync(closed, 401)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var let = await host.SendAsync(HttpMethod.Get, "/api/v1/exchanges", owner);
        Assert.Equal(HttpStatusCode.OK, let.StatusCode);
    }

    [Fact]
    public async Task Who_lost_every_token_and_has_the_data_folder_begins_again()
    {
        await using var host = await ApiHost.StartAsync();
        await host.TokenAsync("lost", Role.Owner);
        var setup = host.Services.GetRequiredService<SetupSecret>();

        using var renewed = await host.SendAsync(HttpMethod.Post, "/api/v1/setup/secret", host.LocalToken);
        Assert.Equal(setup.Path, (await TokenTests.JsonAsync(renewed)).GetProperty("file").GetString());
        var secret = (await File.ReadAllTextAsync(setup.Path, Token)).Trim();
        using var again = await host.SendAsync(HttpMethod.Post, "/api/v1/setup", null, $$"""{"secret": "{{secret}}", "name": "ada"}""");

        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        using var open = await host.Client.GetAsync("/api/v1/exchanges", Token);
        Assert.Equal(HttpStatusCode.Unauthorized, open.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/api/v1/tokens")]
    [InlineData("POST", "/api/v1/tokens")]
    [InlineData("DELETE", "/api/v1/tokens/0123456789abcdef")]
    [InlineData("POST", "/api/v1/setup/secret")]
    public async Task Callers_without_a_token_make_none_that_would_outlive_the_open_door(string method, string path)
    {
        await using var host = await ApiHost.StartAsync();
        using var answer = await host.SendAsync(new(method), path, null, method is "POST" ? """{"name": "eve", "role": "admin"}""" : null);
        Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
        Assert.Empty(await host.Journal.Doors.TokensAsync(Token));
    }

    [Fact]
    public async Task A_set_up_without_a_person_brings_its_own_secret()
    {
        var file = Path.Combine(_folder.Path, "secret");
        await File.WriteAllTextAsync(file, "0123456789abcdef0123456789abcdef\n", Token);
        var data = Path.Combine(_folder.Path, "data");
        await using (var server = await RunningServer.StartAsync(data, Token, "--Waybill:Setup:TokenFile", file))
        {
            using var http = new HttpClient { BaseAddress = server.Address };
            using var content = new StringContent("""{"secret": "0123456789abcdef0123456789abcdef", "name": "ada"}""", System.Text.Encoding.UTF8, "application/json");
            using var made = await http.PostAsync("/api/v1/setup", content, Token);
            Assert.Equal(HttpStatusCode.Created, made.StatusCode);
            Assert.False(File.Exists(Path.Combine(data, SetupSecret.FileName)));
        }

        await File.WriteAllTextAsync(file, "short\n", Token);
        var (exit, _, error) = await RunningServer.RunToEndAsync(Token, "--Waybill:Data", Path.Combine(_folder.Path, "other"), "--Waybill:Urls", "http://127.0.0.1:0", "--Waybill:Setup:TokenFile", file);
        Assert.Equal(1, exit);
        Assert.Contains("at least 32 characters", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_writes_the_set_up_secret_and_the_token_of_this_machine_for_its_user_alone()
    {
        var data = Path.Combine(_folder.Path, "data");
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Waybill:Data"] = data, ["Waybill:Urls"] = "http://127.0.0.1:0" };
        await using var app = await WaybillHost.BuildAsync([], settings);
        await app.StartAsync(Token);
        Assert.StartsWith(DoorSecret.SetupPrefix, await File.ReadAllTextAsync(Path.Combine(data, SetupSecret.FileName), Token), StringComparison.Ordinal);
        var local = Path.Combine(data, LocalToken.FileName);
        while (!File.Exists(local))
        {
            await Task.Delay(10, Token);
        }

        var lines = await File.ReadAllLinesAsync(local, Token);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(local) is (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.StartsWith(DoorSecret.LocalPrefix, lines[0], StringComparison.Ordinal);
        Assert.Equal(app.Urls, lines[1..]);
        await app.StopAsync(Token);
    }
}
