using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Waybill.Server.Tests.Echo;

/// <summary>A gateway on a free port with a station made by the first run, and Echo, whose times are shortened further.</summary>
public sealed class EchoHost : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    /// <summary>Half a minute without what is waited for is a failure.</summary>
    private const int MostLooks = 600;

    private WebApplication? _gateway;
    private int _looks;

    internal HttpClient Client { get; private set; } = null!;

    internal Uri Address { get; private set; } = null!;

    internal IServiceProvider Services => _gateway!.Services;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        await PostAsync("first-run", """{"organisation": "Acme Tools"}""");
        await PostAsync("echo", "{}");
        foreach (var connection in new[] { "echo", "echo-later", "echo-closed" })
        {
            using var patch = new HttpRequestMessage(HttpMethod.Patch, $"connections/{connection}")
            {
                Content = JsonContent.Create(new
                {
                    // A message that has no minute left after an attempt is given up: no retries.
                    silenceTimeout = "00:00:05", pauseWaits = new[] { "00:00:00.3" }, totalTime = connection is "echo-closed" ? "00:00:03" : "00:00:50", receiptDeadline = "00:00:01",
                }),
            };
            patch.Headers.TryAddWithoutValidation("If-Match", "*");
            using var answer = await Client.SendAsync(patch, Ct);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        }
    }

    /// <summary>Starts it over the same data, on another port.</summary>
    internal async Task StartAgainAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Sends to Echo and gives what the API answered.</summary>
    internal async Task<JsonElement> SendAsync(string mode, string? document = null)
        => await PostAsync("echo/messages", JsonSerializer.Serialize(document is null ? new Dictionary<string, string>(StringComparer.Ordinal) { ["mode"] = mode } : new() { ["mode"] = mode, ["document"] = document }));

    internal async Task<JsonElement> PostAsync(string path, string json)
    {
        using var answer = await Client.PostAsync(path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"), Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    internal Task<JsonElement> GetAsync(string path) => Client.GetFromJsonAsync<JsonElement>(path, Ct);

    /// <summary>An exchange once it is in one of these states.</summary>
    internal async Task<JsonElement> UntilAsync(string id, params string[] states)
    {
        _looks = 0;
        while (true)
        {
            var found = await GetAsync($"exchanges/{id}");
            Bound(found);
            if (states.Contains(found.GetProperty("exchange").GetProperty("state").GetString(), StringComparer.Ordinal))
            {
                return found;
            }

            await Task.Delay(50, Ct);
        }
    }

    /// <summary>Fails with what there is instead of waiting for ever.</summary>
    private void Bound(JsonElement found)
    {
        if (++_looks > MostLooks)
        {
            Assert.Fail(found.ToString());
        }
    }

    /// <summary>The message in of this Message-ID once it is there.</summary>
    internal async Task<JsonElement> ReplyAsync(string messageId)
    {
        _looks = 0;
        while (true)
        {
            Bound(default);
            var list = await GetAsync($"exchanges?direction=in&id={Uri.EscapeDataString(messageId)}");
            if (list.GetProperty("items").GetArrayLength() > 0)
            {
                return await GetAsync("exchanges/" + list.GetProperty("items")[0].GetProperty("id").GetString());
            }

            await Task.Delay(50, Ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private async Task StartAsync()
    {
        _gateway = await WaybillHost.BuildAsync([], new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Waybill:Urls"] = "http://127.0.0.1:0", ["Waybill:Data"] = Path.Combine(_folder.Path, "data"), ["Logging:LogLevel:Default"] = "None",
        });
        await _gateway.StartAsync(Ct);
        Address = _gateway.As2Address();
        Client = new() { BaseAddress = new(Address, "/api/v1/") };
    }

    private async Task StopAsync()
    {
        Client.Dispose();
        await _gateway!.StopAsync(CancellationToken.None);
        await _gateway.DisposeAsync();
    }
}
