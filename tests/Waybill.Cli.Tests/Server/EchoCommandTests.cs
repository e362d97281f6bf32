using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Waybill.Server;

namespace Waybill.Cli.Tests.Server;

/// <summary><c>waybill echo</c> against a whole gateway.</summary>
public sealed class EchoCommandTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waybill-cli-");
    private WebApplication _gateway = null!;
    private string _server = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _gateway = await WaybillHost.BuildAsync([], new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Waybill:Urls"] = "http://127.0.0.1:0", ["Waybill:Data"] = Path.Combine(_folder.FullName, "data"), ["Logging:LogLevel:Default"] = "None",
        });
        await _gateway.StartAsync(Token);
        _server = new Uri(_gateway.As2Address(), "/").ToString();
        using var client = new HttpClient { BaseAddress = new(_server) };
        using var made = await client.PostAsync("api/v1/first-run", new StringContent("""{"organisation": "Acme"}""", System.Text.Encoding.UTF8, "application/json"), Token);
        made.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.StopAsync(CancellationToken.None);
        await _gateway.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Echo_is_set_up_when_that_is_wanted_and_the_story_is_told_to_its_end()
    {
        var (asked, _, question) = await CommandLine.RunAsync("echo", "--server", _server);
        Assert.Equal(2, asked);
        Assert.Contains("--yes", question, StringComparison.Ordinal);

        var (exit, text, error) = await CommandLine.RunAsync("echo", "--yes", "--server", _server);

        Assert.True(exit is 0, error);
        Assert.Contains("Echo is set up for the station acme", error, StringComparison.Ordinal);
        Assert.Contains("delivered", text, StringComparison.Ordinal);
        Assert.Contains("accepted", text[text.IndexOf("from Echo", StringComparison.Ordinal)..], StringComparison.Ordinal);

        // A message that goes wrong as it should is what was wanted.
        var (wrong, story, _) = await CommandLine.RunAsync("echo", "bad_mic", "--server", _server);
        Assert.Equal(0, wrong);
        Assert.Contains("mic_mismatch, to be put right by agreement", story, StringComparison.Ordinal);

        var file = Path.Combine(_folder.FullName, "note.txt");
        await File.WriteAllTextAsync(file, "Hello", Token);
        var (json, both) = await CommandLine.JsonAsync("echo", "weak", "--file", file, "--server", _server);
        Assert.Equal(0, json);
        Assert.Equal(("delivered", "refused"), (State(both, "message"), State(both, "reply")));
    }

    [Fact]
    public async Task Its_modes_are_listed_without_setting_it_up_and_another_one_is_refused()
    {
        var (exit, text, _) = await CommandLine.RunAsync("echo", "--list", "--server", _server);
        Assert.Equal(0, exit);
        Assert.Contains("status_401", text, StringComparison.Ordinal);

        var (refused, _, error) = await CommandLine.RunAsync("echo", "angry", "--yes", "--server", _server);
        Assert.Equal(1, refused);
        Assert.Contains("There is no such mode", error, StringComparison.Ordinal);
    }

    private static string? State(JsonElement both, string which) => both.GetProperty(which).GetProperty("exchange").GetProperty("state").GetString();
}
