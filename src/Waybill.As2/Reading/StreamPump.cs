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
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (target is not null)
                {
                    await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
