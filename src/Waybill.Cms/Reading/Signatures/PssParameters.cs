using System.Formats.Asn1;

namespace Waybill.Cms;

/// <summary>RSASSA-PSS-params (RFC 4055 §3.1). A missing field has its default; the defaults are of SHA-1.</summary>
internal sealed record PssParameters(DigestAlgorithm? Digest, DigestAlgorithm? MaskDigest, int SaltLength)
{
    private const string Mgf1Oid = "1.2.840.113549.1.1.8";

    /// <summary>Null when the parameters name something no verifier of ours has: another mask function, another trailer, an endless salt.</summary>
    public static PssParameters? Read(ReadOnlyMemory<byte>? encoded)
    {
        var (digest, mask, salt) = (DigestAlgorithm.Sha1, DigestAlgorithm.Sha1, 20);
        if (encoded is not { } parameters)
        {
            return new(digest, mask, salt);
        }

        var reader = new AsnReader(parameters, AsnEncodingRules.BER).ReadSequence();
        if (Field(reader, 0) is { } hash)
        {
            digest = DigestAlgorithm.FromOid(hash.ReadSequence().ReadObjectIdentifier());
        }

        if (Field(reader, 1) is { } generator)
        {
            var function = generator.ReadSequence();
            if (!string.Equals(function.ReadObjectIdentifier(), Mgf1Oid, StringComparison.Ordinal))
            {
                return null;
            }

            mask = DigestAlgorithm.FromOid(function.ReadSequence().ReadObjectIdentifier());
        }

        // A salt longer than a 16384-bit key cannot be; nothing is allocated by what is claimed.
        if (Field(reader, 2) is { } length && (!length.TryReadInt32(out salt) || salt is < 0 or > 2048))
        {
            return null;
        }

        return Field(reader, 3) is { } trailer && (!trailer.TryReadInt32(out var value) || value is not 1)
            ? null
            : new(digest, mask, salt);
    }

    private static AsnReader? Field(AsnReader reader, int number)
    {
        var tag = new Asn1Tag(TagClass.ContextSpecific, number, isConstructed: true);
        return reader.HasData && reader.PeekTag().HasSameClassAndValue(tag) ? reader.ReadSequence(tag) : null;
    }
}
