using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Waybill.Cms;

/// <summary>One curve's half of ephemeral-static ECDH (RFC 5753 §3.1): an ephemeral key, and content keys wrapped under what it agrees on.</summary>
internal sealed class EcdhKeyWrap : IDisposable
{
    private static readonly Asn1Tag SuppPubInfo = new(TagClass.ContextSpecific, 2, isConstructed: true);

    private readonly ECDiffieHellman _ephemeral;
    private readonly HashAlgorithmName _hash;
    private readonly string _kdfOid;
    private readonly string _wrapOid;
    private readonly int _wrapBytes;

    /// <param name="curveBits">256, 384 or 521: the recipients' curve.</param>
    /// <param name="contentKeyBytes">The wrapping key is as strong as the key it wraps (RFC 5753 §8).</param>
    internal EcdhKeyWrap(int curveBits, int contentKeyBytes)
    {
        (var curve, _hash, _kdfOid) = curveBits switch
        {
            256 => (ECCurve.NamedCurves.nistP256, HashAlgorithmName.SHA256, "1.3.132.1.11.1"),
            384 => (ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384, "1.3.132.1.11.2"),
            _ => (ECCurve.NamedCurves.nistP521, HashAlgorithmName.SHA512, "1.3.132.1.11.3"),
        };
        (_wrapOid, _wrapBytes) = contentKeyBytes switch
        {
            16 => ("2.16.840.1.101.3.4.1.5", 16),
            24 => ("2.16.840.1.101.3.4.1.25", 24),
            _ => ("2.16.840.1.101.3.4.1.45", 32),
        };
        _ephemeral = ECDiffieHellman.Create(curve);
    }

    /// <summary>The ephemeral public key as an uncompressed point.</summary>
    internal byte[] PublicPoint()
    {
        var point = _ephemeral.ExportParameters(includePrivateParameters: false).Q;
        return [0x04, .. point.X!, .. point.Y!];
    }

    /// <summary>keyEncryptionAlgorithm: the derivation with the wrap as its parameter.</summary>
    internal void WriteAlgorithm(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(_kdfOid);
            WriteWrapAlgorithm(writer);
        }
    }

    internal byte[] Wrap(CmsCertificate recipient, byte[] contentKey)
    {
        using var peer = recipient.Ecdh!.PublicKey;

        // X9.63: no key asked for here is longer than one digest, so the first block, counter 1, is all of it.
        var derived = _ephemeral.DeriveKeyFromHash(peer, _hash, secretPrepend: null, secretAppend: [0, 0, 0, 1, .. SharedInfo()]);
        try
        {
            var engine = new AesWrapEngine();
            engine.Init(forWrapping: true, new KeyParameter(derived.AsSpan(0, _wrapBytes)));
            return engine.Wrap(contentKey, 0, contentKey.Length);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }

    public void Dispose() => _ephemeral.Dispose();

    /// <summary>ECC-CMS-SharedInfo (RFC 5753 §7.2), without the optional entityUInfo.</summary>
    private byte[] SharedInfo() => AlgorithmIdentifiers.Encoded(writer =>
    {
        using (writer.PushSequence())
        {
            WriteWrapAlgorithm(writer);
            using (writer.PushSequence(SuppPubInfo))
            {
                var bits = new byte[4];
                BinaryPrimitives.WriteInt32BigEndian(bits, _wrapBytes * 8);
                writer.WriteOctetString(bits);
            }
        }
    });

    // Without parameters (RFC 3565 §2.3.2), here and in SharedInfo alike: the derived key depends on these bytes.
    private void WriteWrapAlgorithm(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(_wrapOid);
        }
    }
}
