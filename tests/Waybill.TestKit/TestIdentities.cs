using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Testing;

namespace Waybill.TestKit;

/// <summary>The keys of <see cref="TestKey"/> as the framework's certificates. <c>Rsa("alice")</c> and <c>Rsa("bob")</c> differ; the same call gives the same one.</summary>
public static class TestIdentities
{
    public static X509Certificate2 Rsa(string name, int bits = 2048) => TestKey.Rsa(name, bits).Identity;

    /// <param name="name">Who.</param>
    /// <param name="curve">256, 384 or 521.</param>
    public static X509Certificate2 Ec(string name, int curve = 256) => TestKey.Ec(name, curve).Identity;

    /// <summary>A self-signed certificate of the key <c>Rsa(name)</c> with dates of its own. Each call makes another certificate.</summary>
    public static X509Certificate2 Dated(string name, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = Rsa(name).GetRSAPrivateKey()!;
        var request = new CertificateRequest($"CN={name} dated", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(from, until);
    }

    /// <summary>The certificate and its PKCS#8 key as one PEM text, for <c>openssl</c>.</summary>
    public static string Pem(X509Certificate2 identity)
    {
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)identity.GetRSAPrivateKey() ?? identity.GetECDsaPrivateKey()!;
        return identity.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }
}
