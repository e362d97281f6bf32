using System.Formats.Asn1;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Waybill.Cms;

/// <summary>Ephemeral-static ECDH, X9.63 key derivation and RFC 3394 key wrap (RFC 5753 §3.1, §7).</summary>
/// <remarks>Standard and cofactor Diffie-Hellman are the same on curves with cofactor 1, and all of ours have it.</remarks>
internal sealed class EcdhUnwrap : KeyUnwrap
{
    private readonly DigestAlgorithm _digest;
    private readonly int _kekBytes;
    private readonly ReadOnlyMemory<byte> _wrap;
    private readonly ReadOnlyMemory<byte> _point;
    private readonly ReadOnlyMemory<byte>? _ukm;

    private EcdhUnwrap(DigestAlgorithm digest, int kekBytes, ReadOnlyMemory<byte> wrap, ReadOnlyMemory<byte> point, ReadOnlyMemory<byte>? ukm)
    {
        (_digest, _kekBytes, _wrap, _point, _ukm) = (digest, kekBytes, wrap, point, ukm);
        Name = $"ecdh-{digest.Name.Replace("-", "", StringComparison.Ordinal)}-{(IsTripleDes ? "3des" : $"aes{kekBytes * 8}")}wrap";
    }

    public override string Name { get; }

    public override bool IsWeak => _digest.IsWeak || IsTripleDes;

    private bool IsTripleDes => _kekBytes is 0;

    /// <param name="oid">The scheme, which names the digest of the key derivation.</param>
    /// <param name="wrap">KeyWrapAlgorithm as it stands: it is an input of the derivation.</param>
    /// <param name="point">The sender's public point.</param>
    /// <param name="ukm">What the sender added to the derivation.</param>
    /// <returns>Null when digest or wrap are unknown.</returns>
    public static EcdhUnwrap? Create(string oid, ReadOnlyMemory<byte> wrap, ReadOnlyMemory<byte> point, ReadOnlyMemory<byte>? ukm)
    {
        var digest = oid switch
        {
            "1.3.133.16.840.63.0.2" or "1.3.133.16.840.63.0.3" => DigestAlgorithm.Sha1,
            "1.3.132.1.11.1" or "1.3.132.1.14.1" => DigestAlgorithm.Sha256,
            "1.3.132.1.11.2" or "1.3.132.1.14.2" => DigestAlgorithm.Sha384,
            "1.3.132.1.11.3" or "1.3.132.1.14.3" => DigestAlgorithm.Sha512,
            _ => null,
        };
        var kekBytes = digest is null || wrap.IsEmpty ? null : new AsnReader(wrap, AsnEncodingRules.BER).ReadSequence().ReadObjectIdentifier() switch
        {
            "2.16.840.1.101.3.4.1.5" => 16,
            "2.16.840.1.101.3.4.1.25" => 24,
            "2.16.840.1.101.3.4.1.45" => 32,
            "1.2.840.113549.1.9.16.3.6" => 0,
            _ => (int?)null,
        };
        return kekBytes is { } bytes ? new(digest!, bytes, wrap, point, ukm) : null;
    }

    public override bool IsAllowed(CmsPolicy policy) => !IsTripleDes && (_digest != DigestAlgorithm.Sha1 || policy.AllowSha1KeyAgreement);

    public override bool Fits(CmsPrivateKey key) => key.Ecdh is not null;

    public override byte[]? Unwrap(CmsPrivateKey key, ReadOnlyMemory<byte> encryptedKey)
    {
        byte[]? secret = null;
        byte[]? kek = null;
        try
        {
            using var sender = ECDiffieHellman.Create(Point(key.Certificate.KeyBits));
            using var sendersKey = sender.PublicKey;
            secret = key.Ecdh!.DeriveRawSecretAgreement(sendersKey);
            kek = X963Kdf.Derive(_digest, secret, X963Kdf.SharedInfo(_wrap, _ukm, _kekBytes), _kekBytes);
            var engine = new AesWrapEngine();
            engine.Init(forWrapping: false, new KeyParameter(kek));
            return engine.Unwrap(encryptedKey.ToArray(), 0, encryptedKey.Length);
        }
        catch (Exception e) when (e is CryptographicException or CryptoException or ArgumentException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(kek);
        }
    }

    /// <summary>The sender's point, on our curve whatever the message says; the framework refuses one that is not on it.</summary>
    private ECParameters Point(int bits)
    {
        var size = (bits + 7) / 8;
        var point = _point.Span;
        if (point.Length == size + 1 && point[0] is 2 or 3)
        {
            point = SecNamedCurves.GetByName($"secp{bits}r1").Curve.DecodePoint(point.ToArray()).GetEncoded(compressed: false);
        }

        return point.Length == 1 + (2 * size) && point[0] is 4
            ? new() { Curve = Curve(bits), Q = new() { X = point.Slice(1, size).ToArray(), Y = point[(1 + size)..].ToArray() } }
            : throw new CryptographicException("The sender's point is not of our curve.");
    }

    private static ECCurve Curve(int bits) => bits switch
    {
        256 => ECCurve.NamedCurves.nistP256,
        384 => ECCurve.NamedCurves.nistP384,
        _ => ECCurve.NamedCurves.nistP521,
    };
}
