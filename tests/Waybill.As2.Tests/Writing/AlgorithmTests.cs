using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Waybill.Cms;
using Waybill.TestKit;
using Xunit;

namespace Waybill.As2.Tests.Writing;

public sealed class AlgorithmTests
{
    private static readonly byte[] Content = TestBytes.Edi(2000);

    public static TheoryData<string, SignatureScheme?, string> Signatures => new()
    {
        { "rsa", null, "sha-256" },
        { "rsa", null, "sha-384" },
        { "rsa", null, "sha-512" },
        { "rsa", SignatureScheme.RsaPss, "sha-256" },
        { "rsa", SignatureScheme.RsaPss, "sha-512" },
        { "ec256", null, "sha-256" },
        { "ec384", null, "sha-384" },
        { "ec521", null, "sha-512" },
    };

    public static TheoryData<string, KeyManagement?, string> Envelopes => new()
    {
        { "rsa", null, "aes128-cbc" },
        { "rsa", null, "aes192-cbc" },
        { "rsa", null, "aes256-cbc" },
        { "rsa", KeyManagement.RsaOaep, "aes256-cbc" },
        { "rsa", KeyManagement.RsaOaep, "aes128-gcm" },
        { "rsa", null, "aes192-gcm" },
        { "rsa", null, "aes256-gcm" },
        { "ec256", null, "aes256-cbc" },
        { "ec384", null, "aes256-gcm" },
        { "ec521", null, "aes128-gcm" },
    };

    [Theory]
    [MemberData(nameof(Signatures))]
    [Requirement("AS2-HDR-018", "AS2-MIC-013", "AS2-ALGN-003", "AS2-CRYPTO-007", "AS2-CRYPTO-008", "AS2-STRUCT-004")]
    public async Task Micalg_signature_and_mic_name_one_digest(string kind, SignatureScheme? scheme, string digest)
    {
        using var key = new CmsPrivateKey(Identity("alice", kind));
        var algorithm = DigestAlgorithm.All.Single(d => d.Name == digest);
        var options = Packing.Options("ES") with { Signer = new() { Key = key, Scheme = scheme, Digest = algorithm } };
        await using var package = await Packing.PackAsync(options, Packing.Document(Content));
        using var reader = new ForeignReader(Identity("alice", kind), TestIdentities.Rsa("bob"));
        await reader.OpenAsync(await Packing.MessageAsync(package));

        Assert.Equal(digest, package.Mic.Algorithm.Spelling);
        Assert.Equal(CryptographicOperations.HashData(algorithm.Hash, reader.SignedPart!), package.Mic.Value.ToArray());

        await using var signedOnly = await Packing.PackAsync(options with { Recipients = [] }, Packing.Document(Content));
        Assert.Matches(
            $"^multipart/signed; protocol=\"application/pkcs7-signature\"; micalg={digest}; boundary=[a-z0-9-]+$", (await Packing.MessageAsync(signedOnly))["Content-Type"]);
    }

    [Theory]
    [MemberData(nameof(Envelopes))]
    [Requirement("AS2-CRYPTO-002", "AS2-CRYPTO-003", "AS2-CRYPTO-006", "AS2-CRYPTO-008", "AS2-STRUCT-004", "AS2-STRUCT-015", "AS2-STRUCT-016")]
    public async Task Openssl_decrypts_every_cipher_and_key_management(string kind, KeyManagement? management, string cipher)
    {
        using var key = new CmsPrivateKey(Identity("bob", kind));
        var options = Packing.Options("ES") with
        {
            Recipients = [new() { Certificate = key.Certificate, Management = management }], Cipher = ContentCipher.FromName(cipher),
        };
        await using var package = await Packing.PackAsync(options, Packing.Document(Content));
        var message = await Packing.MessageAsync(package);
        using var reader = new ForeignReader(TestIdentities.Rsa("alice"), Identity("bob", kind));

        Assert.Equal(Content, (await reader.OpenAsync(message)).Body);
        Assert.Equal(
            $"application/pkcs7-mime; smime-type={(cipher.EndsWith("gcm", StringComparison.Ordinal) ? "authEnveloped-data" : "enveloped-data")}; name=smime.p7m",
            message["Content-Type"]);
        Assert.Equal("attachment; filename=smime.p7m", message["Content-Disposition"]);
    }

    [Theory]
    [InlineData(As2Profile.Rfc4130, "enveloped-data")]
    [InlineData(As2Profile.Modern, "authEnveloped-data")]
    [Requirement("AS2-CRYPTO-002")]
    public async Task The_profile_chooses_the_cipher_when_nobody_does(As2Profile profile, string smimeType)
    {
        await using var package = await Packing.PackAsync(Packing.Options("ES") with { Profile = profile }, Packing.Document(Content));

        Assert.Equal(smimeType, (await Packing.MessageAsync(package)).Parameter("smime-type"));
    }

    [Fact]
    [Requirement("AS2-STRUCT-019", "AS2-STRUCT-020")]
    public async Task Each_of_several_recipients_can_open_it()
    {
        using var second = new CmsPrivateKey(TestIdentities.Ec("carol"));
        var options = Packing.Options("ES") with { Recipients = [new() { Certificate = Packing.Bob.Certificate }, new() { Certificate = second.Certificate }] };
        await using var package = await Packing.PackAsync(options, Packing.Document(Content));

        foreach (var identity in new[] { TestIdentities.Rsa("bob"), TestIdentities.Ec("carol") })
        {
            using var reader = new ForeignReader(TestIdentities.Rsa("alice"), identity);
            Assert.Equal(Content, (await reader.OpenAsync(await Packing.MessageAsync(package))).Body);
        }
    }

    [Fact]
    [Requirement("AS2-ALGN-003")]
    public async Task An_older_spelling_stands_in_micalg_and_mic()
    {
        var micalg = MicAlgorithm.Of(DigestAlgorithm.Sha256, oldSpelling: true);
        await using var package = await Packing.PackAsync(Packing.Options("S") with { Micalg = micalg }, Packing.Document(Content));

        Assert.Equal("sha256", (await Packing.MessageAsync(package)).Parameter("micalg"));
        Assert.EndsWith(", sha256", package.Mic.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("AS2-ALGN-002")]
    public async Task Sha1_is_spelled_without_a_hyphen_and_warned_of()
    {
        var options = Packing.Options("S") with { Signer = new() { Key = Packing.Alice, Digest = DigestAlgorithm.Sha1, AllowSha1 = true } };
        await using var package = await Packing.PackAsync(options, Packing.Document(Content));

        Assert.Equal("sha1", (await Packing.MessageAsync(package)).Parameter("micalg"));
        Assert.Contains("sha-1", Assert.Single(package.Warnings), StringComparison.Ordinal);
    }

    private static X509Certificate2 Identity(string name, string kind)
        => kind is "rsa" ? TestIdentities.Rsa(name) : TestIdentities.Ec(name, int.Parse(kind[2..], System.Globalization.CultureInfo.InvariantCulture));
}
