using System.Formats.Asn1;

namespace Waybill.Cms;

/// <summary>A contentEncryptionAlgorithm that we can decrypt and may, with its parameters (RFC 3565 §2.3, RFC 3370 §5, RFC 5084 §3.2).</summary>
/// <param name="Cipher">Which cipher.</param>
/// <param name="KeyBytes">Length of the content key.</param>
/// <param name="Iv">Initialisation vector or nonce.</param>
/// <param name="TagBytes">Length of the tag under GCM.</param>
internal sealed record ContentEncryption(ContentCipher Cipher, int KeyBytes, byte[] Iv, int TagBytes)
{
    /// <summary>The longest content GCM can protect under one nonce: 2^32 - 2 blocks (NIST SP 800-38D §5.2.1.1).</summary>
    public const long MaxGcmBytes = (1L << 36) - 32;

    // aes-ICVlen DEFAULT 12; AS2-CRYPTO-003.
    private const int DefaultTagBytes = 12;

    /// <param name="type">EnvelopedData or AuthEnvelopedData.</param>
    /// <param name="oid">The algorithm.</param>
    /// <param name="parameters">Its parameters as they stand; empty when absent.</param>
    /// <param name="policy">Which old ciphers may be used.</param>
    /// <exception cref="CmsException">UnknownAlgorithm, ForbiddenAlgorithm or Malformed.</exception>
    public static ContentEncryption Read(CmsContentType type, string oid, ReadOnlyMemory<byte> parameters, CmsPolicy policy)
    {
        var cipher = ContentCipher.FromOid(oid)
            ?? throw new CmsException(CmsProblem.UnknownAlgorithm, "The content is encrypted with an algorithm that is not known.", oid);
        if (!policy.Allows(cipher))
        {
            throw new CmsException(CmsProblem.ForbiddenAlgorithm, $"The content is encrypted with {cipher.Name}, which the policy forbids.", cipher.Name);
        }

        // GCM in EnvelopedData has no tag to check; CBC in AuthEnvelopedData has nothing its mac could be of.
        if (cipher.IsAuthenticated != (type is CmsContentType.AuthEnvelopedData))
        {
            throw BerReader.Malformed($"{cipher.Name} does not belong into {type}.");
        }

        return BerElements.Parse(parameters, "The content encryption algorithm", reader => cipher.IsAuthenticated ? Gcm(cipher, reader)
            : cipher == ContentCipher.Rc2Cbc ? Rc2(reader) : Cbc(cipher, reader));
    }

    private static ContentEncryption Cbc(ContentCipher cipher, AsnReader reader) => new(cipher, cipher.KeyBytes, BlockIv(cipher, reader), 0);

    private static ContentEncryption Gcm(ContentCipher cipher, AsnReader reader)
    {
        var fields = reader.ReadSequence();
        var nonce = fields.ReadOctetString();
        var tagBytes = DefaultTagBytes;
        if (fields.HasData && !fields.TryReadInt32(out tagBytes))
        {
            tagBytes = 0;
        }

        fields.ThrowIfNotEmpty();
        return tagBytes is >= 12 and <= 16 && nonce.Length is >= 1 and <= 64
            ? new(cipher, cipher.KeyBytes, nonce, tagBytes)
            : throw BerReader.Malformed("GCM has a tag or nonce of a length that is not allowed.");
    }

    private static ContentEncryption Rc2(AsnReader reader)
    {
        var fields = reader.ReadSequence();
        fields.TryReadInt32(out var version);
        var iv = BlockIv(ContentCipher.Rc2Cbc, fields);
        fields.ThrowIfNotEmpty();

        // RFC 2268 §6: below 256 a code stands for the effective bits.
        var bits = version switch { 160 => 40, 120 => 64, 58 => 128, >= 256 and <= 1024 => version, _ => 0 };
        return bits > 0 && bits % 8 == 0
            ? new(ContentCipher.Rc2Cbc, bits / 8, iv, 0)
            : throw BerReader.Malformed("RC2 has an effective key length that is not known.");
    }

    private static byte[] BlockIv(ContentCipher cipher, AsnReader reader)
    {
        var iv = reader.ReadOctetString();
        return iv.Length == cipher.BlockBytes ? iv : throw BerReader.Malformed($"The initialisation vector of {cipher.Name} is not one block.");
    }
}
