namespace Waybill.Cms;

/// <summary>What <see cref="CmsSignatures.Verify"/> found.</summary>
/// <param name="Status"><see cref="SignerStatus.Good"/> when one signature counts, else the most telling failure of all.</param>
/// <param name="SignerIndex">The SignerInfo that <paramref name="Status"/> is of, from 0; -1 when there is none.</param>
/// <param name="Certificate">The configured certificate that SignerInfo names; null when none does.</param>
/// <param name="Digest">The digest of that SignerInfo; null when unknown. When good, the digest of the MIC (RFC 4130 §7.4.3).</param>
/// <param name="All">Each SignerInfo in order. Those after the one that counts are <see cref="SignerStatus.Unchecked"/>.</param>
public sealed record SignatureCheck(
    SignerStatus Status, int SignerIndex, CmsCertificate? Certificate, DigestAlgorithm? Digest, IReadOnlyList<SignerResult> All);

/// <summary>What checking one SignerInfo found.</summary>
/// <param name="Status">The finding.</param>
/// <param name="Signer">What the SignerInfo says of itself.</param>
/// <param name="Certificate">The configured certificate it names; null when none does.</param>
public sealed record SignerResult(SignerStatus Status, SignerSummary Signer, CmsCertificate? Certificate);
