using System.Net.Http.Json;
using System.Text.Json;

namespace Waybill.Server.Tests.Api;

/// <summary>The program gives the API over its own journal and connections.</summary>
public sealed class ProgramApiTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_started_gateway_answers_on_its_own_journal()
    {
        await using var server = await RunningServer.StartAsync(Path.Combine(_folder.Path, "data"), Token);
        using var http = new HttpClient { BaseAddress = server.Address };

        Assert.Equal(0, (await http.GetFromJsonAsync<JsonElement>("/api/v1/exchanges", Token)).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await http.GetFromJsonAsync<JsonElement>("/api/v1/connections", Token)).GetProperty("items").GetArrayLength());
        using var refused = await http.PostAsync("/api/v1/exchanges?connection=globex", new ByteArrayContent([1]), Token);
        Assert.True((await SubmitTests.ProblemAsync(refused, 422)).GetProperty("errors").TryGetProperty("connection", out _));
        Assert.Contains("<title>Waybill</title>", await http.GetStringAsync("/", Token), StringComparison.Ordinal);
    }
}
