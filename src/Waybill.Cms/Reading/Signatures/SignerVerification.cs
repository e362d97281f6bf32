using System.Security.Cryptography;

namespace Waybill.Cms;

/// <summary>Checks one SignerInfo against one configured certificate (RFC 5652 §5.6).</summary>
internal static class SignerVerification
{
    private const string DataOid = "1.2.840.113549.1.7.1";

    /// <summary>What can be said before content and key are looked at; <see cref="SignerStatus.Good"/> when nothing is against it.</summary>
    public static SignerStatus Screen(SignerInfo signer, string contentTypeOid, CmsPolicy policy)
    {
        if (signer.Digest is null || signer.Algorithm.Kind is SignatureKind.Unknown || signer.Algorithm.Digest is null)
        {
            return SignerStatus.UnknownAlgorithm;
        }

        if (!policy.Allows(signer.Digest) || !policy.Allows(signer.Algorithm.Digest)
            || (signer.Algorithm.Pss?.MaskDigest is { } mask && !policy.Allows(mask)))
        {
            return SignerStatus.ForbiddenAlgorithm;
        }

        // Without attributes the content type is not under the signature: RFC 5652 §5.3 allows that for id-data only.
        var isFormed = signer.Attributes is { } attributes
            ? attributes.AreWellFormed && string.Equals(attributes.ContentType, contentTypeOid, StringComparison.Ordinal)
            : string.Equals(contentTypeOid, DataOid, StringComparison.Ordinal);
        return isFormed ? SignerStatus.Good : SignerStatus.BadAttributes;
    }

    /// <param name="signer">Screened and found good.</param>
    /// <param name="contentDigest">Digest of the content by the signer's digest algorithm.</param>
    /// <param name="certificate">The one it names.</param>
    public static SignerStatus Check(SignerInfo signer, ReadOnlyMemory<byte> contentDigest, CmsCertificate certificate)
    {
        if (signer.Attributes is not { } attributes)
        {
            return signer.Digest == signer.Algorithm.Digest
                && SignatureVerifier.Verify(signer.Algorithm, contentDigest.Span, signer.Signature.Span, certificate)
                ? SignerStatus.Good : SignerStatus.BadSignature;
        }

        // The signature first: a digest that differs says "the content changed" only when the attributes are the signer's own.
        foreach (var form in attributes.SignedForms())
        {
            var hash = CryptographicOperations.HashData(signer.Algorithm.Digest!.Hash, form.Span);
            if (SignatureVerifier.Verify(signer.Algorithm, hash, signer.Signature.Span, certificate))
            {
                return contentDigest.Span.SequenceEqual(attributes.MessageDigest) ? SignerStatus.Good : SignerStatus.DigestMismatch;
            }
        }

        return SignerStatus.BadSignature;
    }
}
