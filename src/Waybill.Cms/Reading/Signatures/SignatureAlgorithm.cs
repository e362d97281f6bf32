using System.Formats.Asn1;

namespace Waybill.Cms;

/// <summary>A SignerInfo's signatureAlgorithm. Parameters NULL and absent are the same (RFC 3370 §3.2, RFC 5754 §3).</summary>
/// <param name="Kind">The family; Unknown when we have none for it.</param>
/// <param name="Digest">The digest that is signed: named by the algorithm, else the SignerInfo's; null when unknown.</param>
/// <param name="Pss">Parameters of RSASSA-PSS only.</param>
/// <param name="Name">As in <see cref="SignerSummary.SignatureAlgorithm"/>.</param>
internal sealed record SignatureAlgorithm(SignatureKind Kind, DigestAlgorithm? Digest, PssParameters? Pss, string Name)
{
    public static SignatureAlgorithm Read(AsnReader reader, DigestAlgorithm? signerDigest)
    {
        var oid = reader.ReadObjectIdentifier();
        var parameters = reader.HasData ? reader.ReadEncodedValue() : (ReadOnlyMemory<byte>?)null;
        reader.ThrowIfNotEmpty();
        return oid switch
        {
            "1.2.840.113549.1.1.1" => Pkcs1(signerDigest),
            "1.2.840.113549.1.1.4" => Pkcs1(DigestAlgorithm.Md5),
            "1.2.840.113549.1.1.5" or "1.3.14.3.2.29" => Pkcs1(DigestAlgorithm.Sha1),
            "1.2.840.113549.1.1.11" => Pkcs1(DigestAlgorithm.Sha256),
            "1.2.840.113549.1.1.12" => Pkcs1(DigestAlgorithm.Sha384),
            "1.2.840.113549.1.1.13" => Pkcs1(DigestAlgorithm.Sha512),
            "1.2.840.113549.1.1.10" => PssOf(PssParameters.Read(parameters)),
            "1.2.840.10045.2.1" => Ecdsa(signerDigest),
            "1.2.840.10045.4.1" => Ecdsa(DigestAlgorithm.Sha1),
            "1.2.840.10045.4.3.2" => Ecdsa(DigestAlgorithm.Sha256),
            "1.2.840.10045.4.3.3" => Ecdsa(DigestAlgorithm.Sha384),
            "1.2.840.10045.4.3.4" => Ecdsa(DigestAlgorithm.Sha512),
            _ => new(SignatureKind.Unknown, null, null, oid),
        };
    }

    private static SignatureAlgorithm Pkcs1(DigestAlgorithm? digest) => new(SignatureKind.RsaPkcs1, digest, null, "rsa-pkcs1");

    private static SignatureAlgorithm Ecdsa(DigestAlgorithm? digest) => new(SignatureKind.Ecdsa, digest, null, "ecdsa");

    private static SignatureAlgorithm PssOf(PssParameters? pss)
        => new(pss?.MaskDigest is null ? SignatureKind.Unknown : SignatureKind.RsaPss, pss?.Digest, pss, "rsa-pss");
}

/// <summary>The families of signature we verify.</summary>
internal enum SignatureKind
{
    Unknown = 0,
    RsaPkcs1,
    RsaPss,
    Ecdsa,
}
