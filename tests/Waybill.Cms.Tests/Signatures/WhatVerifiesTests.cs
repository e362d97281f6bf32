using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Cms.Tests.Signatures;

[Requirement("AS2-CRYPTO-012")]
public sealed class WhatVerifiesTests
{
    [Theory]
    [Requirement("AS2-CRYPTO-009", "AS2-CRYPTO-014", "AS2-CRYPTO-015", "AS2-STRUCT-014")]
    [InlineData("sha256", "sha-256", "-md", "sha256")]
    [InlineData("sha384", "sha-384", "-md", "sha384")]
    [InlineData("sha512", "sha-512", "-md", "sha512")]
    [InlineData("sha1", "sha-1", "-md", "sha1")]
    [InlineData("md5", "md5", "-md", "md5")]
    [InlineData("no attributes", "sha-256", "-md", "sha256", "-noattr")]
    [InlineData("subject key identifier", "sha-256", "-md", "sha256", "-keyid")]
    [InlineData("no certificate", "sha-256", "-md", "sha256", "-nocerts")]
    [InlineData("no S/MIME capabilities", "sha-256", "-md", "sha256", "-nosmimecap")]
    [InlineData("indefinite lengths, content inside", "sha-256", "-md", "sha256", "-nodetach", "-stream")]
    public async Task An_openssl_signature_is_good(string what, string digest, params string[] arguments)
    {
        var alice = TestIdentities.Rsa("alice");
        var check = SignedBytes.Check(await SignedBytes.SignAsync(alice, arguments), CmsPolicy.ReadEverything, TestIdentities.Rsa("bob"), alice);

        Assert.True(check.Status is SignerStatus.Good, what);
        Assert.Equal(digest, check.Digest!.Name);
        Assert.Equal(0, check.SignerIndex);
        Assert.Equal(alice.Subject, check.Certificate!.Subject);
        Assert.Equal("rsa-pkcs1", Assert.Single(check.All).Signer.SignatureAlgorithm);
    }

    [Theory]
    [Requirement("AS2-CRYPTO-007")]
    [InlineData("the longest salt", "-md", "sha256", "-keyopt", "rsa_padding_mode:pss")]
    [InlineData("a salt of 222", "-md", "sha256", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:222")]
    [InlineData("a salt of the digest's length", "-md", "sha256", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:-1")]
    [InlineData("no salt", "-md", "sha256", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:0")]
    [InlineData("the longest salt by number", "-md", "sha256", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:-3")]
    [InlineData("a salt by OpenSSL's choice", "-md", "sha384", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:-2")]
    [InlineData("sha512", "-md", "sha512", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:-1")]
    [InlineData("another mask digest, no salt, named by key", "-md", "sha512", "-keyid", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_mgf1_md:sha256", "-keyopt", "rsa_pss_saltlen:0")]
    [InlineData("another mask digest", "-md", "sha256", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_mgf1_md:sha512")]
    [InlineData("no attributes", "-md", "sha384", "-noattr", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:20")]
    public async Task A_PSS_signature_is_good_with_any_salt_and_mask(string what, params string[] arguments)
    {
        var alice = TestIdentities.Rsa("alice");
        var cms = await SignedBytes.SignAsync(alice, arguments);

        var check = SignedBytes.Check(cms, CmsPolicy.Strict, alice);
        Assert.True(check.Status is SignerStatus.Good, what);
        Assert.Equal("rsa-pss", check.All[0].Signer.SignatureAlgorithm);

        var changed = SignedBytes.Check(cms, [1, .. SignedBytes.Content], CmsPolicy.Strict, alice);
        Assert.NotEqual(SignerStatus.Good, changed.Status);
    }

    [Theory]
    [Requirement("AS2-CRYPTO-008")]
    [InlineData(256, "sha256")]
    [InlineData(384, "sha384")]
    [InlineData(521, "sha512")]
    [InlineData(256, "sha512")]
    public async Task An_ECDSA_signature_is_good(int curve, string digest)
    {
        var alice = TestIdentities.Ec("alice", curve);
        var check = SignedBytes.Check(await SignedBytes.SignAsync(alice, "-md", digest), CmsPolicy.Strict, alice);

        Assert.Equal(SignerStatus.Good, check.Status);
        Assert.Equal("ecdsa", check.All[0].Signer.SignatureAlgorithm);
    }

    [Theory]
    [InlineData("2.16.840.1.101.3.4.2.1", SubjectIdentifierType.IssuerAndSerialNumber)]
    [InlineData("2.16.840.1.101.3.4.2.3", SubjectIdentifierType.SubjectKeyIdentifier)]
    public void A_framework_signature_is_good_and_its_time_is_told(string digest, SubjectIdentifierType named)
    {
        var alice = TestIdentities.Rsa("alice");
        var time = new DateTime(2026, 3, 1, 12, 30, 0, DateTimeKind.Utc);
        var signer = new CmsSigner(named, alice) { DigestAlgorithm = new Oid(digest), IncludeOption = X509IncludeOption.EndCertOnly };
        signer.SignedAttributes.Add(new Pkcs9SigningTime(time));
        var cms = new SignedCms(new ContentInfo(SignedBytes.Content), detached: true);
        cms.ComputeSignature(signer);

        var signatures = CmsSignatures.Read(cms.Encode());

        Assert.Equal(SignerStatus.Good, SignedBytes.Check(cms.Encode(), CmsPolicy.Strict, alice).Status);
        Assert.Equal(new DateTimeOffset(time), signatures.Signers[0].SigningTime);
        Assert.Equal(alice.RawData, Assert.Single(signatures.CarriedCertificates).ToArray());
        Assert.Equal(named is SubjectIdentifierType.SubjectKeyIdentifier, signatures.Signers[0].SubjectKeyIdentifier is not null);
        Assert.False(signatures.HasContent);
    }

    [Fact]
    [Requirement("AS2-CRYPTO-017")]
    public async Task The_first_signer_with_a_configured_certificate_counts()
    {
        var (alice, bob, carol) = (TestIdentities.Rsa("alice"), TestIdentities.Rsa("bob"), TestIdentities.Ec("carol"));
        using var second = new TemporaryPem(bob);
        using var third = new TemporaryPem(carol);
        var cms = await SignedBytes.SignAsync(alice, "-md", "sha384", "-signer", second.Path, "-signer", third.Path);

        foreach (var trusted in new[] { bob, carol, alice })
        {
            var check = SignedBytes.Check(cms, CmsPolicy.Strict, trusted);
            Assert.Equal(SignerStatus.Good, check.Status);
            Assert.Equal(trusted.Subject, check.Certificate!.Subject);
            Assert.Equal(3, check.All.Count);
        }

        var both = SignedBytes.Check(cms, CmsPolicy.Strict, bob, alice);
        Assert.Equal(0, both.All.Select((r, i) => (r, i)).First(x => x.r.Status is SignerStatus.Good).i - both.SignerIndex);
        Assert.Equal(1, both.All.Count(r => r.Status is SignerStatus.Good));
    }

    [Fact]
    [Requirement("AS2-STRUCT-018")]
    public async Task A_line_end_after_the_signature_is_ignored()
    {
        var alice = TestIdentities.Rsa("alice");
        var cms = await SignedBytes.SignAsync(alice);

        Assert.Equal(SignerStatus.Good, SignedBytes.Check([.. cms, (byte)'\r', (byte)'\n'], CmsPolicy.Strict, alice).Status);
    }
}
