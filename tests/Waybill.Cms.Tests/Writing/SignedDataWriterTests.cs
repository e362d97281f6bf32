using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Cms.Tests.Writing;

public sealed class SignedDataWriterTests
{
    private static readonly byte[] Content = TestBytes.Edi(10_000);

    public static TheoryData<string, SignatureScheme?, string> Signatures => new()
    {
        { "rsa", null, "sha-256" },
        { "rsa", SignatureScheme.RsaPkcs1, "sha-1" },
        { "rsa", SignatureScheme.RsaPkcs1, "sha-384" },
        { "rsa", SignatureScheme.RsaPkcs1, "sha-512" },
        { "rsa", SignatureScheme.RsaPss, "sha-256" },
        { "rsa", SignatureScheme.RsaPss, "sha-384" },
        { "rsa", SignatureScheme.RsaPss, "sha-512" },
        { "ec256", null, "sha-256" },
        { "ec384", SignatureScheme.Ecdsa, "sha-384" },
        { "ec521", SignatureScheme.Ecdsa, "sha-512" },
    };

    [Theory]
    [MemberData(nameof(Signatures))]
    [Requirement("AS2-CRYPTO-007", "AS2-CRYPTO-008", "AS2-CRYPTO-012", "AS2-STRUCT-014")]
    public async Task A_detached_signature_verifies_with_the_framework_and_with_openssl(string kind, SignatureScheme? scheme, string digest)
    {
        using var key = new CmsPrivateKey(Identity(kind));
        var signed = SignedDataWriter.WriteDetached(d => Digest(d, Content), [Options(key) with { Scheme = scheme, Digest = Named(digest) }]);

        CheckWithFramework(signed, Content, detached: true);
        await CheckWithOpenSsl(signed, Content, key, detached: true);
    }

    [Theory]
    [MemberData(nameof(Signatures))]
    public async Task Opaque_signed_data_verifies_and_has_the_length_told_beforehand(string kind, SignatureScheme? scheme, string digest)
    {
        using var key = new CmsPrivateKey(Identity(kind));
        var opaque = SignedDataWriter.BuildOpaque(Content.Length, [Options(key) with { Scheme = scheme, Digest = Named(digest) }]);
        byte[] signed = [.. opaque.Prefix.Span, .. Content, .. opaque.Suffix(d => Digest(d, Content)).Span];

        Assert.Equal(opaque.Length, signed.Length);
        CheckWithFramework(signed, Content, detached: false);
        await CheckWithOpenSsl(signed, Content, key, detached: false);
    }

    [Fact]
    public void Changed_content_does_not_verify()
    {
        using var key = new CmsPrivateKey(Identity("rsa"));
        var signed = SignedDataWriter.WriteDetached(d => Digest(d, Content), [Options(key)]);

        Assert.ThrowsAny<CryptographicException>(() => CheckWithFramework(signed, [.. Content, 1], detached: true));
    }

    [Fact]
    public void A_signature_without_signed_attributes_signs_the_content_itself()
    {
        using var key = new CmsPrivateKey(Identity("rsa"));
        var signed = SignedDataWriter.WriteDetached(d => Digest(d, Content), [Options(key) with { SignedAttributes = false, SigningTime = null }]);

        var read = CheckWithFramework(signed, Content, detached: true);
        Assert.Empty(read.SignerInfos[0].SignedAttributes);
        Assert.True(key.Certificate.Rsa!.VerifyData(Content, read.SignerInfos[0].GetSignature(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Theory]
    [InlineData("2026-11-24T03:04:05Z")]
    [InlineData("2049-12-31T23:59:59+00:00")]
    [InlineData("2051-01-01T00:00:00Z")]
    [Requirement("AS2-CRYPTO-012")]
    public void The_signing_time_is_the_one_given_to_the_second(string time)
    {
        var at = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        using var key = new CmsPrivateKey(Identity("rsa"));
        var signed = SignedDataWriter.WriteDetached(d => Digest(d, Content), [Options(key) with { SigningTime = at.AddMilliseconds(123) }]);

        var read = CheckWithFramework(signed, Content, detached: true);
        var attribute = Assert.Single(read.SignerInfos[0].SignedAttributes.OfType<CryptographicAttributeObject>(), a => a.Oid.Value == "1.2.840.113549.1.9.5");
        var value = new AsnReader(attribute.Values[0].RawData, AsnEncodingRules.DER);
        Assert.Equal(at, at.Year < 2050 ? value.ReadUtcTime(twoDigitYearMax: 2049) : value.ReadGeneralizedTime());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Requirement("AS2-CRYPTO-013")]
    public async Task Algorithm_protection_is_signed_only_when_asked_for(bool wanted)
    {
        using var key = new CmsPrivateKey(Identity("rsa"));
        var signed = SignedDataWriter.WriteDetached(d => Digest(d, Content), [Options(key) with { AlgorithmProtection = wanted }]);

        var read = CheckWithFramework(signed, Content, detached: true);
        Assert.Equal(wanted, read.SignerInfos[0].SignedAttributes.OfType<CryptographicAttributeObject>().Any(a => a.Oid.Value == "1.2.840.113549.1.9.52"));
        await CheckWithOpenSsl(signed, Content, key, detached: true);
    }

    [Fact]
    [Requirement("AS2-CRYPTO-014")]
    public void A_signer_named_by_key_identifier_makes_version_3()
    {
        using var key = new CmsPrivateKey(Identity("rsa"));
        var signed = SignedDataWriter.WriteDetached(d => Digest(d, Content), [Options(key) with { UseSubjectKeyIdentifier = true }]);

        var read = CheckWithFramework(signed, Content, detached: true);
        Assert.Equal(3, read.Version);
        Assert.Equal(SubjectIdentifierType.SubjectKeyIdentifier, read.SignerInfos[0].SignerIdentifier.Type);
    }

    [Fact]
    public void Two_signers_each_verify_and_one_certificate_is_carried_once()
    {
        using var first = new CmsPrivateKey(Identity("rsa"));
        using var second = new CmsPrivateKey(Identity("ec256"));
        var signed = SignedDataWriter.WriteDetached(
            d => Digest(d, Content), [Options(first), Options(second), Options(first) with { Digest = DigestAlgorithm.Sha512 }]);

        var read = CheckWithFramework(signed, Content, detached: true);
        Assert.Equal(3, read.SignerInfos.Count);
        Assert.Equal(2, read.Certificates.Count);
    }

    [Fact]
    [Requirement("AS2-CRYPTO-015")]
    public void The_certificate_can_be_left_out()
    {
        using var key = new CmsPrivateKey(Identity("rsa"));
        var signed = SignedDataWriter.WriteDetached(d => Digest(d, Content), [Options(key) with { IncludeCertificate = false }]);
        var read = new SignedCms(new ContentInfo(Content), detached: true);
        read.Decode(signed.Span);

        Assert.Empty(read.Certificates);
        read.CheckSignature([key.Certificate.Certificate], verifySignatureOnly: true);
    }

    [Theory]
    [InlineData("rsa")]
    [InlineData("ec256")]
    public void The_output_is_der(string kind)
    {
        using var key = new CmsPrivateKey(Identity(kind));
        var signed = SignedDataWriter.WriteDetached(d => Digest(d, Content), [Options(key) with { AlgorithmProtection = true }]);

        using var parsed = new MemoryStream(signed.ToArray());
        var tree = Org.BouncyCastle.Asn1.Asn1Object.FromStream(parsed);
        Assert.Equal(signed.ToArray(), tree.GetEncoded("DER"));
    }

    [Fact]
    [Requirement("AS2-CRYPTO-009")]
    public void Sha1_needs_its_switch_and_md5_has_none()
    {
        using var key = new CmsPrivateKey(Identity("rsa"));
        var sha1 = new CmsSignerOptions { Key = key, Digest = DigestAlgorithm.Sha1 };
        var md5 = new CmsSignerOptions { Key = key, Digest = DigestAlgorithm.Md5, AllowSha1 = true };

        Assert.Equal(CmsProblem.ForbiddenAlgorithm, ProblemOf(sha1));
        Assert.Equal(CmsProblem.ForbiddenAlgorithm, ProblemOf(md5));
    }

    [Fact]
    [Requirement("AS2-CRYPTO-010")]
    public void A_key_that_is_too_small_or_of_the_wrong_kind_is_refused()
    {
        using var small = new CmsPrivateKey(TestIdentities.Rsa("small", 1024), allowSmall: true);
        using var rsa = new CmsPrivateKey(Identity("rsa"));
        using var ec = new CmsPrivateKey(Identity("ec256"));

        Assert.Equal(CmsProblem.BadRequest, ProblemOf(new CmsSignerOptions { Key = small }));
        Assert.Equal(CmsProblem.BadRequest, ProblemOf(new CmsSignerOptions { Key = rsa, Scheme = SignatureScheme.Ecdsa }));
        Assert.Equal(CmsProblem.BadRequest, ProblemOf(new CmsSignerOptions { Key = ec, Scheme = SignatureScheme.RsaPss }));
    }

    [Fact]
    public void A_digest_of_the_wrong_length_is_refused()
    {
        using var key = new CmsPrivateKey(Identity("rsa"));

        var thrown = Assert.Throws<CmsException>(() => SignedDataWriter.WriteDetached(_ => new byte[20], [Options(key)]));
        Assert.Equal(CmsProblem.BadRequest, thrown.Problem);
        Assert.Throws<ArgumentException>(() => SignedDataWriter.WriteDetached(_ => new byte[32], []));
    }

    private static CmsProblem ProblemOf(CmsSignerOptions options)
        => Assert.Throws<CmsException>(() => SignedDataWriter.WriteDetached(d => Digest(d, Content), [options])).Problem;

    private static CmsSignerOptions Options(CmsPrivateKey key)
        => new() { Key = key, AllowSha1 = true, SigningTime = new DateTimeOffset(2026, 11, 24, 3, 4, 5, TimeSpan.Zero) };

    private static X509Certificate2 Identity(string kind)
        => kind is "rsa" ? TestIdentities.Rsa("signer") : TestIdentities.Ec("signer", int.Parse(kind[2..], System.Globalization.CultureInfo.InvariantCulture));

    private static DigestAlgorithm Named(string name) => DigestAlgorithm.All.Single(d => d.Name == name);

    private static ReadOnlyMemory<byte> Digest(DigestAlgorithm digest, byte[] content) => CryptographicOperations.HashData(digest.Hash, content);

    private static SignedCms CheckWithFramework(ReadOnlyMemory<byte> signed, byte[] content, bool detached)
    {
        var cms = detached ? new SignedCms(new ContentInfo(content), detached: true) : new SignedCms();
        cms.Decode(signed.Span);
        cms.CheckSignature(verifySignatureOnly: true);
        Assert.Equal(content, cms.ContentInfo.Content);
        return cms;
    }

    private static async Task CheckWithOpenSsl(ReadOnlyMemory<byte> signed, byte[] content, CmsPrivateKey key, bool detached)
    {
        using var folder = new TestFolder();
        var certificate = folder.Write("signer.pem", System.Text.Encoding.ASCII.GetBytes(key.Certificate.Certificate.ExportCertificatePem()));
        string[] arguments = ["cms", "-verify", "-binary", "-inform", "DER", "-noverify", "-certfile", certificate, "-in", folder.Write("signed.der", signed.Span)];
        if (detached)
        {
            arguments = [.. arguments, "-content", folder.Write("content.bin", content)];
        }

        Assert.Equal(content, await OpenSsl.RunAsync(default, arguments));
    }
}
