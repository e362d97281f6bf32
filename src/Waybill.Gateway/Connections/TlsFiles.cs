using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Gateway;

/// <summary>Opens the certificates of TLS, from files or from the PEM texts themselves. A problem names the setting, never what is in it.</summary>
/// <remarks>They live as long as the options they stand in, which books hand on to one another: nobody disposes them, the framework frees them when the last one is gone.</remarks>
internal static class TlsFiles
{
    /// <summary>Every certificate of a PEM text or file, in order; one in DER is taken too.</summary>
    internal static IReadOnlyList<X509Certificate2> Certificates(string fileOrPem, string setting, List<string> problems)
    {
        try
        {
            var found = new X509Certificate2Collection();
            if (IsPem(fileOrPem))
            {
                found.ImportFromPem(fileOrPem);
            }
            else if (Exists(fileOrPem, setting, problems))
            {
                found.ImportFromPemFile(fileOrPem);
                if (found.Count is 0)
                {
                    found.Add(X509CertificateLoader.LoadCertificateFromFile(fileOrPem));
                }
            }
            else
            {
                return [];
            }

            if (found.Count is 0)
            {
                problems.Add($"{setting}: there is no certificate in it.");
            }

            return [.. found];
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            problems.Add($"{setting}: {Shown(fileOrPem)} is not a certificate, or cannot be read.");
            return [];
        }
    }

    /// <summary>A certificate with its private key.</summary>
    internal static X509Certificate2? WithKey(
        X509Certificate2 certificate, string fileOrPem, string setting, ISecretRing? ring, List<string> problems)
    {
        if (fileOrPem is "")
        {
            problems.Add($"{setting}: a client certificate is worth nothing without its private key.");
            return null;
        }

        char[] key = [];
        try
        {
            if (!IsPem(fileOrPem) && !Exists(fileOrPem, setting, problems))
            {
                return null;
            }

            key = IsPem(fileOrPem) ? fileOrPem.ToCharArray() : SealedKey.Read(fileOrPem);
            if (SealedKey.IsSealed(key))
            {
                var clear = SealedKey.Open(ring ?? throw new CryptographicException("Nothing is there to open it."), key);
                SealedKey.Clear(key);
                key = clear;
            }

            return X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), key);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            problems.Add($"{setting}: {Shown(fileOrPem)} is not the private key of the client certificate, or cannot be opened.");
            return null;
        }
        finally
        {
            SealedKey.Clear(key);
        }
    }

    private static bool IsPem(string text) => text.StartsWith("-----BEGIN ", StringComparison.Ordinal);

    private static string Shown(string fileOrPem) => IsPem(fileOrPem) ? "the text" : $"'{fileOrPem}'";

    private static bool Exists(string file, string setting, List<string> problems)
    {
        if (File.Exists(file))
        {
            return true;
        }

        problems.Add($"{setting}: the file '{file}' is not there.");
        return false;
    }
}
