using System.Globalization;
using Waybill.Certificates;

namespace Waybill.Gateway;

/// <summary>What about a certificate works and should be changed.</summary>
internal static class CertificateRules
{
    /// <summary>Who changes certificates needs so long to agree on it.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromDays(30);

    /// <summary>What never changes: size, key usage, how it is signed, that it was issued for TLS.</summary>
    internal static void WarnOfKind(CertificateSource source, CertificateEntry entry, ConfigurationCheck check)
    {
        var certificate = entry.Certificate.Certificate;

        // Its own dates are looked at in every book, by the day.
        var options = new CertificateCheckOptions { At = entry.Certificate.NotAfter, NearEndDays = -1, Uses = UsesOf(entry.Use), NeedsKey = false };
        foreach (var finding in CertificateCheck.Check(certificate, [], null, options).Where(static f => f.Severity is not CertificateSeverity.Info))
        {
            check.Warn(Field(source), $"{certificate.Subject}: {finding.Sentence}");
        }
    }

    private static CheckedUses UsesOf(CertificateRole use) => use switch
    {
        CertificateRole.Sign => CheckedUses.Sign,
        CertificateRole.Encrypt => CheckedUses.Encrypt,
        CertificateRole.Tls => CheckedUses.Tls,
        _ => CheckedUses.Sign | CheckedUses.Encrypt,
    };

    /// <summary>What follows from the day.</summary>
    internal static void WarnOfDates(CertificateSource source, CertificateEntry entry, DateTimeOffset now, ConfigurationCheck check)
    {
        if (entry.State is CertificateState.Retired || entry.Until <= now || entry.Certificate.NotAfter - now > Near)
        {
            return;
        }

        var end = entry.Certificate.NotAfter.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        check.Warn(Field(source), $"The certificate {entry.Certificate.Subject} {(entry.Certificate.NotAfter < now ? "has expired on" : "expires on")} {end}. Agree on the next one with the partner in time.");
    }

    /// <summary>One key for TLS and for messages: who breaks or renews one loses both.</summary>
    internal static void WarnOfReuse(IReadOnlyList<(CertificateSource Source, CertificateEntry Entry)> opened, ConfigurationCheck check)
    {
        foreach (var (source, entry) in opened.Where(static o => o.Entry is { Use: CertificateRole.Tls, State: not CertificateState.Retired }))
        {
            if (opened.Any(o => o.Entry is { Use: not CertificateRole.Tls, State: not CertificateState.Retired } && string.Equals(o.Entry.Certificate.Sha256Thumbprint, entry.Certificate.Sha256Thumbprint, StringComparison.Ordinal)))
            {
                check.Warn(source.Path.Of("Use"), $"The certificate {entry.Certificate.Subject} serves TLS and messages at once. Use one for each: when one is renewed, the other stays.");
            }
        }
    }

    private static string Field(CertificateSource source) => source is CertificateFileSource file ? source.Path.Of(file.Setting) : source.Path.Of("Certificate");
}
