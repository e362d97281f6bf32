using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Waybill.Cms;

/// <summary>The key derivation of ANSI X9.63 (SEC 1 §3.6.1) with the shared info of CMS (RFC 5753 §7.2).</summary>
internal static class X963Kdf
{
    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Tag2 = new(TagClass.ContextSpecific, 2, isConstructed: true);

    /// <summary>ECC-CMS-SharedInfo.</summary>
    /// <param name="wrap">KeyWrapAlgorithm as the sender wrote it: with or without NULL is part of what both derive from.</param>
    /// <param name="ukm">User keying material; null when there is none.</param>
    /// <param name="kekBytes">Length of the key to derive.</param>
    public static byte[] SharedInfo(ReadOnlyMemory<byte> wrap, ReadOnlyMemory<byte>? ukm, int kekBytes)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(DerEncoding.TryEncode(wrap, out var der) ? der : wrap.Span);
            if (ukm is { } material)
            {
                using (writer.PushSequence(Tag0))
                {
                    writer.WriteOctetString(material.Span);
                }
            }

            using (writer.PushSequence(Tag2))
            {
                Span<byte> bits = stackalloc byte[4];
                BinaryPrimitives.WriteInt32BigEndian(bits, kekBytes * 8);
                writer.WriteOctetString(bits);
            }
        }

        return writer.Encode();
    }

    /// <summary>Hashes secret, counter and shared info until there are <paramref name="length"/> bytes.</summary>
    public static byte[] Derive(DigestAlgorithm digest, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> sharedInfo, int length)
    {
        var key = new byte[length];
        Span<byte> counter = stackalloc byte[4];
        Span<byte> block = stackalloc byte[64];
        using var hash = IncrementalHash.CreateHash(digest.Hash);
        for (var (at, round) = (0, 1); at < length; at += digest.SizeInBytes, round++)
        {
            BinaryPrimitives.WriteInt32BigEndian(counter, round);
            hash.AppendData(secret);
            hash.AppendData(counter);
            hash.AppendData(sharedInfo);
            hash.GetHashAndReset(block);
            block[..Math.Min(digest.SizeInBytes, length - at)].CopyTo(key.AsSpan(at));
        }

        CryptographicOperations.ZeroMemory(block);
        return key;
    }
}
