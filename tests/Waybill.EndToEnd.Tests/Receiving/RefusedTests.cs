using System.Net;
using System.Net.Sockets;
using Waybill.As2;
using Waybill.Gateway;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>What is not taken: strangers, too much, not now.</summary>
public sealed class RefusedTests(ReceivingHost host) : IClassFixture<ReceivingHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Strangers => new()
    {
        { "AS2-From", "Acme", "differs from the partner 'acme' in upper and lower case only" },
        { "AS2-To", "glob-ex", "globex" },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    [Requirement("AS2-MDN-020")]
    public async Task A_pair_nobody_configured_is_answered_as_it_asked_and_kept_with_a_hint(string header, string name, string hint)
    {
        var message = (await ReceivingHost.MessageAsync()).With(header, name);
        var silent = (await ReceivingHost.MessageAsync(change: o => o with { Receipt = null })).With(header, name);
        var later = (await ReceivingHost.MessageAsync(change: o => o with { Receipt = TestMessage.SignedReceipt("http://127.0.0.1:9/as2") })).With(header, name);

        using var asked = await host.Gateway.SendAsync(message.Headers, message.Body);
        using var unasked = await host.Gateway.SendAsync(silent.Headers, silent.Body);
        using var byItself = await host.Gateway.SendAsync(later.Headers, later.Body);

        var receipt = await ReceivingHost.ReceiptAsync(asked);
        Assert.False(receipt.IsSigned);
        Assert.Equal(Disposition.Error("authentication-failed"), receipt.Disposition);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (asked.StatusCode, unasked.StatusCode, byItself.StatusCode));
        var unmatched = await host.Gateway.ListAsync("unmatched=true");
        foreach (var one in new[] { message, silent, later })
        {
            var line = Assert.Single(unmatched, e => e.MessageId == one.Sent.MessageId.Value);
            Assert.Equal((ExchangeState.Refused, "unknown_relationship", null), (line.State, line.Failure, line.Connection));
            Assert.Contains(hint, line.Detail, StringComparison.Ordinal);
            var seen = await host.Gateway.FindAsync(line.Id);
            Assert.Equal(name, seen.Header(header));
            Assert.Empty(seen.Handoffs);
            Assert.EndsWith(Convert.ToHexString(one.Body.Span), Convert.ToHexString(await host.Gateway.DownloadAsync(seen.Links.Wire!)), StringComparison.Ordinal);
        }
    }

    [Fact]
    [Requirement("AS2-HTTP-025")]
    public async Task A_message_larger_than_its_partner_may_send_is_refused_by_receipt_and_leaves_nothing()
    {
        var message = await ReceivingHost.MessageAsync(ReceivingHost.Small, document: TestBytes.Random(1, 30_000));

        using var answer = await host.Gateway.SendAsync(message.Headers, message.Body);

        Assert.Equal(Disposition.Error("unexpected-processing-error"), (await ReceivingHost.ReceiptAsync(answer)).Disposition);
        var refused = await ReceivingHost.OnlyAsync(host.Gateway, message, ExchangeState.Refused);
        Assert.Equal("too_large", refused.Exchange.Failure);
        Assert.Empty(refused.Handoffs);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Requirement("AS2-HTTP-025")]
    public async Task A_body_larger_than_anybody_may_send_gets_413_and_leaves_nothing(bool chunked)
    {
        await using var gateway = await ReceivingHost.StartAsync(more: ("Waybill:MaxBodyBytes", "100000"));
        var message = await ReceivingHost.MessageAsync(document: TestBytes.Random(1, 300_000));
        using var request = message.ToHttpRequest(gateway.As2);
        request.Headers.TransferEncodingChunked = chunked;

        using var answer = await gateway.Http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        await NothingAsync(gateway);
    }

    [Fact]
    public async Task Headers_without_measure_are_refused_before_anything_is_read()
    {
        await using var gateway = await ReceivingHost.StartAsync();
        var message = (await ReceivingHost.MessageAsync()).With("X-Long", new string('x', 60_000));

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, (HttpStatusCode)(await gateway.PostAsync(message.Headers, message.Body)).Status);

        await NothingAsync(gateway);
    }

    [Fact]
    [Requirement("AS2-DUP-005")]
    public async Task On_a_full_disk_a_sender_is_told_to_come_back_and_taken_when_there_is_room()
    {
        var free = 0L;
        await using var gateway = await ReceivingHost.StartAsync((folder, options) => new(folder, options, sync: null, _ => (Volatile.Read(ref free), 100L << 30)));
        var message = await ReceivingHost.MessageAsync();

        using var full = await gateway.SendAsync(message.Headers, message.Body);

        ComesBack(full);
        Assert.Empty(await gateway.ListAsync());
        Assert.Contains(await gateway.AlertsAsync("payloads"), a => a.Kind is "store-full");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await gateway.Http.GetAsync(new Uri(gateway.As2, "/health/ready"), Ct)).StatusCode);
        Volatile.Write(ref free, 90L << 30);
        await Patience.UntilAsync(async () => (await gateway.PostAsync(message.Headers, message.Body)).Status is 200);
        Assert.Equal(ExchangeState.Accepted, Assert.Single(await gateway.ListAsync()).State);
        Assert.Empty(await gateway.AlertsAsync("payloads"));
    }

    [Fact]
    public async Task One_more_than_can_be_taken_at_once_is_told_to_come_back()
    {
        await using var gateway = await ReceivingHost.StartAsync(more: ("Waybill:MaxConcurrentMessages", "1"));
        var (slow, other) = (await ReceivingHost.MessageAsync(), await ReceivingHost.MessageAsync());
        var bytes = slow.ToBytes();
        var client = await BeginAsync(gateway, bytes);
        HttpResponseMessage? refused = null;
        await Patience.UntilAsync(async () =>
        {
            // Until the slow one is inside; where the other was first, it is the slow one that has to come back.
            var answer = await gateway.SendAsync(other.Headers, other.Body);
            refused = answer.StatusCode is HttpStatusCode.ServiceUnavailable ? answer : null;
            if (refused is null && client.Available > 0)
            {
                client.Dispose();
                client = await BeginAsync(gateway, bytes);
            }

            return refused is not null;
        });

        using var owned = client;
        ComesBack(refused!);
        await client.GetStream().WriteAsync(bytes.AsMemory(bytes.Length - 100), Ct);
        using var read = new StreamReader(client.GetStream());
        Assert.StartsWith("HTTP/1.1 200", await read.ReadToEndAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(200, (await gateway.PostAsync(other.Headers, other.Body)).Status);
    }

    [Fact]
    public async Task Without_its_journal_it_answers_that_one_should_come_back_and_gives_no_receipt()
    {
        await using var gateway = await ReceivingHost.StartAsync();
        var message = await ReceivingHost.MessageAsync();
        await gateway.LoseJournalAsync();

        using var answer = await gateway.SendAsync(message.Headers, message.Body);

        ComesBack(answer);
        Assert.DoesNotContain("disposition", await answer.Content.ReadAsStringAsync(Ct), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(400_000)]
    [Requirement("AS2-HTTP-037", "AS2-DUP-005")]
    public async Task A_connection_lost_in_mid_body_leaves_no_row_no_object_and_no_draft(int length)
    {
        await using var gateway = await ReceivingHost.StartAsync();
        var message = await ReceivingHost.MessageAsync(document: TestBytes.Random(2, length));
        var bytes = message.ToBytes();
        for (var tenth = 1; tenth < 10; tenth++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, gateway.As2.Port, Ct);
            await client.GetStream().WriteAsync(bytes.AsMemory(0, bytes.Length - message.Body.Length + (message.Body.Length * tenth / 10)), Ct);
            if (tenth % 2 is 0)
            {
                client.LingerState = new LingerOption(enable: true, seconds: 0);
            }
        }

        await NothingAsync(gateway);
        Assert.Equal(200, (await gateway.PostAsync(message.Headers, message.Body)).Status);
        Assert.Equal(ExchangeState.Accepted, Assert.Single(await gateway.ListAsync()).State);
    }

    [Fact]
    [Requirement("AS2-HTTP-033")]
    public async Task Looking_at_the_address_is_harmless()
    {
        await using var gateway = await ReceivingHost.StartAsync();
        foreach (var (method, status) in new[] { (HttpMethod.Get, 200), (HttpMethod.Head, 200), (HttpMethod.Put, 405), (HttpMethod.Delete, 405), (HttpMethod.Options, 405) })
        {
            using var request = new HttpRequestMessage(method, gateway.As2);
            request.Headers.Add("AS2-From", "acme");
            request.Headers.Add("AS2-To", "globex");
            using var answer = await gateway.Http.SendAsync(request, Ct);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.DoesNotContain("   at ", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        await NothingAsync(gateway);
    }

    /// <summary>A message but for its end.</summary>
    private static async Task<TcpClient> BeginAsync(Node gateway, byte[] bytes)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, gateway.As2.Port, Ct);
        await client.GetStream().WriteAsync(bytes.AsMemory(0, bytes.Length - 100), Ct);
        return client;
    }

    private static void ComesBack(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }

    private static async Task NothingAsync(Node gateway)
    {
        await Patience.UntilAsync(() => gateway.StoredFiles().Count is 0, () => string.Join(", ", gateway.StoredFiles()));
        Assert.Empty(await gateway.ListAsync());
        await gateway.FilesAsync(0);
    }
}
