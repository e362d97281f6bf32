using System.Buffers;
using System.Net;

namespace Waybill.As2.Http;

/// <summary>A request body pulled from a stream that is opened anew for every attempt. Content-Length where the length is given, else chunks.</summary>
internal sealed class PulledContent(Func<CancellationToken, ValueTask<Stream>> open, long length, bool chunked, Action moved) : HttpContent
{
    private const int PieceBytes = 64 * 1024;

    /// <summary>Why our own input failed, so that a broken file is not taken for a broken network.</summary>
    internal Exception? InputFault { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            await using var source = await Input(() => open(cancellationToken));
            int read;
            while ((read = await Input(() => source.ReadAsync(buffer, cancellationToken))) > 0)
            {
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                moved();
            }
        }
        finally
        {
            // The bytes may be a document in clear.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return !chunked;
    }

    private async ValueTask<T> Input<T>(Func<ValueTask<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            InputFault = fault;
            throw;
        }
    }
}
