using System.Buffers;
using System.Security.Cryptography;
using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>Bytes on their way into the payload store, hashed in the same pass.</summary>
internal static class StoredWriting
{
    /// <summary>Copies a stream into a new object for a row. It is durable when this returns, or goes into the row's transaction.</summary>
    /// <param name="payloads">The store.</param>
    /// <param name="row">Takes the object.</param>
    /// <param name="source">Read to its end; not disposed.</param>
    /// <param name="start">Where the first bytes go, as far as they fit; empty when nobody wants them.</param>
    /// <param name="ct">Ends it, leaving nothing behind.</param>
    internal static async ValueTask<StoredBytes> StoreAsync(this IPayloadStore payloads, RowPayloads row, Stream source, Memory<byte> start, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        await using var draft = await payloads.CreateAsync(ct);
        try
        {
            var peeked = 0;
            int read;
            while ((read = await source.ReadAsync(buffer, ct)) > 0)
            {
                var piece = buffer.AsMemory(0, read);
                var wanted = Math.Min(read, start.Length - peeked);
                piece[..wanted].CopyTo(start[peeked..]);
                peeked += wanted;
                hash.AppendData(piece.Span);
                await draft.WriteAsync(piece, ct);
            }

            await row.AddAsync(draft, ct);
            return new(draft.Id, draft.Length, hash.GetHashAndReset(), peeked);
        }
        finally
        {
            // Business data passed through it.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>The store as scratch: what is not committed goes with its handle.</summary>
    internal static IQuarantine AsScratch(this IPayloadStore payloads) => new Scratch(payloads);

    private sealed class Scratch(IPayloadStore payloads) : IQuarantine
    {
        public async ValueTask<IQuarantineObject> CreateAsync(CancellationToken cancellationToken) => await payloads.CreateAsync(cancellationToken);
    }
}

/// <summary>What was stored.</summary>
/// <param name="Id">The object.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Their digest.</param>
/// <param name="Peeked">How many bytes were copied out.</param>
internal sealed record StoredBytes(PayloadId Id, long Length, ReadOnlyMemory<byte> Sha256, int Peeked);
