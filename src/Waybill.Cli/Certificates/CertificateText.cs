using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Waybill.Certificates;

namespace Waybill.Cli.Certificates;

/// <summary>Describes a certificate for people and for scripts.</summary>
internal static class CertificateText
{
    public static CertificateReport Describe(X509Certificate2 certificate, DateTimeOffset now)
    {
        var facts = CertificateFacts.Of(certificate, now);
        return new(
            facts.Subject, facts.Issuer, facts.SerialNumber, facts.Sha256, facts.Sha1, facts.Key, facts.NotBefore, facts.NotAfter, facts.Validity, certificate.HasPrivateKey);
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
}
