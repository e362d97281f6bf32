using Waybill.Cms;

namespace Waybill.As2;

/// <summary>What a layer does.</summary>
public enum As2LayerKind
{
    /// <summary>multipart/signed: the content beside its signature (RFC 1847).</summary>
    Signed = 1,

    /// <summary>SignedData around its content: no AS2 structure, but understood.</summary>
    OpaqueSigned,

    /// <summary>EnvelopedData or AuthEnvelopedData.</summary>
    Encrypted,

    /// <summary>CompressedData.</summary>
    Compressed,
}

/// <summary>What a layer is worth.</summary>
public enum As2LayerStatus
{
    /// <summary>Not checked: nothing to check it with, or the reading ended before it could be.</summary>
    Unchecked = 0,

    /// <summary>Opened or verified.</summary>
    Good,

    /// <summary>Opened or verified, with an algorithm that no longer protects: SHA-1, MD5, 3DES, RC2.</summary>
    Weak,

    /// <summary>Did not open or verify; <see cref="As2Layer.Detail"/> says why.</summary>
    Bad,
}

/// <summary>One layer found around the payload. For the operator and for <c>inspect</c>, never for the partner.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Algorithm">Cipher (<c>aes256-cbc</c>), signature algorithm (<c>rsa-pkcs1</c>) or <c>zlib</c>; <c>oid:1.2.3</c> when unknown; null when never seen.</param>
/// <param name="KeyManagement">How the content key reached us, or would have; null for other layers.</param>
/// <param name="Recipients">Of an encrypted layer, ours or not; else empty.</param>
/// <param name="Digest">Of a signed layer: the digest of the signature that counts, or of the most telling one; else null.</param>
/// <param name="Signer">Subject of the configured certificate the signature names; without one what the signature says of itself; else null.</param>
/// <param name="Status">What it is worth.</param>
/// <param name="Detail">One sentence; null when there is nothing to say.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record As2Layer(
    As2LayerKind Kind,
    string? Algorithm,
    string? KeyManagement,
    IReadOnlyList<CmsRecipient> Recipients,
    DigestAlgorithm? Digest,
    string? Signer,
    As2LayerStatus Status,
    string? Detail);
