using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Certificates;

/// <summary>Whether a private key is that of a certificate.</summary>
public static class KeyMatch
{
    /// <summary>Whether they belong together.</summary>
    public static bool Is(X509Certificate2 certificate, AsymmetricAlgorithm key)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            return CryptographicOperations.FixedTimeEquals(certificate.PublicKey.ExportSubjectPublicKeyInfo(), key.ExportSubjectPublicKeyInfo()) || IsSameKey(certificate, key);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The certificate with the key; null when they do not belong together. To be disposed.</summary>
    public static X509Certificate2? Join(X509Certificate2 certificate, AsymmetricAlgorithm key)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            return key is RSA rsa ? certificate.CopyWithPrivateKey(rsa) : certificate.CopyWithPrivateKey((ECDsa)key);
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The same key may be written in more than one way: parameters of an algorithm absent or NULL.</summary>
    private static bool IsSameKey(X509Certificate2 certificate, AsymmetricAlgorithm key)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null && key is RSA mine)
        {
            var (a, b) = (rsa.ExportParameters(includePrivateParameters: false), mine.ExportParameters(includePrivateParameters: false));
            return a.Modulus.AsSpan().SequenceEqual(b.Modulus) && a.Exponent.AsSpan().SequenceEqual(b.Exponent);
        }

        using var ec = certificate.GetECDsaPublicKey();
        if (ec is not null && key is ECDsa own)
        {
            var (a, b) = (ec.ExportParameters(includePrivateParameters: false).Q, own.ExportParameters(includePrivateParameters: false).Q);
            return a.X.AsSpan().SequenceEqual(b.X) && a.Y.AsSpan().SequenceEqual(b.Y);
        }

        return false;
    }
}
