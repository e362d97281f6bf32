using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace Waybill.Cms;

/// <summary>Checks one signature value over a digest with one certificate's key.</summary>
internal static class SignatureVerifier
{
    /// <param name="algorithm">Known, with its digest.</param>
    /// <param name="hash">The digest, of that algorithm's length.</param>
    /// <param name="signature">As in the SignerInfo.</param>
    /// <param name="certificate">Whose key.</param>
    public static bool Verify(SignatureAlgorithm algorithm, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, CmsCertificate certificate)
    {
        var digest = algorithm.Digest!.Hash;
        try
        {
            return algorithm.Kind switch
            {
                SignatureKind.RsaPkcs1 => certificate.Rsa?.VerifyHash(hash, signature, digest, RSASignaturePadding.Pkcs1) ?? false,
                SignatureKind.RsaPss => (certificate.Rsa ?? certificate.PssOnly) is { } rsa && VerifyPss(algorithm.Pss!, rsa, hash, signature),
                SignatureKind.Ecdsa => certificate.Ecdsa?.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence) ?? false,
                _ => false,
            };
        }
        catch (CryptographicException)
        {
            // A value that is not even of the key's length or form.
            return false;
        }
    }

    private static bool VerifyPss(PssParameters pss, RSA rsa, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        if (pss.Digest == pss.MaskDigest && pss.SaltLength == hash.Length)
        {
            return rsa.VerifyHash(hash, signature, pss.Digest!.Hash, RSASignaturePadding.Pss);
        }

        // The framework knows neither another salt length (OpenSSL's default is the longest that fits) nor another mask digest.
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        var key = new RsaKeyParameters(isPrivate: false, new BigInteger(1, parameters.Modulus), new BigInteger(1, parameters.Exponent));
        try
        {
            var signer = PssSigner.CreateRawSigner(
                new RsaEngine(), BouncyDigest(pss.Digest!), BouncyDigest(pss.MaskDigest!), pss.SaltLength, PssSigner.TrailerImplicit);
            signer.Init(forSigning: false, key);
            signer.BlockUpdate(hash);
            return signer.VerifySignature(signature.ToArray());
        }
        catch (Exception e) when (e is ArgumentException or CryptoException or InvalidOperationException)
        {
            // The key is too short for this salt and digest.
            return false;
        }
    }

    private static IDigest BouncyDigest(DigestAlgorithm digest) => DigestUtilities.GetDigest(new Org.BouncyCastle.Asn1.DerObjectIdentifier(digest.Oid));
}
