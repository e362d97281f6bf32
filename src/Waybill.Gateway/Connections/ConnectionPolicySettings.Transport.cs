using Waybill.As2.Http;

namespace Waybill.Gateway;

/// <summary>How the partner's server is reached and recognised, for messages and for the receipts we post.</summary>
public abstract partial class ConnectionPolicySettings
{
    /// <summary>TLS versions that are offered: <c>1.2</c>, <c>1.3</c>. Empty: both. Older ones protect nobody and are not to be had.</summary>
    public IList<string> TlsVersions { get; set; } = [];

    /// <summary>Cipher suites that are offered, by their IANA names (TLS_AES_256_GCM_SHA384). Empty: the system's. On Windows the system decides.</summary>
    public IList<string> TlsCipherSuites { get; set; } = [];

    /// <summary>Certificates of the only authorities that are trusted for the partner's server: files, or the PEM texts themselves. Empty: those of this machine.</summary>
    public IList<string> TlsRoots { get; set; } = [];

    /// <summary>SHA-256 thumbprints of the partner's own TLS certificates, old and new side by side: exactly these are trusted then, also self-signed and for another host; expired ones are not. The TLS certificates of the partner itself count as named here.</summary>
    public IList<string> TlsPins { get; set; } = [];

    /// <summary>Whether it is asked if the certificate of the partner's server was revoked. Default <see cref="RevocationCheck.Off"/>.</summary>
    public RevocationCheck TlsRevocation { get; set; }

    /// <summary>Our certificate for a server that asks for one: a file, or the PEM text itself, with what issued it behind it. Empty: the TLS certificate of our station, if it has one.</summary>
    public string ClientCertificate { get; set; } = "";

    /// <summary>Its private key: a PEM file without a passphrase, what <see cref="SealedKey"/> made of it, or the PEM text itself.</summary>
    [Secret]
    public string ClientKey { get; set; } = "";

    /// <summary>Proxy on the way to the partner: <c>http://proxy.example:3128</c>, https or socks5. Empty: none. Asynchronous receipts go through it too, and then what their host stands for is not checked by us.</summary>
    public string Proxy { get; set; } = "";

    /// <summary>User the proxy knows; empty: it asks for none.</summary>
    public string ProxyUser { get; set; } = "";

    /// <summary>Password of that user.</summary>
    [Secret]
    public string ProxyPassword { get; set; } = "";
}
