using System.Formats.Asn1;

namespace Waybill.Cms;

/// <summary>AlgorithmIdentifiers as they are written.</summary>
internal static class AlgorithmIdentifiers
{
    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Tag1 = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag Tag2 = new(TagClass.ContextSpecific, 2, isConstructed: true);

    internal static byte[] Encoded(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return writer.Encode();
    }

    /// <summary>A digest without parameters, as RFC 5754 §2 asks senders to write it.</summary>
    internal static void WriteDigest(AsnWriter writer, DigestAlgorithm digest, Asn1Tag? tag = null)
    {
        using (writer.PushSequence(tag))
        {
            writer.WriteObjectIdentifier(digest.Oid);
        }
    }

    internal static void WriteSignature(AsnWriter writer, SignatureScheme scheme, DigestAlgorithm digest, Asn1Tag? tag = null)
    {
        using (writer.PushSequence(tag))
        {
            switch (scheme)
            {
                case SignatureScheme.RsaPkcs1:
                    // rsaEncryption and not sha256WithRSAEncryption: every peer knows it (RFC 3370 §3.2).
                    writer.WriteObjectIdentifier(WritingOids.RsaEncryption);
                    writer.WriteNull();
                    break;
                case SignatureScheme.RsaPss:
                    writer.WriteObjectIdentifier(WritingOids.RsaPss);
                    WritePssParameters(writer, digest);
                    break;
                default:
                    writer.WriteObjectIdentifier(EcdsaOid(digest));
                    break;
            }
        }
    }

    internal static void WriteRsaEncryption(AsnWriter writer) => WriteWithNull(writer, WritingOids.RsaEncryption);

    internal static void WriteOaep(AsnWriter writer, DigestAlgorithm digest)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(WritingOids.RsaOaep);
            using (writer.PushSequence())
            {
                // SHA-1 is the default of every field, and DER leaves defaults out (RFC 4055 §4.1).
                if (digest != DigestAlgorithm.Sha1)
                {
                    WriteHashAndMask(writer, digest);
                }
            }
        }
    }

    internal static void WriteCipher(AsnWriter writer, ContentCipher cipher, ReadOnlySpan<byte> iv)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(cipher.Oid);
            if (!cipher.IsAuthenticated)
            {
                writer.WriteOctetString(iv);
                return;
            }

            using (writer.PushSequence())
            {
                writer.WriteOctetString(iv);

                // GCMParameters (RFC 5084 §3.2): the default is 12, so 16 is written.
                writer.WriteInteger(GcmContentEncryptor.TagBytes);
            }
        }
    }

    private static void WritePssParameters(AsnWriter writer, DigestAlgorithm digest)
    {
        using (writer.PushSequence())
        {
            if (digest == DigestAlgorithm.Sha1)
            {
                return;
            }

            WriteHashAndMask(writer, digest);
            using (writer.PushSequence(Tag2))
            {
                writer.WriteInteger(digest.SizeInBytes);
            }
        }
    }

    // The NULL is right here, unlike in WriteDigest: RFC 4055 §2.1 and every product.
    private static void WriteHashAndMask(AsnWriter writer, DigestAlgorithm digest)
    {
        using (writer.PushSequence(Tag0))
        {
            WriteWithNull(writer, digest.Oid);
        }

        using (writer.PushSequence(Tag1))
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(WritingOids.Mgf1);
            WriteWithNull(writer, digest.Oid);
        }
    }

    private static void WriteWithNull(AsnWriter writer, string oid)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            writer.WriteNull();
        }
    }

    // RFC 5758 §3.2; SHA-1: RFC 3279 §2.2.3.
    private static string EcdsaOid(DigestAlgorithm digest)
        => digest == DigestAlgorithm.Sha256 ? "1.2.840.10045.4.3.2"
            : digest == DigestAlgorithm.Sha384 ? "1.2.840.10045.4.3.3"
            : digest == DigestAlgorithm.Sha512 ? "1.2.840.10045.4.3.4"
            : "1.2.840.10045.4.1";
}
