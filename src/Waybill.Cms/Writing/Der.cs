using System.Buffers.Binary;

namespace Waybill.Cms;

/// <summary>DER headers around content too long to hold: the length is known, the content comes later.</summary>
internal static class Der
{
    internal const byte Sequence = 0x30;
    internal const byte SetOf = 0x31;
    internal const byte OctetString = 0x04;
    internal const byte Context0 = 0xA0;
    internal const byte Context0Primitive = 0x80;

    /// <summary>Tag and definite length in the fewest bytes (X.690 §10.1).</summary>
    internal static byte[] Header(byte tag, long contentLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(contentLength);
        if (contentLength < 0x80)
        {
            return [tag, (byte)contentLength];
        }

        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, contentLength);
        var significant = bytes[(System.Numerics.BitOperations.LeadingZeroCount((ulong)contentLength) / 8)..];
        return [tag, (byte)(0x80 | significant.Length), .. significant];
    }
}
