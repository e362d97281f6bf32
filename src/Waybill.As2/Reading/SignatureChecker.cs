using Waybill.Cms;

namespace Waybill.As2;

/// <summary>Checks signatures over a quarantined entity. Only the partner's configured certificates count.</summary>
internal static class SignatureChecker
{
    public static async ValueTask<SignatureFinding> CheckAsync(
        CmsSignatures signatures, EntityDigests digests, As2ReadOptions options, CancellationToken cancellationToken)
    {
        if (signatures.Signers.Count is 0)
        {
            return new(As2Failure.MalformedSignature, "The SignedData holds no signature.");
        }

        DigestAlgorithm[] needed = [.. signatures.NeededDigests.Where(options.Policy.Allows)];
        await digests.TakeAsync(needed, cancellationToken);
        var finding = Check(signatures, digests, options);
        if (options.RetrySignatureWithCrlf && finding.Failure is As2Failure.DigestMismatch or As2Failure.BadSignature)
        {
            var canonical = await digests.WithCrlfAsync(needed, cancellationToken);
            var retried = Check(signatures, canonical, options);
            return retried.IsVerified ? retried with { Detail = retried.Detail ?? "The signature verified after bare line feeds were made CRLF." } : finding;
        }

        return finding;
    }

    /// <summary>A certificate outside its dates is as good as not configured, but one that would have verified is named: the operator looks for it.</summary>
    private static SignatureFinding Check(CmsSignatures signatures, EntityDigests digests, As2ReadOptions options)
    {
        var usable = options.RefuseSignerOutsideDates ? options.SignerCertificates.Where(c => IsTaken(c, options)).ToList() : options.SignerCertificates;
        var check = signatures.Verify(digests.Find, usable, options.Policy);
        if (check.Status is SignerStatus.Good)
        {
            return Describe(check, signatures) with { Detail = options.RefuseSignerOutsideDates ? SignerDates.Problem(check.Certificate!, options.VerificationTime) : null };
        }

        var regardless = usable.Count == options.SignerCertificates.Count ? check : signatures.Verify(digests.Find, options.SignerCertificates, options.Policy);
        if (regardless.Status is SignerStatus.Good)
        {
            return Describe(regardless, signatures) with { Failure = As2Failure.SignerNotValid, Detail = SignerDates.Problem(regardless.Certificate!, options.VerificationTime) };
        }

        return regardless.Status is SignerStatus.UnknownSigner or SignerStatus.Unchecked && SignerDates.Retired(signatures, digests.Find, options.RetiredCertificates, options.Policy) is { } retired
            ? Describe(regardless, signatures) with { Failure = As2Failure.SignerNotValid, Detail = retired }
            : Describe(regardless, signatures);
    }

    private static SignatureFinding Describe(SignatureCheck check, CmsSignatures signatures)
    {
        var signer = signatures.Signers[Math.Max(0, check.SignerIndex)];
        var (failure, detail) = check.Status switch
        {
            SignerStatus.Good => (As2Failure.None, null),
            SignerStatus.DigestMismatch => (As2Failure.DigestMismatch, "The content is not what was signed."),
            SignerStatus.BadSignature => (As2Failure.BadSignature, "The signature does not verify with the configured certificate."),
            SignerStatus.ForbiddenAlgorithm => (As2Failure.ForbiddenSignatureAlgorithm, $"{signer.SignatureAlgorithm} with {signer.Digest} is not allowed."),
            SignerStatus.UnknownAlgorithm => (As2Failure.UnknownSignatureAlgorithm, $"{signer.SignatureAlgorithm} with {signer.Digest?.Name ?? signer.DigestOid} is not known."),
            SignerStatus.BadAttributes => (As2Failure.MalformedSignature, "The signed attributes are not as they should be."),
            SignerStatus.Unchecked => (As2Failure.UnknownSigner, "No certificate is configured to check the signature with."),
            _ => (As2Failure.UnknownSigner, "No configured certificate is named by the signature."),
        };
        return new(failure, detail, failure is As2Failure.None, check.Digest, check.Certificate, signer);
    }

    private static bool IsTaken(CmsCertificate certificate, As2ReadOptions options)
        => certificate.NotBefore <= options.VerificationTime && options.VerificationTime - certificate.NotAfter <= options.ExpiredSignerGrace;
}
