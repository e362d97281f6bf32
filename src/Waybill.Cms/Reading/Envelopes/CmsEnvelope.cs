namespace Waybill.Cms;

/// <summary>An EnvelopedData (RFC 5652 §6) or AuthEnvelopedData (RFC 5083) read up to its encrypted content.</summary>
/// <remarks>Valid until its <see cref="CmsReader"/> is disposed. Not thread safe; many envelopes may be opened at once with one key book.</remarks>
public sealed class CmsEnvelope
{
    private readonly CmsReader _reader;
    private readonly IReadOnlyList<RecipientInfo> _recipients;
    private readonly ReadOnlyMemory<byte> _parameters;
    private readonly BerOctetStream _octets;
    private DecryptingStream? _content;

    internal CmsEnvelope(
        CmsReader reader, IReadOnlyList<RecipientInfo> recipients, string innerContentTypeOid, string cipherOid, ReadOnlyMemory<byte> parameters, BerOctetStream octets)
    {
        (_reader, _recipients, InnerContentTypeOid, CipherOid, _parameters, _octets) = (reader, recipients, innerContentTypeOid, cipherOid, parameters, octets);
        Cipher = ContentCipher.FromOid(cipherOid);
        Recipients = [.. recipients.Select(r => r.Summary)];
    }

    /// <summary><see cref="CmsContentType.EnvelopedData"/> or <see cref="CmsContentType.AuthEnvelopedData"/>.</summary>
    public CmsContentType ContentType => _reader.ContentType;

    /// <summary>How the content is encrypted; null when unknown: <see cref="CipherOid"/> says what.</summary>
    public ContentCipher? Cipher { get; }

    /// <summary>The content encryption algorithm's OID, dotted.</summary>
    public string CipherOid { get; }

    /// <summary>What the content is said to be, as an OID: id-data in S/MIME.</summary>
    public string InnerContentTypeOid { get; }

    /// <summary>Every recipient, in order, ours or not.</summary>
    public IReadOnlyList<CmsRecipient> Recipients { get; }

    /// <summary>The recipient whose key was taken, or the first of ours when none unwrapped; null before <see cref="Decrypt"/>.</summary>
    public CmsRecipient? Used { get; private set; }

    /// <summary>The key of ours that <see cref="Used"/> names; null before <see cref="Decrypt"/>.</summary>
    public CmsPrivateKey? Key { get; private set; }

    /// <summary>What the end showed; <see cref="EnvelopeOutcome.Unread"/> until the stream gave 0. For the journal, never for the partner.</summary>
    public EnvelopeOutcome Outcome => _content?.Outcome ?? EnvelopeOutcome.Unread;

    /// <summary>Opens the content with the first of our keys that a recipient names and that unwraps. Can succeed once.</summary>
    /// <returns>
    /// The content in the clear, unauthenticated; read asynchronously, and ended with its reader. It gives 0 only after the object's last octet and the
    /// input's end were read. Reading throws <see cref="CmsException"/> Malformed, Truncated or LimitExceeded, after which it cannot be read on.
    /// A content key that does not unwrap is no exception: the content is read with a random one and the outcome is <see cref="EnvelopeOutcome.BadKey"/>.
    /// </returns>
    /// <exception cref="CmsException">NoKey, UnknownAlgorithm, ForbiddenAlgorithm, Malformed or LimitExceeded: what the clear parts show.</exception>
    /// <exception cref="InvalidOperationException">The content was already opened.</exception>
    public Stream Decrypt(CmsKeyBook keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (_content is not null)
        {
            throw new InvalidOperationException("The content was already opened.");
        }

        var encryption = ContentEncryption.Read(ContentType, CipherOid, _parameters, _reader.Options.Policy);
        if (encryption.Cipher.IsAuthenticated && _octets.Remaining > ContentEncryption.MaxGcmBytes)
        {
            throw new CmsException(CmsProblem.LimitExceeded, "The content is longer than GCM can protect.");
        }

        using var key = ContentKey.Recover(_recipients, keys, encryption, _reader.Options.Policy);
        (Used, Key) = (key.Recipient.Summary, key.Key);
        return _content = _reader.Keep(Open(encryption, key));
    }

    private DecryptingStream Open(ContentEncryption encryption, ContentKey key)
        => encryption.Cipher.IsAuthenticated
            ? new GcmContentStream(_reader, _octets, encryption, key.Bytes, key.IsReal)
            : new CbcContentStream(_reader, _octets, CbcDecryptor.Create(encryption, key.Bytes), encryption, key.IsReal);
}
