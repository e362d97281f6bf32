using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Gateway;

/// <summary>Remembers how a server showed itself.</summary>
internal sealed class ServerWatch
{
    internal ProbedCertificate? Certificate { get; private set; }

    internal string? Protocol { get; private set; }

    internal void Seen(X509Certificate2 certificate) => Certificate = new(
        certificate.Subject, certificate.Issuer, certificate.SerialNumber, certificate.GetCertHashString(HashAlgorithmName.SHA256), new(certificate.NotBefore.ToUniversalTime()),
        new(certificate.NotAfter.ToUniversalTime()), Names(certificate), certificate.ExportCertificatePem());

    internal void Made(SslStream secure)
        => Protocol = $"{secure.SslProtocol switch { SslProtocols.Tls13 => "TLS 1.3", SslProtocols.Tls12 => "TLS 1.2", var other => other.ToString() }}, {secure.NegotiatedCipherSuite}";

    private static List<string> Names(X509Certificate2 certificate)
    {
        try
        {
            return certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(static e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(static a => a.ToString()))).ToList();
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}
