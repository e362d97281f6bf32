using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>A certificate of a set that is not opened yet.</summary>
/// <param name="Tag">Equal as long as nothing of it changed.</param>
/// <param name="Path">Where it stands.</param>
/// <param name="Owner">Whose: <c>station/NAME</c> or <c>partner/NAME</c>.</param>
internal abstract record CertificateSource(object Tag, FieldPath Path, string Owner)
{
    /// <summary>The AS2 name of the one identity it is for; empty: all.</summary>
    internal virtual string Identity => "";

    /// <summary>Opens it.</summary>
    /// <returns>Null with at least one finding when it cannot be.</returns>
    internal abstract CertificateEntry? Open(ISecretRing? ring, ConfigurationCheck check);
}

/// <summary>A certificate and key of ours in two files.</summary>
internal sealed record KeyFileSource(object Tag, FieldPath Path, string Owner, KeyFileSettings Files, DateTimeOffset? Until) : CertificateSource(Tag, Path, Owner)
{
    internal override CertificateEntry? Open(ISecretRing? ring, ConfigurationCheck check)
    {
        List<string> problems = [];
        List<string> warnings = [];
        var key = KeyFiles.Key(Files, "", ring, problems, warnings);
        check.Add(problems.Select(p => Path.Finding(p)));
        check.Add(warnings.Select(p => Path.Finding(p, FindingSeverity.Warning)));
        return key is null ? null : new() { Owner = Owner, Certificate = key.Certificate, Key = key, Until = Until };
    }
}

/// <summary>A partner's certificate in a file.</summary>
internal sealed record CertificateFileSource(object Tag, FieldPath Path, string Owner, string Setting, string File, CertificateRole Use) : CertificateSource(Tag, Path, Owner)
{
    internal override CertificateEntry? Open(ISecretRing? ring, ConfigurationCheck check)
    {
        List<string> problems = [];
        var certificate = KeyFiles.Certificate(File, Setting, problems);
        check.Add(problems.Select(p => Path.Finding(p)));
        return certificate is null ? null : new() { Owner = Owner, Use = Use, Certificate = certificate };
    }
}

/// <summary>A certificate that is a resource.</summary>
internal sealed record ResourceCertificateSource(Resource Resource, CertificateResource Settings) : CertificateSource(Resource, Resource.Path, Settings.Owner)
{
    internal override string Identity => Settings.Identity;

    internal override CertificateEntry? Open(ISecretRing? ring, ConfigurationCheck check)
    {
        var isOurs = Owner.StartsWith("station/", StringComparison.Ordinal);
        if (Settings.Until <= Settings.From)
        {
            check.Error(Path.Of("Until"), "Must be after from.");
        }

        if (Settings.Certificate is "" && Settings.Request is not "")
        {
            Waits(isOurs, check);
        }
        else if (isOurs != Settings.Key is not "")
        {
            check.Error(Path.Of("Key"), isOurs ? "A certificate of a station comes with its private key." : "The private key of a partner's certificate is the partner's alone: leave it out.");
        }
        else if (Opened(check) is var (certificate, key) && certificate is not null)
        {
            return new()
            {
                Owner = Owner, Use = Settings.Use, Certificate = certificate, Key = key, From = Settings.From, Until = Settings.Until, State = Settings.State,
            };
        }

        return null;
    }

    /// <summary>A key of ours whose certificate a CA still has to make.</summary>
    private void Waits(bool isOurs, ConfigurationCheck check)
    {
        if (!PemEncoding.TryFind(Settings.Request, out var fields) || !Settings.Request.AsSpan()[fields.Label].SequenceEqual("CERTIFICATE REQUEST"))
        {
            check.Error(Path.Of("Request"), "Must be a request in PEM: -----BEGIN CERTIFICATE REQUEST----- and so on.");
        }
        else if (!isOurs || Settings.Key is "")
        {
            check.Error(Path.Of("Request"), "A request is for a key of a station, which comes with it.");
        }
        else
        {
            check.Warn(Path.Of("Request"), "It waits for the answer of the CA, and is used for nothing until then.");
        }
    }

    private (CmsCertificate? Certificate, CmsPrivateKey? Key) Opened(ConfigurationCheck check)
    {
        if (!PemEncoding.TryFind(Settings.Certificate, out var fields) || !Settings.Certificate.AsSpan()[fields.Label].SequenceEqual("CERTIFICATE"))
        {
            check.Error(Path.Of("Certificate"), "Must be a certificate in PEM: -----BEGIN CERTIFICATE----- and so on.");
            return default;
        }

        try
        {
            if (Settings.Key is "")
            {
                return (CmsCertificate.TakeOver(X509CertificateLoader.LoadCertificate(Convert.FromBase64String(Settings.Certificate[fields.Location][fields.Base64Data]))), null);
            }

            using var pair = X509Certificate2.CreateFromPem(Settings.Certificate, Settings.Key);
            var key = new CmsPrivateKey(pair);
            return (key.Certificate, key);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or FormatException)
        {
            check.Error(
                Path.Of(Settings.Key is "" || fault is CmsException ? "Certificate" : "Key"),
                fault is CmsException ? fault.Message : Settings.Key is "" ? "This is no certificate." : "This is not the private key of the certificate in PEM, without a passphrase, or the certificate is none.");
            return default;
        }
    }
}
