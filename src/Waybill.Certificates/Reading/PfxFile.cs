using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Certificates;

/// <summary>Reads PFX files (PKCS#12, RFC 7292), key stores of Java since version 9 among them. Their aliases are not given out by the framework.</summary>
internal static class PfxFile
{
    /// <exception cref="ImportException">It cannot be opened.</exception>
    internal static KeyMaterial Read(byte[] der, string? passphrase)
    {
        var all = Open(der, passphrase);
        var material = new KeyMaterial("PFX");
        try
        {
            foreach (var certificate in all)
            {
                if (certificate.HasPrivateKey)
                {
                    material.Keys.Add(new(null, KeyOf(certificate)));
                }

                // A certificate that has its key cannot be joined with one again.
                material.Certificates.Add(X509CertificateLoader.LoadCertificate(certificate.RawDataMemory.Span));
            }

            return material;
        }
        catch
        {
            material.Dispose();
            throw;
        }
        finally
        {
            foreach (var certificate in all)
            {
                certificate.Dispose();
            }
        }
    }

    private static X509Certificate2Collection Open(byte[] der, string? passphrase)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12Collection(der, passphrase, X509KeyStorageFlags.EphemeralKeySet | X509KeyStorageFlags.Exportable);
        }
        catch (Pkcs12LoadLimitExceededException)
        {
            throw ImportException.TooMuchWork;
        }
        catch (CryptographicException)
        {
            throw passphrase is null ? ImportException.NeedsPassphrase : ImportException.WrongPassphrase;
        }
    }

    /// <summary>A copy that does not go with the certificate.</summary>
    private static AsymmetricAlgorithm KeyOf(X509Certificate2 certificate)
    {
        using var key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey();
        var pkcs8 = key?.ExportPkcs8PrivateKey() ?? throw new ImportException("Its private key is neither RSA nor on an elliptic curve.");
        try
        {
            return PrivateKeys.Plain(pkcs8) ?? throw new ImportException("Its private key cannot be read.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }
}
