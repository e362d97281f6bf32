using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Cms;

namespace Waybill.Gateway;

/// <summary>Opens the certificate and key files that settings name. A problem names the setting and the file, never what is in it.</summary>
internal static class KeyFiles
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <param name="files">Which.</param>
    /// <param name="path">Of their settings.</param>
    /// <param name="ring">Opens sealed keys; null where there is none.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="warnings">Takes what is good enough to go on.</param>
    internal static CmsPrivateKey? Key(KeyFileSettings files, string path, ISecretRing? ring, List<string> problems, List<string> warnings)
    {
        var before = problems.Count;
        Exists(files.Certificate, $"{path}:Certificate", problems);
        Exists(files.Key, $"{path}:Key", problems);
        if (problems.Count > before)
        {
            return null;
        }

        char[] key = [];
        try
        {
            key = SealedKey.Read(files.Key);
            if (SealedKey.IsSealed(key))
            {
                key = Unsealed(key, files.Key, path, ring, problems);
            }
            else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(files.Key) & Others) is not UnixFileMode.None)
            {
                warnings.Add($"{path}:Key: the private key in '{files.Key}' can be read by others than its owner. Say: chmod 600 {files.Key}, or seal it: ./run --seal {files.Key}");
            }

            if (problems.Count > before)
            {
                return null;
            }

            using var pair = X509Certificate2.CreateFromPem(SealedKey.Read(files.Certificate), key);
            return new CmsPrivateKey(pair);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            problems.Add(fault is CmsException ? $"{path}:Key: {fault.Message}"
                : $"{path}: '{files.Certificate}' and '{files.Key}' are not a PEM certificate and its private key, or cannot be read.");
            return null;
        }
        finally
        {
            SealedKey.Clear(key);
        }
    }

    private static char[] Unsealed(char[] text, string file, string path, ISecretRing? ring, List<string> problems)
    {
        try
        {
            if (ring is not null)
            {
                return SealedKey.Open(ring, text);
            }

            problems.Add($"{path}:Key: '{file}' is sealed, and nothing is there to open it.");
        }
        catch (CryptographicException)
        {
            problems.Add($"{path}:Key: '{file}' was sealed by another ring than this gateway's, or changed since. Seal the key again: ./run --seal KEYFILE");
        }

        return [];
    }

    internal static CmsCertificate? Certificate(string file, string setting, List<string> problems)
    {
        if (!Exists(file, setting, problems))
        {
            return null;
        }

        try
        {
            return CmsCertificate.TakeOver(X509CertificateLoader.LoadCertificateFromFile(file));
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
