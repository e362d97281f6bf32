namespace Waybill.Cms;

/// <summary>The signatures of a SignedData (RFC 5652 §5) and the certificates it carries, to be checked against digests of the content.</summary>
/// <remarks>A carried certificate is shown and never trusted: only the certificates given to <see cref="Verify"/> can make a signature good.</remarks>
/// <threadsafety>Immutable.</threadsafety>
public sealed class CmsSignatures
{
    // From the least to the most telling: what is reported when no signature counts.
    private static readonly SignerStatus[] Telling =
    [
        SignerStatus.Unchecked, SignerStatus.UnknownSigner, SignerStatus.UnknownAlgorithm, SignerStatus.ForbiddenAlgorithm,
        SignerStatus.BadAttributes, SignerStatus.BadSignature, SignerStatus.DigestMismatch, SignerStatus.Good,
    ];

    private readonly IReadOnlyList<SignerInfo> _signers;
    private readonly string _contentTypeOid;

    internal CmsSignatures(IReadOnlyList<SignerInfo> signers, IReadOnlyList<ReadOnlyMemory<byte>> certificates, string contentTypeOid, bool hasContent)
    {
        (_signers, CarriedCertificates, _contentTypeOid, HasContent) = (signers, certificates, contentTypeOid, hasContent);
        Signers = [.. signers.Select(s => s.Summary)];
        NeededDigests = [.. signers.Select(s => s.Digest).OfType<DigestAlgorithm>().Distinct()];
    }

    /// <summary>What each SignerInfo says of itself, in order; empty when nobody signed.</summary>
    public IReadOnlyList<SignerSummary> Signers { get; }

    /// <summary>The X.509 certificates that came along, as DER or BER, unread. Only for showing: they prove nothing.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> CarriedCertificates { get; }

    /// <summary>The digests of the content that checking every SignerInfo takes, in their order; unknown ones are left out.</summary>
    public IReadOnlyCollection<DigestAlgorithm> NeededDigests { get; }

    /// <summary>Whether the content was inside the SignedData. A signature part of a multipart/signed has none; if it has, it is not looked at.</summary>
    public bool HasContent { get; }

    /// <summary>Reads a whole detached SignedData, as the second part of a multipart/signed (RFC 8551 §3.5.3) or of a signed receipt holds it.</summary>
    /// <param name="cms">The ContentInfo in any BER form. What follows it is ignored up to <see cref="CmsLimits.MaxTrailingBytes"/>. Not copied: do not change it.</param>
    /// <param name="limits">Bounds; null for <see cref="CmsLimits.Default"/>. <see cref="CmsLimits.MaxElementBytes"/> bounds the whole.</param>
    /// <exception cref="CmsException">The bytes are not a SignedData, end too early or pass a bound.</exception>
    public static CmsSignatures Read(ReadOnlyMemory<byte> cms, CmsLimits? limits = null) => SignedDataParser.Parse(cms, limits ?? CmsLimits.Default);

    /// <summary>Looks for the first SignerInfo, in order, that names one of <paramref name="trusted"/>, is allowed and verifies.</summary>
    /// <param name="contentDigest">Gives the digest of the signed bytes; asked only for digests in <see cref="NeededDigests"/> of signers that are looked at.</param>
    /// <param name="trusted">The certificates configured for the partner; dates and chains are the caller's matter. Two with the same name are both tried.</param>
    /// <param name="policy">Which old algorithms count.</param>
    /// <exception cref="ArgumentException"><paramref name="contentDigest"/> gave null, or a digest of the wrong length.</exception>
    public SignatureCheck Verify(
        Func<DigestAlgorithm, ReadOnlyMemory<byte>?> contentDigest, IReadOnlyList<CmsCertificate> trusted, CmsPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(contentDigest);
        ArgumentNullException.ThrowIfNull(trusted);
        ArgumentNullException.ThrowIfNull(policy);
        var results = new List<SignerResult>(_signers.Count);
        var best = -1;
        foreach (var signer in _signers)
        {
            var counted = best >= 0 && results[best].Status is SignerStatus.Good;
            results.Add(counted ? new(SignerStatus.Unchecked, signer.Summary, null) : Check(signer, contentDigest, trusted, policy));
            if (best < 0 || Rank(results[^1].Status) > Rank(results[best].Status))
            {
                best = results.Count - 1;
            }
        }

        return best < 0
            ? new(SignerStatus.UnknownSigner, -1, null, null, results)
            : new(results[best].Status, best, results[best].Certificate, results[best].Signer.Digest, results);
    }

    private static int Rank(SignerStatus status) => Array.IndexOf(Telling, status);

    private SignerResult Check(
        SignerInfo signer, Func<DigestAlgorithm, ReadOnlyMemory<byte>?> contentDigest, IReadOnlyList<CmsCertificate> trusted, CmsPolicy policy)
    {
        var named = trusted.Where(signer.Identifier.Names).ToList();
        if (named.Count is 0)
        {
            return new(trusted.Count is 0 ? SignerStatus.Unchecked : SignerStatus.UnknownSigner, signer.Summary, null);
        }

        var status = SignerVerification.Screen(signer, _contentTypeOid, policy);
        if (status is not SignerStatus.Good)
        {
            return new(status, signer.Summary, named[0]);
        }

        if (contentDigest(signer.Digest!) is not { } digest || digest.Length != signer.Digest!.SizeInBytes)
        {
            throw new ArgumentException($"The {signer.Digest} digest of the content is needed.", nameof(contentDigest));
        }

        var results = named.Select(c => new SignerResult(SignerVerification.Check(signer, digest, c), signer.Summary, c)).ToList();
        return results.MaxBy(r => Rank(r.Status))!;
    }
}
