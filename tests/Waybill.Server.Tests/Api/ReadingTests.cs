using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Waybill.Gateway;

namespace Waybill.Server.Tests.Api;

/// <summary>Lists, one exchange, its bytes.</summary>
public sealed class ReadingTests
{
    private static readonly byte[] Order = "UNB+UNOA:1+GLOBEX+ACME+261124:0930+1'"u8.ToArray();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_go_through_all_newest_first_and_filters_narrow_them()
    {
        await using var host = await ApiHost.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, (await host.AcceptAsync(Order, $"order-{i}.edi", $"<{i}@globex>")).Value);
        }

        await host.Journal.DescribeAsync(ExchangeId.Parse(ids[2])!.Value, [new(0, "EDIFACT", "ORDERS", "D:96A", "4711", "77", null, "88", "GLOBEX", "ACME")], Token);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await JsonAsync(host, $"?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(Ids(page));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        Assert.Equal(ids, seen);
        Assert.Equal([ids[2]], Ids(await JsonAsync(host, "?documentType=ORDERS&documentNumber=4711&controlNumber=77")));
        Assert.Equal([ids[4]], Ids(await JsonAsync(host, "?fileName=order-0&state=refused&state=accepted,failed")));
        Assert.Equal([ids[1]], Ids(await JsonAsync(host, "?id=%3C3%40")));
        Assert.Empty(Ids(await JsonAsync(host, "?direction=out")));
        Assert.Empty(Ids(await JsonAsync(host, "?unmatched=true")));
        Assert.Empty(Ids(await JsonAsync(host, "?connection=other")));
        Assert.Empty(Ids(await JsonAsync(host, "?until=2020-01-01T00:00:00Z")));
        Assert.Equal(5, Ids(await JsonAsync(host, "?from=2020-01-01T00:00:00%2B02:00&direction=in&connection=globex")).Count);
    }

    [Fact]
    public async Task Traffic_is_counted_by_hour_and_connection()
    {
        await using var host = await ApiHost.StartAsync();
        await host.AcceptAsync(Order, "1.edi", "<1@globex>");
        await host.AcceptAsync(Order, "2.edi", "<2@globex>");
        await host.RefuseAsync(connection: null);

        // The hour may turn between two of them; and a slow machine answers before both hours are read.
        JsonElement traffic;
        do
        {
            traffic = await host.Client.GetFromJsonAsync<JsonElement>("/api/v1/traffic?hours=2", Token);
        }
        while (!traffic.GetProperty("isComplete").GetBoolean());

        var hours = traffic.GetProperty("hours").EnumerateArray().ToList();
        Assert.Equal((2, 2, 1, 0), (hours.Count, hours.Sum(h => h.GetProperty("accepted").GetInt32()), hours.Sum(h => h.GetProperty("refused").GetInt32()), hours.Sum(h => h.GetProperty("failed").GetInt32())));
        var connections = traffic.GetProperty("connections").EnumerateArray().ToList();
        Assert.Equal(("globex", 2), (connections[0].GetProperty("connection").GetString(), connections[0].GetProperty("total").GetInt32()));
        Assert.False(connections[1].TryGetProperty("connection", out _));
        Assert.Equal((1, 1), (connections[1].GetProperty("refused").GetInt32(), connections[1].GetProperty("hours").EnumerateArray().Sum(n => n.GetInt32())));
        Assert.False(traffic.TryGetProperty("medianMs", out _));
        foreach (var wrong in new[] { 0, 169 })
        {
            using var refused = await host.Client.GetAsync($"/api/v1/traffic?hours={wrong}", Token);
            Assert.True((await SubmitTests.ProblemAsync(refused, 422)).GetProperty("errors").TryGetProperty("hours", out _));
        }
    }

    [Fact]
    public async Task Wrong_filters_are_named()
    {
        await using var host = await ApiHost.StartAsync();

        using var wrong = await host.Client.GetAsync("/api/v1/exchanges?direction=up&state=gone&fileName=ab&limit=201", Token);
        Assert.Equal(
            ["direction", "fileName", "limit", "state"],
            (await SubmitTests.ProblemAsync(wrong, 422)).GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        using var cursor = await host.Client.GetAsync("/api/v1/exchanges?cursor=xyz", Token);
        Assert.True((await SubmitTests.ProblemAsync(cursor, 422)).GetProperty("errors").TryGetProperty("cursor", out _));
        using var form = await host.Client.GetAsync("/api/v1/exchanges?limit=many", Token);
        Assert.StartsWith("limit is missing or does not have its form.", (await SubmitTests.ProblemAsync(form, 400)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var nothing = await host.Client.GetAsync("/api/v1/nothing", Token);
        await SubmitTests.ProblemAsync(nothing, 404);
        using var method = await host.Client.DeleteAsync("/api/v1/exchanges", Token);
        await SubmitTests.ProblemAsync(method, 405);
    }

    [Fact]
    public async Task An_exchange_shows_what_is_kept_of_it()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AcceptAsync(Order, "order.edi", "<1@globex>");

        var found = await host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/exchanges/{id}", Token);

        Assert.Equal(("in", "accepted", "answered"), (
            found.GetProperty("exchange").GetProperty("direction").GetString(), found.GetProperty("exchange").GetProperty("state").GetString(), found.GetProperty("exchange").GetProperty("receipt").GetString()));
        Assert.Equal(("ab12", 3, "good"), (
            found.GetProperty("certificates").GetProperty("signer").GetString(), found.GetProperty("connectionVersion").GetInt64(), found.GetProperty("layers")[0].GetProperty("status").GetString()));
        Assert.Equal("AS2-From", found.GetProperty("headers")[0].GetProperty("name").GetString());
        Assert.EndsWith("sha-256", found.GetProperty("mic").GetString(), StringComparison.Ordinal);
        Assert.Equal("accepted", found.GetProperty("timeline")[0].GetProperty("kind").GetString());
        Assert.Equal(("api", "waiting"), (found.GetProperty("handoffs")[0].GetProperty("consumer").GetString(), found.GetProperty("handoffs")[0].GetProperty("state").GetString()));
        Assert.Equal($"/api/v1/exchanges/{id}/receipt", found.GetProperty("links").GetProperty("receipt").GetString());
        using var nobody = await host.Client.GetAsync("/api/v1/exchanges/..%2f..%2fetc", Token);
        await SubmitTests.ProblemAsync(nobody, 404);
    }

    [Fact]
    public async Task A_message_that_is_not_opened_yet_has_a_state_of_its_own()
    {
        await using var host = await ApiHost.StartAsync();
        await host.AcceptAsync(Order, "order.edi", "<1@globex>");
        var id = ExchangeId.New(DateTimeOffset.UtcNow);
        await host.Journal.ReceiveAsync(
            new()
            {
                Id = id, From = "globex", To = "acme", MessageId = "<2@globex>", ReceivedAt = DateTimeOffset.UtcNow, Connection = "globex", Headers = [new("AS2-From", "globex")],
                WireSha256 = new byte[32], WireBytes = 9_000_000, Wire = new(Guid.NewGuid().ToString("N")), Answer = new(200, [], Array.Empty<byte>()),
            },
            Token);

        Assert.Equal([id.Value], Ids(await JsonAsync(host, "?state=unopened")));
        var found = await host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/exchanges/{id}", Token);
        Assert.Equal(("in", "unopened", "none"), (
            found.GetProperty("exchange").GetProperty("direction").GetString(), found.GetProperty("exchange").GetProperty("state").GetString(), found.GetProperty("exchange").GetProperty("receipt").GetString()));
        Assert.Equal("received", found.GetProperty("timeline")[0].GetProperty("kind").GetString());
        Assert.Empty(found.GetProperty("documents").EnumerateArray());
    }

    [Fact]
    [Requirement("AS2-SEC-006")]
    public async Task Bytes_come_as_attachments_that_a_browser_neither_names_a_path_nor_runs()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AcceptAsync(Order, "../Auftrag \"ü\"\r\nX: y.html", "<1@globex>", "text/html");

        using var document = await host.Client.GetAsync($"/api/v1/exchanges/{id}/documents/1", Token);

        Assert.Equal(Order, await document.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(Order.Length, document.Content.Headers.ContentLength);
        var disposition = document.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", "Auftrag \"ü\"X: y.html"), (disposition.DispositionType, disposition.FileNameStar));
        Assert.Equal("nosniff", Assert.Single(document.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("sandbox", Assert.Single(document.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.False(document.Headers.Contains("X"));

        Assert.Equal(Order, await host.Client.GetByteArrayAsync($"/api/v1/exchanges/{id}/entity", Token));
        Assert.Equal("Content-Type: multipart/report\r\nContent-Length: 11\r\n\r\nthe receipt", await host.Client.GetStringAsync($"/api/v1/exchanges/{id}/receipt", Token));
        Assert.Equal("the receipt", await host.Client.GetStringAsync($"/api/v1/exchanges/{id}/receipt?body=true", Token));
        var wire = await host.Client.GetStringAsync($"/api/v1/exchanges/{id}/wire", Token);
        Assert.StartsWith("AS2-From: globex\r\n", wire, StringComparison.Ordinal);
        Assert.DoesNotContain("chunked", wire, StringComparison.Ordinal);
        Assert.Equal(Order, await host.Client.GetByteArrayAsync($"/api/v1/exchanges/{id}/wire?body=true", Token));
        using var second = await host.Client.GetAsync($"/api/v1/exchanges/{id}/documents/2", Token);
        await SubmitTests.ProblemAsync(second, 404);
    }

    [Fact]
    public async Task Bytes_that_are_gone_are_410_without_a_path()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AcceptAsync(new byte[200_000], "order.edi", "<1@globex>");
        Directory.Delete(host.PayloadFolder, recursive: true);

        using var document = await host.Client.GetAsync($"/api/v1/exchanges/{id}/documents/1", Token);

        Assert.DoesNotContain("/tmp", (await SubmitTests.ProblemAsync(document, 410)).ToString(), StringComparison.Ordinal);
    }

    private static Task<JsonElement> JsonAsync(ApiHost host, string query) => host.Client.GetFromJsonAsync<JsonElement>("/api/v1/exchanges" + query, Token);

    private static List<string> Ids(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)];
}
