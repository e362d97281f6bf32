using System.Security.Cryptography;

namespace Waybill.Cms;

/// <summary>An EnvelopedData (RFC 5652 §6) or AuthEnvelopedData (RFC 5083) with everything random drawn once, so that each writing gives the same bytes.</summary>
/// <remarks>Holds the content key: keep it sealed at rest, and never use key and IV with another plaintext, which under GCM gives away both
/// plaintexts and forgeries. The output is DER with definite lengths.</remarks>
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
    public long Length => Prefix.Length + ContentEncryptor.EncryptedLength(Cipher, ContentLength) + ContentEncryptor.SuffixLength(Cipher);

    /// <summary>Draws content key and IV and wraps the key for each recipient.</summary>
    /// <param name="options">Recipients and cipher.</param>
    /// <param name="contentLength">Exact length of the plaintext, in bytes. At most 64 GiB - 32 for GCM.</param>
    /// <exception cref="CmsException"><see cref="CmsProblem.ForbiddenAlgorithm"/>: RC2, 3DES or SHA-1 without their switch, MD5.
    /// <see cref="CmsProblem.BadRequest"/>: a key too small or of the wrong kind, or content too long for the cipher.</exception>
    public static EnvelopeRecipe Create(CmsEnvelopeOptions options, long contentLength)
    {
        EnvelopeRules.Check(options, contentLength);
        var cipher = options.Cipher;
        var key = DrawnKey.Draw(cipher);
        try
        {
            var iv = DrawnKey.DrawIv(cipher);
            return new(cipher, key, iv, WritePrefix(options, key, iv, contentLength), contentLength);
        }
        catch (Exception problem)
        {
            CryptographicOperations.ZeroMemory(key);
            if (problem is CryptographicException)
            {
                throw new CmsException(CmsProblem.BadRequest, "The content key could not be encrypted to a recipient's key.", inner: problem);
            }

            throw;
        }
    }

    /// <summary>Restores a recipe from its stored parts.</summary>
    /// <param name="cipher">As <see cref="Cipher"/>.</param>
    /// <param name="key">As <see cref="Key"/>; copied, so that the caller may clear it.</param>
    /// <param name="iv">As <see cref="Iv"/>; copied.</param>
    /// <param name="prefix">As <see cref="Prefix"/>; copied.</param>
    /// <param name="contentLength">As <see cref="ContentLength"/>.</param>
    /// <exception cref="CmsException"><see cref="CmsProblem.ForbiddenAlgorithm"/>: RC2.
    /// <see cref="CmsProblem.BadRequest"/>: key or IV of the wrong length, or a prefix that announces another length.</exception>
    public static EnvelopeRecipe Load(
        ContentCipher cipher, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> iv, ReadOnlyMemory<byte> prefix, long contentLength)
    {
        EnvelopeRules.Check(cipher, contentLength);
        var recipe = new EnvelopeRecipe(cipher, key.ToArray(), iv.ToArray(), prefix.ToArray(), contentLength);
        EnvelopeRules.CheckStored(recipe);
        return recipe;
    }

    /// <summary>Encrypts while being read.</summary>
    /// <param name="plaintext">Read asynchronously from where it stands; disposed with the returned stream.</param>
    /// <returns>The whole ContentInfo, <see cref="Length"/> bytes, read asynchronously. Reading throws <see cref="IOException"/> when
    /// <paramref name="plaintext"/> is not <see cref="ContentLength"/> bytes long, before its last batch is given out. A read that failed or was cancelled is final: make a new stream.</returns>
    public Stream Encrypt(Stream plaintext)
    {
        ArgumentNullException.ThrowIfNull(plaintext);
        return new EnvelopeStream(plaintext, ContentEncryptor.Create(Cipher, Key.Span, Iv.Span), Prefix, ContentLength);
    }

    private static ReadOnlyMemory<byte> WritePrefix(CmsEnvelopeOptions options, byte[] key, byte[] iv, long contentLength)
    {
        var cipher = options.Cipher;
        return new DerFrame(ContentEncryptor.EncryptedLength(cipher, contentLength))
            .Wrap(Der.Context0Primitive)
            .Wrap(Der.Sequence, AlgorithmIdentifiers.Encoded(w =>
            {
                w.WriteObjectIdentifier(WritingOids.Data);
                AlgorithmIdentifiers.WriteCipher(w, cipher, iv);
            }))
            .Wrap(
                Der.Sequence,
                AlgorithmIdentifiers.Encoded(w =>
                {
                    // AuthEnvelopedData has one version only (RFC 5083 §2.1).
                    w.WriteInteger(cipher.IsAuthenticated ? 0 : RecipientInfoWriter.EnvelopedDataVersion(options.Recipients));
                    RecipientInfoWriter.WriteAll(w, options.Recipients, key);
                }),
                ContentEncryptor.SuffixLength(cipher))
            .WrapContentInfo(cipher.IsAuthenticated ? WritingOids.AuthEnvelopedData : WritingOids.EnvelopedData)
            .Prefix;
    }
}
