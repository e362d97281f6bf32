using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Waybill.Cms;

/// <summary>RecipientInfos (RFC 5652 §6.2): the content key, once for every recipient.</summary>
internal static class RecipientInfoWriter
{
    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Context0Constructed = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Context1Constructed = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <summary>The version EnvelopedData has with these recipients: 0 only when all are version 0 (RFC 5652 §6.1).</summary>
    internal static int EnvelopedDataVersion(IReadOnlyList<CmsRecipientOptions> recipients)
        => recipients.All(r => r is { UseSubjectKeyIdentifier: false, EffectiveManagement: not KeyManagement.Ecdh }) ? 0 : 2;

    internal static void WriteAll(AsnWriter writer, IReadOnlyList<CmsRecipientOptions> recipients, byte[] contentKey)
    {
        using (writer.PushSetOf())
        {
            foreach (var recipient in recipients.Where(r => r.EffectiveManagement is not KeyManagement.Ecdh))
            {
                WriteKeyTransport(writer, recipient, contentKey);
            }

            foreach (var curve in recipients.Where(r => r.EffectiveManagement is KeyManagement.Ecdh).GroupBy(r => r.Certificate.KeyBits))
            {
                WriteKeyAgreement(writer, curve.Key, curve, contentKey);
            }
        }
    }

    private static void WriteKeyTransport(AsnWriter writer, CmsRecipientOptions recipient, byte[] contentKey)
    {
        var padding = recipient.EffectiveManagement is KeyManagement.RsaOaep
            ? RSAEncryptionPadding.CreateOaep(recipient.OaepDigest.Hash)
            : RSAEncryptionPadding.Pkcs1;
        var encryptedKey = recipient.Certificate.Rsa!.Encrypt(contentKey, padding);
        using (writer.PushSequence())
        {
            writer.WriteInteger(recipient.UseSubjectKeyIdentifier ? 2 : 0);
            if (recipient.UseSubjectKeyIdentifier)
            {
                CertificateNames.WriteSubjectKeyIdentifier(writer, recipient.Certificate, Context0);
            }
            else
            {
                CertificateNames.WriteIssuerAndSerialNumber(writer, recipient.Certificate);
            }

            if (recipient.EffectiveManagement is KeyManagement.RsaOaep)
            {
                AlgorithmIdentifiers.WriteOaep(writer, recipient.OaepDigest);
            }
            else
            {
                AlgorithmIdentifiers.WriteRsaEncryption(writer);
            }

            writer.WriteOctetString(encryptedKey);
        }
    }

    /// <summary>One KeyAgreeRecipientInfo for all recipients on a curve (RFC 5753 §3.1.1).</summary>
    private static void WriteKeyAgreement(AsnWriter writer, int curveBits, IEnumerable<CmsRecipientOptions> recipients, byte[] contentKey)
    {
        using var wrap = new EcdhKeyWrap(curveBits, contentKey.Length);
        using (writer.PushSequence(Context1Constructed))
        {
            writer.WriteInteger(3);
            using (writer.PushSequence(Context0Constructed))
            using (writer.PushSequence(Context1Constructed))
            {
                using (writer.PushSequence())
                {
                    // Without parameters: the curve is that of the recipient's key.
                    writer.WriteObjectIdentifier(WritingOids.EcPublicKey);
                }

                writer.WriteBitString(wrap.PublicPoint());
            }

            wrap.WriteAlgorithm(writer);
            using (writer.PushSequence())
            {
                foreach (var recipient in recipients)
                {
                    using (writer.PushSequence())
                    {
                        WriteKeyAgreementName(writer, recipient);
                        writer.WriteOctetString(wrap.Wrap(recipient.Certificate, contentKey));
                    }
                }
            }
        }
    }

    private static void WriteKeyAgreementName(AsnWriter writer, CmsRecipientOptions recipient)
    {
        if (!recipient.UseSubjectKeyIdentifier)
        {
            CertificateNames.WriteIssuerAndSerialNumber(writer, recipient.Certificate);
            return;
        }

        // RecipientKeyIdentifier: a SEQUENCE around the identifier, unlike in key transport.
        using (writer.PushSequence(Context0Constructed))
        {
            CertificateNames.WriteSubjectKeyIdentifier(writer, recipient.Certificate, tag: null);
        }
    }
}
