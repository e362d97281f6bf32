namespace Waybill.Cms.Tests.Writing;

/// <summary>What is not sealed, and why it says so.</summary>
public sealed class EnvelopeRulesTests
{
    [Fact]
    public void Old_ciphers_need_their_switch_and_rc2_has_none()
    {
        using var certificate = new CmsCertificate(Envelopes.Identity("rsa"));
        var options = Envelopes.For(certificate);

        var thrown = Refused(options with { Cipher = ContentCipher.TripleDesCbc, AllowSha1 = true });
        Assert.Equal((CmsProblem.ForbiddenAlgorithm, "3des-cbc"), (thrown.Problem, thrown.Detail));
        thrown = Refused(options with { Cipher = ContentCipher.Rc2Cbc, AllowTripleDes = true, AllowSha1 = true });
        Assert.Equal((CmsProblem.ForbiddenAlgorithm, "rc2-cbc"), (thrown.Problem, thrown.Detail));
    }

    [Fact]
    [Requirement("AS2-CRYPTO-006")]
    public void Oaep_with_sha1_needs_its_switch_and_md5_has_none()
    {
        using var certificate = new CmsCertificate(Envelopes.Identity("rsa"));
        CmsEnvelopeOptions Oaep(DigestAlgorithm digest)
            => new() { Recipients = [new() { Certificate = certificate, Management = KeyManagement.RsaOaep, OaepDigest = digest }] };

        Assert.Equal(CmsProblem.ForbiddenAlgorithm, Refused(Oaep(DigestAlgorithm.Sha1)).Problem);
        Assert.Equal(CmsProblem.ForbiddenAlgorithm, Refused(Oaep(DigestAlgorithm.Md5) with { AllowSha1 = true }).Problem);
        Assert.NotNull(EnvelopeRecipe.Create(Oaep(DigestAlgorithm.Sha1) with { AllowSha1 = true }, 1));
    }

    [Fact]
    public void An_rsa_key_below_2048_bits_is_refused_with_its_size()
    {
        using var small = new CmsCertificate(TestIdentities.Rsa("small", 1024));
        using var good = new CmsCertificate(Envelopes.Identity("rsa"));

        var thrown = Refused(Envelopes.For(good, small));
        Assert.Equal(CmsProblem.BadRequest, thrown.Problem);
        Assert.Contains("1024", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rsa", KeyManagement.Ecdh)]
    [InlineData("ec256", KeyManagement.RsaPkcs1)]
    [InlineData("ec256", KeyManagement.RsaOaep)]
    public void Key_management_of_the_other_kind_of_key_is_refused(string kind, KeyManagement management)
    {
        using var certificate = new CmsCertificate(Envelopes.Identity(kind));
        Assert.Equal(CmsProblem.BadRequest, Refused(new() { Recipients = [new() { Certificate = certificate, Management = management }] }).Problem);
    }

    [Fact]
    public void A_certificate_without_key_identifier_is_not_named_by_one()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        using var plain = new System.Security.Cryptography.X509Certificates.CertificateRequest(
                "CN=plain", key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        using var certificate = new CmsCertificate(plain);
        Assert.Equal(
            CmsProblem.BadRequest, Refused(new() { Recipients = [new() { Certificate = certificate, UseSubjectKeyIdentifier = true }] }).Problem);
    }

    [Fact]
    public void A_certificate_that_may_only_sign_is_refused_for_key_agreement()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=signs", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new System.Security.Cryptography.X509Certificates.X509KeyUsageExtension(
            System.Security.Cryptography.X509Certificates.X509KeyUsageFlags.DigitalSignature, critical: true));
        using var signs = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        using var certificate = new CmsCertificate(signs);
        Assert.Equal(CmsProblem.BadRequest, Refused(Envelopes.For(certificate)).Problem);
    }

    [Fact]
    public void Lengths_a_cipher_cannot_take_are_refused()
    {
        using var certificate = new CmsCertificate(Envelopes.Identity("rsa"));
        var options = Envelopes.For(certificate);

        Assert.Equal(CmsProblem.BadRequest, Refused(options with { Cipher = ContentCipher.Aes256Gcm }, (1L << 36) - 31).Problem);
        Assert.Equal(CmsProblem.BadRequest, Refused(options, long.MaxValue).Problem);
        Assert.Throws<ArgumentOutOfRangeException>(() => EnvelopeRecipe.Create(options, -1));
        Assert.Throws<ArgumentException>(() => EnvelopeRecipe.Create(options with { Recipients = [] }, 1));
    }

    [Fact]
    public void Stored_parts_that_do_not_fit_each_other_are_refused()
    {
        using var certificate = new CmsCertificate(Envelopes.Identity("rsa"));
        var cbc = EnvelopeRecipe.Create(Envelopes.For(certificate), 1000);
        var gcm = EnvelopeRecipe.Create(Envelopes.For(certificate) with { Cipher = ContentCipher.Aes256Gcm }, 1000);

        CmsProblem Problem(ContentCipher cipher, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> iv, ReadOnlyMemory<byte> prefix, long length)
            => Assert.Throws<CmsException>(() => EnvelopeRecipe.Load(cipher, key, iv, prefix, length)).Problem;

        Assert.Equal(CmsProblem.BadRequest, Problem(cbc.Cipher, cbc.Key[1..], cbc.Iv, cbc.Prefix, 1000));
        Assert.Equal(CmsProblem.BadRequest, Problem(ContentCipher.Aes128Cbc, cbc.Key, cbc.Iv, cbc.Prefix, 1000));
        Assert.Equal(CmsProblem.BadRequest, Problem(cbc.Cipher, cbc.Key, gcm.Iv, cbc.Prefix, 1000));
        Assert.Equal(CmsProblem.BadRequest, Problem(gcm.Cipher, gcm.Key, cbc.Iv, gcm.Prefix, 1000));
        Assert.Equal(CmsProblem.BadRequest, Problem(gcm.Cipher, gcm.Key, gcm.Iv, gcm.Prefix, 1001));
        Assert.Equal(CmsProblem.BadRequest, Problem(cbc.Cipher, cbc.Key, cbc.Iv, cbc.Prefix, 2000));
        Assert.Equal(CmsProblem.BadRequest, Problem(cbc.Cipher, cbc.Key, cbc.Iv, cbc.Prefix[1..], 1000));
        Assert.Equal(CmsProblem.BadRequest, Problem(cbc.Cipher, cbc.Key, cbc.Iv, default, 1000));
        Assert.Equal(CmsProblem.BadRequest, Problem(ContentCipher.TripleDesCbc, new byte[24], new byte[8], cbc.Prefix, 1000));
        Assert.Equal(CmsProblem.ForbiddenAlgorithm, Problem(ContentCipher.Rc2Cbc, new byte[16], new byte[8], cbc.Prefix, 1000));
    }

    private static CmsException Refused(CmsEnvelopeOptions options, long length = 1)
        => Assert.Throws<CmsException>(() => EnvelopeRecipe.Create(options, length));
}
