using System.Formats.Asn1;

namespace Waybill.Cms;

/// <summary>RSAES-OAEP-params (RFC 4055 §4.1). A missing field has its default; the defaults are of SHA-1 and no label.</summary>
internal sealed record OaepParameters(DigestAlgorithm Digest, DigestAlgorithm MaskDigest, ReadOnlyMemory<byte> Label)
{
    private const string Mgf1 = "1.2.840.113549.1.1.8";
    private const string Specified = "1.2.840.113549.1.1.9";

    /// <summary>Reads what stands behind the algorithm's OID. Null when it names something we do not have.</summary>
    public static OaepParameters? Read(AsnReader algorithm)
    {
        var (digest, mask, label) = (DigestAlgorithm.Sha1, DigestAlgorithm.Sha1, ReadOnlyMemory<byte>.Empty);
        if (!algorithm.HasData || algorithm.PeekTag().HasSameClassAndValue(Asn1Tag.Null))
        {
            return new(digest, mask, label);
        }

        var reader = algorithm.ReadSequence();
        if (Field(reader, 0) is { } hash)
        {
            digest = Known(hash);
        }

        if (Field(reader, 1) is { } generator)
        {
            var isMgf1 = string.Equals(generator.ReadObjectIdentifier(), Mgf1, StringComparison.Ordinal);
            mask = isMgf1 ? Known(generator.ReadSequence()) : null;
        }

        if (Field(reader, 2) is { } source)
        {
            if (!string.Equals(source.ReadObjectIdentifier(), Specified, StringComparison.Ordinal))
            {
                return null;
            }

            label = source.ReadOctetString();
        }

        reader.ThrowIfNotEmpty();
        return digest is null || mask is null ? null : new(digest, mask, label);
    }

    private static DigestAlgorithm? Known(AsnReader algorithm)
    {
        var digest = DigestAlgorithm.FromOid(algorithm.ReadObjectIdentifier());
        return digest == DigestAlgorithm.Md5 ? null : digest;
    }

    private static AsnReader? Field(AsnReader reader, int number)
    {
        var tag = new Asn1Tag(TagClass.ContextSpecific, number, isConstructed: true);
        return reader.HasData && reader.PeekTag().HasSameClassAndValue(tag) ? reader.ReadSequence(tag).ReadSequence() : null;
    }
}
