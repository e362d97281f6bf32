using System.Globalization;
using System.Text;

namespace Waybill.Testing;

/// <summary>Reads one HTTP/1.1 request from a connection: enough for a partner that only ever meets our own client.</summary>
internal sealed class RequestReader(Stream connection)
{
    // A test partner holds requests whole; this only keeps a runaway test from filling the memory.
    private const int MostBytes = 256 << 20;

    private readonly byte[] buffer = new byte[64 << 10];
    private int start;
    private int end;

    /// <summary>Null when the peer closed without a request.</summary>
    public async Task<PartnerRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        string line;
        do
        {
            line = await LineAsync(cancellationToken) ?? "";
            if (head.Length is 0 && line.Length is 0)
            {
                return null;
            }

            head.Append(line).Append("\r\n");
        }
        while (line.Length > 0);
        var request = new PartnerRequest(head.ToString(), default);
        if (request.Header("Expect") is not null)
        {
            await connection.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken);
        }

        using var body = new MemoryStream();
        if (request.Header("Transfer-Encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) is true)
        {
            await ReadChunksAsync(body, cancellationToken);
        }
        else
        {
            await CopyAsync(body, long.Parse(request.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture), cancellationToken);
        }

        return request with { Body = body.ToArray() };
    }

    private async Task ReadChunksAsync(MemoryStream body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var size = await LineAsync(cancellationToken) ?? throw new EndOfStreamException("The request ends inside its chunks.");
            var length = long.Parse(size.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (length is 0)
            {
                break;
            }

            await CopyAsync(body, length, cancellationToken);
            await LineAsync(cancellationToken);
        }

        while (await LineAsync(cancellationToken) is { Length: > 0 })
        {
            // Trailer fields say nothing a test needs.
        }
    }

    private async Task CopyAsync(MemoryStream body, long length, CancellationToken cancellationToken)
    {
        if (length < 0 || body.Length + length > MostBytes)
        {
            throw new InvalidDataException("The request is larger than a test partner holds.");
        }

        while (length > 0)
        {
            if (start == end && !await FillAsync(cancellationToken))
            {
                throw new EndOfStreamException("The request ends inside its body.");
            }

            var take = (int)Math.Min(length, end - start);
            body.Write(buffer, start, take);
            start += take;
            length -= take;
        }
    }

    private async Task<string?> LineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (start < end || await FillAsync(cancellationToken))
        {
            var value = (char)buffer[start++];
            if (value is '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(value);
        }

        return null;
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        (start, end) = (0, await connection.ReadAsync(buffer, cancellationToken));
        return end > 0;
    }
}
