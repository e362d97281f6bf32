using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Cms;

namespace Waybill.Benchmarks;

/// <summary>One RSA-2048 key for both sides, made anew for each run.</summary>
internal sealed class Identity : IDisposable
{
    private Identity(X509Certificate2 certificate)
    {
        Certificate = certificate;
        Key = new(certificate);
        Keys = new([Key]);
    }

    public X509Certificate2 Certificate { get; }

    public CmsPrivateKey Key { get; }

    public CmsKeyBook Keys { get; }

    public static Identity Create()
    {
        using var rsa = RSA.Create(2048);
        return new(new CertificateRequest("CN=bench", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    public static Identity Load(string pem) => new(X509Certificate2.CreateFromPemFile(pem, pem));

    /// <summary>Certificate and key in one file, as openssl takes them.</summary>
    public async Task SaveAsync(string pem)
    {
        using var rsa = Certificate.GetRSAPrivateKey()!;
        await File.WriteAllTextAsync(pem, $"{Certificate.ExportCertificatePem()}\n{rsa.ExportPkcs8PrivateKeyPem()}\n");
    }

    public void Dispose()
    {
        Keys.Dispose();
        Certificate.Dispose();
    }
}
