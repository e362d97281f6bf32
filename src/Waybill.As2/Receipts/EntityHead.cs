namespace Waybill.As2;

/// <summary>Splits a stream into the header block of its entity and the rest.</summary>
internal static class EntityHead
{
    private const int MostBytes = 64 * 1024;

    /// <summary>Reads until the empty line that ends the headers. Without one in the first 64 KiB there are no headers.</summary>
    /// <returns>The block with its empty line, and the bytes read behind it.</returns>
    internal static async ValueTask<(ReadOnlyMemory<byte> Headers, ReadOnlyMemory<byte> Start)> ReadAsync(Stream stream, CancellationToken ct)
    {
        var buffer = new byte[MostBytes];
        var (length, searched) = (0, 0);
        while (length < MostBytes)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), ct).ConfigureAwait(false);
            if (read is 0)
            {
                break;
            }

            length += read;
            if (End(buffer.AsSpan(0, length), searched) is var end and > 0)
            {
                return (buffer.AsMemory(0, end), buffer.AsMemory(end, length - end));
            }

            searched = Math.Max(0, length - 3);
        }

        return (default, buffer.AsMemory(0, length));
    }

    /// <summary>One past the first empty line; 0 when there is none yet.</summary>
    private static int End(ReadOnlySpan<byte> bytes, int from)
    {
        if (bytes.StartsWith("\r\n"u8))
        {
            return 2;
        }

        for (var at = from; bytes[at..].IndexOf((byte)'\n') is var hit and >= 0;)
        {
            at += hit + 1;
            if (bytes[at..].StartsWith("\r\n"u8))
            {
                return at + 2;
            }

            if (bytes[at..].StartsWith("\n"u8))
            {
                return at + 1;
            }
        }

        return 0;
    }
}
