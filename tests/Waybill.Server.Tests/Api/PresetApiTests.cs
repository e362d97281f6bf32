using System.Net;
using System.Text.Json.Nodes;

namespace Waybill.Server.Tests.Api;

public sealed class PresetApiTests
{
    [Fact]
    public async Task Presets_are_listed_by_title_and_read_by_id()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var host = await ApiHost.StartAsync();

        var items = JsonNode.Parse(await host.Client.GetStringAsync("/api/v1/presets", ct))!["items"]!.AsArray();
        Assert.Equal(Gateway.Presets.All.Select(p => p.Id), items.Select(i => (string?)i!["id"]));
        var phase2 = JsonNode.Parse(await host.Client.GetStringAsync("/api/v1/presets/phase2", ct))!;
        var chunked = Assert.Single(phase2["settings"]!.AsArray(), s => (string?)s!["name"] == "chunked")!;
        Assert.False((bool)chunked["value"]!);
        Assert.Equal("Its own server cannot read chunked requests.", (string?)chunked["why"]);

        using var none = await host.Client.GetAsync("/api/v1/presets/nobody", ct);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }
}
