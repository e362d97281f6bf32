namespace Waybill.Cms;

/// <summary>An EnvelopedData (RFC 5652 §6) or AuthEnvelopedData (RFC 5083) with everything random drawn once, so that each writing gives the same bytes.</summary>
/// <remarks>Holds the content key: keep it sealed at rest, and keep key and IV for one plaintext only. The output is DER with definite lengths.</remarks>
/// <threadsafety>Immutable; many streams may be made and read at a time.</threadsafety>
public sealed class EnvelopeRecipe
{
    private EnvelopeRecipe(ContentCipher cipher, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> iv, ReadOnlyMemory<byte> prefix, long contentLength)
        => (Cipher, Key, Iv, Prefix, ContentLength) = (cipher, key, iv, prefix, contentLength);

    /// <summary>Content encryption.</summary>
    public ContentCipher Cipher { get; }

    /// <summary>The content key. Secret.</summary>
    public ReadOnlyMemory<byte> Key { get; }

    /// <summary>IV of CBC (one block) or nonce of GCM (12 bytes). Not secret.</summary>
    public ReadOnlyMemory<byte> Iv { get; }

    /// <summary>All bytes before the encrypted content, the wrapped keys among them. Not secret.</summary>
    public ReadOnlyMemory<byte> Prefix { get; }

    /// <summary>Exact length of the plaintext, in bytes.</summary>
    public long ContentLength { get; }

    /// <summary>Exact length of the whole CMS object, in bytes.</summary>
    public long Length => throw new NotSupportedException("Envelopes are not written yet.");

    /// <summary>Draws content key and IV and wraps the key for each recipient.</summary>
    /// <param name="options">Recipients and cipher.</param>
    /// <param name="contentLength">Exact length of the plaintext, in bytes.</param>
    /// <exception cref="CmsException"><see cref="CmsProblem.ForbiddenAlgorithm"/>: RC2, 3DES or SHA-1 without their switch, MD5.
    /// <see cref="CmsProblem.BadRequest"/>: a key too small or of the wrong kind, or content too long for the cipher.</exception>
    public static EnvelopeRecipe Create(CmsEnvelopeOptions options, long contentLength) => throw new NotSupportedException("Envelopes are not written yet.");

    /// <summary>Restores a recipe from its stored parts.</summary>
    /// <exception cref="CmsException"><see cref="CmsProblem.ForbiddenAlgorithm"/>: RC2.
    /// <see cref="CmsProblem.BadRequest"/>: key or IV of the wrong length, or a prefix that belongs to other content.</exception>
    public static EnvelopeRecipe Load(
        ContentCipher cipher, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> iv, ReadOnlyMemory<byte> prefix, long contentLength)
        => new(cipher, key, iv, prefix, contentLength);

    /// <summary>Encrypts while being read.</summary>
    /// <param name="plaintext">Read asynchronously from where it stands; disposed with the returned stream.</param>
    /// <returns>The whole ContentInfo, <see cref="Length"/> bytes. Reading throws <see cref="IOException"/> when <paramref name="plaintext"/> is not
    /// <see cref="ContentLength"/> bytes long.</returns>
    public Stream Encrypt(Stream plaintext) => throw new NotSupportedException("Envelopes are not written yet.");
}
