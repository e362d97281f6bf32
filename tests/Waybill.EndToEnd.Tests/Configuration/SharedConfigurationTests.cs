using System.Net;
using System.Text;
using System.Text.Json;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>Two gateways, each a process, on one PostgreSQL database: what one is told is live in the other.</summary>
public sealed class SharedConfigurationTests : IDisposable
{
    /// <summary>The poll behind the hint.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    private readonly Household _house = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _house.Dispose();
    }

    [Fact]
    public async Task A_change_by_one_process_is_live_in_the_other_within_five_seconds()
    {
        await using var database = await Database.MakeAsync();
        await using var one = await ServerProcess.StartAsync(Settings("one"), Ct);
        await using var two = await ServerProcess.StartAsync(Settings("two"), Ct);

        var key = TestKey.Rsa("shared-configuration");
        await PutAsync(one, "stations/shared", new { as2Id = "SHARED" });
        await PutAsync(one, "partners/other", new { identities = new[] { new { as2Id = "OTHER" } } });
        await PutAsync(one, "certificates/ours", new { owner = "station/shared", certificate = key.CertificatePem, key = key.PrivateKeyPem });
        await PutAsync(one, "certificates/theirs", new { owner = "partner/other", certificate = key.CertificatePem });
        await PutAsync(one, "connections/made", new { station = "shared", partner = "other", url = "https://other.example/in", concurrency = 3 });

        // Not only read from the database: it is in the other's book, which receives and sends.
        await WithinAsync(async () => (await ListedAsync(two)).Any(static c => c.GetProperty("name").GetString() is "made" && c.GetProperty("isOnline").GetBoolean()));
        await PutAsync(two, "connections/made", new { station = "shared", partner = "other", url = "https://other.example/in", online = false }, "If-Match");
        await WithinAsync(async () => (await ListedAsync(one)).Any(static c => c.GetProperty("name").GetString() is "made" && !c.GetProperty("isOnline").GetBoolean()));

        Dictionary<string, string> Settings(string name) => _house.Settings(
            name, "acme", "globex", null, ("Waybill:Database", database.ConnectionString), ("Waybill:Payloads", _house.In("payloads")), ("Waybill:MasterKeyFile", _house.In("master.key")));
    }

    private async Task<List<JsonElement>> ListedAsync(ServerProcess server)
    {
        using var json = JsonDocument.Parse(await _http.GetStringAsync(new Uri(server.Address, "/api/v1/connections?limit=200"), Ct));
        return [.. json.RootElement.GetProperty("items").EnumerateArray().Select(static e => e.Clone())];
    }

    private async Task PutAsync(ServerProcess server, string path, object body, string condition = "If-None-Match")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(server.Address, $"/api/v1/{path}")) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(condition, "*");
        using var answer = await _http.SendAsync(request, Ct);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ct));
    }

    private static async Task WithinAsync(Func<Task<bool>> isSo)
    {
        // The time is the promise here, and not how fast a machine is: a poll comes at least once in it.
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        late.CancelAfter(Most + TimeSpan.FromSeconds(2));
        while (!await isSo())
        {
            await Task.Delay(50, late.Token);
        }
    }
}
