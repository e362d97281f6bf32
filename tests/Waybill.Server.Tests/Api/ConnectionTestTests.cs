using System.Net;
using System.Text.Json.Nodes;

namespace Waybill.Server.Tests.Api;

public sealed class ConnectionTestTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_test_says_step_by_step_how_far_it_came_and_sends_nothing()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.SendAsync(HttpMethod.Post, "/api/v1/connections/globex/test", null);
        answer.EnsureSuccessStatusCode();
        var found = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;

        Assert.Equal(["name", "connect", "tls", "http"], found["steps"]!.AsArray().Select(s => (string?)s!["step"]));
        var failed = found["steps"]!.AsArray().First(s => (string?)s!["result"] is "failed")!;
        Assert.False((bool)found["isGood"]!);
        Assert.NotEqual("", (string?)failed["text"]);
        Assert.All(found["steps"]!.AsArray().SkipWhile(s => s != failed).Skip(1), s => Assert.Equal("skipped", (string?)s!["result"]));

        using var none = await host.SendAsync(HttpMethod.Post, "/api/v1/connections/nobody/test", null);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task A_debug_log_is_switched_on_for_minutes_read_in_pages_and_cleared()
    {
        await using var host = await ApiHost.StartAsync();
        const string path = "/api/v1/connections/globex/debug";

        using (var wrong = await host.SendAsync(HttpMethod.Post, path, null, """{"minutes":61}"""))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        Assert.Null((await JsonAsync(host, HttpMethod.Get, path))["until"]);
        var until = (DateTimeOffset)(await JsonAsync(host, HttpMethod.Post, path, """{"minutes":5}"""))["until"]!;
        var kept = (DateTimeOffset)(await JsonAsync(host, HttpMethod.Get, path))["until"]!;
        Assert.True((until - kept).Duration() < TimeSpan.FromMilliseconds(1), $"{until} was said, {kept} is kept.");

        var at = DateTimeOffset.UtcNow;
        await host.Journal.Debugging.AddAsync([.. Enumerable.Range(1, 3).Select(n => new Gateway.DebugEntry(0, "globex", at, $"call-{n}", Gateway.DebugKind.RequestOut, null, $"POST /{n}"))], Ct);
        var first = await JsonAsync(host, HttpMethod.Get, $"{path}?limit=2");
        Assert.Equal(["POST /3", "POST /2"], first["items"]!.AsArray().Select(i => (string?)i!["text"]));
        Assert.Equal("request_out", (string?)first["items"]![0]!["kind"]);
        var second = await JsonAsync(host, HttpMethod.Get, $"{path}?limit=2&cursor={first["next"]}");
        Assert.Equal(["POST /1"], second["items"]!.AsArray().Select(i => (string?)i!["text"]));
        Assert.Null(second["next"]);

        Assert.Null((await JsonAsync(host, HttpMethod.Post, path, """{"minutes":0}"""))["until"]);
        using var cleared = await host.SendAsync(HttpMethod.Delete, path, null);
        Assert.Equal(HttpStatusCode.NoContent, cleared.StatusCode);
        Assert.Empty((await JsonAsync(host, HttpMethod.Get, path))["items"]!.AsArray());
    }

    private static async Task<JsonNode> JsonAsync(ApiHost host, HttpMethod method, string path, string? body = null)
    {
        using var answer = await host.SendAsync(method, path, null, body);
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
    }
}
