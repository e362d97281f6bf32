using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Certificates;

/// <summary>What people and programs look at in a certificate.</summary>
/// <param name="Subject">Distinguished name of the holder.</param>
/// <param name="Issuer">Distinguished name of the issuer.</param>
/// <param name="SerialNumber">Upper-case hexadecimal.</param>
/// <param name="Sha256">Thumbprint, upper-case hexadecimal.</param>
/// <param name="Sha1">The same with SHA-1, as older products show it.</param>
/// <param name="Key">Kind and size of the key: <c>rsa-2048</c>, <c>ec-p256</c>.</param>
/// <param name="NotBefore">Its first moment.</param>
/// <param name="NotAfter">Its last moment.</param>
/// <param name="Validity"><c>valid</c>, <c>expired</c> or <c>notYetValid</c>.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record CertificateFacts(
    string Subject, string Issuer, string SerialNumber, string Sha256, string Sha1, string Key, DateTimeOffset NotBefore, DateTimeOffset NotAfter, string Validity)
{
    /// <summary>Reads them off.</summary>
    /// <param name="certificate">Which.</param>
    /// <param name="at">The moment that validity is said for.</param>
    public static CertificateFacts Of(X509Certificate2 certificate, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var (from, until) = (new DateTimeOffset(certificate.NotBefore.ToUniversalTime()), new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
        return new(
            certificate.Subject, certificate.Issuer, certificate.SerialNumber, certificate.GetCertHashString(HashAlgorithmName.SHA256), certificate.GetCertHashString(HashAlgorithmName.SHA1),
            KeyName(certificate), from, until, at < from ? "notYetValid" : at > until ? "expired" : "valid");
    }

    private static string KeyName(X509Certificate2 certificate)
    {
        try
        {
            using var rsa = certificate.GetRSAPublicKey();
            return rsa is not null ? string.Create(CultureInfo.InvariantCulture, $"rsa-{rsa.KeySize}")
                : EcCurve.Bits(certificate) is { } bits ? string.Create(CultureInfo.InvariantCulture, $"ec-p{bits}")
                : certificate.GetKeyAlgorithm();
        }
        catch (CryptographicException)
        {
            // A key that cannot be opened has its algorithm's number all the same.
            return certificate.GetKeyAlgorithm();
        }
    }
}
