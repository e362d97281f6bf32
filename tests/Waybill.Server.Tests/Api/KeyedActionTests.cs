using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Waybill.Gateway;

namespace Waybill.Server.Tests.Api;

/// <summary>Actions that are safe to repeat, and messages that were refused and are opened again.</summary>
public sealed class KeyedActionTests
{
    private static readonly byte[] Order = "ISA*00*~"u8.ToArray();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_action_is_done_once_under_its_key_and_answered_as_before()
    {
        await using var host = await ApiHost.StartAsync();
        var (failed, open, came) = (await SubmitAsync(host), await SubmitAsync(host), await host.AcceptAsync(Order, "1.edi", "<1@globex>"));
        await host.AttemptAsync(failed, ExchangeState.Failed, 404);
        var claim = (await (await PostAsync(host, "handoffs/claim?consumer=api", null)).Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("items")[0].GetProperty("claim").GetString();
        (string Path, object? Body)[] actions =
        [
            ($"exchanges/{open}/cancel", null), ($"exchanges/{failed}/resend", new { confirm = true }), ($"exchanges/{failed}/resend", new { newId = true, confirm = true }),
            ("connections/globex/hold", null), ("connections/globex/release", null), ($"handoffs/{came}/ack?consumer=api", new { claim, result = "done" }), ($"exchanges/{came}/reprocess", null),
        ];
        for (var i = 0; i < actions.Length; i++)
        {
            using var first = await PostAsync(host, actions[i].Path, $"key-{i}", actions[i].Body);
            using var second = await PostAsync(host, actions[i].Path, $"key-{i}", actions[i].Body);
            Assert.True(first.IsSuccessStatusCode, $"{actions[i].Path}: {first.StatusCode}");
            Assert.Equal((first.StatusCode, await first.Content.ReadAsStringAsync(Token)), (second.StatusCode, await second.Content.ReadAsStringAsync(Token)));
            using var other = await PostAsync(host, $"exchanges/{open}/skip", $"key-{i}");
            Assert.Contains("another request", (await SubmitTests.ProblemAsync(other, 422)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(["done", "waiting (replay)"], (await host.Journal.FindAsync(came, Token))!.Handoffs.Select(h => h.Value));
        Assert.Equal(3, (await host.Journal.ListAsync(new() { Direction = Direction.Out }, null, 10, Token)).Items.Count);
    }

    [Fact]
    public async Task What_was_not_done_may_be_asked_again_under_the_same_key_and_a_bad_key_is_refused()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await SubmitAsync(host);
        using var not = await PostAsync(host, $"exchanges/{id}/skip", "k1");
        await SubmitTests.ProblemAsync(not, 409);
        await host.AttemptAsync(id, ExchangeState.Failed, 404);
        using var done = await PostAsync(host, $"exchanges/{id}/skip", "k1");
        Assert.Equal("cancelled", (await done.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("state").GetString());
        Assert.Contains("Skipped by local", (await host.Journal.FindAsync(id, Token))!.Timeline[^1].Text, StringComparison.Ordinal);

        using var bad = await PostAsync(host, $"exchanges/{id}/cancel", new string('k', 201));
        Assert.Equal("Idempotency-Key", (await SubmitTests.ProblemAsync(bad, 422)).GetProperty("errors").EnumerateObject().Single().Name);
    }

    [Theory]
    [InlineData("globex")]
    [InlineData(null)]
    public async Task A_refused_message_is_opened_again_accepted_and_handed_on(string? connection)
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.RefuseAsync(connection: connection);

        using var consumers = await PostAsync(host, $"exchanges/{id}/reprocess", null, new { consumers = new[] { "api" } });
        await SubmitTests.ProblemAsync(consumers, 422);
        using var taken = await PostAsync(host, $"exchanges/{id}/reprocess", "k1");
        Assert.Equal("accepted", (await taken.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("state").GetString());
        using var again = await PostAsync(host, $"exchanges/{id}/reprocess", "k1");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);

        var view = await host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/exchanges/{id}", Token);
        Assert.Equal(("accepted", "globex", 200), (view.GetProperty("exchange").GetProperty("state").GetString(), view.GetProperty("exchange").GetProperty("connection").GetString(), view.GetProperty("repeatAnswer").GetProperty("status").GetInt32()));
        Assert.Equal(["verify", "decrypt"], view.GetProperty("certificates").GetProperty("used").EnumerateArray().Select(c => c.GetProperty("use").GetString()));
        Assert.Equal(Order, await host.Client.GetByteArrayAsync($"/api/v1/exchanges/{id}/documents/1", Token));
        Assert.Equal("waiting", Assert.Single(view.GetProperty("handoffs").EnumerateArray()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_stays_refused_says_why_and_what_can_be_done()
    {
        await using var host = await ApiHost.StartAsync();
        var (bad, lost) = (await host.RefuseAsync(isGood: false), await host.RefuseAsync(isKept: false, messageId: "8@globex"));

        using var still = await PostAsync(host, $"exchanges/{bad}/reprocess", "k1");
        Assert.Contains("not encrypted, and the agreement requires it", (await SubmitTests.ProblemAsync(still, 422)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var gone = await PostAsync(host, $"exchanges/{lost}/reprocess", "k1");
        Assert.Contains("Ask the partner to send it again", (await SubmitTests.ProblemAsync(gone, 409)).GetProperty("detail").GetString(), StringComparison.Ordinal);

        var timeline = (await host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/exchanges/{bad}", Token)).GetProperty("timeline");
        Assert.Contains("not encrypted", timeline.EnumerateArray().Last().GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipts_for_no_message_of_ours_are_listed_and_downloaded()
    {
        await using var host = await ApiHost.StartAsync();
        for (var i = 1; i <= 3; i++)
        {
            await host.Journal.OrphanReceiptAsync(
                "globex", "acme",
                new(DateTimeOffset.UtcNow, IsSynchronous: false, [new("AS2-From", "globex"), new("Content-Type", "multipart/report")], "mdn"u8.ToArray(), As2.ReceiptOutcome.OtherMessage,
                    IsAuthentic: false, $"It names <{i}@acme>.", "processed", null, null),
                Token);
        }

        var page = await host.Client.GetFromJsonAsync<JsonElement>("/api/v1/receipts/orphans?limit=2", Token);
        Assert.Equal(["It names <3@acme>.", "It names <2@acme>."], page.GetProperty("items").EnumerateArray().Select(o => o.GetProperty("sentence").GetString()));
        var rest = await host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/receipts/orphans?limit=2&cursor={page.GetProperty("next").GetString()}", Token);
        var last = Assert.Single(rest.GetProperty("items").EnumerateArray());
        Assert.Equal("other_message", last.GetProperty("outcome").GetString());
        Assert.Equal("AS2-From: globex\r\nContent-Type: multipart/report\r\nContent-Length: 3\r\n\r\nmdn", await host.Client.GetStringAsync(last.GetProperty("href").GetString(), Token));
        using var bad = await host.Client.GetAsync("/api/v1/receipts/orphans?cursor=x", Token);
        await SubmitTests.ProblemAsync(bad, 422);
        using var nobody = await host.Client.GetAsync("/api/v1/receipts/orphans/99", Token);
        await SubmitTests.ProblemAsync(nobody, 404);
    }

    private static async Task<ExchangeId> SubmitAsync(ApiHost host)
    {
        using var content = new ByteArrayContent(Order);
        using var answer = await host.Client.PostAsync("/api/v1/exchanges?connection=globex", content, Token);
        return ExchangeId.Parse((await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString())!.Value;
    }

    private static async Task<HttpResponseMessage> PostAsync(ApiHost host, string path, string? key, object? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/" + path) { Content = body is null ? null : JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await host.Client.SendAsync(request, Token);
    }
}
