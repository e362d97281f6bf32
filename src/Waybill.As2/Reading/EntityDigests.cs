using System.Buffers;
using System.Security.Cryptography;
using Waybill.Cms;

namespace Waybill.As2;

/// <summary>Digests of a quarantined entity: those taken while it arrived, and others by reading it once more.</summary>
internal sealed class EntityDigests(IQuarantineObject entity)
{
    private const int BufferBytes = 64 * 1024;

    private readonly Dictionary<DigestAlgorithm, ReadOnlyMemory<byte>> _values = [];

    /// <summary>The first one taken.</summary>
    public DigestAlgorithm First { get; private set; } = DigestAlgorithm.Sha256;

    public void Add(DigestAlgorithm digest, ReadOnlyMemory<byte> value)
    {
        First = _values.Count is 0 ? digest : First;
        _values[digest] = value;
    }

    /// <summary>Null when it was not taken.</summary>
    public ReadOnlyMemory<byte>? Find(DigestAlgorithm digest) => _values.TryGetValue(digest, out var value) ? value : null;

    /// <summary>Takes those that are missing, in one more pass.</summary>
    public ValueTask TakeAsync(IEnumerable<DigestAlgorithm> needed, CancellationToken cancellationToken)
    {
        DigestAlgorithm[] missing = [.. needed.Where(d => !_values.ContainsKey(d))];
        return missing.Length is 0 ? ValueTask.CompletedTask : TakeAsync(missing, asCrlf: false, cancellationToken);
    }

    /// <summary>The digests the entity would have, had every bare line feed come as CRLF (AS2-CANON-005).</summary>
    public async ValueTask<EntityDigests> WithCrlfAsync(IEnumerable<DigestAlgorithm> needed, CancellationToken cancellationToken)
    {
        var canonical = new EntityDigests(entity);
        await canonical.TakeAsync([.. needed], asCrlf: true, cancellationToken);
        return canonical;
    }

    private async ValueTask TakeAsync(DigestAlgorithm[] digests, bool asCrlf, CancellationToken cancellationToken)
    {
        IncrementalHash[] hashes = [.. digests.Select(d => IncrementalHash.CreateHash(d.Hash))];
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var stream = await entity.OpenReadAsync(0, entity.Length, cancellationToken);
            await using (stream)
            {
                var afterReturn = false;
                for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
                {
                    Append(hashes, buffer.AsSpan(0, read), asCrlf, ref afterReturn);
                }
            }

            for (var i = 0; i < hashes.Length; i++)
            {
                Add(digests[i], hashes[i].GetHashAndReset());
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            Array.ForEach(hashes, h => h.Dispose());
        }
    }

    /// <param name="hashes">All of them.</param>
    /// <param name="bytes">The next bytes.</param>
    /// <param name="asCrlf">Whether a line feed without a carriage return gets one.</param>
    /// <param name="afterReturn">Whether the byte before was a carriage return.</param>
    private static void Append(IncrementalHash[] hashes, ReadOnlySpan<byte> bytes, bool asCrlf, ref bool afterReturn)
    {
        while (!bytes.IsEmpty)
        {
            var lineFeed = asCrlf ? bytes.IndexOf((byte)'\n') : -1;
            var isBare = lineFeed >= 0 && !(lineFeed is 0 ? afterReturn : bytes[lineFeed - 1] is (byte)'\r');
            var take = lineFeed < 0 ? bytes.Length : lineFeed + 1;
            foreach (var hash in hashes)
            {
                hash.AppendData(isBare ? bytes[..lineFeed] : bytes[..take]);
                if (isBare)
                {
                    hash.AppendData("\r\n"u8);
                }
            }

            afterReturn = bytes[take - 1] is (byte)'\r';
            bytes = bytes[take..];
        }
    }
}
