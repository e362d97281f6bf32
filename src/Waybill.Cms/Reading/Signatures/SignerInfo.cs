using System.Formats.Asn1;

namespace Waybill.Cms;

/// <summary>One SignerInfo (RFC 5652 §5.3), taken apart and not checked.</summary>
internal sealed class SignerInfo
{
    private static readonly Asn1Tag SignedAttributesTag = new(TagClass.ContextSpecific, 0, isConstructed: true);

    private SignerInfo(
        SignerIdentifier identifier, string digestOid, SignatureAlgorithm algorithm, SignedAttributes? attributes, ReadOnlyMemory<byte> signature)
    {
        (Identifier, Algorithm, Attributes, Signature) = (identifier, algorithm, attributes, signature);
        Digest = DigestAlgorithm.FromOid(digestOid);
        Summary = new(
            Digest, digestOid, algorithm.Name, identifier.Issuer, identifier.SerialNumber, identifier.SubjectKeyIdentifier,
            attributes is not null, attributes?.SigningTime);
    }

    public SignerIdentifier Identifier { get; }

    public DigestAlgorithm? Digest { get; }

    public SignatureAlgorithm Algorithm { get; }

    public SignedAttributes? Attributes { get; }

    public ReadOnlyMemory<byte> Signature { get; }

    public SignerSummary Summary { get; }

    /// <summary>Reads the next SignerInfo.</summary>
    /// <exception cref="AsnContentException">The bytes are not one.</exception>
    public static SignerInfo Read(AsnReader signers)
    {
        var reader = signers.ReadSequence();
        reader.ReadInteger();
        var identifier = SignerIdentifier.Read(reader);
        var digestOid = reader.ReadSequence().ReadObjectIdentifier();
        var attributes = reader.PeekTag().HasSameClassAndValue(SignedAttributesTag) ? SignedAttributes.Read(reader.ReadEncodedValue()) : null;
        var algorithm = SignatureAlgorithm.Read(reader.ReadSequence(), DigestAlgorithm.FromOid(digestOid));
        var signature = reader.ReadOctetString();
        if (reader.HasData)
        {
            // unsignedAttrs: time stamps and countersignatures, nothing the verdict rests on.
            reader.ReadSetOf(skipSortOrderValidation: true, new Asn1Tag(TagClass.ContextSpecific, 1));
            reader.ThrowIfNotEmpty();
        }

        return new(identifier, digestOid, algorithm, attributes, signature);
    }
}
