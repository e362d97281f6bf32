namespace Waybill.Cms;

/// <summary>Who signs and how: one SignerInfo of a SignedData.</summary>
/// <threadsafety>Immutable; <see cref="Key"/> may sign for many messages at a time.</threadsafety>
public sealed record CmsSignerOptions
{
    /// <summary>The signer's private key and certificate. Not disposed by the writer. RSA keys below 2048 bits are refused.</summary>
    public required CmsPrivateKey Key { get; init; }

    /// <summary>Digest of content and attributes. Default SHA-256. SHA-1 needs <see cref="AllowSha1"/>; MD5 is never written.</summary>
    public DigestAlgorithm Digest { get; init; } = DigestAlgorithm.Sha256;

    /// <summary>Signature scheme; null takes PKCS#1 for an RSA key and ECDSA for an EC key. Default null.</summary>
    public SignatureScheme? Scheme { get; init; }

    /// <summary>Whether contentType, messageDigest and, if given, signingTime are signed with the content's digest. Default true;
    /// false signs the digest itself (RFC 5652 §5.4), for the rare peer that asks for it.</summary>
    public bool SignedAttributes { get; init; } = true;

    /// <summary>The signing-time attribute, to the second; null leaves it out. Default null. Not allowed without <see cref="SignedAttributes"/>.</summary>
    public DateTimeOffset? SigningTime { get; init; }

    /// <summary>Whether the signer's certificate is carried. Default true.</summary>
    public bool IncludeCertificate { get; init; } = true;

    /// <summary>Names the signer by subject key identifier instead of issuer and serial number. Default false; old peers know only the latter.</summary>
    public bool UseSubjectKeyIdentifier { get; init; }

    /// <summary>Allows SHA-1 for a peer that knows nothing better. Default false.</summary>
    public bool AllowSha1 { get; init; }

    /// <summary>Whether the CMSAlgorithmProtection attribute (RFC 6211) is signed. Default false: IBM Sterling and DataPower refuse it.</summary>
    public bool AlgorithmProtection { get; init; }

    internal SignatureScheme EffectiveScheme
        => Scheme ?? (Key.IsRsa ? SignatureScheme.RsaPkcs1 : SignatureScheme.Ecdsa);
}
