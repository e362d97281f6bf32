using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Certificates;

namespace Waybill.Cli.Certificates;

/// <summary>Describes a certificate for people and for scripts.</summary>
internal static class CertificateText
{
    public static CertificateReport Describe(X509Certificate2 certificate, DateTimeOffset now)
    {
        var notBefore = new DateTimeOffset(certificate.NotBefore).ToUniversalTime();
        var notAfter = new DateTimeOffset(certificate.NotAfter).ToUniversalTime();
        var validity = now < notBefore ? "notYetValid" : now > notAfter ? "expired" : "valid";
        return new(
            certificate.Subject, certificate.Issuer, certificate.SerialNumber, certificate.GetCertHashString(HashAlgorithmName.SHA256), certificate.GetCertHashString(HashAlgorithmName.SHA1),
            KeyName(certificate), notBefore, notAfter, validity, certificate.HasPrivateKey);
    }

    public static CertificateReport Describe(ImportedCertificates imported, DateTimeOffset now)
        => Describe(imported.Certificates[0], now) with { HasPrivateKey = imported.Key is not null, Others = [.. imported.Certificates.Skip(1).Select(static c => c.Subject)] };

    public static IEnumerable<string> Lines(CertificateReport report)
    {
        yield return $"subject     {report.Subject}";
        yield return $"issuer      {report.Issuer}";
        yield return $"serial      {report.SerialNumber}";
        yield return $"sha-256     {report.Sha256}";
        yield return $"sha-1       {report.Sha1}";
        yield return $"key         {report.Key}{(report.HasPrivateKey ? ", private key present" : "")}";
        yield return $"not before  {Date(report.NotBefore)}";
        yield return $"not after   {Date(report.NotAfter)}";
        yield return $"validity    {report.Validity}";
        foreach (var other in report.Others)
        {
            yield return $"with        {other}";
        }

        foreach (var finding in report.Findings ?? [])
        {
            yield return $"{(finding.Severity switch { CertificateSeverity.Error => "error", CertificateSeverity.Warning => "warning", _ => "note" }),-11} {finding.Sentence}";
        }
    }

    private static string Date(DateTimeOffset date) => date.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string KeyName(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
        {
            return string.Create(CultureInfo.InvariantCulture, $"rsa-{rsa.KeySize}");
        }

        using var ec = certificate.GetECDsaPublicKey();
        return ec is null ? certificate.GetKeyAlgorithm() : string.Create(CultureInfo.InvariantCulture, $"ec-p{ec.KeySize}");
    }
}
