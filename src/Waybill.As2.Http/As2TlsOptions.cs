using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.As2.Http;

/// <summary>How a partner's server is recognised and how we show who we are. A forgotten setting is the safe one.</summary>
/// <remarks>Two are equal when they name the same certificates and choices, so that connections may be shared by all that say the same.</remarks>
/// <threadsafety>Immutable; the certificates are copied by who uses them.</threadsafety>
public sealed record As2TlsOptions
{
    private string? _identity;

    /// <summary>The usual: the system's authorities, TLS 1.2 and 1.3, no certificate of ours.</summary>
    public As2TlsOptions()
    {
    }

    private As2TlsOptions(As2TlsOptions other)
        => (Versions, CipherSuites, Roots, Pins, ClientCertificate, ClientChain, Revocation) = (other.Versions, other.CipherSuites, other.Roots, other.Pins, other.ClientCertificate, other.ClientChain, other.Revocation);

    /// <summary>TLS versions that are offered. Default 1.2 and 1.3.</summary>
    public SslProtocols Versions { get; init; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>Cipher suites that are offered; empty: the system's. Only where the system lets a program choose (Linux). Default empty.</summary>
    public IReadOnlyList<TlsCipherSuite> CipherSuites { get; init; } = [];

    /// <summary>The only authorities whose certificates are trusted; empty: the system's. Default empty.</summary>
    public IReadOnlyList<X509Certificate2> Roots { get; init; } = [];

    /// <summary>SHA-256 thumbprints (upper-case hexadecimal) of the server's own certificates. When there is any, exactly these are trusted: whoever issued them and
    /// whatever host they name, and no other certificate is. Default empty.</summary>
    public IReadOnlyList<string> Pins { get; init; } = [];

    /// <summary>Shown to a server that asks for one, with its private key; null shows none. Default null.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Sent along with it, from its issuer upwards. Default empty.</summary>
    public IReadOnlyList<X509Certificate2> ClientChain { get; init; } = [];

    /// <summary>Whether it is asked if the server's certificate was revoked. Default not: most authorities' lists cannot be reached from where gateways stand.</summary>
    public RevocationCheck Revocation { get; init; }

    /// <inheritdoc/>
    public bool Equals(As2TlsOptions? other) => other is not null && string.Equals(Identity, other.Identity, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Identity.GetHashCode(StringComparison.Ordinal);

    /// <summary>Made once: the certificates may be gone when options are compared again.</summary>
    private string Identity => _identity ??= string.Join(
        '|', Versions, Revocation, string.Join(',', CipherSuites), string.Join(',', Pins), Thumbprints(Roots), Thumbprints(ClientCertificate is null ? [] : [ClientCertificate]),
        Thumbprints(ClientChain));

    private static string Thumbprints(IReadOnlyList<X509Certificate2> certificates) => string.Join(',', certificates.Select(c => c.GetCertHashString(HashAlgorithmName.SHA256)));
}

/// <summary>Whether a revoked certificate is found out.</summary>
public enum RevocationCheck
{
    /// <summary>Nobody is asked.</summary>
    Off = 0,

    /// <summary>The authority is asked; where it does not answer the certificate counts.</summary>
    Try = 1,

    /// <summary>The authority is asked and has to answer.</summary>
    Required = 2,
}
