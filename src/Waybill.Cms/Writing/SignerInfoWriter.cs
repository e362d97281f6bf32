using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Waybill.Cms;

/// <summary>One SignerInfo (RFC 5652 §5.3).</summary>
internal static class SignerInfoWriter
{
    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Context1 = new(TagClass.ContextSpecific, 1, isConstructed: true);

    internal static void Write(AsnWriter writer, CmsSignerOptions signer, ReadOnlyMemory<byte> contentDigest, bool usualLength)
    {
        if (contentDigest.Length != signer.Digest.SizeInBytes)
        {
            throw new CmsException(CmsProblem.BadRequest, $"The content's digest is not a {signer.Digest} digest.");
        }

        var attributes = signer.SignedAttributes ? Attributes(signer, contentDigest.Span) : null;
        var signature = Sign(signer, attributes, contentDigest.Span, usualLength);
        using (writer.PushSequence())
        {
            writer.WriteInteger(signer.UseSubjectKeyIdentifier ? 3 : 1);
            if (signer.UseSubjectKeyIdentifier)
            {
                CertificateNames.WriteSubjectKeyIdentifier(writer, signer.Key.Certificate, Context0);
            }
            else
            {
                CertificateNames.WriteIssuerAndSerialNumber(writer, signer.Key.Certificate);
            }

            AlgorithmIdentifiers.WriteDigest(writer, signer.Digest);
            if (attributes is not null)
            {
                // Signed as SET OF, carried as [0] IMPLICIT (RFC 5652 §5.4).
                attributes[0] = Der.Context0;
                writer.WriteEncodedValue(attributes);
            }

            AlgorithmIdentifiers.WriteSignature(writer, signer.EffectiveScheme, signer.Digest);
            writer.WriteOctetString(signature);
        }
    }

    private static byte[] Attributes(CmsSignerOptions signer, ReadOnlySpan<byte> contentDigest)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER, initialCapacity: 256);
        using (writer.PushSetOf())
        {
            using (PushAttribute(writer, WritingOids.ContentType, out var contentType))
            using (contentType)
            {
                writer.WriteObjectIdentifier(WritingOids.Data);
            }

            using (PushAttribute(writer, WritingOids.MessageDigest, out var messageDigest))
            using (messageDigest)
            {
                writer.WriteOctetString(contentDigest);
            }

            if (signer.SigningTime is { } time)
            {
                using (PushAttribute(writer, WritingOids.SigningTime, out var signingTime))
                using (signingTime)
                {
                    WriteTime(writer, time.ToUniversalTime());
                }
            }

            if (signer.AlgorithmProtection)
            {
                using (PushAttribute(writer, WritingOids.AlgorithmProtection, out var protection))
                using (protection)
                using (writer.PushSequence())
                {
                    AlgorithmIdentifiers.WriteDigest(writer, signer.Digest);
                    AlgorithmIdentifiers.WriteSignature(writer, signer.EffectiveScheme, signer.Digest, Context1);
                }
            }
        }

        return writer.Encode();
    }

    private static AsnWriter.Scope PushAttribute(AsnWriter writer, string type, out AsnWriter.Scope values)
    {
        var attribute = writer.PushSequence();
        writer.WriteObjectIdentifier(type);
        values = writer.PushSetOf();
        return attribute;
    }

    // RFC 5652 §11.3: UTCTime through 2049, whole seconds.
    private static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        if (time.Year is >= 1950 and < 2050)
        {
            writer.WriteUtcTime(time, twoDigitYearMax: 2049);
        }
        else
        {
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
        }
    }

    private static byte[] Sign(CmsSignerOptions signer, byte[]? attributes, ReadOnlySpan<byte> contentDigest, bool usualLength)
    {
        byte[] hash = attributes is null ? contentDigest.ToArray() : CryptographicOperations.HashData(signer.Digest.Hash, attributes);
        return signer.EffectiveScheme switch
        {
            SignatureScheme.RsaPkcs1 => signer.Key.Rsa!.SignHash(hash, signer.Digest.Hash, RSASignaturePadding.Pkcs1),
            SignatureScheme.RsaPss => signer.Key.Rsa!.SignHash(hash, signer.Digest.Hash, RSASignaturePadding.Pss),
            _ => EcdsaSignature.Sign(signer.Key.Ecdsa!, hash, usualLength),
        };
    }
}
