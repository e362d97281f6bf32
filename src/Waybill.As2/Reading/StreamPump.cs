using System.Buffers;

namespace Waybill.As2;

/// <summary>Moves bytes through one pooled buffer.</summary>
internal static class StreamPump
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Reads to the end and forgets what came.</summary>
    public static ValueTask DrainAsync(Stream stream, CancellationToken cancellationToken) => CopyAsync(stream, null, cancellationToken);

    /// <summary>Reads to the end.</summary>
    public static async ValueTask CopyAsync(Stream stream, EntitySink? target, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var (used, ended) = (0, false);
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                used = Math.Max(used, read);
                if (target is not null)
                {
                    await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }
            }

            ended = true;
        }
        finally
        {
            // A read that failed may have left anything.
            buffer.AsSpan(0, ended ? used : buffer.Length).Clear();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
