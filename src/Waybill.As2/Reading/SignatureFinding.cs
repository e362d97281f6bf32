using Waybill.Cms;

namespace Waybill.As2;

/// <summary>What checking a message's signature gave.</summary>
/// <param name="Failure">None when a signature counts.</param>
/// <param name="Detail">One sentence for the operator, or null; may stand beside success.</param>
/// <param name="IsVerified">Whether a configured certificate's signature is over these bytes; also true when only its dates are wrong.</param>
/// <param name="Digest">The digest of the signature that counts, or of the most telling one; null when there is none.</param>
/// <param name="Certificate">The configured certificate it names; null when none does.</param>
/// <param name="Signer">What it says of itself; null when nobody signed.</param>
internal sealed record SignatureFinding(
    As2Failure Failure,
    string? Detail = null,
    bool IsVerified = false,
    DigestAlgorithm? Digest = null,
    CmsCertificate? Certificate = null,
    SignerSummary? Signer = null);
