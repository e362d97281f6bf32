using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Certificates.Tests;

public sealed class CertificateCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly CertificateCheckOptions Theirs = new() { At = Now, Uses = CheckedUses.Sign | CheckedUses.Encrypt };
    private static readonly CertificateCheckOptions Ours = Theirs with { NeedsKey = true };

    [Fact]
    public void The_key_must_be_there_for_ours_and_match()
    {
        using var right = TestIdentities.Rsa("checked").GetRSAPrivateKey()!;
        using var wrong = TestIdentities.Rsa("other").GetRSAPrivateKey()!;
        using var curve = TestIdentities.Ec("other").GetECDsaPrivateKey()!;
        using var certificate = Bare(TestIdentities.Rsa("checked"));

        Assert.Empty(CertificateCheck.Check(certificate, [], right, Ours));
        Assert.Equal([("key-missing", CertificateSeverity.Error)], Codes(CertificateCheck.Check(certificate, [], null, Ours)));
        Assert.Equal([("key-mismatch", CertificateSeverity.Error)], Codes(CertificateCheck.Check(certificate, [], wrong, Ours)));
        Assert.Equal([("key-mismatch", CertificateSeverity.Error)], Codes(CertificateCheck.Check(certificate, [], curve, Ours)));
        Assert.Empty(CertificateCheck.Check(certificate, [], null, Theirs));
        Assert.Equal([("key-foreign", CertificateSeverity.Warning)], Codes(CertificateCheck.Check(certificate, [], right, Theirs)));
    }

    [Fact]
    [Requirement("AS2-CRYPTO-010")]
    public void A_small_key_is_refused_for_ours_and_warned_of_for_a_partners()
    {
        var small = TestIdentities.Rsa("small", 1024);
        using var key = small.GetRSAPrivateKey()!;

        Assert.Equal([("size", CertificateSeverity.Error)], Codes(CertificateCheck.Check(small, [], key, Ours)));
        var warning = Assert.Single(CertificateCheck.Check(small, [], null, Theirs));
        Assert.Equal((CertificateSeverity.Warning, "The RSA key has 1024 bits and can be broken; 2048 or more are needed."), (warning.Severity, warning.Sentence));
        Assert.Empty(CertificateCheck.Check(X509Certificate2.CreateFromPem(TestFiles.Text("keys/rsa-8192.pem")), [], null, Theirs));
    }

    [Fact]
    public void Curves_other_than_those_of_NIST_are_refused_and_P521_is_remarked()
    {
        Assert.Empty(CertificateCheck.Check(TestIdentities.Ec("checked"), [], null, Theirs));
        Assert.Empty(CertificateCheck.Check(TestIdentities.Ec("checked", 384), [], null, Theirs));
        Assert.Equal([("size", CertificateSeverity.Info)], Codes(CertificateCheck.Check(TestIdentities.Ec("checked", 521), [], null, Theirs)));
        using var brainpool = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);
        var other = new CertificateRequest("CN=other", brainpool, HashAlgorithmName.SHA256).CreateSelfSigned(Now.AddDays(-1), Now.AddYears(1));
        Assert.Equal([("size", CertificateSeverity.Error)], Codes(CertificateCheck.Check(other, [], null, Theirs)));
    }

    [Theory]
    [InlineData(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, CheckedUses.Sign | CheckedUses.Encrypt, 0)]
    [InlineData(X509KeyUsageFlags.NonRepudiation | X509KeyUsageFlags.DataEncipherment, CheckedUses.Sign | CheckedUses.Encrypt, 0)]
    [InlineData(X509KeyUsageFlags.DigitalSignature, CheckedUses.Sign | CheckedUses.Encrypt, 1)]
    [InlineData(X509KeyUsageFlags.DigitalSignature, CheckedUses.Sign, 0)]
    [InlineData(X509KeyUsageFlags.KeyEncipherment, CheckedUses.Sign | CheckedUses.Encrypt, 1)]
    [InlineData(X509KeyUsageFlags.CrlSign, CheckedUses.Sign | CheckedUses.Encrypt, 2)]
    public void Key_usage_must_fit_the_use(X509KeyUsageFlags usage, CheckedUses uses, int warnings)
    {
        using var certificate = Certificate(more: new X509KeyUsageExtension(usage, critical: true));
        Assert.Equal(Enumerable.Repeat(("usage", CertificateSeverity.Warning), warnings), Codes(CertificateCheck.Check(certificate, [], null, Theirs with { Uses = uses })));
    }

    [Theory]
    [InlineData(-2, 365, null, null)]
    [InlineData(-400, -1, "dates", CertificateSeverity.Error)]
    [InlineData(1, 365, "dates", CertificateSeverity.Warning)]
    [InlineData(-400, 60, "near-end", CertificateSeverity.Warning)]
    [InlineData(-400, 61, null, null)]
    public void Dates_are_looked_at(int from, int until, string? code, CertificateSeverity? severity)
    {
        using var certificate = TestIdentities.Dated("checked", Now.AddDays(from), Now.AddDays(until));
        using var bare = Bare(certificate);
        Assert.Equal(code is null ? [] : [(code, severity!.Value)], Codes(CertificateCheck.Check(bare, [], null, Theirs)));
    }

    [Fact]
    public void The_sentence_of_an_expired_one_has_the_code()
    {
        using var certificate = TestIdentities.Dated("checked", Now.AddDays(-30), Now.AddDays(-1));
        Assert.Equal("CERT_HAS_EXPIRED: it expired on 2026-11-23 12:00 UTC.", Assert.Single(CertificateCheck.Check(certificate, [], null, Theirs)).Sentence);
    }

    [Fact]
    public void A_chain_is_complete_or_the_missing_issuer_is_named()
    {
        var chain = TestChain.Make();
        Assert.Empty(CertificateCheck.Check(chain.End, [chain.Root, chain.Issuer], null, Theirs));
        var missing = Assert.Single(CertificateCheck.Check(chain.End, [chain.Issuer], null, Theirs));
        Assert.Equal(("chain", CertificateSeverity.Info), (missing.Code, missing.Severity));
        Assert.Contains("CN=chain root", missing.Sentence, StringComparison.Ordinal);
        Assert.Contains(("usage", CertificateSeverity.Warning), Codes(CertificateCheck.Check(chain.Issuer, [chain.Root], null, Theirs)));
    }

    [Fact]
    public async Task A_certificate_signed_with_SHA1_is_warned_of()
    {
        var folder = Directory.CreateTempSubdirectory("waybill-sha1-");
        var pem = Path.Combine(folder.FullName, "key.pem");
        await File.WriteAllTextAsync(pem, TestIdentities.Pem(TestIdentities.Rsa("checked")), TestContext.Current.CancellationToken);
        var der = await OpenSsl.RunAsync(default, "req", "-x509", "-new", "-key", pem, "-sha1", "-subj", "/CN=weak", "-days", "3650", "-outform", "DER");
        folder.Delete(recursive: true);
        using var certificate = X509CertificateLoader.LoadCertificate(der);

        var finding = Assert.Single(CertificateCheck.Check(certificate, [], null, Theirs with { At = new(certificate.NotBefore.ToUniversalTime()) }), f => f.Code is "weak-signature");
        Assert.Equal("CN=weak is signed with SHA-1, which no longer protects; partners may refuse it.", finding.Sentence);
    }

    [Fact]
    [Requirement("AS2-TLS-006")]
    public void A_certificate_of_TLS_is_warned_of_when_it_is_to_sign_or_encrypt()
    {
        using var certificate = Bare(TestIdentities.Rsa("checked"));
        var reused = new HashSet<string>(StringComparer.Ordinal) { certificate.GetCertHashString(HashAlgorithmName.SHA256) };
        Assert.Equal([("tls-reused", CertificateSeverity.Warning)], Codes(CertificateCheck.Check(certificate, [], null, Theirs with { TlsThumbprints = reused })));
        Assert.Empty(CertificateCheck.Check(certificate, [], null, Theirs with { TlsThumbprints = reused, Uses = CheckedUses.Tls }));
        using var server = Certificate(more: new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")], critical: false));
        Assert.Equal([("tls-reused", CertificateSeverity.Warning)], Codes(CertificateCheck.Check(server, [], null, Theirs)));
        using var mail = Certificate(more: new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.4")], critical: false));
        Assert.Empty(CertificateCheck.Check(mail, [], null, Theirs));
    }

    private static (string, CertificateSeverity)[] Codes(IReadOnlyList<CertificateFinding> findings) => [.. findings.Select(f => (f.Code, f.Severity))];

    private static X509Certificate2 Bare(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawData);

    private static X509Certificate2 Certificate(X509Extension more)
    {
        using var key = TestIdentities.Rsa("checked").GetRSAPrivateKey()!;
        var request = new CertificateRequest("CN=checked", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(more);
        return request.CreateSelfSigned(Now.AddDays(-1), Now.AddYears(1));
    }
}
