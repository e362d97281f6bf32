using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Waybill.Server.Tests.Alerts;

/// <summary>A channel made over the API of a running gateway gets its alerts.</summary>
public sealed class ChannelApiTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_channel_made_over_the_api_is_told_and_shows_its_secrets_to_nobody()
    {
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var receiver = builder.Build();
        receiver.MapPost("/hook", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            told.TrySetResult(await reader.ReadToEndAsync());
        });
        await receiver.StartAsync(Token);
        var hook = receiver.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/hook?key=in-the-query";
        await using var app = await WaybillHost.BuildAsync([], await Company.SettingsAsync(_folder.Path));
        await app.StartAsync(Token);
        using var http = new HttpClient { BaseAddress = new(app.Urls.First()) };

        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/channels/pager")
        {
            Content = new StringContent($$"""{"url": "{{hook}}", "secret": "0123456789abcdef"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        using var made = await http.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var shown = await http.GetStringAsync("/api/v1/channels/pager", Token);
        Assert.Contains("\"urlSet\":true", shown.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("in-the-query", shown, StringComparison.Ordinal);
        var gateway = app.Services.GetRequiredService<GatewayRuntime>();
        await gateway.Journal.RaiseAsync("test-alert", "globex-acme", Gateway.AlertSeverity.Critical, "It is on fire.", gateway.Time.GetUtcNow(), Token);

        Assert.Contains("It is on fire.", await told.Task.WaitAsync(TimeSpan.FromSeconds(60), Token), StringComparison.Ordinal);
        await app.StopAsync(Token);
    }
}
