using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>What starts after the answer, and what does not leak into the next message of a connection.</summary>
public sealed class AfterTheAnswerTests
{
    [Fact]
    [Requirement("AS2-HTTP-015")]
    public async Task Work_left_for_later_starts_when_the_answer_is_out()
    {
        var answered = new TaskCompletionSource();
        var after = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(o => o.Receive = async (transfer, ct) =>
        {
            transfer.OnAnswered(async () =>
            {
                // Runs only once the peer has the whole answer: were it run before, the peer would wait for ever.
                await answered.Task.WaitAsync(TimeSpan.FromSeconds(30));
                after.SetResult();
            });
            await transfer.ReadToEndAsync(ct);
            return new As2Answer(200, [], default);
        });

        var ct = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, ct);
        var wire = client.GetStream();
        await wire.WriteAsync(Encoding.ASCII.GetBytes("POST /as2 HTTP/1.1\r\nHost: h\r\n" + LoopbackServer.Names + "Content-Length: 2\r\n\r\nhi"), ct);
        var answer = await ReadHeadAsync(wire, ct);

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.False(after.Task.IsCompleted);
        answered.SetResult();
        await after.Task.WaitAsync(TimeSpan.FromSeconds(30), ct);
    }

    [Fact]
    [Requirement("AS2-HTTP-027")]
    public async Task Two_messages_on_one_connection_are_two_messages()
    {
        await using var server = await LoopbackServer.StartAsync();
        const string first = "POST /as2 HTTP/1.1\r\nHost: h\r\n" + LoopbackServer.Names + "Content-Length: 3\r\n\r\none";
        const string second = "POST /as2 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + LoopbackServer.Names + "Content-Length: 3\r\n\r\ntwo";

        await server.SpeakAsync(first + second);

        Assert.Equal(["one", "two"], server.Stored);
    }

    private static async Task<string> ReadHeadAsync(Stream wire, CancellationToken ct)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await wire.ReadExactlyAsync(one, ct);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
