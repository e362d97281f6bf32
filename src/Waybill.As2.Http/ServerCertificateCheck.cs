using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.As2.Http;

/// <summary>Whether a server's certificate is taken, and if not, why in words: the framework only says that it is not.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class ServerCertificateCheck(As2TlsOptions options, TimeProvider time, Action<X509Certificate2>? seen)
{
    private const X509ChainStatusFlags NotAnswered = X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;

    /// <summary>How the chain is built.</summary>
    internal X509ChainPolicy ChainPolicy()
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = options.Revocation is RevocationCheck.Off ? X509RevocationMode.NoCheck : X509RevocationMode.Online,
            TrustMode = options.Roots is [] ? X509ChainTrustMode.System : X509ChainTrustMode.CustomRootTrust,
        };
        foreach (var root in options.Roots)
        {
            policy.CustomTrustStore.Add(root);
        }

        // 1.3.6.1.5.5.7.3.1: for servers.
        policy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        return policy;
    }

    /// <summary>The framework's callback.</summary>
    /// <exception cref="RefusedCertificateException">Not taken.</exception>
    internal bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 server)
        {
            throw new RefusedCertificateException("The partner's server shows no certificate.");
        }

        seen?.Invoke(server);
        return Problem(server, chain, errors, (sender as SslStream)?.TargetHostName ?? "") is { } problem ? throw new RefusedCertificateException(problem) : true;
    }

    private string? Problem(X509Certificate2 server, X509Chain? chain, SslPolicyErrors errors, string host)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var name = $"The TLS certificate of the partner's server ({server.Subject}, serial number {server.SerialNumber})";
        if (now > server.NotAfter.ToUniversalTime())
        {
            return $"{name} expired on {Day(server.NotAfter)} (CERT_HAS_EXPIRED). The partner has to renew it.";
        }

        if (now < server.NotBefore.ToUniversalTime())
        {
            return $"{name} is not valid before {Day(server.NotBefore)}.";
        }

        if (options.Pins is not [])
        {
            var thumbprint = server.GetCertHashString(HashAlgorithmName.SHA256);
            return options.Pins.Contains(thumbprint, StringComparer.Ordinal) ? null
                : $"{name} is none of those trusted for this connection; its SHA-256 thumbprint is {thumbprint}.";
        }

        if (ChainProblem(chain, errors) is { } reason)
        {
            return $"{name} {reason}.";
        }

        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? $"{name} is not for the host {host}." : null;
    }

    private string? ChainProblem(X509Chain? chain, SslPolicyErrors errors)
    {
        if (!errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            return null;
        }

        var flags = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, static (all, status) => all | status.Status);
        flags = options.Revocation is RevocationCheck.Try ? flags & ~NotAnswered : flags;
        return flags switch
        {
            X509ChainStatusFlags.NoError when options.Revocation is RevocationCheck.Try && chain is { ChainStatus.Length: > 0 } => null,
            _ when flags.HasFlag(X509ChainStatusFlags.Revoked) => "was revoked by its authority",
            _ when (flags & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) is not X509ChainStatusFlags.NoError
                => options.Roots is [] ? "is by no authority this machine trusts" : "is by none of the authorities trusted for this connection",
            _ when (flags & NotAnswered) is not X509ChainStatusFlags.NoError => "may be revoked: its authority does not say",
            _ when flags.HasFlag(X509ChainStatusFlags.NotTimeValid) => "is issued by an authority whose own certificate is outside its dates",
            _ => $"cannot be trusted ({flags})",
        };
    }

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A server's certificate is not taken; the message says why.</summary>
internal sealed class RefusedCertificateException(string message) : AuthenticationException(message);
