using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>What Kestrel does that we would rather have otherwise. A change of these is news for docs/conformance.md.</summary>
public sealed class KnownLimitsTests
{
    private const string Head = "POST /as2 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + LoopbackServer.Names;

    [Theory]
    [Requirement("AS2-HTTP-032")]
    [InlineData("Subject: one\r\n two\r\nContent-Length: 2\r\n\r\nhi", "a folded header")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2 \r\nhi\r\n0\r\n\r\n", "a blank after a chunk size without a semicolon")]
    public async Task Some_old_ways_of_writing_are_refused_and_store_nothing(string rest, string because)
    {
        await using var server = await LoopbackServer.StartAsync();

        var answer = await server.SpeakAsync(Head + rest);

        Assert.True(answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal), because);
        Assert.Empty(server.Stored);
    }

    [Fact]
    public async Task A_length_with_a_plus_sign_is_taken_as_the_number()
    {
        await using var server = await LoopbackServer.StartAsync();

        Assert.StartsWith("HTTP/1.1 200", await server.SpeakAsync(Head + "Content-Length: +2\r\n\r\nhi"), StringComparison.Ordinal);
        Assert.Equal(["hi"], server.Stored);
    }

    [Fact]
    [Requirement("AS2-HTTP-036")]
    public async Task A_client_that_closes_its_sending_side_first_is_not_answered()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var server = await LoopbackServer.StartAsync(o => o.Receive = async (transfer, token) =>
        {
            await transfer.ReadToEndAsync(token);
            await Task.Delay(Timeout.Infinite, token);
            return new As2Answer(200, [], default);
        });
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, ct);
        var wire = client.GetStream();
        await wire.WriteAsync(Encoding.ASCII.GetBytes(Head + "Content-Length: 2\r\n\r\nhi"), ct);
        client.Client.Shutdown(SocketShutdown.Send);

        var received = 0;
        try
        {
            received = await wire.ReadAsync(new byte[64], ct);
        }
        catch (IOException)
        {
            // Kestrel ends the connection by close or by reset, as the timing falls; no byte of an answer comes either way.
        }

        Assert.Equal(0, received);
    }
}
