using System.Globalization;
using Waybill.Cli.Output;
using Waybill.Cms;

namespace Waybill.Cli.Inspection;

/// <summary>Whether a certificate is within its dates. Reported always, bad only when asked for.</summary>
internal static class DateChecks
{
    public static void CheckDates(this InspectReport report, string name, CmsCertificate certificate, InspectSettings settings)
    {
        var (from, to) = (certificate.Certificate.NotBefore.ToUniversalTime(), certificate.Certificate.NotAfter.ToUniversalTime());
        var word = settings.At.UtcDateTime < from ? "not yet valid" : settings.At.UtcDateTime > to ? "expired" : null;
        var dates = string.Create(CultureInfo.InvariantCulture, $"valid from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}");
        var at = settings.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        report.Check(
            name, word is null ? CheckResult.Good : settings.StrictDates ? CheckResult.Bad : CheckResult.Weak,
            word is null ? $"The certificate {certificate.Subject} is {dates}." : $"The certificate {certificate.Subject} is {dates}: on {at} it is {word}.");
    }
}
