namespace Waybill.Cms;

/// <summary>What one RecipientInfo says of itself (RFC 5652 §6.2).</summary>
/// <remarks>A key agreement that names several keys is several of these.</remarks>
/// <param name="KeyManagement">How the content key is wrapped: <c>rsa-pkcs1</c>, <c>rsa-oaep-sha256</c>, <c>ecdh-sha256-aes256wrap</c>; <c>oid:1.2.3</c> when unknown.</param>
/// <param name="Issuer">Issuer's distinguished name; null when named by key identifier or not at all.</param>
/// <param name="SerialNumber">Serial number as upper-case hexadecimal; null when named by key identifier or not at all.</param>
/// <param name="SubjectKeyIdentifier">Subject key identifier as upper-case hexadecimal; null when named by issuer.</param>
/// <param name="IsWeak">Whether it rests on SHA-1 key derivation or a 3DES wrap. OAEP with SHA-1 is not weak.</param>
public sealed record CmsRecipient(string KeyManagement, string? Issuer, string? SerialNumber, string? SubjectKeyIdentifier, bool IsWeak);
