namespace Waybill.Cms;

/// <summary>For whom content is encrypted and with what.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record CmsEnvelopeOptions
{
    /// <summary>At least one; each can open the envelope with its own key alone.</summary>
    public required IReadOnlyList<CmsRecipientOptions> Recipients { get; init; }

    /// <summary>Content encryption: CBC makes EnvelopedData, GCM AuthEnvelopedData. Default AES-256-CBC. 3DES needs <see cref="AllowTripleDes"/>; RC2 is never written.</summary>
    public ContentCipher Cipher { get; init; } = ContentCipher.Aes256Cbc;

    /// <summary>Allows 3DES for a peer that knows nothing better. Default false.</summary>
    public bool AllowTripleDes { get; init; }

    /// <summary>Allows SHA-1 as <see cref="CmsRecipientOptions.OaepDigest"/>. Default false.</summary>
    public bool AllowSha1 { get; init; }
}
