using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Cli.Certificates;

/// <summary>Makes a self-signed certificate as AS2 partners exchange them: for signing and for encryption, no chain.</summary>
internal static class CertificateMaker
{
    public static readonly string[] Kinds = ["rsa-2048", "rsa-3072", "rsa-4096", "ec-p256", "ec-p384", "ec-p521"];

    public static (string CertificatePem, string KeyPem) Make(string commonName, string kind, DateTimeOffset from, int days)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(commonName);
        var name = builder.Build();
        if (kind.StartsWith("rsa-", StringComparison.Ordinal))
        {
            using var rsa = RSA.Create(kind switch { "rsa-3072" => 3072, "rsa-4096" => 4096, _ => 2048 });
            var request = new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return (Sign(request, X509KeyUsageFlags.KeyEncipherment, from, days), rsa.ExportPkcs8PrivateKeyPem());
        }

        using var ec = ECDsa.Create(kind switch
        {
            "ec-p384" => ECCurve.NamedCurves.nistP384,
            "ec-p521" => ECCurve.NamedCurves.nistP521,
            _ => ECCurve.NamedCurves.nistP256,
        });
        return (Sign(new(name, ec, HashAlgorithmName.SHA256), X509KeyUsageFlags.KeyAgreement, from, days), ec.ExportPkcs8PrivateKeyPem());
    }

    private static string Sign(CertificateRequest request, X509KeyUsageFlags encryption, DateTimeOffset from, int days)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | encryption, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var certificate = request.CreateSelfSigned(from, from.AddDays(days));
        return certificate.ExportCertificatePem();
    }
}
