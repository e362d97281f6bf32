namespace Waybill.Cms;

/// <summary>What one SignerInfo says of itself (RFC 5652 §5.3). Nothing of it is checked.</summary>
/// <param name="Digest">The digest of the content; null when unknown.</param>
/// <param name="DigestOid">The digest's dotted object identifier, as received.</param>
/// <param name="SignatureAlgorithm"><c>rsa-pkcs1</c>, <c>rsa-pss</c>, <c>ecdsa</c>, or the dotted object identifier of one we do not know.</param>
/// <param name="Issuer">The issuer of the named certificate; null when the signer is named by subject key identifier.</param>
/// <param name="SerialNumber">The serial number of the named certificate, hexadecimal; null like <paramref name="Issuer"/>.</param>
/// <param name="SubjectKeyIdentifier">The named subject key identifier, hexadecimal; null when issuer and serial number are given.</param>
/// <param name="HasSignedAttributes">Whether the signature is over attributes that hold the digest, and not over the content itself.</param>
/// <param name="SigningTime">When the signer says it signed; null when it does not, or not in a readable form.</param>
public sealed record SignerSummary(
    DigestAlgorithm? Digest,
    string DigestOid,
    string SignatureAlgorithm,
    string? Issuer,
    string? SerialNumber,
    string? SubjectKeyIdentifier,
    bool HasSignedAttributes,
    DateTimeOffset? SigningTime);
