namespace Waybill.Cms;

/// <summary>What we do not encrypt with or to, checked before a key is drawn.</summary>
internal static class EnvelopeRules
{
    /// <summary>NIST SP 800-38D §5.2.1.1: 2^39 - 256 bits under one nonce.</summary>
    internal const long LongestGcm = (1L << 36) - 32;

    /// <summary>Far beyond any disk, and far enough from the end of a 64-bit length for everything that stands around the content.</summary>
    private const long Longest = 1L << 60;

    internal static void Check(CmsEnvelopeOptions options, long contentLength)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Recipients.Count is 0)
        {
            throw new ArgumentException("At least one recipient is needed.", nameof(options));
        }

        Check(options.Cipher, contentLength);
        if (options.Cipher == ContentCipher.TripleDesCbc && !options.AllowTripleDes)
        {
            throw Forbidden(options.Cipher.Name);
        }

        foreach (var recipient in options.Recipients)
        {
            Check(recipient, options.AllowSha1);
        }
    }

    /// <summary>What holds for a stored recipe too.</summary>
    internal static void Check(ContentCipher cipher, long contentLength)
    {
        ArgumentNullException.ThrowIfNull(cipher);
        ArgumentOutOfRangeException.ThrowIfNegative(contentLength);
        if (cipher == ContentCipher.Rc2Cbc)
        {
            throw Forbidden(cipher.Name);
        }

        if (contentLength > (cipher.IsAuthenticated ? LongestGcm : Longest))
        {
            throw new CmsException(CmsProblem.BadRequest, $"Content of {contentLength} bytes is too long for {cipher}.", cipher.Name);
        }
    }

    /// <summary>Whether the parts of a stored recipe fit each other.</summary>
    internal static void CheckStored(EnvelopeRecipe recipe)
    {
        var cipher = recipe.Cipher;
        if (recipe.Key.Length != cipher.KeyBytes || recipe.Iv.Length != DrawnKey.IvBytes(cipher) || DrawnKey.IsWeak(cipher, recipe.Key.Span))
        {
            throw new CmsException(CmsProblem.BadRequest, $"The stored key or IV is not one of {cipher}.", cipher.Name);
        }

        // The outermost length is the cheapest witness that prefix and content were made for each other.
        var prefix = recipe.Prefix.Span;
        var headerLength = prefix.Length < 2 || prefix[1] < 0x80 ? 2 : 2 + (prefix[1] & 0x7F);
        if (prefix.Length < headerLength || !prefix.StartsWith(Der.Header(Der.Sequence, recipe.Length - headerLength)))
        {
            throw new CmsException(CmsProblem.BadRequest, "The stored prefix belongs to content of another length.");
        }
    }

    private static void Check(CmsRecipientOptions recipient, bool allowSha1)
    {
        var certificate = recipient.Certificate;
        if (certificate is { IsRsa: true, KeyBits: < CmsPrivateKey.MinimumRsaBits })
        {
            throw new CmsException(CmsProblem.BadRequest,
                $"Nothing is encrypted to an RSA key of {certificate.KeyBits} bits; at least {CmsPrivateKey.MinimumRsaBits} are needed.");
        }

        var management = recipient.EffectiveManagement;
        if (management is KeyManagement.Ecdh == certificate.IsRsa)
        {
            throw new CmsException(CmsProblem.BadRequest, $"The recipient's key does not take {management}.");
        }

        if (!certificate.IsRsa && certificate.Ecdh is null)
        {
            throw new CmsException(CmsProblem.BadRequest, "The recipient's certificate does not allow key agreement.");
        }

        var digest = recipient.OaepDigest;
        if (management is KeyManagement.RsaOaep && (digest == DigestAlgorithm.Md5 || (digest == DigestAlgorithm.Sha1 && !allowSha1)))
        {
            throw Forbidden(digest.Name);
        }
    }

    private static CmsException Forbidden(string algorithm)
        => new(CmsProblem.ForbiddenAlgorithm, $"Nothing is encrypted with {algorithm}.", algorithm);
}
