using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Cli.Keys;

/// <summary>Imports private keys in every form files hold, RSA or elliptic curve.</summary>
internal static class PrivateKeys
{
    /// <summary>Tries RSA, then an elliptic curve.</summary>
    /// <exception cref="CryptographicException">It is neither.</exception>
    public static AsymmetricAlgorithm Import(Action<AsymmetricAlgorithm> import)
    {
        AsymmetricAlgorithm key = RSA.Create();
        try
        {
            import(key);
            return key;
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException)
        {
            key.Dispose();
        }

        key = ECDsa.Create();
        try
        {
            import(key);
            return key;
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new CryptographicException("The private key cannot be read.", problem);
        }
    }

    /// <summary>A DER file: PKCS#8, encrypted PKCS#8, PKCS#1 or SEC 1.</summary>
    /// <exception cref="CryptographicException">It is none of them, or the password is wrong.</exception>
    public static AsymmetricAlgorithm ImportDer(byte[] der, string? password) => Import(key =>
    {
        try
        {
            key.ImportPkcs8PrivateKey(der, out _);
        }
        catch (CryptographicException)
        {
            if (password is not null)
            {
                key.ImportEncryptedPkcs8PrivateKey(password, der, out _);
            }
            else if (key is RSA rsa)
            {
                rsa.ImportRSAPrivateKey(der, out _);
            }
            else
            {
                ((ECDsa)key).ImportECPrivateKey(der, out _);
            }
        }
    });

    /// <summary>The certificate together with the key; null when they do not belong together.</summary>
    public static X509Certificate2? Join(X509Certificate2 certificate, AsymmetricAlgorithm key)
    {
        try
        {
            return key is RSA rsa ? certificate.CopyWithPrivateKey(rsa) : certificate.CopyWithPrivateKey((ECDsa)key);
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
