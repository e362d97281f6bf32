namespace Waybill.Cms;

/// <summary>Which old algorithms may be read. Everything modern is always read; the default allows nothing old.</summary>
/// <remarks>A forbidden algorithm is refused before a key is used: <see cref="CmsProblem.ForbiddenAlgorithm"/> for encryption,
/// <see cref="SignerStatus.ForbiddenAlgorithm"/> for a signature.</remarks>
/// <threadsafety>Immutable.</threadsafety>
public sealed record CmsPolicy
{
    /// <summary>Nothing old is read.</summary>
    public static CmsPolicy Strict { get; } = new();

    /// <summary>Everything known is read; callers report what was weak.</summary>
    public static CmsPolicy ReadEverything { get; } = new()
    {
        AllowSha1 = true, AllowMd5 = true, AllowTripleDes = true, AllowRc2 = true, AllowSha1KeyAgreement = true,
    };

    /// <summary>Whether SHA-1 signatures verify. Default false.</summary>
    public bool AllowSha1 { get; init; }

    /// <summary>Whether MD5 signatures verify. Default false.</summary>
    public bool AllowMd5 { get; init; }

    /// <summary>Whether 3DES content is decrypted. Default false.</summary>
    public bool AllowTripleDes { get; init; }

    /// <summary>Whether RC2 content is decrypted. Default false.</summary>
    public bool AllowRc2 { get; init; }

    /// <summary>Whether dhSinglePass-stdDH-sha1kdf key agreement is taken. Default false.</summary>
    public bool AllowSha1KeyAgreement { get; init; }

    /// <summary>The only digests whose signatures verify; an old one among them needs its switch all the same. Null: all that the switches allow. Default null.</summary>
    public IReadOnlyList<DigestAlgorithm>? Digests { get; init; }

    /// <summary>The only ciphers whose content is decrypted; an old one among them needs its switch all the same. Null: all that the switches allow. Default null.</summary>
    public IReadOnlyList<ContentCipher>? Ciphers { get; init; }

    /// <summary>Whether signatures with this digest verify under the policy.</summary>
    public bool Allows(DigestAlgorithm digest)
        => !(digest == DigestAlgorithm.Sha1 && !AllowSha1) && !(digest == DigestAlgorithm.Md5 && !AllowMd5) && (Digests is null || Digests.Contains(digest));

    /// <summary>Whether content under this cipher is decrypted under the policy.</summary>
    public bool Allows(ContentCipher cipher)
        => !(cipher == ContentCipher.TripleDesCbc && !AllowTripleDes) && !(cipher == ContentCipher.Rc2Cbc && !AllowRc2) && (Ciphers is null || Ciphers.Contains(cipher));
}
