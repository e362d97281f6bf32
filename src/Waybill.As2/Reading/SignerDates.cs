using System.Globalization;
using Waybill.Cms;

namespace Waybill.As2;

/// <summary>What is said of a signer's certificate that is outside its dates, or trusted no more. The code in front is for programs and searches.</summary>
internal static class SignerDates
{
    /// <summary>Null when it is within its dates.</summary>
    internal static string? Problem(CmsCertificate certificate, DateTimeOffset at)
        => at > certificate.NotAfter ? string.Create(CultureInfo.InvariantCulture, $"CERT_HAS_EXPIRED: the signer's certificate, {Name(certificate)}, expired on {certificate.NotAfter:yyyy-MM-dd HH:mm} UTC.")
            : at < certificate.NotBefore ? string.Create(CultureInfo.InvariantCulture, $"CERT_NOT_YET_VALID: the signer's certificate, {Name(certificate)}, is valid from {certificate.NotBefore:yyyy-MM-dd HH:mm} UTC.")
            : null;

    /// <summary>Null when none of them signed.</summary>
    internal static string? Retired(CmsSignatures signatures, Func<DigestAlgorithm, ReadOnlyMemory<byte>?> digestOf, IReadOnlyList<CmsCertificate> retired, CmsPolicy policy)
        => retired is [] || signatures.Verify(digestOf, retired, policy) is not { Status: SignerStatus.Good, Certificate: { } certificate } ? null
            : $"CERT_RETIRED: the signer's certificate, {Name(certificate)}, is retired here and trusted no more.";

    private static string Name(CmsCertificate certificate) => $"{PartnerText.OneLine(certificate.Subject, 200)}, serial {certificate.SerialNumber}";
}
