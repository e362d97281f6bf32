using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Waybill.As2.Http;

namespace Waybill.Server.Tests.Echo;

/// <summary>Who finds Echo, and what cannot be asked of it.</summary>
public sealed class EchoDoorTests(EchoHost host) : IClassFixture<EchoHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"station": "nobody"}""", "station")]
    [InlineData("""{"station": "echo"}""", "station")]
    public async Task A_station_that_is_not_there_is_named_by_its_field(string json, string field)
    {
        using var answer = await host.Client.PostAsync("echo", new StringContent(json, System.Text.Encoding.UTF8, "application/json"), Ct);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Ct)).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData("""{"mode": "angry"}""", "mode")]
    [InlineData("""{"document": ""}""", "document")]
    public async Task A_message_that_cannot_be_is_named_by_its_field(string json, string field)
    {
        using var answer = await host.Client.PostAsync("echo/messages", new StringContent(json, System.Text.Encoding.UTF8, "application/json"), Ct);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Ct)).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData("192.0.2.7", "127.0.0.1", null, 404)]
    [InlineData("192.0.2.7", "192.0.2.8", null, 404)]
    [InlineData("127.0.0.1", "127.0.0.1", "X-Forwarded-For", 404)]
    [InlineData("127.0.0.1", "127.0.0.1", "Via", 404)]
    [InlineData("127.0.0.1", "127.0.0.1", null, 200)]
    [InlineData("::1", "::1", null, 200)]
    [InlineData("192.0.2.7", "192.0.2.7", null, 200)]
    public async Task Only_this_machine_finds_it(string remote, string local, string? header, int status)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = EchoNames.Path;
        context.Connection.RemoteIpAddress = IPAddress.Parse(remote);
        context.Connection.LocalIpAddress = IPAddress.Parse(local);
        if (header is not null)
        {
            context.Request.Headers[header] = "somebody";
        }

        var isReached = false;
        await host.Services.GetRequiredService<EchoDoor>().GateAsync(context, _ =>
        {
            isReached = true;
            return Task.CompletedTask;
        });

        Assert.Equal((status, status is 200), (context.Response.StatusCode, isReached));
    }

    [Fact]
    public async Task Names_it_has_no_agreement_with_are_refused()
    {
        using var sender = new As2HttpSender();
        var (package, _) = await Company.PackAsync();
        await using var owned = package;

        Assert.Equal(403, (await sender.PostAsync(new Uri(host.Address, EchoNames.Path), package, Ct)).Status);
    }
}
