namespace Waybill.Cms;

/// <summary>What we do not sign with, checked before a key is used.</summary>
internal static class SignerRules
{
    internal static void Check(IReadOnlyList<CmsSignerOptions> signers)
    {
        ArgumentNullException.ThrowIfNull(signers);
        if (signers.Count is 0)
        {
            throw new ArgumentException("At least one signer is needed.", nameof(signers));
        }

        foreach (var signer in signers)
        {
            Check(signer);
        }
    }

    private static void Check(CmsSignerOptions signer)
    {
        var digest = signer.Digest;
        if (digest == DigestAlgorithm.Md5 || (digest == DigestAlgorithm.Sha1 && !signer.AllowSha1))
        {
            throw new CmsException(CmsProblem.ForbiddenAlgorithm, $"Nothing is signed with {digest}.", digest.Name);
        }

        var key = signer.Key;
        if (key.Rsa is { KeySize: < CmsPrivateKey.MinimumRsaBits })
        {
            throw new CmsException(CmsProblem.BadRequest, $"Nothing is signed with an RSA key of {key.Rsa.KeySize} bits.");
        }

        if (signer.EffectiveScheme is SignatureScheme.Ecdsa ? key.Ecdsa is null : key.Rsa is null)
        {
            throw new CmsException(CmsProblem.BadRequest, $"The key does not make {signer.EffectiveScheme} signatures.");
        }

        if (signer is { SignedAttributes: false } and ({ SigningTime: not null } or { AlgorithmProtection: true }))
        {
            throw new CmsException(CmsProblem.BadRequest, "Signing time and algorithm protection are signed attributes, and those are switched off.");
        }
    }
}
