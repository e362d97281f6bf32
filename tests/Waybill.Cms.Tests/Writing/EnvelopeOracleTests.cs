using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1.Nist;
using Asn1 = Org.BouncyCastle.Asn1.Cms;

namespace Waybill.Cms.Tests.Writing;

/// <summary>What we seal, others open.</summary>
public sealed class EnvelopeOracleTests
{
    private static readonly byte[] Content = TestBytes.Edi(10_000);

    public static TheoryData<string> Cbc => ["aes128-cbc", "aes192-cbc", "aes256-cbc"];

    public static TheoryData<string> Gcm => ["aes128-gcm", "aes192-gcm", "aes256-gcm"];

    [Theory]
    [MemberData(nameof(Cbc))]
    [Requirement("AS2-CRYPTO-002")]
    public Task Openssl_opens_cbc_at_every_size(string cipher) => OpensslOpensEverySize(cipher, ContentTypes.EnvelopedData);

    [Theory]
    [MemberData(nameof(Gcm))]
    [Requirement("AS2-CRYPTO-003")]
    public Task Openssl_opens_gcm_at_every_size(string cipher) => OpensslOpensEverySize(cipher, ContentTypes.AuthEnvelopedData);

    [Fact]
    public async Task Openssl_opens_3des_where_it_is_allowed()
    {
        using var rsa = new CmsCertificate(Envelopes.Identity("rsa"));
        using var ec = new CmsCertificate(Envelopes.Identity("ec256"));
        foreach (var certificate in new[] { rsa, ec })
        {
            foreach (var size in new[] { 0, 7, 8, 9, 70_000 })
            {
                var content = TestBytes.Random(size, size);
                var options = Envelopes.For(certificate) with { Cipher = ContentCipher.TripleDesCbc, AllowTripleDes = true };
                var envelope = await Envelopes.SealAsync(options, content);
                Assert.Equal(content, await Envelopes.OpenWithOpenSslAsync(envelope, Envelopes.Identity(certificate.IsRsa ? "rsa" : "ec256")));
            }
        }
    }

    [Fact]
    [Requirement("AS2-CRYPTO-002")]
    public async Task Aes256_cbc_and_pkcs1_are_what_one_gets_without_choosing()
    {
        using var certificate = new CmsCertificate(Envelopes.Identity("rsa"));
        var envelope = await Envelopes.SealAsync(Envelopes.For(certificate), Content);

        var opened = OpenWithFramework(envelope, "rsa");
        Assert.Equal(ContentCipher.Aes256Cbc.Oid, opened.ContentEncryptionAlgorithm.Oid.Value);
        Assert.Equal("1.2.840.113549.1.1.1", opened.RecipientInfos[0].KeyEncryptionAlgorithm.Oid.Value);
        Assert.Equal((0, SubjectIdentifierType.IssuerAndSerialNumber), (opened.Version, opened.RecipientInfos[0].RecipientIdentifier.Type));
        Assert.Equal(Content, opened.ContentInfo.Content);
    }

    [Theory]
    [InlineData("sha-1")]
    [InlineData("sha-256")]
    [InlineData("sha-384")]
    [InlineData("sha-512")]
    [Requirement("AS2-CRYPTO-006")]
    public async Task Oaep_opens_with_openssl_and_the_framework(string digest)
    {
        using var certificate = new CmsCertificate(Envelopes.Identity("rsa"));
        foreach (var cipher in new[] { ContentCipher.Aes128Cbc, ContentCipher.Aes256Cbc, ContentCipher.Aes256Gcm })
        {
            var envelope = await Envelopes.SealAsync(Oaep(certificate, digest) with { Cipher = cipher }, Content);

            Assert.Equal(Content, await Envelopes.OpenWithOpenSslAsync(envelope, Envelopes.Identity("rsa")));
            if (!cipher.IsAuthenticated)
            {
                Assert.Equal(Content, OpenWithFramework(envelope, "rsa").ContentInfo.Content);
            }
        }
    }

    [Theory]
    [InlineData("ec256")]
    [InlineData("ec384")]
    [InlineData("ec521")]
    [Requirement("AS2-CRYPTO-008")]
    public async Task Ecdh_opens_with_openssl(string kind)
    {
        using var certificate = new CmsCertificate(Envelopes.Identity(kind));
        foreach (var cipher in Envelopes.EverydayCiphers)
        {
            var envelope = await Envelopes.SealAsync(Envelopes.For(certificate) with { Cipher = Envelopes.Cipher(cipher) }, Content);
            Assert.Equal(Content, await Envelopes.OpenWithOpenSslAsync(envelope, Envelopes.Identity(kind)));
        }
    }

    /// <summary>By its primitives: its own CMS reader puts a NULL into the shared info of AES, where RFC 5753 §7.2 wants nothing.</summary>
    [Theory]
    [InlineData("ec256", "1.3.132.1.11.1")]
    [InlineData("ec384", "1.3.132.1.11.2")]
    [InlineData("ec521", "1.3.132.1.11.3")]
    [Requirement("AS2-CRYPTO-008")]
    public void Ecdh_agrees_with_bouncy_castle(string kind, string kdf)
    {
        using var certificate = new CmsCertificate(Envelopes.Identity(kind));
        foreach (var (cipher, wrap) in new[]
        {
            (ContentCipher.Aes128Cbc, NistObjectIdentifiers.IdAes128Wrap),
            (ContentCipher.Aes192Cbc, NistObjectIdentifiers.IdAes192Wrap),
            (ContentCipher.Aes256Cbc, NistObjectIdentifiers.IdAes256Wrap),
        })
        {
            var recipe = EnvelopeRecipe.Create(Envelopes.For(certificate) with { Cipher = cipher }, 0);
            var info = Assert.Single(KeyAgreements([.. recipe.Prefix.Span, .. new byte[16]]));
            Assert.Equal((kdf, 3), (info.KeyEncryptionAlgorithm.Algorithm.Id, info.Version.IntValueExact));
            Assert.Equal(new Org.BouncyCastle.Asn1.X509.AlgorithmIdentifier(wrap).GetEncoded(), info.KeyEncryptionAlgorithm.Parameters.ToAsn1Object().GetEncoded());
            Assert.Equal(recipe.Key.ToArray(), BouncyCastleKeyAgreement.ContentKey(info, Envelopes.Identity(kind)));
        }
    }

    [Theory]
    [InlineData("rsa")]
    [InlineData("ec256")]
    [InlineData("ec384")]
    public async Task A_recipient_named_by_key_identifier_opens_too(string kind)
    {
        using var certificate = new CmsCertificate(Envelopes.Identity(kind));
        var options = new CmsEnvelopeOptions { Recipients = [new() { Certificate = certificate, UseSubjectKeyIdentifier = true }] };
        var envelope = await Envelopes.SealAsync(options, Content);

        Assert.Equal(Content, await Envelopes.OpenWithOpenSslAsync(envelope, Envelopes.Identity(kind)));
        if (kind is "rsa")
        {
            var opened = OpenWithFramework(envelope, kind);
            Assert.Equal((2, SubjectIdentifierType.SubjectKeyIdentifier), (opened.Version, opened.RecipientInfos[0].RecipientIdentifier.Type));
        }
    }

    [Theory]
    [InlineData("aes256-cbc")]
    [InlineData("aes256-gcm")]
    [Requirement("AS2-STRUCT-020")]
    public async Task Each_of_several_recipients_opens_the_one_content(string cipher)
    {
        string[] kinds = ["rsa", "rsa3072", "ec256", "ec384", "ec521"];
        var certificates = kinds.Select(k => new CmsCertificate(Envelopes.Identity(k))).ToArray();
        var second = TestIdentities.Ec("second recipient", 256);
        CmsRecipientOptions[] recipients =
        [
            .. certificates.Select(c => new CmsRecipientOptions { Certificate = c }),
            new() { Certificate = new(second), UseSubjectKeyIdentifier = true },
            new() { Certificate = certificates[0], Management = KeyManagement.RsaOaep },
        ];
        var envelope = await Envelopes.SealAsync(new CmsEnvelopeOptions { Recipients = recipients, Cipher = Envelopes.Cipher(cipher) }, Content);

        foreach (var identity in kinds.Select(Envelopes.Identity).Append(second))
        {
            Assert.Equal(Content, await Envelopes.OpenWithOpenSslAsync(envelope, identity));
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => Envelopes.OpenWithOpenSslAsync(envelope, TestIdentities.Rsa("stranger")));
        Array.ForEach(recipients, r => r.Certificate.Dispose());
    }

    [Fact]
    public async Task Recipients_on_one_curve_share_one_ephemeral_key()
    {
        using var first = new CmsCertificate(Envelopes.Identity("ec256"));
        using var second = new CmsCertificate(TestIdentities.Ec("second recipient", 256));
        using var other = new CmsCertificate(Envelopes.Identity("ec384"));
        var envelope = await Envelopes.SealAsync(Envelopes.For(first, second, other), Content);

        var infos = KeyAgreements(envelope);
        Assert.Equal([1, 2], infos.Select(i => i.RecipientEncryptedKeys.Count).Order());
        Assert.Equal([65, 97], infos.Select(i => i.Originator.OriginatorKey.PublicKey.GetBytes().Length).Order());
        Assert.All(infos, i => Assert.Null(i.Originator.OriginatorKey.Algorithm.Parameters));
    }

    [Fact]
    public async Task Openssl_sees_a_changed_byte_under_gcm()
    {
        using var certificate = new CmsCertificate(Envelopes.Identity("rsa"));
        var envelope = await Envelopes.SealAsync(Envelopes.For(certificate) with { Cipher = ContentCipher.Aes256Gcm }, Content);
        foreach (var at in new[] { 1, 17, 19, Content.Length + 18 })
        {
            var changed = envelope.ToArray();
            changed[^at] ^= 1;
            await Assert.ThrowsAsync<InvalidOperationException>(() => Envelopes.OpenWithOpenSslAsync(changed, Envelopes.Identity("rsa")));
        }
    }

    private static async Task OpensslOpensEverySize(string cipher, string contentType)
    {
        using var certificate = new CmsCertificate(Envelopes.Identity("rsa"));
        foreach (var size in Envelopes.Sizes)
        {
            var content = TestBytes.Random(size, size);
            var envelope = await Envelopes.SealAsync(Envelopes.For(certificate) with { Cipher = Envelopes.Cipher(cipher) }, content);

            Assert.Equal(contentType, Asn1.ContentInfo.GetInstance(envelope).ContentType.Id);
            Assert.Equal(content, await Envelopes.OpenWithOpenSslAsync(envelope, Envelopes.Identity("rsa")));
        }
    }

    private static CmsEnvelopeOptions Oaep(CmsCertificate certificate, string digest) => new()
    {
        Recipients =
        [
            new() { Certificate = certificate, Management = KeyManagement.RsaOaep, OaepDigest = DigestAlgorithm.All.Single(d => d.Name == digest) },
        ],
        AllowSha1 = true,
    };

    private static EnvelopedCms OpenWithFramework(byte[] envelope, string kind)
    {
        var cms = new EnvelopedCms();
        cms.Decode(envelope);
        cms.Decrypt(new X509Certificate2Collection(Envelopes.Identity(kind)));
        return cms;
    }

    private static Asn1.KeyAgreeRecipientInfo[] KeyAgreements(byte[] envelope)
        => [.. Asn1.EnvelopedData.GetInstance(Asn1.ContentInfo.GetInstance(envelope).Content).RecipientInfos
            .Select(i => (Asn1.KeyAgreeRecipientInfo)Asn1.RecipientInfo.GetInstance(i).Info)];

    private static class ContentTypes
    {
        internal const string EnvelopedData = "1.2.840.113549.1.7.3";
        internal const string AuthEnvelopedData = "1.2.840.113549.1.9.16.1.23";
    }
}
