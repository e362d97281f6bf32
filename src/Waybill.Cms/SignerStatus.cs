namespace Waybill.Cms;

/// <summary>What checking one SignerInfo against the configured certificates showed.</summary>
public enum SignerStatus
{
    /// <summary>Not checked: no certificate was configured to check it with.</summary>
    Unchecked = 0,

    /// <summary>By a configured certificate, digest and signature are good.</summary>
    Good,

    /// <summary>No configured certificate is named by it.</summary>
    UnknownSigner,

    /// <summary>The digest of the content is not the signed one: the content changed.</summary>
    DigestMismatch,

    /// <summary>The signature value does not verify with the named certificate's key.</summary>
    BadSignature,

    /// <summary>Digest or signature algorithm is forbidden by policy.</summary>
    ForbiddenAlgorithm,

    /// <summary>Digest or signature algorithm is not known.</summary>
    UnknownAlgorithm,

    /// <summary>Signed attributes are not as RFC 5652 §5.3 and §11 ask: contentType and messageDigest exactly once, one value each.</summary>
    BadAttributes,
}
