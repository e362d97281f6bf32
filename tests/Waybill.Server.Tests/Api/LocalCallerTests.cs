using System.Net;

namespace Waybill.Server.Tests.Api;

/// <summary>Without a token the API answers this machine alone.</summary>
public sealed class LocalCallerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("10.0.0.1")]
    [InlineData("2001:db8::1")]
    [InlineData("::ffff:192.0.2.7")]
    public async Task Another_machine_is_refused_everywhere_under_the_api(string remote)
    {
        await using var host = await ApiHost.StartAsync(IPAddress.Parse(remote));

        foreach (var path in new[] { "/api/v1/exchanges", "/API/v1/alerts", "/api/nothing" })
        {
            using var answer = await host.Client.GetAsync(path, Token);
            Assert.Contains("this machine", (await SubmitTests.ProblemAsync(answer, 401)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Host", "gateway.example")]
    [InlineData("Host", "127.0.0.1.nip.example")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_proxy_a_foreign_name_and_a_foreign_page_are_refused(string header, string value)
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/exchanges?connection=globex") { Content = new ByteArrayContent([1]) };
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await host.Client.SendAsync(request, Token);

        await SubmitTests.ProblemAsync(answer, 401);
        Assert.Empty((await host.Journal.ListAsync(new(), null, 10, Token)).Items);
    }

    [Fact]
    public async Task This_machine_and_its_own_page_are_answered()
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/exchanges");
        request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");

        using var answer = await host.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var mapped = await ApiAnswerAsync(IPAddress.Parse("::ffff:127.0.0.1"));
        Assert.Equal(HttpStatusCode.OK, mapped.StatusCode);
    }

    private static async Task<HttpResponseMessage> ApiAnswerAsync(IPAddress remote)
    {
        await using var host = await ApiHost.StartAsync(remote);
        return await host.Client.GetAsync("/api/v1/alerts", Token);
    }
}
