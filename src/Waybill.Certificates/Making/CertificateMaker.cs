using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Certificates;

/// <summary>Makes keys, with a self-signed certificate as AS2 partners exchange them or with a request for a CA (PKCS#10, RFC 2986).</summary>
/// <remarks>Both say what the key is for: digitalSignature with keyEncipherment for RSA and keyAgreement for a curve (RFC 5280 §4.2.1.3).</remarks>
/// <threadsafety>Safe from many threads.</threadsafety>
public static class CertificateMaker
{
    /// <summary>A key and its self-signed certificate, for signing and for encryption.</summary>
    /// <param name="name">Whom for.</param>
    /// <param name="kind">Of the key. RSA with 4096 bits takes a second or more.</param>
    /// <param name="from">First moment; whole seconds.</param>
    /// <param name="days">How long, 1 to 36500 days.</param>
    /// <exception cref="ArgumentException">The name is not usable, or the days.</exception>
    public static MadeKey SelfSigned(CertificateName name, KeyKind kind, DateTimeOffset from, int days)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, 36500);
        return Make(name, kind, request =>
        {
            using var certificate = request.CreateSelfSigned(from, from.AddDays(days));
            return certificate.ExportCertificatePem();
        });
    }

    /// <summary>A key and the request that asks a CA for its certificate. Keep the key: <see cref="CertificateAnswer"/> joins it with what the CA sends.</summary>
    /// <exception cref="ArgumentException">The name is not usable.</exception>
    public static MadeKey Request(CertificateName name, KeyKind kind)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Make(name, kind, static request => request.CreateSigningRequestPem());
    }

    private static MadeKey Make(CertificateName name, KeyKind kind, Func<CertificateRequest, string> sign)
    {
        if (name.Problem is { } problem)
        {
            throw new ArgumentException(problem, nameof(name));
        }

        var subject = name.Build();
        if (kind is KeyKind.Rsa2048 or KeyKind.Rsa3072 or KeyKind.Rsa4096)
        {
            using var rsa = RSA.Create(kind switch { KeyKind.Rsa3072 => 3072, KeyKind.Rsa4096 => 4096, _ => 2048 });
            var request = new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return new(sign(WithUse(request, X509KeyUsageFlags.KeyEncipherment)), rsa.ExportPkcs8PrivateKeyPem());
        }

        using var ec = ECDsa.Create(kind switch
        {
            KeyKind.EcP384 => ECCurve.NamedCurves.nistP384,
            KeyKind.EcP521 => ECCurve.NamedCurves.nistP521,
            _ => ECCurve.NamedCurves.nistP256,
        });
        var digest = kind switch { KeyKind.EcP384 => HashAlgorithmName.SHA384, KeyKind.EcP521 => HashAlgorithmName.SHA512, _ => HashAlgorithmName.SHA256 };
        return new(sign(WithUse(new(subject, ec, digest), X509KeyUsageFlags.KeyAgreement)), ec.ExportPkcs8PrivateKeyPem());
    }

    private static CertificateRequest WithUse(CertificateRequest request, X509KeyUsageFlags encryption)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | encryption, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }
}
