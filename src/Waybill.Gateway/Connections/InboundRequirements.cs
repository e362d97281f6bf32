using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Waybill.Gateway;

/// <summary>Why a sender is not let in.</summary>
/// <param name="Status">401 where other credentials would help, else 403.</param>
/// <param name="Reason">For the operator, in one sentence; never for the sender.</param>
public sealed record NotAdmitted(int Status, string Reason);

/// <summary>What a sender must show before its message is read: where it comes from, a client certificate, a password. All that is asked for must be right.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed class InboundRequirements
{
    private const int Unauthorized = 401;
    private const int Forbidden = 403;

    /// <summary>Statuses of a chain that ends at an authority we were given, whatever stands above it.</summary>
    private const X509ChainStatusFlags Unimportant
        = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;

    /// <summary>Digest of <c>user:password</c>; empty asks for none.</summary>
    internal ReadOnlyMemory<byte> BasicSha256 { get; init; }

    /// <summary>Fingerprints, 64 upper-case hexadecimal digits.</summary>
    internal IReadOnlySet<string> Fingerprints { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Authorities.</summary>
    internal IReadOnlyList<X509Certificate2> Authorities { get; init; } = [];

    /// <summary>Where the partner sends from; empty: everywhere.</summary>
    internal IReadOnlyList<IPNetwork> Sources { get; init; } = [];

    /// <summary>Whether a client certificate is asked for: then the server's handshake must ask too.</summary>
    public bool WantsCertificate => Fingerprints.Count > 0 || Authorities.Count > 0;

    /// <param name="remote">Where the request comes from.</param>
    /// <param name="certificate">The client certificate of the handshake, which proved its key; null when there was none.</param>
    /// <param name="authorization">The Authorization header; null when there was none.</param>
    /// <param name="now">For the dates of certificates.</param>
    /// <returns>Null when all is right.</returns>
    public NotAdmitted? Check(IPAddress? remote, X509Certificate2? certificate, string? authorization, DateTimeOffset now)
        => CheckSource(remote) ?? CheckCertificate(certificate, now) ?? CheckBasic(authorization);

    private NotAdmitted? CheckSource(IPAddress? remote)
    {
        if (Sources.Count is 0)
        {
            return null;
        }

        var address = remote is { IsIPv4MappedToIPv6: true } ? remote.MapToIPv4() : remote;
        return address is not null && Sources.Any(s => s.Contains(address)) ? null : new(Forbidden, $"It came from {address?.ToString() ?? "nowhere"}, which is not among the addresses of this connection.");
    }

    private NotAdmitted? CheckCertificate(X509Certificate2? certificate, DateTimeOffset now)
    {
        if (!WantsCertificate)
        {
            return null;
        }

        if (certificate is null)
        {
            return new(Forbidden, "It showed no client certificate.");
        }

        var fingerprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        if (now.UtcDateTime < certificate.NotBefore.ToUniversalTime() || now.UtcDateTime > certificate.NotAfter.ToUniversalTime())
        {
            return new(Forbidden, $"Its client certificate ({Shown(certificate)}, SHA-256 {fingerprint}) is expired or not yet valid.");
        }

        return Fingerprints.Contains(fingerprint) || IsIssued(certificate, now) ? null : new(Forbidden, $"Its client certificate ({Shown(certificate)}, SHA-256 {fingerprint}) is not one of this connection.");
    }

    /// <summary>Whether a chain of good signatures leads to one of the authorities. Nothing is fetched for it, and none above an authority is asked for.</summary>
    private bool IsIssued(X509Certificate2 certificate, DateTimeOffset now)
    {
        if (Authorities.Count is 0)
        {
            return false;
        }

        X509Certificate2[] authorities = [.. Authorities];
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ExtraStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        _ = chain.Build(certificate);
        for (var at = 0; at < chain.ChainElements.Count; at++)
        {
            var element = chain.ChainElements[at];
            if (element.ChainElementStatus.Any(static s => (s.Status & ~Unimportant) is not X509ChainStatusFlags.NoError))
            {
                return false;
            }

            if (at > 0 && Authorities.Any(a => a.RawDataMemory.Span.SequenceEqual(element.Certificate.RawDataMemory.Span)))
            {
                return true;
            }
        }

        return false;
    }

    private NotAdmitted? CheckBasic(string? authorization)
    {
        const string scheme = "Basic ";
        if (BasicSha256.IsEmpty)
        {
            return null;
        }

        if (authorization is null)
        {
            return new(Unauthorized, "It brought no user name and password.");
        }

        if (!authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            return new(Unauthorized, "It brought credentials of another scheme than Basic.");
        }

        var text = authorization.AsSpan(scheme.Length).Trim();
        var value = new byte[text.Length];
        return Convert.TryFromBase64Chars(text, value, out var length) && CryptographicOperations.FixedTimeEquals(SHA256.HashData(value.AsSpan(0, length)), BasicSha256.Span)
            ? null : new(Unauthorized, "Its user name or password is wrong.");
    }

    private static string Shown(X509Certificate2 certificate) => certificate.Subject.Length > 200 ? certificate.Subject[..200] : certificate.Subject;

    internal static byte[] HashOf(string user, string password) => SHA256.HashData(Encoding.UTF8.GetBytes($"{user}:{password}"));
}
