using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Cms;

namespace Waybill.Server;

/// <summary>Opens the certificate and key files that settings name. A problem names the setting and the file, never what is in it.</summary>
internal static class KeyFiles
{
    internal static CmsPrivateKey? Key(StationSettings station, string path, List<string> problems)
    {
        var before = problems.Count;
        Exists(station.Certificate, $"{path}:Certificate", problems);
        Exists(station.Key, $"{path}:Key", problems);
        if (problems.Count > before)
        {
            return null;
        }

        try
        {
            using var pair = X509Certificate2.CreateFromPemFile(station.Certificate, station.Key);
            return new CmsPrivateKey(pair);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            problems.Add(fault is CmsException ? $"{path}:Key: {fault.Message}"
                : $"{path}: '{station.Certificate}' and '{station.Key}' are not a PEM certificate and its private key, or cannot be read.");
            return null;
        }
    }

    internal static IReadOnlyList<CmsCertificate> Certificates(PartnerSettings partner, string path, List<string> problems)
    {
        if (partner.Certificates.Count is 0)
        {
            problems.Add($"{path}:Certificates: name at least one file.");
        }

        List<CmsCertificate> opened = [];
        for (var at = 0; at < partner.Certificates.Count; at++)
        {
            var (file, setting) = (partner.Certificates[at], $"{path}:Certificates:{at}");
            if (!Exists(file, setting, problems))
            {
                continue;
            }

            try
            {
                using var certificate = X509CertificateLoader.LoadCertificateFromFile(file);
                opened.Add(new CmsCertificate(certificate));
            }
            catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
            {
                problems.Add(fault is CmsException ? $"{setting}: {fault.Message}" : $"{setting}: '{file}' is not a certificate, or cannot be read.");
            }
        }

        return opened;
    }

    private static bool Exists(string file, string setting, List<string> problems)
    {
        if (File.Exists(file))
        {
            return true;
        }

        problems.Add(file is "" ? $"{setting}: name a file." : $"{setting}: the file '{file}' is not there.");
        return false;
    }
}
