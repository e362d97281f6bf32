using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Cms;

namespace Waybill.Testing;

/// <summary>A key pair with its self-signed certificate for tests, made once a process: the same call gives the same one, another name another one.</summary>
/// <remarks>Valid from 2020 to 2099, so that a test may use any fixed time. What it gives is shared by all tests of the process: never dispose it.</remarks>
/// <threadsafety>Safe from many threads.</threadsafety>
/// <example><code>
/// var acme = TestKey.Rsa("acme");
/// var options = new CmsSignerOptions { Key = acme.Key };
/// File.WriteAllText("acme.pem", acme.Pem);
/// </code></example>
public sealed class TestKey
{
    private static readonly ConcurrentDictionary<string, Lazy<TestKey>> Made = new(StringComparer.Ordinal);

    private readonly Lazy<CmsPrivateKey> opened;

    private TestKey(X509Certificate2 identity)
        => (Identity, opened) = (identity, new(() => new CmsPrivateKey(identity, allowSmall: true)));

    /// <summary>The certificate with its private key, as the framework has it.</summary>
    public X509Certificate2 Identity { get; }

    /// <summary>To sign and to decrypt with. An RSA key of any size is taken.</summary>
    public CmsPrivateKey Key => opened.Value;

    /// <summary>What partners get: to check signatures and to encrypt with.</summary>
    public CmsCertificate Certificate => Key.Certificate;

    /// <summary>The certificate in PEM.</summary>
    public string CertificatePem => Identity.ExportCertificatePem() + "\n";

    /// <summary>The private key as PKCS#8 in PEM, not encrypted.</summary>
    public string PrivateKeyPem => ExportKey(Identity) + "\n";

    /// <summary>The certificate and its private key as one PEM text.</summary>
    public string Pem => CertificatePem + PrivateKeyPem;

    /// <summary>An RSA key.</summary>
    /// <param name="name">Who it belongs to: the subject's common name begins with it.</param>
    /// <param name="bits">Its size. 2048 takes about 100 ms to make, 4096 a second.</param>
    public static TestKey Rsa(string name, int bits = 2048) => Get($"{name}-rsa{bits}", () =>
    {
        using var key = RSA.Create(bits);
        return Sign(new CertificateRequest($"CN={name} rsa {bits}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    });

    /// <summary>A key on a NIST curve.</summary>
    /// <param name="name">Who it belongs to: the subject's common name begins with it.</param>
    /// <param name="curve">256, 384 or 521.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another curve.</exception>
    public static TestKey Ec(string name, int curve = 256) => Get($"{name}-ec{curve}", () =>
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

    private static TestKey Get(string key, Func<X509Certificate2> make) => Made.GetOrAdd(key, _ => new(() => new TestKey(make()))).Value;

    private static X509Certificate2 Sign(CertificateRequest request)
    {
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private static string ExportKey(X509Certificate2 identity)
    {
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)identity.GetRSAPrivateKey() ?? identity.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }
}
