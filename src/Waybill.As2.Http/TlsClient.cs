using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.As2.Http;

/// <summary>Our side of secure connections, with certificates of its own: those it was made of may go.</summary>
internal sealed class TlsClient : IDisposable
{
    private readonly As2HttpOptions _options;
    private readonly As2TlsOptions _tls;

    internal TlsClient(As2HttpOptions options)
    {
        var tls = options.Tls;
        _options = options;
        _tls = tls with
        {
            Roots = [.. tls.Roots.Select(Copy)], ClientChain = [.. tls.ClientChain.Select(Copy)], ClientCertificate = tls.ClientCertificate is { } ours ? new(ours) : null,
        };
    }

    public void Dispose()
    {
        _tls.ClientCertificate?.Dispose();
        foreach (var certificate in _tls.Roots.Concat(_tls.ClientChain))
        {
            certificate.Dispose();
        }
    }

    internal SslClientAuthenticationOptions Client()
    {
        var check = new ServerCertificateCheck(_tls, _options.Time, _options.CertificateSeen);
        var client = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = _tls.Versions,
            CertificateChainPolicy = check.ChainPolicy(),
            RemoteCertificateValidationCallback = check.Validate,
            ClientCertificateContext = _tls.ClientCertificate is { } ours ? SslStreamCertificateContext.Create(ours, [.. _tls.ClientChain], offline: true) : null,
        };
        if (_tls.CipherSuites is not [] && (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()))
        {
            client.CipherSuitesPolicy = new(_tls.CipherSuites);
        }

        return client;
    }

    /// <summary>What a server says by closing: with TLS 1.3 it refuses our certificate only after we have begun to speak. Null: it said nothing.</summary>
    internal static string? AlertIn(Exception fault)
    {
        for (var at = fault; at is not null; at = at.InnerException)
        {
            var words = at.Message;
            if (words.Contains("alert certificate required", StringComparison.Ordinal) || words.Contains("alert bad certificate", StringComparison.Ordinal)
                || words.Contains("alert unknown ca", StringComparison.Ordinal) || words.Contains("alert certificate unknown", StringComparison.Ordinal)
                || words.Contains("alert certificate expired", StringComparison.Ordinal) || words.Contains("alert access denied", StringComparison.Ordinal)
                || words.Contains("alert handshake failure", StringComparison.Ordinal))
            {
                return $"The partner's server did not take the secure connection: it may ask for a client certificate, or for another one ({words[(words.IndexOf("alert ", StringComparison.Ordinal) + 6)..]}).";
            }
        }

        return null;
    }

    private static X509Certificate2 Copy(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawDataMemory.Span);
}
