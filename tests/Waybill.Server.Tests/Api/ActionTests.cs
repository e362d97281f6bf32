using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Waybill.Gateway;

namespace Waybill.Server.Tests.Api;

/// <summary>What people and consumers do.</summary>
public sealed class ActionTests
{
    private static readonly byte[] Order = "ISA*00*~"u8.ToArray();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_cancelled_once()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await SubmitAsync(host);

        using var first = await PostAsync(host, $"exchanges/{id}/cancel");
        Assert.Equal("cancelled", (await first.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("state").GetString());
        using var second = await PostAsync(host, $"exchanges/{id}/cancel");
        Assert.Contains("cancelled", (await SubmitTests.ProblemAsync(second, 409)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var nobody = await PostAsync(host, $"exchanges/{new string('0', 32)}/cancel");
        await SubmitTests.ProblemAsync(nobody, 404);
    }

    [Fact]
    public async Task Sending_again_asks_first_where_the_bytes_may_have_arrived()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await SubmitAsync(host);
        await host.AttemptAsync(id, ExchangeState.Failed, 404);

        using var asked = await PostAsync(host, $"exchanges/{id}/resend", new { newId = false });
        Assert.Contains("confirm", (await SubmitTests.ProblemAsync(asked, 409)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var anew = await PostAsync(host, $"exchanges/{id}/resend", new { newId = true });
        await SubmitTests.ProblemAsync(anew, 409);
        Assert.Equal(ExchangeState.Failed, (await host.Journal.FindAsync(id, Token))!.Summary.State);

        using var newId = await PostAsync(host, $"exchanges/{id}/resend", new { newId = true, confirm = true });
        Assert.Equal(HttpStatusCode.Created, newId.StatusCode);
        var second = (await newId.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString();
        Assert.NotEqual(id.Value, second);
        using var same = await PostAsync(host, $"exchanges/{id}/resend", new { confirm = true });
        Assert.Equal("retry_wait", (await same.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_has_one_cause_is_seen_as_a_group_and_tried_again_together()
    {
        await using var host = await ApiHost.StartAsync();
        var (first, second) = (await SubmitAsync(host), await SubmitAsync(host));
        await host.AttemptAsync(first, ExchangeState.Failed, 404, "http_404");
        await host.AttemptAsync(second, ExchangeState.Failed, 404, "http_404");
        var refused = await host.RefuseAsync(isKept: false);

        var groups = (await host.Client.GetFromJsonAsync<JsonElement>("/api/v1/exchanges/problems", Token)).GetProperty("items").EnumerateArray().ToList();
        var failed = Assert.Single(groups, g => g.GetProperty("direction").GetString() is "out");
        Assert.Equal(("http_404", "agreement", "globex", 2), (
            failed.GetProperty("cause").GetString(), failed.GetProperty("blame").GetString(), failed.GetProperty("connection").GetString(), failed.GetProperty("stopped").GetInt32()));
        var seen = await host.Client.GetFromJsonAsync<JsonElement>("/api/v1/exchanges?cause=http_404&direction=out&connection=globex", Token);
        Assert.Equal(2, seen.GetProperty("items").GetArrayLength());
        Assert.All(seen.GetProperty("items").EnumerateArray(), e => Assert.Equal(("http_404", "agreement"), (e.GetProperty("cause").GetString(), e.GetProperty("blame").GetString())));

        var group = new { cause = "http_404", direction = "out", connection = "globex" };
        using var asked = await PostAsync(host, "exchanges/problems/retry", group);
        var done = await asked.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal((0, 2), (done.GetProperty("done").GetInt32(), done.GetProperty("refused").GetArrayLength()));
        Assert.All(done.GetProperty("refused").EnumerateArray(), r => Assert.Contains("confirm", r.GetProperty("reason").GetString(), StringComparison.Ordinal));
        using var confirmed = await PostAsync(host, "exchanges/problems/retry", new { group.cause, group.direction, group.connection, confirm = true });
        done = await confirmed.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal((2, 0, false), (done.GetProperty("done").GetInt32(), done.GetProperty("refused").GetArrayLength(), done.GetProperty("more").GetBoolean()));
        Assert.Equal(ExchangeState.RetryWait, (await host.Journal.FindAsync(first, Token))!.Summary.State);

        var inbound = Assert.Single(groups, g => g.GetProperty("direction").GetString() is "in");
        using var opened = await PostAsync(host, "exchanges/problems/retry", new { cause = inbound.GetProperty("cause").GetString(), direction = "in", connection = inbound.GetProperty("connection").GetString() });
        var line = Assert.Single((await opened.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("refused").EnumerateArray());
        Assert.Equal(refused.Value, line.GetProperty("id").GetString());
        using var nothing = await PostAsync(host, "exchanges/problems/retry", new { cause = "", direction = "out" });
        await SubmitTests.ProblemAsync(nothing, 422);
    }

    [Fact]
    public async Task A_consumer_claims_downloads_and_acknowledges_and_a_claim_counts_for_its_own_only()
    {
        await using var host = await ApiHost.StartAsync();
        var (first, second) = (await host.AcceptAsync(Order, "1.edi", "<1@globex>"), await host.AcceptAsync(Order, "2.edi", "<2@globex>"));

        var claimed = await ClaimAsync(host);
        Assert.Equal([first.Value, second.Value], claimed.Select(c => c.GetProperty("exchange").GetString()));
        Assert.Empty(await ClaimAsync(host));
        Assert.Equal(Order, await host.Client.GetByteArrayAsync(claimed[0].GetProperty("documents")[0].GetProperty("href").GetString(), Token));
        var claim = claimed[0].GetProperty("claim").GetString();
        foreach (var (exchange, consumer) in new[] { (second, "api"), (first, "erp") })
        {
            using var foreign = await PostAsync(host, $"handoffs/{exchange}/ack?consumer={consumer}", new { claim, result = "done" });
            await SubmitTests.ProblemAsync(foreign, 409);
        }

        using var done = await PostAsync(host, $"handoffs/{first}/ack?consumer=api", new { claim, result = "done" });
        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        using var twice = await PostAsync(host, $"handoffs/{first}/ack?consumer=api", new { claim, result = "done" });
        await SubmitTests.ProblemAsync(twice, 409);
        using var failed = await PostAsync(
            host, $"handoffs/{second}/ack?consumer=api", new { claim = claimed[1].GetProperty("claim").GetString(), result = "failed", reason = "The disk is full.", retryAfterSeconds = 0 });
        Assert.Equal(HttpStatusCode.NoContent, failed.StatusCode);
        Assert.Equal((second.Value, 2), (Assert.Single(claimed = await ClaimAsync(host)).GetProperty("exchange").GetString(), claimed[0].GetProperty("attempt").GetInt32()));
    }

    [Fact]
    public async Task An_accepted_message_is_handed_on_again_marked_as_replay()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AcceptAsync(Order, "1.edi", "<1@globex>");
        var claim = (await ClaimAsync(host))[0].GetProperty("claim").GetString();
        using var done = await PostAsync(host, $"handoffs/{id}/ack?consumer=api", new { claim, result = "done" });

        using var nobody = await PostAsync(host, $"exchanges/{id}/reprocess", new { consumers = new[] { "erp" } });
        await SubmitTests.ProblemAsync(nobody, 422);
        using var again = await PostAsync(host, $"exchanges/{id}/reprocess");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.True(Assert.Single(await ClaimAsync(host)).GetProperty("isReplay").GetBoolean());
        using var outgoing = await PostAsync(host, $"exchanges/{await SubmitAsync(host)}/reprocess");
        await SubmitTests.ProblemAsync(outgoing, 409);
    }

    [Fact]
    public async Task The_folders_handoffs_and_bad_claims_are_refused()
    {
        await using var host = await ApiHost.StartAsync();

        using var folder = await PostAsync(host, "handoffs/claim?consumer=folder&max=0");
        Assert.Equal(["consumer", "max"], (await SubmitTests.ProblemAsync(folder, 422)).GetProperty("errors").EnumerateObject().Select(e => e.Name));
        using var claim = await PostAsync(host, $"handoffs/{new string('0', 32)}/ack?consumer=api", new { claim = "x", result = "done" });
        await SubmitTests.ProblemAsync(claim, 422);
        using var word = await PostAsync(host, $"handoffs/{new string('0', 32)}/ack?consumer=api", new { claim = "1-1", result = "maybe" });
        await SubmitTests.ProblemAsync(word, 400);
    }

    [Fact]
    public async Task Connections_show_no_secret_and_are_held_and_released()
    {
        await using var host = await ApiHost.StartAsync();

        var only = Assert.Single((await host.Client.GetFromJsonAsync<JsonElement>("/api/v1/connections", Token)).GetProperty("items").EnumerateArray());
        Assert.Equal(("globex", "acme", "globex"), (only.GetProperty("name").GetString(), only.GetProperty("station").GetString(), only.GetProperty("partner").GetString()));
        Assert.Equal("https://globex.example/as2", only.GetProperty("urls")[0].GetString());
        Assert.DoesNotContain("secret", only.ToString(), StringComparison.Ordinal);
        using var held = await PostAsync(host, "connections/globex/hold");
        Assert.True((await held.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("isHeld").GetBoolean());
        Assert.True((await host.Journal.ConnectionStateAsync("globex", Token)).IsHeld);
        using var released = await PostAsync(host, "connections/globex/release");
        Assert.False((await host.Journal.ConnectionStateAsync("globex", Token)).IsHeld);
        using var nobody = await PostAsync(host, "connections/nobody/hold");
        await SubmitTests.ProblemAsync(nobody, 404);
    }

    [Fact]
    public async Task Alerts_are_listed_worst_first()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Journal.RaiseAsync("a", "x", AlertSeverity.Info, "One.", DateTimeOffset.UtcNow, Token);
        await host.Journal.RaiseAsync("b", "y", AlertSeverity.Critical, "Two.", DateTimeOffset.UtcNow, Token);

        var alerts = (await host.Client.GetFromJsonAsync<JsonElement>("/api/v1/alerts", Token)).GetProperty("items");

        Assert.Equal([("b", "critical"), ("a", "info")], alerts.EnumerateArray().Select(a => (a.GetProperty("kind").GetString(), a.GetProperty("severity").GetString())));
    }

    private static async Task<ExchangeId> SubmitAsync(ApiHost host)
    {
        using var content = new ByteArrayContent(Order);
        using var answer = await host.Client.PostAsync("/api/v1/exchanges?connection=globex", content, Token);
        return ExchangeId.Parse((await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString())!.Value;
    }

    private static async Task<List<JsonElement>> ClaimAsync(ApiHost host)
    {
        using var answer = await PostAsync(host, "handoffs/claim?consumer=api&max=10");
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("items").EnumerateArray()];
    }

    private static Task<HttpResponseMessage> PostAsync(ApiHost host, string path, object? body = null)
        => host.Client.PostAsync("/api/v1/" + path, body is null ? null : JsonContent.Create(body), Token);
}
