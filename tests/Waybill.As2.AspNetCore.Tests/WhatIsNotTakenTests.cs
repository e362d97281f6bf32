using System.Globalization;
using System.Net.Sockets;
using Waybill.As2.Http;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>What is refused, what it is told, and that none of it is ever stored.</summary>
public sealed class WhatIsNotTakenTests
{
    private const string Head = "POST /as2 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    private const string Body = "Content-Length: 2\r\n\r\nhi";

    [Theory]
    [Requirement("AS2-HTTP-033")]
    [InlineData("GET", "200", true)]
    [InlineData("HEAD", "200", false)]
    [InlineData("PUT", "405", false)]
    public async Task Only_POST_makes_a_message(string method, string status, bool page)
    {
        await using var server = await LoopbackServer.StartAsync();

        var answer = await server.SpeakAsync($"{method} /as2 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n{LoopbackServer.Names}Content-Length: 0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 " + status, answer, StringComparison.Ordinal);
        Assert.Equal(page, answer.Contains("This is an AS2 address", StringComparison.Ordinal));
        Assert.Empty(server.Stored);
    }

    [Theory]
    [InlineData("AS2-From: a\r\nAS2-From: b\r\nAS2-To: c\r\n")]
    [InlineData("AS2-From: a\r\nAS2-To: c\r\nAS2-To: c\r\n")]
    [InlineData("AS2-From: a\r\n")]
    [InlineData("AS2-To: a\r\n")]
    [InlineData("AS2-From:\r\nAS2-To: a\r\n")]
    public async Task Each_name_must_be_there_once(string names)
    {
        await using var server = await LoopbackServer.StartAsync();

        var answer = await server.SpeakAsync(Head + names + Body);

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Empty(server.Stored);
    }

    [Theory]
    [Requirement("AS2-HTTP-006")]
    [InlineData("Content-Length: 2\r\nContent-Length: 3\r\n\r\nhi!")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\nhi\r\n0\r\n\r\n")]
    public async Task A_body_without_a_clear_end_is_refused(string rest)
    {
        await using var server = await LoopbackServer.StartAsync();

        var answer = await server.SpeakAsync(Head + LoopbackServer.Names + rest);

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Empty(server.Stored);
    }

    [Theory]
    [Requirement("AS2-HTTP-025", "AS2-SEC-011")]
    // The first line of the answer would be 100 Continue had any of the body been read.
    [InlineData("Expect: 100-continue\r\nContent-Length: 9\r\n\r\n123456789")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n9\r\n123456789\r\n0\r\n\r\n")]
    public async Task Too_large_a_body_gets_413(string rest)
    {
        await using var server = await LoopbackServer.StartAsync(o => o.MaxBodyBytes = 8);

        var answer = await server.SpeakAsync(Head + LoopbackServer.Names + rest);

        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        Assert.Empty(server.Stored);
    }

    [Theory]
    [Requirement("AS2-HTTP-025")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sender_that_reads_no_answer_before_it_sent_all_still_learns_why(bool chunked)
    {
        await using var server = await LoopbackServer.StartAsync(o => o.MaxBodyBytes = 1000);
        using var sender = new As2HttpSender(new() { Chunked = chunked });
        var body = new byte[20_000_000];

        for (var time = 0; time < 3; time++)
        {
            var attempt = await sender.PostAsync(new Uri($"http://127.0.0.1:{server.Port}/as2"), [new("AS2-From", "acme"), new("AS2-To", "globex")], body.Length, _ => new(new MemoryStream(body)), TestContext.Current.CancellationToken);
            Assert.Equal((AttemptOutcome.Refused, 413), (attempt.Outcome, attempt.Status));
        }

        Assert.Empty(server.Stored);
    }

    [Fact]
    [Requirement("AS2-HTTP-037")]
    public async Task A_connection_lost_in_mid_body_delivers_nothing_at_any_tenth()
    {
        var seen = new TaskCompletionSource();
        var faults = 0;
        var whole = 0;
        await using var server = await LoopbackServer.StartAsync(o => o.Receive = async (transfer, ct) =>
        {
            try
            {
                await transfer.ReadToEndAsync(ct);
                Interlocked.Increment(ref whole);
                return new As2Answer(200, [], default);
            }
            finally
            {
                if (Interlocked.Increment(ref faults) is 10)
                {
                    seen.SetResult();
                }
            }
        });
        var body = new string('x', 1000);

        for (var tenth = 0; tenth < 10; tenth++)
        {
            await server.SpeakAndDropAsync(Head + LoopbackServer.Names + $"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n" + body[..(tenth * 100)]);
        }

        await seen.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(0, whole);
    }

    [Theory]
    [InlineData("Content-Length: 9\r\n\r\n1234")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n9\r\n1234")]
    [InlineData("Content-Length: 9\r\n\r\n")]
    [Requirement("AS2-SEC-011")]
    public async Task A_sender_that_falls_silent_is_told_to_send_again(string rest)
    {
        await using var server = await LoopbackServer.StartAsync(o => o.SilenceTimeout = TimeSpan.FromMilliseconds(300));

        var answer = await server.SpeakAndWaitAsync(Head + LoopbackServer.Names + rest);

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Empty(server.Stored);
    }

    [Fact]
    public async Task Our_own_slowness_between_two_reads_is_no_silence()
    {
        await using var server = await LoopbackServer.StartAsync(o =>
        {
            o.SilenceTimeout = TimeSpan.FromMilliseconds(500);
            o.Receive = async (transfer, ct) =>
            {
                await transfer.Body.ReadExactlyAsync(new byte[1], ct);
                await Task.Delay(TimeSpan.FromSeconds(1), ct);
                await transfer.ReadToEndAsync(ct);
                return new As2Answer(200, [], default);
            };
        });

        Assert.StartsWith("HTTP/1.1 200", await server.SpeakAsync(Head + LoopbackServer.Names + Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_ours_says_come_back_and_nothing_of_itself()
    {
        await using var server = await LoopbackServer.StartAsync(o => o.Receive = (_, _) => throw new InvalidOperationException("disk secret"));

        var answer = await server.SpeakAsync(Head + LoopbackServer.Names + Body);

        Assert.StartsWith("HTTP/1.1 503", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nRetry-After: 30\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("AS2-SEC-011")]
    public async Task One_message_too_many_at_once_is_told_to_come_back()
    {
        var inside = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(o =>
        {
            o.MaxConcurrentMessages = 1;
            o.Receive = async (transfer, ct) =>
            {
                inside.TrySetResult();
                await leave.Task.WaitAsync(ct);
                return new As2Answer(200, [], default);
            };
        });
        var first = server.SpeakAsync(Head + LoopbackServer.Names + Body);
        await inside.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var second = await server.SpeakAsync(Head + LoopbackServer.Names + Body);
        leave.SetResult();

        Assert.StartsWith("HTTP/1.1 503", second, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", await first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_answered_before_the_callback_returned()
    {
        var ct = TestContext.Current.CancellationToken;
        var read = new TaskCompletionSource();
        var stored = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(o => o.Receive = async (transfer, token) =>
        {
            await transfer.ReadToEndAsync(token);
            read.SetResult();
            await stored.Task.WaitAsync(token);
            return new As2Answer(200, [], default);
        });
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Port, ct);
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(Head + LoopbackServer.Names + Body), ct);
        await read.Task.WaitAsync(TimeSpan.FromSeconds(30), ct);

        Assert.Equal(0, client.Available);
        stored.SetResult();
        Assert.StartsWith("HTTP/1.1 200", await LoopbackServer.ReadAllAsync(client.GetStream(), ct), StringComparison.Ordinal);
    }
}
