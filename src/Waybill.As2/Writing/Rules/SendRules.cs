using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2;

/// <summary>What we do not send, found before a document is read or a key is used.</summary>
internal static class SendRules
{
    /// <summary>Refuses with every reason at once.</summary>
    /// <exception cref="ArgumentException">There is at least one.</exception>
    internal static void Check(As2SendOptions options, IReadOnlyList<As2Document> documents)
    {
        string[] problems = [.. DocumentRules.Problems(documents), .. HeaderProblems(options), .. SignatureProblems(options), .. EncryptionProblems(options)];
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join(' ', problems), nameof(options));
        }
    }

    private static IEnumerable<string> HeaderProblems(As2SendOptions options)
    {
        if (!options.MessageId.IsWellFormed)
        {
            yield return "The Message-ID is not of the form <left@right>.";
        }

        if (options.Subject?.Any(char.IsControl) is true)
        {
            yield return "The subject has a control character.";
        }

        foreach (var problem in ExtraHeaderRules.Problems(options.ExtraHeaders))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> SignatureProblems(As2SendOptions options)
    {
        if (!IsWritten(options.SignatureEncoding) || !IsWritten(options.CompressedEncoding))
        {
            yield return "Parts are sent in binary or base64 only.";
        }

        if (options.Signer is { } signer)
        {
            if (signer.Scheme is { } scheme && scheme is SignatureScheme.Ecdsa == signer.Key.IsRsa)
            {
                yield return $"The key does not make {scheme} signatures.";
            }

            if (options.Micalg is { } micalg && micalg.Digest != signer.Digest)
            {
                yield return $"The micalg {micalg} is not the signature's digest {signer.Digest}.";
            }
        }

        var allowSha1 = (options.Signer?.AllowSha1 ?? options.AllowSha1) && options.Profile is not As2Profile.Modern;
        foreach (var digest in Digests(options).Distinct().Where(d => d.IsWeak && !(d == DigestAlgorithm.Sha1 && allowSha1)))
        {
            yield return options.Profile is As2Profile.Modern
                ? $"The modern profile uses no {digest}."
                : $"The digest {digest} is {(digest == DigestAlgorithm.Sha1 ? "not used unless it is allowed" : "never used")}.";
        }
    }

    private static IEnumerable<string> EncryptionProblems(As2SendOptions options)
    {
        if (options.Recipients.Count is 0)
        {
            yield break;
        }

        var (cipher, isModern) = (options.EffectiveCipher, options.Profile is As2Profile.Modern);
        if (cipher == ContentCipher.Rc2Cbc)
        {
            yield return "Nothing is encrypted with RC2.";
        }
        else if (cipher == ContentCipher.TripleDesCbc && (isModern || !options.AllowTripleDes))
        {
            yield return isModern ? "The modern profile uses no 3DES." : "3DES is not used unless it is allowed.";
        }

        if (!cipher.IsAuthenticated && options.Signer is null && (isModern || !options.AllowUnsignedCbc))
        {
            yield return isModern
                ? "The modern profile sends nothing under CBC without a signature: sign it, or take a GCM cipher."
                : "Under CBC without a signature anybody can change the message: sign it, take a GCM cipher, or allow it.";
        }

        foreach (var problem in options.Recipients.SelectMany(r => RecipientProblems(r, options.AllowSha1 && !isModern)).Distinct(StringComparer.Ordinal))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> RecipientProblems(CmsRecipientOptions recipient, bool allowSha1)
    {
        var (certificate, management) = (recipient.Certificate, recipient.Management);
        if (management is { } asked && asked is KeyManagement.Ecdh == certificate.IsRsa)
        {
            yield return $"A recipient's key cannot be used for {asked}.";
        }

        if (certificate is { IsRsa: true, KeyBits: < CmsPrivateKey.MinimumRsaBits })
        {
            yield return $"A recipient's RSA key of {certificate.KeyBits} bits is too small; at least {CmsPrivateKey.MinimumRsaBits} are needed.";
        }

        if (management is KeyManagement.RsaOaep && recipient.OaepDigest is { IsWeak: true } digest && !(digest == DigestAlgorithm.Sha1 && allowSha1))
        {
            yield return $"OAEP is not used with {digest}.";
        }
    }

    /// <summary>Every digest the message uses or asks for.</summary>
    private static IEnumerable<DigestAlgorithm> Digests(As2SendOptions options)
        => [options.Signer?.Digest ?? options.EffectiveMic.Digest, .. options.Receipt?.MicAlgorithms.Select(a => a.Digest) ?? []];

    internal static bool IsWritten(TransferEncoding encoding) => encoding is TransferEncoding.Binary or TransferEncoding.Base64;
}
