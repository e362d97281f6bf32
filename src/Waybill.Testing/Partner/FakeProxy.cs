using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Waybill.Testing;

/// <summary>An HTTP proxy on a real loopback socket: tunnels by CONNECT, passes plain requests on, and asks for a user when it is told to.</summary>
/// <remarks>One connection carries one request.</remarks>
/// <threadsafety>All members may be used from any thread.</threadsafety>
public sealed class FakeProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<string> heads = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly string? expected;
    private readonly Task accepting;

    private FakeProxy(string? expected)
    {
        this.expected = expected;
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}");
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The heads of all requests so far, those it refused too, in order.</summary>
    public IReadOnlyList<string> Heads => [.. heads];

    /// <summary>Starts listening.</summary>
    /// <param name="user">Who may pass (Basic); null lets everybody pass.</param>
    /// <param name="password">Of that user.</param>
    public static FakeProxy Start(string? user = null, string? password = null)
        => new(user is null ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    /// <summary>Closes every connection and waits until all are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Stop();
        await Task.WhenAll(connections);
        stop.Dispose();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException)
        {
            // Disposing ends the listening.
        }
    }

    private async Task ServeAsync(TcpClient caller)
    {
        using var owned = caller;
        try
        {
            var stream = caller.GetStream();
            var head = await ReadHeadAsync(stream);
            heads.Enqueue(head);
            var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            if (expected is not null && !lines.Contains($"Proxy-Authorization: {expected}", StringComparer.OrdinalIgnoreCase))
            {
                await WriteAsync(stream, "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                return;
            }

            var target = lines[0].Split(' ')[1];
            var isTunnel = head.StartsWith("CONNECT ", StringComparison.Ordinal);
            var url = new Uri(isTunnel ? $"https://{target}" : target);
            using var partner = new TcpClient();
            await partner.ConnectAsync(url.Host, url.Port, stop.Token);
            var there = partner.GetStream();
            await WriteAsync(isTunnel ? stream : there, isTunnel ? "HTTP/1.1 200 Through\r\n\r\n" : Passed(lines, url));
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            await Task.WhenAny(stream.CopyToAsync(there, either.Token), there.CopyToAsync(stream, either.Token));
            await either.CancelAsync();
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException)
        {
            // One of the two went away.
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, stop.Token) > 0)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private static string Passed(string[] lines, Uri url)
        => string.Join("\r\n", lines.Skip(1).Where(l => !l.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)).Prepend($"{lines[0].Split(' ')[0]} {url.PathAndQuery} HTTP/1.1")) + "\r\n\r\n";

    private async Task WriteAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text), stop.Token);
}
