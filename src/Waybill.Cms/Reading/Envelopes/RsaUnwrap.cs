using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Security;

namespace Waybill.Cms;

/// <summary>RSA key transport with PKCS#1 v1.5 padding (RFC 3370 §4.2.1).</summary>
internal sealed class RsaPkcs1Unwrap : KeyUnwrap
{
    public override string Name => "rsa-pkcs1";

    public override bool Fits(CmsPrivateKey key) => key.IsRsa;

    public override byte[]? Unwrap(CmsPrivateKey key, ReadOnlyMemory<byte> encryptedKey)
        => RsaUnwrap.Decrypt(key.Rsa!, encryptedKey.Span, RSAEncryptionPadding.Pkcs1);
}

/// <summary>RSA key transport with OAEP padding (RFC 3560, RFC 4055 §4.1).</summary>
internal sealed class RsaOaepUnwrap(OaepParameters parameters) : KeyUnwrap
{
    // SHA-1 is no weakness here: OAEP does not rest on collisions.
    public override string Name { get; } = parameters.Digest == parameters.MaskDigest
        ? $"rsa-oaep-{Short(parameters.Digest)}"
        : $"rsa-oaep-{Short(parameters.Digest)}-mgf1-{Short(parameters.MaskDigest)}";

    public override bool Fits(CmsPrivateKey key) => key.IsRsa;

    public override byte[]? Unwrap(CmsPrivateKey key, ReadOnlyMemory<byte> encryptedKey)
        => parameters.Digest == parameters.MaskDigest && parameters.Label.IsEmpty
            ? RsaUnwrap.Decrypt(key.Rsa!, encryptedKey.Span, RSAEncryptionPadding.CreateOaep(parameters.Digest.Hash))
            : DecryptOdd(key, encryptedKey.ToArray());

    // Java's OAEP with SHA-256 masks with SHA-1; the framework knows neither that nor labels.
    private byte[]? DecryptOdd(CmsPrivateKey key, byte[] encryptedKey)
    {
        try
        {
            var oaep = new OaepEncoding(
                new RsaBlindedEngine(), DigestUtilities.GetDigest(parameters.Digest.Oid), DigestUtilities.GetDigest(parameters.MaskDigest.Oid), parameters.Label.ToArray());
            oaep.Init(forEncryption: false, key.RsaParameters);
            return oaep.ProcessBlock(encryptedKey, 0, encryptedKey.Length);
        }
        catch (Exception e) when (e is CryptoException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private static string Short(DigestAlgorithm digest) => digest.Name.Replace("-", "", StringComparison.Ordinal);
}

/// <summary>The framework's RSA without its exception.</summary>
internal static class RsaUnwrap
{
    public static byte[]? Decrypt(RSA key, ReadOnlySpan<byte> encryptedKey, RSAEncryptionPadding padding)
    {
        try
        {
            // Some peers drop the leading zero octets of one key in 256.
            var size = key.KeySize / 8;
            if (encryptedKey.Length < size)
            {
                var whole = new byte[size];
                encryptedKey.CopyTo(whole.AsSpan(size - encryptedKey.Length));
                return key.Decrypt(whole, padding);
            }

            return key.Decrypt(encryptedKey, padding);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
