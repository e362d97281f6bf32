using System.Net;
using System.Net.Sockets;
using System.Text;
using Waybill.Gateway;
using Waybill.Server.Tests.Api;

namespace Waybill.Server.Tests.Doors;

/// <summary>What is too large, too many or broken in a request of the API is refused with a sentence, and nothing of it gets into an answer's headers.</summary>
public sealed class OversizedTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a query longer than a line may be", 414, 9_000, 0, 0)]
    [InlineData("a header larger than all may be", 431, 0, 40_000, 1)]
    [InlineData("more headers than there may be", 431, 0, 1, 200)]
    public async Task A_head_that_is_too_large_is_refused_before_anybody_looks_at_it(string what, int status, int query, int header, int count)
    {
        Assert.NotEmpty(what);
        await using var host = await ApiHost.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port, Token);
        var stream = client.GetStream();
        var request = new StringBuilder($"GET /api/v1/alerts?x={new string('x', query)} HTTP/1.1\r\nHost: localhost\r\n");
        for (var i = 0; i < count; i++)
        {
            request.Append(System.Globalization.CultureInfo.InvariantCulture, $"X-{i}: {new string('y', header)}\r\n");
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(request.Append("\r\n").ToString()), Token);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        Assert.StartsWith($"HTTP/1.1 {status} ", await reader.ReadLineAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_for_its_address_is_413_and_one_that_is_too_deep_or_broken_400()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var (path, body, status) in new[]
        {
            ("/api/v1/tokens", $"{{\"name\": \"{new string('x', 31_000_000)}\"}}", 413), ("/api/v1/tokens", new string('[', 100_000), 400), ("/api/v1/tokens", "{\"name\": \"a\", \"role\": \"king\"}", 400),
            ("/api/v1/tokens", "{\"name\": \"a\"", 400), ("/api/v1/tokens", "\"\u0000\"", 400), ("/api/v1/setup", "[]", 400), ("/api/v1/handoffs/x/ack", "7", 400),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Authorization = new("Bearer", host.LocalToken);
            // Without it the refusal meets a sender that is still writing.
            request.Headers.ExpectContinue = body.Length > 1_000_000;
            using var answer = await host.Client.SendAsync(request, Token);
            var problem = await SubmitTests.ProblemAsync(answer, status);
            Assert.DoesNotContain("Exception", problem.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("System.", problem.ToString(), StringComparison.Ordinal);
        }

        Assert.Empty(await host.Journal.Doors.TokensAsync(Token));
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("Bearer a b")]
    [InlineData("bearer")]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer \u00fc")]
    public async Task An_authorization_that_is_none_of_ours_is_401(string authorization)
    {
        await using var host = await ApiHost.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port, Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"GET /api/v1/alerts HTTP/1.1\r\nHost: localhost\r\nAuthorization: {authorization}\r\nConnection: close\r\n\r\n"), Token);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        Assert.Matches("^HTTP/1.1 (401|400) ", await reader.ReadLineAsync(Token));
    }

    [Fact]
    public async Task A_token_of_a_million_characters_and_two_tokens_are_401_and_cost_no_look()
    {
        await using var host = await ApiHost.StartAsync();
        using var two = new HttpRequestMessage(HttpMethod.Get, "/api/v1/alerts");
        two.Headers.TryAddWithoutValidation("Authorization", ["Bearer " + host.LocalToken, "Bearer " + host.LocalToken]);
        using var both = await host.Client.SendAsync(two, Token);
        await SubmitTests.ProblemAsync(both, 401);
        using var large = await host.SendAsync(HttpMethod.Get, "/api/v1/alerts", new string('x', 20_000));
        await SubmitTests.ProblemAsync(large, 401);
    }

    [Theory]
    [InlineData("a%0d%0aX-Evil:%201.edi")]
    [InlineData("a%0aX-Evil.edi")]
    [InlineData("a%00.edi")]
    [InlineData("%e2%80%aegpj.edi")]
    public async Task A_name_with_a_line_end_gets_into_no_header(string name)
    {
        await using var host = await ApiHost.StartAsync();
        using var submitted = await host.Client.PostAsync($"/api/v1/exchanges?connection=globex&fileName={name}", new ByteArrayContent("ISA*"u8.ToArray()), Token);
        if (submitted.StatusCode is HttpStatusCode.UnprocessableEntity)
        {
            return;
        }

        var id = (await TokenTests.JsonAsync(submitted)).GetProperty("id").GetString();
        using var fetched = await host.Client.GetAsync($"/api/v1/exchanges/{id}/documents/1", Token);
        Assert.False(fetched.Headers.Contains("X-Evil"));
        Assert.DoesNotContain(fetched.Content.Headers.ContentDisposition!.ToString(), static c => char.IsControl(c) || c is '\u202e');
    }

    [Fact]
    public async Task What_a_partner_calls_itself_and_its_documents_gets_into_no_header_of_a_download()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AcceptAsync("ISA*"u8.ToArray(), "a\r\nX-Evil: 1\r\n\r\n<script>.edi", "<1@globex>", "text/html\r\nX-Evil: 1");
        foreach (var what in new[] { "documents/1", "wire", "entity", "receipt" })
        {
            using var answer = await host.Client.GetAsync($"/api/v1/exchanges/{id}/{what}", Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.Contains("X-Evil"));
            Assert.False(answer.Content.Headers.Contains("X-Evil"));
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal("nosniff", string.Join(',', answer.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Fact]
    public async Task Names_with_odd_signs_are_looked_up_as_text_and_found_nowhere()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var odd in new[] { "'; drop table token; --", "%00", "../../etc/passwd", "..%2f..%2fetc", "\" or 1=1 --", new string('x', 5000) })
        {
            foreach (var path in new[] { "/api/v1/exchanges/", "/api/v1/tokens/", "/api/v1/audit?name=", "/api/v1/exchanges?id=" })
            {
                using var answer = await host.SendAsync(path.EndsWith("tokens/", StringComparison.Ordinal) ? HttpMethod.Delete : HttpMethod.Get, path + Uri.EscapeDataString(odd), host.LocalToken);
                Assert.True((int)answer.StatusCode is 200 or 400 or 404 or 405 or 422, $"{path}{odd}: {answer.StatusCode}");
            }
        }

        Assert.Equal(TokenOutcome.Made, await host.Journal.Doors.AddAsync(
            new() { Id = DoorSecret.NewId(), Name = "still", Role = Role.Viewer, Prefix = "wbt_", CreatedAt = DateTimeOffset.UtcNow, CreatedBy = "t" }, DoorSecret.HashOf("x"), Token));
    }
}
