using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Waybill.Benchmarks;

/// <summary>An answer; its bytes are valid until the next request.</summary>
internal readonly record struct WireAnswer(int Status, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body);

/// <summary>One kept-alive HTTP/1.1 connection from raw bytes: it costs next to nothing, so that the machine is the server's.</summary>
internal sealed class WireClient : IDisposable
{
    private readonly Socket _socket;
    private byte[] _buffer = new byte[64 * 1024];

    private WireClient(Socket socket) => _socket = socket;

    public static async Task<WireClient> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return new(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Asks for a page of the API.</summary>
    public ValueTask<WireAnswer> GetAsync(string path) => SendAsync(System.Text.Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));

    /// <summary>Sends a whole request and reads its answer.</summary>
    public async ValueTask<WireAnswer> SendAsync(ReadOnlyMemory<byte> request)
    {
        await WriteAsync(request);
        return await ReadAsync();
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes)..];
        }
    }

    public async ValueTask<WireAnswer> ReadAsync()
    {
        var (filled, head, whole) = (0, -1, int.MaxValue);
        var isChunked = false;
        while (filled < whole)
        {
            if (filled == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var read = await _socket.ReceiveAsync(_buffer.AsMemory(filled));
            if (read is 0)
            {
                throw new EndOfStreamException("The server closed the connection before its answer ended.");
            }

            filled += read;
            if (head < 0 && _buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
            {
                head = end + 4;
                isChunked = IsChunked(_buffer.AsSpan(0, head));
                whole = isChunked ? int.MaxValue : head + (int)Length(_buffer.AsSpan(0, head));
            }

            if (isChunked && _buffer.AsSpan(head, filled - head).EndsWith("0\r\n\r\n"u8))
            {
                whole = filled;
            }
        }

        _ = Utf8Parser.TryParse(_buffer.AsSpan("HTTP/1.1 ".Length, 3), out int status, out _);
        return new(status, _buffer.AsMemory(0, head), _buffer.AsMemory(head, isChunked ? Join(_buffer.AsSpan(head, filled - head)) : filled - head));
    }

    /// <summary>Brings chunks together in place; gives their length.</summary>
    private static int Join(Span<byte> chunks)
    {
        for (var (read, written) = (0, 0); ;)
        {
            _ = Utf8Parser.TryParse(chunks[read..], out int length, out var digits, 'x');
            if (length is 0)
            {
                return written;
            }

            read += digits + 2;
            chunks.Slice(read, length).CopyTo(chunks[written..]);
            (read, written) = (read + length + 2, written + length);
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>The value of Content-Length, whatever its case; 0 without one.</summary>
    public static long Length(ReadOnlySpan<byte> head)
    {
        foreach (var line in head.Split("\r\n"u8))
        {
            var text = head[line];
            if (text.Length > 15 && System.Text.Ascii.EqualsIgnoreCase(text[..15], "Content-Length:"u8))
            {
                _ = Utf8Parser.TryParse(text[15..].TrimStart((byte)' '), out long length, out _);
                return length;
            }
        }

        return 0;
    }

    private static bool IsChunked(ReadOnlySpan<byte> head)
    {
        foreach (var line in head.Split("\r\n"u8))
        {
            if (System.Text.Ascii.EqualsIgnoreCase(head[line], "Transfer-Encoding: chunked"u8))
            {
                return true;
            }
        }

        return false;
    }
}
