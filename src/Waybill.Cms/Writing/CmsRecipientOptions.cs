namespace Waybill.Cms;

/// <summary>Who can open an envelope, and how the content key reaches them: one recipient of an EnvelopedData or AuthEnvelopedData.</summary>
/// <threadsafety>Immutable; <see cref="Certificate"/> may serve many messages at a time.</threadsafety>
public sealed record CmsRecipientOptions
{
    /// <summary>The recipient's certificate. Not disposed by the writer. RSA keys below 2048 bits are refused; validity and trust are the caller's to check.</summary>
    public required CmsCertificate Certificate { get; init; }

    /// <summary>Key management; null takes PKCS#1 v1.5 for an RSA key and ECDH for an EC key. Default null.</summary>
    public KeyManagement? Management { get; init; }

    /// <summary>Digest of OAEP and of its mask; without meaning for other key management. Default SHA-256.
    /// SHA-1 needs <see cref="CmsEnvelopeOptions.AllowSha1"/>; MD5 is never written.</summary>
    public DigestAlgorithm OaepDigest { get; init; } = DigestAlgorithm.Sha256;

    /// <summary>Names the recipient by subject key identifier instead of issuer and serial number. Default false; old peers know only the latter.</summary>
    public bool UseSubjectKeyIdentifier { get; init; }

    internal KeyManagement EffectiveManagement
        => Management ?? (Certificate.IsRsa ? KeyManagement.RsaPkcs1 : KeyManagement.Ecdh);
}
