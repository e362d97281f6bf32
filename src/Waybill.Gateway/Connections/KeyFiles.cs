using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>Opens the certificate and key files that settings name. A problem names the setting and the file, never what is in it.</summary>
internal static class KeyFiles
{
    internal static CmsPrivateKey? Key(KeyFileSettings files, string path, List<string> problems)
    {
        var before = problems.Count;
        Exists(files.Certificate, $"{path}:Certificate", problems);
        Exists(files.Key, $"{path}:Key", problems);
        if (problems.Count > before)
        {
            return null;
        }

        try
        {
            using var pair = X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);
            return new CmsPrivateKey(pair);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            problems.Add(fault is CmsException ? $"{path}:Key: {fault.Message}"
                : $"{path}: '{files.Certificate}' and '{files.Key}' are not a PEM certificate and its private key, or cannot be read.");
            return null;
        }
    }

    internal static CmsCertificate? Certificate(string file, string setting, List<string> problems)
    {
        if (!Exists(file, setting, problems))
        {
            return null;
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(file);
            return new CmsCertificate(certificate);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            problems.Add(fault is CmsException ? $"{setting}: {fault.Message}" : $"{setting}: '{file}' is not a certificate, or cannot be read.");
            return null;
        }
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
