using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Gateway;

/// <summary>Makes what a sender must show of its settings.</summary>
internal static class InboundRequirementsBuilder
{
    private const int FingerprintDigits = 64;
    private const string PemStart = "-----BEGIN";

    /// <returns>Null when nothing is asked for, or what is asked for is wrong.</returns>
    internal static InboundRequirements? Build(ConnectionPolicySettings s, string path, List<string> problems)
    {
        var before = problems.Count;
        if (s.InboundUser.Contains(':', StringComparison.Ordinal) || s.InboundUser.Any(char.IsControl))
        {
            problems.Add($"{path}:InboundUser: a user name of Basic has no colon and no control characters.");
        }

        if ((s.InboundUser is "") != (s.InboundPassword is ""))
        {
            problems.Add($"{path}:{(s.InboundUser is "" ? "InboundUser" : "InboundPassword")}: user name and password belong together.");
        }

        var fingerprints = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < s.InboundClientCertificates.Count; at++)
        {
            var digits = s.InboundClientCertificates[at].Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
            if (digits.Length is FingerprintDigits && digits.All(char.IsAsciiHexDigit))
            {
                fingerprints.Add(digits);
            }
            else
            {
                problems.Add($"{path}:InboundClientCertificates:{at}: must be the SHA-256 fingerprint of a certificate, 64 hexadecimal digits: openssl x509 -noout -fingerprint -sha256 -in FILE");
            }
        }

        var sources = new List<IPNetwork>();
        for (var at = 0; at < s.InboundSources.Count; at++)
        {
            if (Network(s.InboundSources[at]) is { } network)
            {
                sources.Add(network);
            }
            else
            {
                problems.Add($"{path}:InboundSources:{at}: must be an address or a range such as 192.0.2.0/24 or 2001:db8::/32.");
            }
        }

        var authorities = new List<X509Certificate2>();
        for (var at = 0; at < s.InboundClientAuthorities.Count; at++)
        {
            if (Authority(s.InboundClientAuthorities[at], $"{path}:InboundClientAuthorities:{at}", problems) is { } authority)
            {
                authorities.Add(authority);
            }
        }

        var asks = s.InboundUser is not "" || fingerprints.Count > 0 || sources.Count > 0 || authorities.Count > 0;
        return !asks || problems.Count > before ? null : new()
        {
            BasicSha256 = s.InboundUser is "" ? default(ReadOnlyMemory<byte>) : InboundRequirements.HashOf(s.InboundUser, s.InboundPassword),
            Fingerprints = fingerprints, Authorities = authorities, Sources = sources,
        };
    }

    private static IPNetwork? Network(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8) : null;
    }

    private static X509Certificate2? Authority(string text, string setting, List<string> problems)
    {
        try
        {
            var authority = text.TrimStart().StartsWith(PemStart, StringComparison.Ordinal) ? X509Certificate2.CreateFromPem(text) : X509CertificateLoader.LoadCertificateFromFile(text);
            if (authority.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is { CertificateAuthority: true })
            {
                return authority;
            }

            authority.Dispose();
            problems.Add($"{setting}: this is no authority's certificate: name the one that issued the partner's, or the fingerprint of the partner's own under InboundClientCertificates.");
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add($"{setting}: is neither a certificate in PEM nor a file with one.");
        }

        return null;
    }
}
