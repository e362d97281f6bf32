using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Waybill.Server.Tests.Live;

/// <summary>A client of the hub, byte by byte: a WebSocket with SignalR's JSON protocol.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    /// <summary>Ends each message of the protocol.</summary>
    private const char End = '\u001e';

    private readonly ClientWebSocket _socket = new();
    private readonly Queue<string> _waiting = [];
    private readonly StringBuilder _part = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Opens a WebSocket; what is refused throws.</summary>
    /// <param name="address">The gateway.</param>
    /// <param name="cookies">A browser's; null: none.</param>
    /// <param name="origin">The page's; null: none.</param>
    /// <param name="token">An API token; null: none.</param>
    internal static async Task<LiveClient> OpenAsync(Uri address, CookieContainer? cookies, string? origin, string? token = null)
    {
        var client = new LiveClient();
        client._socket.Options.Cookies = cookies;
        client._socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
        {
            client._socket.Options.SetRequestHeader("Origin", origin);
        }

        if (token is not null)
        {
            client._socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        }

        await client._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/live" }.Uri, Token);
        await client._socket.SendAsync(Encoding.UTF8.GetBytes("""{"protocol":"json","version":1}""" + End), WebSocketMessageType.Text, endOfMessage: true, Token);
        Assert.Equal("{}", await client.ReadAsync());
        return client;
    }

    /// <summary>The status a refused one gets.</summary>
    internal static async Task<HttpStatusCode> RefusedAsync(Uri address, CookieContainer? cookies, string? origin, string? token = null)
    {
        using var socket = new ClientWebSocket();
        socket.Options.Cookies = cookies;
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        if (token is not null)
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        }

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/live" }.Uri, Token));
        return socket.HttpStatusCode;
    }

    /// <summary>The next change; null when the connection ended.</summary>
    internal async Task<(string Topic, string[] Ids)?> NextAsync()
    {
        while (await ReadAsync() is { } text)
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.GetProperty("type").GetInt32() is 7)
            {
                return null;
            }

            if (json.RootElement.GetProperty("type").GetInt32() is 1)
            {
                Assert.Equal("changed", json.RootElement.GetProperty("target").GetString());
                var arguments = json.RootElement.GetProperty("arguments");
                return (arguments[0].GetString()!, [.. arguments[1].EnumerateArray().Select(static i => i.GetString()!)]);
            }
        }

        return null;
    }

    /// <summary>The next change of a topic; others are passed over.</summary>
    internal async Task<string[]> NextAsync(string topic)
    {
        while (await NextAsync() is var (about, ids))
        {
            if (string.Equals(about, topic, StringComparison.Ordinal))
            {
                return ids;
            }
        }

        throw new InvalidOperationException("The connection ended.");
    }

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        return default;
    }

    private async Task<string?> ReadAsync()
    {
        var buffer = new byte[4096];
        while (_waiting.Count is 0)
        {
            ValueWebSocketReceiveResult got;
            try
            {
                got = await _socket.ReceiveAsync(buffer.AsMemory(), Token);
            }
            catch (WebSocketException)
            {
                return null;
            }

            if (got.MessageType is WebSocketMessageType.Close)
            {
                return null;
            }

            _part.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
            var parts = _part.ToString().Split(End);
            foreach (var whole in parts[..^1])
            {
                _waiting.Enqueue(whole);
            }

            _part.Clear().Append(parts[^1]);
        }

        return _waiting.Dequeue();
    }
}
