namespace Waybill.Cli.Captures;

/// <summary>A file with a look ahead of up to <see cref="LookAhead"/> bytes and a count of what was taken.</summary>
/// <remarks>The look ahead is the longest header block a capture may have.</remarks>
internal sealed class CaptureInput(Stream file)
{
    public const int LookAhead = 64 * 1024;

    private readonly byte[] buffer = new byte[2 * LookAhead];
    private int start;
    private int end;

    /// <summary>Bytes taken so far.</summary>
    public long Offset { get; private set; }

    /// <summary>The next bytes, at least <paramref name="least"/> of them unless the file ends before; valid until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(int least, CancellationToken cancellationToken)
    {
        if (start + least > buffer.Length)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        while (end - start < least)
        {
            var read = await file.ReadAsync(buffer.AsMemory(end), cancellationToken);
            if (read is 0)
            {
                break;
            }

            end += read;
        }

        return buffer.AsMemory(start, end - start);
    }

    /// <summary>Takes bytes that were looked at.</summary>
    public void Take(int count)
    {
        start += count;
        Offset += count;
        if (start == end)
        {
            (start, end) = (0, 0);
        }
    }

    /// <summary>Takes up to a buffer of bytes; 0 at the end of the file.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        var bytes = await PeekAsync(Math.Min(1, target.Length), cancellationToken);
        var count = Math.Min(bytes.Length, target.Length);
        bytes[..count].CopyTo(target);
        Take(count);
        return count;
    }
}
