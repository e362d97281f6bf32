using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>An authority that issues TLS certificates, and says over HTTP which of them it revoked.</summary>
internal sealed class TestAuthority : IAsyncDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly CertificateRevocationListBuilder _revoked = new();
    private readonly List<X509Certificate2> _made = [];
    private readonly FakePartner _lists;
    private bool _isSilent;

    internal TestAuthority(string name = "Authority")
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name} {Guid.NewGuid():N}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Root = request.CreateSelfSigned(From, Until);
        _made.Add(Root);
        _lists = FakePartner.Start(_ => _isSilent ? PartnerAnswer.Of(404) : PartnerAnswer.Of(200, [new("Content-Type", "application/pkix-crl")], _revoked.Build(
            Root, 1, TimeProvider.System.GetUtcNow().AddDays(1), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
    }

    internal X509Certificate2 Root { get; }

    internal string Pem => Root.ExportCertificatePem();

    /// <summary>How often somebody asked what was revoked.</summary>
    internal int Asked => _lists.Requests.Count;

    /// <summary>Does not say any more what was revoked.</summary>
    internal void FallSilent() => _isSilent = true;

    internal void Revoke(X509Certificate2 certificate) => _revoked.AddEntry(certificate);

    /// <summary>A certificate with its key.</summary>
    /// <param name="name">Of its holder.</param>
    /// <param name="hosts">Of a server: names and addresses; none for a client.</param>
    /// <param name="until">Its end. Default far away.</param>
    /// <param name="saysRevoked">Names where it is asked whether it was revoked.</param>
    internal X509Certificate2 Issue(string name, string[]? hosts = null, DateTimeOffset? until = null, bool saysRevoked = false)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (hosts is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            foreach (var host in hosts)
            {
                if (IPAddress.TryParse(host, out var address))
                {
                    names.AddIpAddress(address);
                }
                else
                {
                    names.AddDnsName(host);
                }
            }

            request.CertificateExtensions.Add(names.Build());
        }

        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Root, true, false));
        if (saysRevoked)
        {
            request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([new Uri(_lists.Address, $"/{Guid.NewGuid():N}.crl").ToString()]));
        }

        using var issued = request.Create(Root, From, until ?? Until, RandomNumberGenerator.GetBytes(12));
        var whole = issued.CopyWithPrivateKey(key);
        _made.Add(whole);
        return whole;
    }

    internal static string KeyPem(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    internal static string Thumbprint(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    public async ValueTask DisposeAsync()
    {
        await _lists.DisposeAsync();
        _made.ForEach(static c => c.Dispose());
    }
}
