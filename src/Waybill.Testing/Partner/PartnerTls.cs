using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Testing;

/// <summary>How a <see cref="FakePartner"/> speaks TLS.</summary>
/// <param name="Certificate">Its server certificate with the private key; not disposed.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record PartnerTls(X509Certificate2 Certificate)
{
    /// <summary>Versions it takes. Default 1.2 and 1.3.</summary>
    public SslProtocols Versions { get; init; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>SHA-256 thumbprint of the one client certificate it takes; null asks for none. Default null.</summary>
    public string? TakesClient { get; init; }

    internal SslServerAuthenticationOptions Server() => new()
    {
        ServerCertificate = Certificate,
        EnabledSslProtocols = Versions,
        ClientCertificateRequired = TakesClient is not null,
        RemoteCertificateValidationCallback = (_, certificate, _, _)
            => TakesClient is null || (certificate is not null && string.Equals(certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256), TakesClient, StringComparison.OrdinalIgnoreCase)),
    };
}
