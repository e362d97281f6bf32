using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Gateway.Stores;

namespace Waybill.Server;

/// <summary>A key and a self-signed certificate, as companies that exchange by AS2 make and swap them.</summary>
internal static class DemoIdentity
{
    internal const int Bits = 2048;

    /// <summary>Writes <c>station.crt</c> and <c>station.key</c>, the latter for this user alone.</summary>
    internal static async ValueTask<(string Certificate, string Key)> MakeAsync(string commonName, string folder, DateTimeOffset now, CancellationToken ct)
    {
        using var rsa = RSA.Create(Bits);
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(commonName);
        var request = new CertificateRequest(name.Build(), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        var (crt, key) = (Path.Combine(folder, "station.crt"), Path.Combine(folder, "station.key"));
        await WriteAsync(crt, certificate.ExportCertificatePem(), ct);
        await WriteAsync(key, rsa.ExportPkcs8PrivateKeyPem(), ct);
        return (crt, key);
    }

    private static async ValueTask WriteAsync(string path, string pem, CancellationToken ct)
    {
        using var text = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(pem + "\n"), writable: false);
        await DurableFiles.WriteAsync(path, text, ct);
    }
}
