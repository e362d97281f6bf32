using System.Globalization;
using Waybill.Mime;

namespace Waybill.Cli.Captures;

/// <summary>A body in chunks, with extensions and trailer fields (RFC 9112 §7.1). Lone LF line ends are accepted.</summary>
internal sealed class ChunkedBody(CaptureInput input) : CaptureBody
{
    private long left;
    private bool started;
    private bool ended;

    public override string Framing => "chunked";

    /// <summary>The fields after the last chunk.</summary>
    public MimeHeaders Trailers { get; private set; } = MimeHeaders.Empty;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || (left is 0 && !ended && !await NextChunkAsync(cancellationToken)) || ended)
        {
            return 0;
        }

        var read = await input.ReadAsync(buffer[..(int)Math.Min(buffer.Length, left)], cancellationToken);
        left -= read;
        BytesRead += read;
        return read > 0 ? read : Stop($"The file ends {left.ToString(CultureInfo.InvariantCulture)} bytes before the end of a chunk.");
    }

    private async ValueTask<bool> NextChunkAsync(CancellationToken cancellationToken)
    {
        if (started && !await LineEndAsync(cancellationToken))
        {
            Stop("A chunk is longer or shorter than its size says.");
            return false;
        }

        started = true;
        var bytes = await input.PeekAsync(ChunkSize.MostLineBytes, cancellationToken);
        if (!ChunkSize.TryRead(bytes.Span, out left, out var lineBytes))
        {
            Stop(bytes.IsEmpty ? "The file ends before the last chunk." : "A chunk does not start with its size.");
            return false;
        }

        input.Take(lineBytes);
        if (left > 0)
        {
            return true;
        }

        ended = true;
        await TrailersAsync(cancellationToken);
        return false;
    }

    private async ValueTask TrailersAsync(CancellationToken cancellationToken)
    {
        var bytes = await input.PeekAsync(CaptureInput.LookAhead, cancellationToken);
        var length = HeaderEnd.Find(bytes.Span);
        if (length < 0)
        {
            Stop("The file ends before the empty line after the last chunk.");
            return;
        }

        // A copy: the look ahead is only lent.
        Trailers = MimeHeaders.Parse(bytes[..length].ToArray(), input.Offset);
        input.Take(length);
    }

    private async ValueTask<bool> LineEndAsync(CancellationToken cancellationToken)
    {
        var bytes = await input.PeekAsync(2, cancellationToken);
        var length = bytes.Span.StartsWith("\r\n"u8) ? 2 : bytes.Span.StartsWith("\n"u8) ? 1 : 0;
        input.Take(length);
        return length > 0;
    }

    private int Stop(string problem)
    {
        (Problem, ended, left) = (problem, true, 0);
        return 0;
    }
}
