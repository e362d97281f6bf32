using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Agreement;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Waybill.Cms.Tests.Writing;

/// <summary>RFC 5753 §3.1 from the recipient's side, put together from BouncyCastle's parts.</summary>
internal static class BouncyCastleKeyAgreement
{
    public static byte[] ContentKey(KeyAgreeRecipientInfo info, X509Certificate2 recipient)
    {
        using var key = recipient.GetECDsaPrivateKey()!;
        var ours = (ECPrivateKeyParameters)PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey());
        var point = ours.Parameters.Curve.DecodePoint(info.Originator.OriginatorKey.PublicKey.GetBytes());
        var agreement = new ECDHBasicAgreement();
        agreement.Init(ours);
        var secret = agreement.CalculateAgreement(new ECPublicKeyParameters(point, ours.Parameters)).ToByteArrayUnsigned();
        byte[] padded = [.. new byte[agreement.GetFieldSize() - secret.Length], .. secret];

        var wrap = AlgorithmIdentifier.GetInstance(info.KeyEncryptionAlgorithm.Parameters);
        var bits = wrap.Algorithm.Id switch { "2.16.840.1.101.3.4.1.5" => 128, "2.16.840.1.101.3.4.1.25" => 192, _ => 256 };
        var sharedInfo = new DerSequence(wrap, new DerTaggedObject(true, 2, new DerOctetString([0, 0, (byte)(bits >> 8), (byte)bits])));
        IDigest digest = info.KeyEncryptionAlgorithm.Algorithm.Id switch
        {
            "1.3.132.1.11.1" => new Sha256Digest(),
            "1.3.132.1.11.2" => new Sha384Digest(),
            _ => new Sha512Digest(),
        };
        var derivation = new Kdf2BytesGenerator(digest);
        derivation.Init(new KdfParameters(padded, sharedInfo.GetEncoded("DER")));
        var derived = new byte[bits / 8];
        derivation.GenerateBytes(derived, 0, derived.Length);

        var engine = new AesWrapEngine();
        engine.Init(false, new KeyParameter(derived));
        var wrapped = RecipientEncryptedKey.GetInstance(info.RecipientEncryptedKeys[0]).EncryptedKey.GetOctets();
        return engine.Unwrap(wrapped, 0, wrapped.Length);
    }
}
