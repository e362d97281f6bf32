using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Waybill.Server.Tests.Doors;

/// <summary>A new master key for a gateway that runs.</summary>
public sealed class RewrapApiTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_running_gateway_gets_a_new_master_key_and_starts_again_with_it_alone()
    {
        var settings = await Company.SettingsAsync(_folder.Path);
        var key = Path.Combine(_folder.Path, "data.key");
        byte[] secret;
        string old;
        await using (var app = await WaybillHost.BuildAsync([], settings))
        {
            await app.StartAsync(Token);
            var before = await File.ReadAllTextAsync(key, Token);
            secret = app.Services.GetRequiredService<GatewayRuntime>().Ring.Seal("p", "secret"u8);
            using var http = new HttpClient { BaseAddress = new(app.Urls.First()) };
            http.DefaultRequestHeaders.Authorization = new("Bearer", app.Services.GetRequiredService<LocalToken>().Value);

            using var answer = await http.PostAsync("/api/v1/secrets/rewrap", null, Token);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var done = await TokenTests.JsonAsync(answer);
            Assert.Equal(key, done.GetProperty("file").GetString());
            old = done.GetProperty("oldFile").GetString()!;
            Assert.Equal(before, await File.ReadAllTextAsync(old, Token));
            Assert.NotEqual(before, await File.ReadAllTextAsync(key, Token));
            Assert.Equal("secret"u8.ToArray(), app.Services.GetRequiredService<GatewayRuntime>().Ring.Open("p", secret));
            using var audit = await http.GetAsync("/api/v1/audit?action=rewrap", Token);
            Assert.Equal("local", Assert.Single((await TokenTests.JsonAsync(audit)).GetProperty("items").EnumerateArray()).GetProperty("principal").GetString());
            await app.StopAsync(Token);
        }

        File.Delete(old);
        await using var again = await WaybillHost.BuildAsync([], settings);
        Assert.Equal("secret"u8.ToArray(), again.Services.GetRequiredService<GatewayRuntime>().Ring.Open("p", secret));
    }
}
