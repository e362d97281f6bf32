using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Waybill.EndToEnd.Tests;

/// <summary>An answer, and the port it was sent to.</summary>
internal sealed record WireAnswer(int Port, int Status, ReadOnlyMemory<byte> Body);

/// <summary>Posts requests byte for byte, each on a connection of its own that is kept until the end: so a port names one request.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class WireCaller(int gateway) : IDisposable
{
    private readonly List<TcpClient> _connections = [];
    private readonly Lock _keeping = new();

    /// <summary>Null when no whole answer came: the gateway is gone, or went meanwhile.</summary>
    internal async Task<WireAnswer?> PostAsync(ReadOnlyMemory<byte> request, CancellationToken ct)
    {
        try
        {
            var connection = new TcpClient();
            lock (_keeping)
            {
                _connections.Add(connection);
            }

            await connection.ConnectAsync("127.0.0.1", gateway, ct);
            var port = ((System.Net.IPEndPoint)connection.Client.LocalEndPoint!).Port;
            await connection.GetStream().WriteAsync(request, ct);
            using var answer = new MemoryStream();
            await connection.GetStream().CopyToAsync(answer, ct);
            return Read(port, answer.ToArray());
        }
        catch (Exception gone) when (gone is IOException or SocketException)
        {
            return null;
        }
    }

    /// <summary>A request with these header lines, which asks for the connection to be closed.</summary>
    internal static byte[] Request(string path, IEnumerable<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {body.Length}\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body.Span];
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }
    }

    private static WireAnswer? Read(int port, byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var head = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        var body = bytes.AsMemory(end + 4);
        if (head.Any(line => line.Equals("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase)))
        {
            body = Joined(body);
        }

        return new(port, int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture), body);
    }

    private static byte[] Joined(ReadOnlyMemory<byte> chunks)
    {
        using var whole = new MemoryStream();
        while (chunks.Span.IndexOf("\r\n"u8) is > 0 and var line)
        {
            var length = int.Parse(Encoding.ASCII.GetString(chunks.Span[..line]), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            whole.Write(chunks.Span.Slice(line + 2, length));
            chunks = chunks[(line + 2 + length + 2)..];
        }

        return whole.ToArray();
    }
}
