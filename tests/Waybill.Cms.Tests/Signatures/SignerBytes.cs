using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Cms.Tests.Signed;

namespace Waybill.Cms.Tests.Signatures;

/// <summary>SignerInfos put together by hand, with a signature that is good whatever stands in them.</summary>
internal static class SignerBytes
{
    public const string ContentType = "1.2.840.113549.1.9.3";
    public const string MessageDigest = "1.2.840.113549.1.9.4";
    public const string Sha256 = "608648016503040201";

    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);

    public static byte[] Data => Encoded(w => w.WriteObjectIdentifier("1.2.840.113549.1.7.1"));

    public static byte[] Digest => Encoded(w => w.WriteOctetString(SHA256.HashData(SignedBytes.Content)));

    public static byte[] Attribute(string type, params byte[][] values) => Encoded(w =>
    {
        using (w.PushSequence())
        {
            w.WriteObjectIdentifier(type);
            using (w.PushSetOf())
            {
                foreach (var value in values)
                {
                    w.WriteEncodedValue(value);
                }
            }
        }
    });

    /// <summary>An RSA signature with SHA-256 over <paramref name="signed"/>, with attributes that stand in the SignerInfo as given.</summary>
    public static byte[] SignOver(X509Certificate2 signer, byte[] signed, byte[] sentAttributes)
    {
        using var rsa = signer.GetRSAPrivateKey()!;
        byte[] name = BerForms.Tlv(0x30, [.. signer.IssuerName.RawData, .. BerForms.Tlv(2, signer.SerialNumberBytes.ToArray())]);
        byte[] digest = BerForms.Tlv(0x30, Convert.FromHexString("0609" + Sha256));
        byte[] algorithm = BerForms.Tlv(0x30, Convert.FromHexString("06092A864886F70D0101010500"));
        byte[] value = BerForms.Tlv(4, rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        byte[] info = BerForms.Tlv(0x30, [2, 1, 1, .. name, .. digest, .. sentAttributes, .. algorithm, .. value]);
        return SignedParts.Write(SignedBytes.Content, Convert.ToHexString(BerForms.Tlv(0x31, digest)), Convert.ToHexString(BerForms.Tlv(0x31, info)));
    }

    /// <summary>An RSA signature with SHA-256 over these attributes, or over the content when there are none. Parameters are hexadecimal: nothing or a NULL.</summary>
    public static byte[] Sign(X509Certificate2 signer, byte[][] attributes, string digestParameters = "", string signatureParameters = "0500")
    {
        var digest = Convert.ToHexString(BerForms.Tlv(0x30, Convert.FromHexString("0609" + Sha256 + digestParameters)));
        var info = Encoded(w =>
        {
            using (w.PushSequence())
            {
                w.WriteInteger(1);
                using (w.PushSequence())
                {
                    w.WriteEncodedValue(signer.IssuerName.RawData);
                    w.WriteInteger(signer.SerialNumberBytes.Span);
                }

                w.WriteEncodedValue(Convert.FromHexString(digest));
                var signed = SignedBytes.Content;
                if (attributes.Length > 0)
                {
                    signed = Encoded(a => Set(a, null));
                    Set(w, Tag0);
                }

                w.WriteEncodedValue(BerForms.Tlv(0x30, Convert.FromHexString("06092A864886F70D010101" + signatureParameters)));
                using var rsa = signer.GetRSAPrivateKey()!;
                w.WriteOctetString(rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            }
        });
        return SignedParts.Write(SignedBytes.Content, "31" + (digest.Length / 2).ToString("X2", System.Globalization.CultureInfo.InvariantCulture) + digest, Convert.ToHexString(BerForms.Tlv(0x31, info)));

        void Set(AsnWriter writer, Asn1Tag? tag)
        {
            using (writer.PushSetOf(tag))
            {
                foreach (var attribute in attributes)
                {
                    writer.WriteEncodedValue(attribute);
                }
            }
        }
    }

    private static byte[] Encoded(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return writer.Encode();
    }
}
