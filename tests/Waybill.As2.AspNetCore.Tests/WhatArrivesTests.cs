using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>Every legal way to frame a body gives the same bytes.</summary>
public sealed class WhatArrivesTests
{
    private const string Head = "POST /as2 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + LoopbackServer.Names;

    [Theory]
    [Requirement("AS2-HTTP-004", "AS2-HTTP-006", "AS2-HTTP-007")]
    [InlineData("Content-Length: 10\r\n\r\n0123456789", "a plain length")]
    [InlineData("Content-Length: 000000000000010\r\n\r\n0123456789", "a length with leading zeros")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n4\r\n0123\r\n6\r\n456789\r\n0\r\n\r\n", "chunks")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n", "an upper case size")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\na;x=y\r\n0123456789\r\n0\r\n\r\n", "a chunk extension")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nA; \r\n0123456789\r\n0\r\n\r\n", "white space after the semicolon")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n0\r\nX-Trailer: 1\r\n\r\n", "a trailer")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\na\r\n0123456789\r\n0\r\n\r\n", "chunks and a length, where chunks win")]
    public async Task A_body_arrives_whole(string rest, string because)
    {
        await using var server = await LoopbackServer.StartAsync();

        var answer = await server.SpeakAsync(Head + rest);

        Assert.True(answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal), because);
        Assert.Equal(["0123456789"], server.Stored);
    }

    [Theory]
    [Requirement("AS2-HTTP-006")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n", "0\r\n\r\n", "")]
    [InlineData("Content-Length: 200\r\nTransfer-Encoding: chunked\r\n\r\n", "3\r\none\r\n0\r\n\r\n", "one")]
    [InlineData("Transfer-Encoding: Chunked\r\nContent-Length: 0\r\n\r\n", "3\r\none\r\n0\r\n\r\n", "one")]
    public async Task A_second_message_is_never_a_piece_of_the_first_nor_the_other_way_round(string framing, string body, string first)
    {
        await using var server = await LoopbackServer.StartAsync();
        const string Second = "POST /as2 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + LoopbackServer.Names + "Content-Length: 3\r\n\r\ntwo";

        await server.SpeakAsync("POST /as2 HTTP/1.1\r\nHost: h\r\n" + LoopbackServer.Names + framing + body + Second);

        // Answered in turn, or the connection closed behind the first; never read in another way.
        Assert.Equal(server.Stored.Count is 1 ? [first] : [first, "two"], server.Stored);
    }

    [Theory]
    [Requirement("AS2-HTTP-006")]
    [InlineData("Transfer-Encoding: xchunked\r\nContent-Length: 3\r\n\r\none")]
    [InlineData("Transfer-Encoding: chunked, identity\r\n\r\n3\r\none\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding : chunked\r\nContent-Length: 3\r\n\r\none")]
    [InlineData("Content-Length: 3, 3\r\n\r\none")]
    [InlineData("Content-Length: 0x3\r\n\r\none")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n0x3\r\none\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n-3\r\none\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3\r\noneX\r\n0\r\n\r\n")]
    public async Task A_framing_that_two_servers_could_read_in_two_ways_is_refused(string rest)
    {
        await using var server = await LoopbackServer.StartAsync();

        var answer = await server.SpeakAsync(Head + rest);

        Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
        Assert.Empty(server.Stored);
    }

    [Fact]
    [Requirement("AS2-HTTP-028")]
    public async Task One_byte_a_segment_changes_nothing()
    {
        await using var server = await LoopbackServer.StartAsync();

        var answer = await server.SpeakAsync([.. (Head + "Content-Length: 4\r\n\r\nab\r\n").Select(c => c.ToString())]);

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Equal(["ab\r\n"], server.Stored);
    }

    [Fact]
    [Requirement("AS2-HTTP-026")]
    public async Task An_old_peer_is_answered_and_the_connection_closed()
    {
        await using var server = await LoopbackServer.StartAsync();

        var answer = await server.SpeakAsync("POST /as2 HTTP/1.0\r\n" + LoopbackServer.Names + "Content-Length: 2\r\n\r\nhi");

        Assert.EndsWith("receipt", answer, StringComparison.Ordinal);
        Assert.Equal(["hi"], server.Stored);
    }

    [Fact]
    [Requirement("AS2-HTTP-023")]
    public async Task A_peer_that_waits_for_100_gets_it_once_and_then_the_answer()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var server = await LoopbackServer.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, ct);
        var wire = client.GetStream();
        await wire.WriteAsync(Encoding.ASCII.GetBytes(Head + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n"), ct);
        var interim = new byte[25];
        await wire.ReadExactlyAsync(interim, ct);

        await wire.WriteAsync("hi"u8.ToArray(), ct);
        var answer = await LoopbackServer.ReadAllAsync(wire, ct);

        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", Encoding.ASCII.GetString(interim));
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Equal(["hi"], server.Stored);
    }

    [Fact]
    [Requirement("AS2-HTTP-008", "AS2-HTTP-024")]
    public async Task The_answer_has_its_exact_length_and_no_interim_status()
    {
        await using var server = await LoopbackServer.StartAsync();

        var answer = await server.SpeakAsync(Head + "AS2-Version: 1.2\r\nContent-Length: 2\r\n\r\nhi");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Length: 7\r\n", answer, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("\r\n\r\nreceipt", answer, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("AS2-HTTP-021", "AS2-HTTP-030")]
    public async Task Unsolicited_credentials_are_ignored_and_trailing_blanks_of_a_name_trimmed()
    {
        var names = new List<string>();
        await using var server = await LoopbackServer.StartAsync(o => o.Receive = async (transfer, ct) =>
        {
            await transfer.ReadToEndAsync(ct);
            names.Add(transfer.From);
            return new As2Answer(200, [], default);
        });

        var answer = await server.SpeakAsync("POST /as2 HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAS2-From: acme  \r\nAS2-To: globex\r\nAuthorization: Basic null\r\nContent-Length: 0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Equal(["acme"], names);
    }
}
