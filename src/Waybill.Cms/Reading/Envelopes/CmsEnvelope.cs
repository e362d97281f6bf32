namespace Waybill.Cms;

/// <summary>An EnvelopedData (RFC 5652 §6) or AuthEnvelopedData (RFC 5083) read up to its encrypted content.</summary>
/// <remarks>Valid until its <see cref="CmsReader"/> is disposed. Not thread safe.</remarks>
public sealed class CmsEnvelope
{
    internal CmsEnvelope()
    {
    }

    /// <summary><see cref="CmsContentType.EnvelopedData"/> or <see cref="CmsContentType.AuthEnvelopedData"/>.</summary>
    public CmsContentType ContentType { get; }

    /// <summary>How the content is encrypted; null when unknown: <see cref="CipherOid"/> says what.</summary>
    public ContentCipher? Cipher { get; }

    /// <summary>The content encryption algorithm's OID, dotted.</summary>
    public string CipherOid { get; } = "";

    /// <summary>What the content is said to be: id-data in S/MIME.</summary>
    public string InnerContentTypeOid { get; } = "";

    /// <summary>Every recipient, in order, ours or not.</summary>
    public IReadOnlyList<CmsRecipient> Recipients { get; } = [];

    /// <summary>The recipient that was ours; null before <see cref="Decrypt"/>.</summary>
    public CmsRecipient? Used { get; }

    /// <summary>The key it named; null before <see cref="Decrypt"/>.</summary>
    public CmsPrivateKey? Key { get; }

    /// <summary>What the end showed; <see cref="EnvelopeOutcome.Unread"/> until the stream gave 0.</summary>
    public EnvelopeOutcome Outcome { get; }

    /// <summary>Opens the content with our keys.</summary>
    public Stream Decrypt(CmsKeyBook keys) => throw new NotSupportedException();
}
