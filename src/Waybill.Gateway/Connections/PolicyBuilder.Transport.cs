using System.Net.Security;
using System.Security.Authentication;
using Waybill.As2.Http;

namespace Waybill.Gateway;

internal static partial class PolicyBuilder
{
    private static As2HttpOptions Http(ConnectionPolicySettings s, string path, Station? station, Partner? partner, ISecretRing? ring, List<string> problems) => new()
    {
        ConnectTimeout = s.ConnectTimeout,
        SilenceTimeout = s.SilenceTimeout,
        Chunked = s.Chunked,
        ExpectContinue = s.ExpectContinue,
        Proxy = ProxyOf(s, path, problems),
        Tls = Tls(s, path, station, partner, ring, problems),
    };

    private static As2TlsOptions Tls(ConnectionPolicySettings s, string path, Station? station, Partner? partner, ISecretRing? ring, List<string> problems)
    {
        var plain = new As2TlsOptions();
        var chain = s.ClientCertificate is "" ? [] : TlsFiles.Certificates(s.ClientCertificate, $"{path}:ClientCertificate", problems);
        if (s.ClientCertificate is "" && s.ClientKey is not "")
        {
            problems.Add($"{path}:ClientCertificate: there is a ClientKey, and no certificate it belongs to.");
        }

        return plain with
        {
            Versions = Versions(s.TlsVersions, $"{path}:TlsVersions", problems) ?? plain.Versions,
            CipherSuites = [.. CipherSuites(s.TlsCipherSuites, $"{path}:TlsCipherSuites", problems)],
            Roots = [.. s.TlsRoots.SelectMany((root, at) => TlsFiles.Certificates(root, $"{path}:TlsRoots:{at}", problems))],
            Pins = [.. Pins(s.TlsPins, $"{path}:TlsPins", problems), .. partner?.TlsTrusted.Select(static c => c.Sha256Thumbprint) ?? []],
            Revocation = s.TlsRevocation,
            ClientCertificate = chain is [var ours, ..] ? TlsFiles.WithKey(ours, s.ClientKey, $"{path}:ClientKey", ring, problems) : s.ClientCertificate is "" ? station?.Tls?.Key?.ToCertificate() : null,
            ClientChain = [.. chain.Skip(1)],
        };
    }

    private static SslProtocols? Versions(IList<string> names, string setting, List<string> problems)
    {
        var versions = SslProtocols.None;
        for (var at = 0; at < names.Count; at++)
        {
            switch (names[at])
            {
                case "1.2":
                    versions |= SslProtocols.Tls12;
                    break;
                case "1.3":
                    versions |= SslProtocols.Tls13;
                    break;
                default:
                    problems.Add($"{setting}:{at}: '{names[at]}' is neither 1.2 nor 1.3; older versions protect nobody.");
                    break;
            }
        }

        return versions is SslProtocols.None ? null : versions;
    }

    private static IEnumerable<TlsCipherSuite> CipherSuites(IList<string> names, string setting, List<string> problems)
    {
        for (var at = 0; at < names.Count; at++)
        {
            // Numbers are members of an enum too.
            if (names[at].StartsWith("TLS_", StringComparison.Ordinal) && Enum.TryParse<TlsCipherSuite>(names[at], out var suite))
            {
                yield return suite;
            }
            else
            {
                problems.Add($"{setting}:{at}: '{names[at]}' is not the name of a cipher suite, such as TLS_AES_256_GCM_SHA384.");
            }
        }
    }

    private static IEnumerable<string> Pins(IList<string> pins, string setting, List<string> problems)
    {
        for (var at = 0; at < pins.Count; at++)
        {
            var hex = pins[at].Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
            if (hex.Length is 64 && hex.All(char.IsAsciiHexDigit))
            {
                yield return hex;
            }
            else
            {
                problems.Add($"{setting}:{at}: write the SHA-256 thumbprint of the certificate, 64 hexadecimal digits{(hex.Length is 40 ? "; this is one of SHA-1" : "")}.");
            }
        }
    }

    private static As2Proxy? ProxyOf(ConnectionPolicySettings s, string path, List<string> problems)
    {
        if (s.Proxy is "")
        {
            if (s.ProxyUser is not "")
            {
                problems.Add($"{path}:ProxyUser: there is no Proxy that would ask for it.");
            }

            return null;
        }

        if (!Uri.TryCreate(s.Proxy, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "socks5") || address.AbsolutePath is not "/" and not "" || address.Query is not "")
        {
            problems.Add($"{path}:Proxy: write http://HOST:PORT, https or socks5, and nothing behind it.");
            return null;
        }

        if (address.UserInfo is not "")
        {
            problems.Add($"{path}:Proxy: write user and password into ProxyUser and ProxyPassword, where they are kept secret.");
            return null;
        }

        return new(address, s.ProxyUser is "" ? null : s.ProxyUser, s.ProxyUser is "" ? null : s.ProxyPassword);
    }
}
