using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.TestKit;

/// <summary>Self-signed identities made once a run. <c>Rsa("alice")</c> and <c>Rsa("bob")</c> differ; the same call gives the same one.</summary>
public static class TestIdentities
{
    private static readonly ConcurrentDictionary<string, Lazy<X509Certificate2>> Made = new(StringComparer.Ordinal);

    public static X509Certificate2 Rsa(string name, int bits = 2048) => Get($"{name}-rsa{bits}", () =>
    {
        using var key = RSA.Create(bits);
        return Sign(new CertificateRequest($"CN={name} rsa {bits}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    });

    /// <param name="name">Who.</param>
    /// <param name="curve">256, 384 or 521.</param>
    public static X509Certificate2 Ec(string name, int curve = 256) => Get($"{name}-ec{curve}", () =>
    {
        using var key = ECDsa.Create(curve switch
        {
            256 => ECCurve.NamedCurves.nistP256,
            384 => ECCurve.NamedCurves.nistP384,
            521 => ECCurve.NamedCurves.nistP521,
            _ => throw new ArgumentOutOfRangeException(nameof(curve)),
        });
        return Sign(new CertificateRequest($"CN={name} ec {curve}", key, HashAlgorithmName.SHA256));
    });

    /// <summary>The certificate and its PKCS#8 key as one PEM text, for <c>openssl</c>.</summary>
    public static string Pem(X509Certificate2 identity)
    {
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)identity.GetRSAPrivateKey() ?? identity.GetECDsaPrivateKey()!;
        return identity.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    private static X509Certificate2 Get(string key, Func<X509Certificate2> make) => Made.GetOrAdd(key, _ => new(make)).Value;

    private static X509Certificate2 Sign(CertificateRequest request)
    {
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
