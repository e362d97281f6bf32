using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>Keys of the matrix in the kinds that meet in the field: self-signed RSA, issued by a CA, elliptic curve, a larger RSA key.</summary>
internal static class CertificationKeys
{
    private const int Kinds = 4;

    private static readonly Lazy<X509Certificate2> Authority = new(() =>
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Certification CA", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(From, Until);
    });

    private static DateTimeOffset From { get; } = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset Until { get; } = new(2098, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes certificate and key of a company for a cell.</summary>
    /// <returns>Their files.</returns>
    internal static (string Certificate, string Key) Write(string folder, string company, int cell)
    {
        var kind = cell % Kinds;
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{company}-{kind}"));
        if (!File.Exists(path + ".key"))
        {
            var (certificate, key) = Make(company, kind);
            File.WriteAllText(path + ".crt", certificate);
            File.WriteAllText(path + ".key", key);
        }

        return (path + ".crt", path + ".key");
    }

    private static (string Certificate, string Key) Make(string company, int kind) => kind switch
    {
        1 => (Issued(company), TestKey.Rsa($"{company} issued").PrivateKeyPem),
        2 => (TestKey.Ec(company).CertificatePem, TestKey.Ec(company).PrivateKeyPem),
        3 => (TestKey.Rsa(company, 3072).CertificatePem, TestKey.Rsa(company, 3072).PrivateKeyPem),
        _ => (TestKey.Rsa(company).CertificatePem, TestKey.Rsa(company).PrivateKeyPem),
    };

    private static string Issued(string company)
    {
        var own = TestKey.Rsa($"{company} issued");
        using var key = own.Identity.GetRSAPublicKey()!;
        var request = new CertificateRequest($"CN={company}, O=Issued", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(Authority.Value, From, Until, [(byte)company.Length, 7]);
        return certificate.ExportCertificatePem();
    }
}
