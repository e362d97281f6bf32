using System.Net;
using Waybill.Testing;

namespace Waybill.Testing.Tests;

public sealed class FakePartnerTests : IDisposable
{
    private static readonly byte[] Receipt = TestBytes.Edi(300);

    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(20) };

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_arrives_whole_chunked_or_not(bool chunked)
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        var body = TestBytes.Random(1, 200_000);
        using var request = new HttpRequestMessage(HttpMethod.Post, partner.Address) { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Add("AS2-From", "alice");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var received = Assert.Single(partner.Requests);
        Assert.Equal("alice", received.Header("as2-from"));
        Assert.Equal(body, received.Body.ToArray());
    }

    [Fact]
    public async Task The_script_runs_in_order_and_its_last_answer_repeats()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(503), _ => PartnerAnswer.Of(200));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(partner));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(partner));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(partner));
    }

    [Fact]
    public async Task An_answer_of_one_byte_a_segment_arrives_whole()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200, [new("AS2-From", "bob")], Receipt) with { PieceBytes = 1 });
        using var response = await client.PostAsync(partner.Address, new ByteArrayContent([1]), TestContext.Current.CancellationToken);
        Assert.Equal("bob", Assert.Single(response.Headers.GetValues("AS2-From")));
        Assert.Equal(Receipt, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(200)]
    public async Task A_cut_answer_fails_at_the_caller(int bytes)
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200, body: Receipt) with { CutAfter = bytes });
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(partner));
        Assert.Single(partner.Requests);
    }

    [Fact]
    public async Task Silence_lasts_until_the_partner_is_disposed()
    {
        var partner = FakePartner.Start(_ => PartnerAnswer.Silence);
        var pending = PostAsync(partner);
        while (partner.Requests.Count is 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.False(pending.IsCompleted);
        await partner.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => pending);
    }

    private async Task<HttpStatusCode> PostAsync(FakePartner partner)
    {
        using var response = await client.PostAsync(partner.Address, new ByteArrayContent([1, 2, 3]), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
