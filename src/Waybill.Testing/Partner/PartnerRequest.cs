using System.Security.Authentication;
using System.Text;
using Waybill.Mime;

namespace Waybill.Testing;

/// <summary>One request as <see cref="FakePartner"/> received it.</summary>
/// <param name="Head">Request line and header fields with their line ends and the empty line, as received.</param>
/// <param name="Body">The body with chunked coding removed.</param>
public sealed record PartnerRequest(string Head, ReadOnlyMemory<byte> Body)
{
    /// <summary>The TLS version it came over; none over plain http.</summary>
    public SslProtocols TlsVersion { get; init; }

    /// <summary>SHA-256 thumbprint of the certificate its sender showed; null when none was shown.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>The first value of a header field, ignoring case; null when it is absent.</summary>
    public string? Header(string name)
    {
        foreach (var line in Head.Split("\r\n").Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line.AsSpan(0, colon).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return line[(colon + 1)..].Trim();
            }
        }

        return null;
    }

    /// <summary>Its header fields as a reader takes them.</summary>
    public MimeHeaders ToMimeHeaders() => MimeHeaders.Parse(Encoding.Latin1.GetBytes(Head[(Head.IndexOf('\n', StringComparison.Ordinal) + 1)..]));
}
