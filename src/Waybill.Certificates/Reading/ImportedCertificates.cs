using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Certificates;

/// <summary>Certificates that came out of files, and the private key that belongs to the first of them.</summary>
/// <remarks>Owns all of them. The key is in memory alone.</remarks>
/// <threadsafety>Immutable until disposed.</threadsafety>
public sealed class ImportedCertificates : IDisposable
{
    internal ImportedCertificates(string format, IReadOnlyList<X509Certificate2> certificates, AsymmetricAlgorithm? key)
        => (Format, Certificates, Key) = (format, certificates, key);

    /// <summary>What the file was, as people call it: PEM, DER, P7B, PFX, JKS.</summary>
    public string Format { get; }

    /// <summary>At least one, none with its key. With a key: its certificate, then its issuers as far as they came. Without one: those that issued no other first, in the order of the file.</summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; }

    /// <summary>RSA or elliptic curve; null when no key came.</summary>
    public AsymmetricAlgorithm? Key { get; }

    /// <summary>All certificates as PEM, in order.</summary>
    public string CertificatePem => string.Concat(Certificates.Select(static c => c.ExportCertificatePem() + "\n"));

    /// <summary>The key as PKCS#8 in PEM, without a passphrase: for a place that seals it. Null when no key came.</summary>
    public string? ExportKeyPem() => Key?.ExportPkcs8PrivateKeyPem();

    /// <summary>The first certificate joined with its key, for who needs both in one. To be disposed. Null when no key came.</summary>
    public X509Certificate2? Join() => Key is null ? null : KeyMatch.Join(Certificates[0], Key);

    /// <inheritdoc/>
    public void Dispose()
    {
        Key?.Dispose();
        foreach (var certificate in Certificates)
        {
            certificate.Dispose();
        }
    }
}
