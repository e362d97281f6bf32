using System.Net;
using System.Text.Json;
using Waybill.Gateway;
using Waybill.Server.Tests.Api;

namespace Waybill.Server.Tests.Doors;

/// <summary>Tokens over the API: made, shown once, used, limited, revoked.</summary>
public sealed class TokenTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_shown_once_works_is_listed_without_its_value_and_ends_when_it_is_revoked()
    {
        await using var host = await ApiHost.StartAsync();
        using var created = await host.SendAsync(HttpMethod.Post, "/api/v1/tokens", host.LocalToken, """{"name": "erp", "role": "operator", "scopes": ["read", "send"], "expiresAt": "2999-01-01T00:00:00Z"}""");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var made = await JsonAsync(created);
        var value = made.GetProperty("value").GetString()!;
        Assert.Matches("^wbt_[A-Za-z0-9_-]{43}$", value);

        using var read = await host.SendAsync(HttpMethod.Get, "/api/v1/exchanges", value);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using var listed = await host.SendAsync(HttpMethod.Get, "/api/v1/tokens", host.LocalToken);
        var text = await listed.Content.ReadAsStringAsync(Token);
        Assert.DoesNotContain(value, text, StringComparison.Ordinal);
        var line = Assert.Single(JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal(value[..10], line.GetProperty("prefix").GetString());
        Assert.Equal("local", line.GetProperty("createdBy").GetString());
        Assert.True(line.TryGetProperty("lastUsedAt", out _));

        using var revoked = await host.SendAsync(HttpMethod.Delete, "/api/v1/tokens/" + line.GetProperty("id").GetString(), host.LocalToken);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using var over = await host.SendAsync(HttpMethod.Get, "/api/v1/exchanges", value);
        Assert.Equal(HttpStatusCode.Unauthorized, over.StatusCode);
    }

    [Fact]
    public async Task A_token_works_from_another_machine_and_this_machines_does_not()
    {
        await using var host = await ApiHost.StartAsync(IPAddress.Parse("192.0.2.7"));
        var value = await host.TokenAsync("ada", Role.Viewer);

        using var good = await host.SendAsync(HttpMethod.Get, "/api/v1/exchanges", value);
        using var local = await host.SendAsync(HttpMethod.Get, "/api/v1/exchanges", host.LocalToken);

        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, local.StatusCode);
    }

    [Fact]
    public async Task Nobody_gives_more_than_they_have_and_everything_wrong_is_named_at_once()
    {
        await using var host = await ApiHost.StartAsync();
        var admin = await host.TokenAsync("admin", Role.Admin);
        var limited = await host.TokenAsync("limited", Role.Admin, ["tokens", "read"]);

        using var owner = await host.SendAsync(HttpMethod.Post, "/api/v1/tokens", admin, """{"name": "eve", "role": "owner"}""");
        Assert.Equal(HttpStatusCode.Forbidden, owner.StatusCode);
        using var wide = await host.SendAsync(HttpMethod.Post, "/api/v1/tokens", limited, """{"name": "eve", "role": "admin"}""");
        Assert.Contains("name which", (await SubmitTests.ProblemAsync(wide, 422)).GetProperty("errors").GetProperty("scopes")[0].GetString(), StringComparison.Ordinal);
        using var more = await host.SendAsync(HttpMethod.Post, "/api/v1/tokens", limited, """{"name": "eve", "role": "admin", "scopes": ["configure"]}""");
        await SubmitTests.ProblemAsync(more, 422);
        using var wrong = await host.SendAsync(HttpMethod.Post, "/api/v1/tokens", admin, """{"name": "no blanks", "scopes": ["everything"], "expiresAt": "2001-01-01T00:00:00Z"}""");
        Assert.Equal(["expiresAt", "name", "scopes"], (await SubmitTests.ProblemAsync(wrong, 422)).GetProperty("errors").EnumerateObject().Select(static e => e.Name).Order(StringComparer.Ordinal));
        using var taken = await host.SendAsync(HttpMethod.Post, "/api/v1/tokens", admin, """{"name": "limited"}""");
        await SubmitTests.ProblemAsync(taken, 409);
        using var reserved = await host.SendAsync(HttpMethod.Post, "/api/v1/tokens", admin, """{"name": "Local"}""");
        await SubmitTests.ProblemAsync(reserved, 422);

        var boss = await host.TokenAsync("boss", Role.Owner);
        var id = (await host.Journal.Doors.FindAsync(DoorSecret.HashOf(boss), Token))!.Id;
        using var revoked = await host.SendAsync(HttpMethod.Delete, "/api/v1/tokens/" + id, admin);
        Assert.Equal(HttpStatusCode.Forbidden, revoked.StatusCode);
        Assert.Equal(3, (await host.Journal.Doors.TokensAsync(Token)).Count);
    }

    [Fact]
    public async Task Idempotency_keys_belong_to_the_token_that_brought_them()
    {
        await using var host = await ApiHost.StartAsync();
        var (one, two) = (await host.TokenAsync("one", Role.Operator), await host.TokenAsync("two", Role.Operator));
        var ids = new List<string>();
        foreach (var value in new[] { one, one, two })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/exchanges?connection=globex") { Content = new ByteArrayContent("ISA*"u8.ToArray()) };
            request.Headers.Authorization = new("Bearer", value);
            request.Headers.Add("Idempotency-Key", "k");
            using var answer = await host.Client.SendAsync(request, Token);
            ids.Add((await JsonAsync(answer)).GetProperty("id").GetString()!);
        }

        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    [Fact]
    public async Task What_was_done_is_noted_under_the_tokens_name()
    {
        await using var host = await ApiHost.StartAsync();
        var value = await host.TokenAsync("ada", Role.Operator);
        using var submitted = await host.SendAsync(HttpMethod.Post, "/api/v1/exchanges?connection=globex", value, "{}");
        var id = (await JsonAsync(submitted)).GetProperty("id").GetString()!;

        using var cancelled = await host.SendAsync(HttpMethod.Post, $"/api/v1/exchanges/{id}/cancel", value);

        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        Assert.Contains((await host.Journal.FindAsync(ExchangeId.Parse(id)!.Value, Token))!.Timeline, static t => t.Text.Contains("ada", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_fetched_what_and_who_made_and_revoked_tokens_is_in_the_audit()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AcceptAsync("ISA*"u8.ToArray(), "order.edi", "<1@globex>");
        var ada = await host.TokenAsync("ada", Role.Operator);
        foreach (var what in new[] { "documents/1", "entity", "receipt", "wire", "documents/2", "signature" })
        {
            using var fetched = await host.SendAsync(HttpMethod.Get, $"/api/v1/exchanges/{id}/{what}", ada);
        }

        using var made = await host.SendAsync(HttpMethod.Post, "/api/v1/tokens", host.LocalToken, """{"name": "erp"}""");
        using var first = await host.SendAsync(HttpMethod.Get, $"/api/v1/audit?kind=exchange&name={id}&limit=3", host.LocalToken);
        var page = await JsonAsync(first);
        using var second = await host.SendAsync(HttpMethod.Get, $"/api/v1/audit?kind=exchange&name={id}&cursor={page.GetProperty("next").GetString()}", host.LocalToken);
        var lines = page.GetProperty("items").EnumerateArray().Concat((await JsonAsync(second)).GetProperty("items").EnumerateArray()).ToList();

        // What is not kept was not fetched.
        Assert.Equal(["getWire", "getReceipt", "getEntity", "getDocument"], lines.Select(static l => l.GetProperty("after").GetString()));
        Assert.All(lines, static l => Assert.Equal(("ada", "download"), (l.GetProperty("principal").GetString(), l.GetProperty("action").GetString())));
        using var tokens = await host.SendAsync(HttpMethod.Get, "/api/v1/audit?kind=token&name=erp", host.LocalToken);
        var line = Assert.Single((await JsonAsync(tokens)).GetProperty("items").EnumerateArray());
        Assert.Equal(("local", "viewer"), (line.GetProperty("principal").GetString(), line.GetProperty("after").GetProperty("role").GetString()));
        using var wrong = await host.SendAsync(HttpMethod.Get, "/api/v1/audit?limit=0&cursor=x", host.LocalToken);
        Assert.Equal(2, (await SubmitTests.ProblemAsync(wrong, 422)).GetProperty("errors").EnumerateObject().Count());
    }

    [Fact]
    public async Task A_viewer_sees_no_query_of_a_partners_address_and_nobody_a_stored_password()
    {
        await using var host = await ApiHost.StartAsync();
        var id = ExchangeId.New(DateTimeOffset.UtcNow);
        await host.Journal.RefuseAsync(
            new()
            {
                Id = id, From = "globex", To = "acme", MessageId = "<1@globex>", ReceivedAt = DateTimeOffset.UtcNow, Connection = "globex", WireSha256 = new byte[32], WireBytes = 1,
                Headers = [new("AUTHORIZATION", "Basic c2VjcmV0"), new("Subject", "orders")], Answer = new(200, [new("Set-Cookie", "secret")], ReadOnlyMemory<byte>.Empty),
                AsynchronousReceipt = new("https://globex.example/mdn?token=secret", [], "mdn"u8.ToArray()), Failure = As2.As2Failure.NoKey, Detail = "No key fits.",
            },
            Token);
        foreach (var (role, url) in new[] { (Role.Viewer, "https://globex.example/mdn"), (Role.Operator, "https://globex.example/mdn?token=secret") })
        {
            var value = await host.TokenAsync($"{role}", role);
            using var answer = await host.SendAsync(HttpMethod.Get, $"/api/v1/exchanges/{id}", value);
            var text = await answer.Content.ReadAsStringAsync(Token);
            using var view = JsonDocument.Parse(text);
            Assert.Equal(url, view.RootElement.GetProperty("asynchronousReceipt").GetProperty("url").GetString());
            Assert.DoesNotContain("c2VjcmV0", text, StringComparison.Ordinal);
            Assert.Equal("***", view.RootElement.GetProperty("answer").GetProperty("headers")[0].GetProperty("value").GetString());
        }
    }

    internal static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
        return json.RootElement.Clone();
    }
}
