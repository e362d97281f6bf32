using System.IO.Compression;

namespace Waybill.Cms;

/// <summary>Writes CompressedData (RFC 3274): <see cref="Prefix"/>, then the bytes of <see cref="Deflate"/>, whose number must be known first. Nothing follows them.</summary>
/// <threadsafety>Safe from many threads.</threadsafety>
public static class CompressedDataWriter
{
    /// <summary>Compresses while being read, in constant memory.</summary>
    /// <param name="source">Read asynchronously to its end; disposed with the result.</param>
    /// <param name="level">Default <see cref="CompressionLevel.Optimal"/>.</param>
    /// <returns>A zlib stream (RFC 1950), read asynchronously only. The same source and level give the same bytes, however the source hands them out.</returns>
    public static Stream Deflate(Stream source, CompressionLevel level = CompressionLevel.Optimal)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new DeflatingStream(source, level);
    }

    /// <summary>Everything before the zlib bytes, as DER.</summary>
    /// <param name="zlibLength">How many bytes will follow.</param>
    public static ReadOnlyMemory<byte> Prefix(long zlibLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(zlibLength);
        return new DerFrame(zlibLength)
            .Wrap(Der.OctetString)
            .Wrap(Der.Context0)
            .Wrap(Der.Sequence, AlgorithmIdentifiers.Encoded(w => w.WriteObjectIdentifier(WritingOids.Data)))
            .Wrap(Der.Sequence, AlgorithmIdentifiers.Encoded(w =>
            {
                w.WriteInteger(0);
                using (w.PushSequence())
                {
                    // Parameters absent, as RFC 3274 §2 asks for.
                    w.WriteObjectIdentifier(WritingOids.Zlib);
                }
            }))
            .WrapContentInfo(WritingOids.CompressedData)
            .Prefix;
    }
}
