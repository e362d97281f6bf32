using System.Security.Cryptography.X509Certificates;
using Waybill.Cms.Tests.Writing;

namespace Waybill.Cms.Tests.Envelopes;

/// <summary>What <c>openssl cms -encrypt</c> writes.</summary>
public sealed class OpensslEnvelopeTests
{
    private static readonly byte[] Content = TestBytes.Edi(300_001);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, EnvelopeOutcome> Ciphers => new()
    {
        { "-aes-128-cbc", "aes128-cbc", EnvelopeOutcome.Unauthenticated },
        { "-aes-192-cbc", "aes192-cbc", EnvelopeOutcome.Unauthenticated },
        { "-aes-256-cbc", "aes256-cbc", EnvelopeOutcome.Unauthenticated },
        { "-aes-128-gcm", "aes128-gcm", EnvelopeOutcome.Authentic },
        { "-aes-192-gcm", "aes192-gcm", EnvelopeOutcome.Authentic },
        { "-aes-256-gcm", "aes256-gcm", EnvelopeOutcome.Authentic },
        { "-des3", "3des-cbc", EnvelopeOutcome.Unauthenticated },
        { "-rc2-40-cbc", "rc2-cbc", EnvelopeOutcome.Unauthenticated },
        { "-rc2-64-cbc", "rc2-cbc", EnvelopeOutcome.Unauthenticated },
        { "-rc2-cbc", "rc2-cbc", EnvelopeOutcome.Unauthenticated },
    };

    public static TheoryData<string, string> Paddings => new()
    {
        { "", "rsa-pkcs1" },
        { "rsa_padding_mode:oaep", "rsa-oaep-sha1" },
        { "rsa_padding_mode:oaep rsa_oaep_md:sha256", "rsa-oaep-sha256" },
        { "rsa_padding_mode:oaep rsa_oaep_md:sha384", "rsa-oaep-sha384" },
        { "rsa_padding_mode:oaep rsa_oaep_md:sha512", "rsa-oaep-sha512" },
        { "rsa_padding_mode:oaep rsa_oaep_md:sha256 rsa_mgf1_md:sha1", "rsa-oaep-sha256-mgf1-sha1" },
        { "rsa_padding_mode:oaep rsa_oaep_md:sha1 rsa_mgf1_md:sha512", "rsa-oaep-sha1-mgf1-sha512" },
        { "rsa_padding_mode:oaep rsa_oaep_md:sha256 rsa_oaep_label:57617962696C6C", "rsa-oaep-sha256" },
        { "rsa_padding_mode:oaep rsa_oaep_md:sha384 rsa_mgf1_md:sha256 rsa_oaep_label:00FF", "rsa-oaep-sha384-mgf1-sha256" },
    };

    public static TheoryData<int, string, string, string> Agreements => new()
    {
        { 256, "-aes-128-cbc", "ecdh_kdf_md:sha256", "ecdh-sha256-aes128wrap" },
        { 256, "-aes-192-cbc", "ecdh_kdf_md:sha384", "ecdh-sha384-aes192wrap" },
        { 256, "-aes-256-cbc", "ecdh_kdf_md:sha512", "ecdh-sha512-aes256wrap" },
        { 384, "-aes-256-cbc", "ecdh_kdf_md:sha384", "ecdh-sha384-aes256wrap" },
        { 521, "-aes-256-cbc", "ecdh_kdf_md:sha512", "ecdh-sha512-aes256wrap" },
        { 521, "-aes-128-cbc", "ecdh_kdf_md:sha1", "ecdh-sha1-aes128wrap" },
        { 256, "-aes-256-gcm", "ecdh_kdf_md:sha256", "ecdh-sha256-aes256wrap" },
        { 384, "-aes-256-cbc", "ecdh_kdf_md:sha256 ecdh_cofactor_mode:1", "ecdh-sha256-aes256wrap" },
        { 256, "-aes-256-cbc", "ecdh_kdf_md:sha1 ecdh_cofactor_mode:1", "ecdh-sha1-aes256wrap" },
    };

    [Theory]
    [MemberData(nameof(Ciphers))]
    [Requirement("AS2-CRYPTO-001", "AS2-CRYPTO-003", "AS2-STRUCT-017")]
    public async Task Every_cipher_opens_in_der_and_in_streamed_ber(string cipher, string name, EnvelopeOutcome outcome)
    {
        foreach (var stream in new[] { false, true })
        {
            var opened = await Opened.ReadAsync(await EncryptAsync(Content, TestIdentities.Rsa("alice"), [cipher, stream ? "-stream" : "-binary"]), Opened.Book(TestIdentities.Rsa("alice")));
            Assert.Equal(Content, opened.Content);
            Assert.Equal((outcome, name), (opened.Outcome, opened.Envelope.Cipher?.Name));
            Assert.Equal("1.2.840.113549.1.7.1", opened.Envelope.InnerContentTypeOid);
            Assert.Equal(name.Contains("gcm", StringComparison.Ordinal) ? CmsContentType.AuthEnvelopedData : CmsContentType.EnvelopedData, opened.Envelope.ContentType);
        }
    }

    [Theory]
    [MemberData(nameof(Paddings))]
    [Requirement("AS2-CRYPTO-006")]
    public async Task Every_rsa_padding_opens(string options, string name)
    {
        var opened = await Opened.ReadAsync(await EncryptAsync(Content, TestIdentities.Rsa("alice"), ["-aes-256-cbc", "-binary"], options), Opened.Book(TestIdentities.Rsa("alice")));
        Assert.Equal(Content, opened.Content);
        Assert.Equal((name, false, EnvelopeOutcome.Unauthenticated), (opened.Envelope.Used?.KeyManagement, opened.Envelope.Used?.IsWeak, opened.Outcome));
    }

    [Theory]
    [MemberData(nameof(Agreements))]
    [Requirement("AS2-CRYPTO-008")]
    public async Task Every_key_agreement_opens(int curve, string cipher, string options, string name)
    {
        var opened = await Opened.ReadAsync(await EncryptAsync(Content, TestIdentities.Ec("bob", curve), [cipher, "-binary"], options), Opened.Book(TestIdentities.Ec("bob", curve)));
        Assert.Equal(Content, opened.Content);
        Assert.Equal((name, name.Contains("sha1", StringComparison.Ordinal)), (opened.Envelope.Used?.KeyManagement, opened.Envelope.Used?.IsWeak));
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(15), InlineData(16), InlineData(17), InlineData(65_535), InlineData(65_536), InlineData(131_071), InlineData(131_072), InlineData(131_088)]
    public async Task Every_length_opens_whatever_the_reads(int length)
    {
        var content = TestBytes.Random(length, length);
        foreach (var (cipher, stream) in new[] { ("-aes-256-cbc", "-stream"), ("-aes-256-cbc", "-binary"), ("-aes-128-gcm", "-stream"), ("-aes-128-gcm", "-binary") })
        {
            if (length is 0 && cipher.EndsWith("gcm", StringComparison.Ordinal) && stream is "-stream")
            {
                // openssl cannot write it.
                continue;
            }

            var cms = await EncryptAsync(content, TestIdentities.Rsa("alice"), [cipher, stream]);
            using var keys = Opened.Book(TestIdentities.Rsa("alice"));
            foreach (var (most, batch) in new[] { (int.MaxValue, 81920), (int.MaxValue, 65536), (1, 1), (7, 3), (2, 200_000), (4096, 2), (int.MaxValue, 7), (1000, 65_537) })
            {
                Assert.Equal(content, (await Opened.ReadAsync(cms, keys, most: most, batch: batch)).Content);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-keyid")]
    [Requirement("AS2-STRUCT-019")]
    public async Task Our_own_recipient_is_found_wherever_it_stands_among_three(string form)
    {
        // openssl sorts the set: the elliptic one is the last, and of the others either may be the first.
        X509Certificate2[] all = [TestIdentities.Ec("bob"), TestIdentities.Rsa("alice"), TestIdentities.Rsa("carol")];
        var cms = await EncryptAsync(Content, all, ["-aes-256-cbc", "-binary", .. form.Length > 0 ? [form] : Array.Empty<string>()]);
        var places = new List<int>();
        foreach (var mine in all)
        {
            var opened = await Opened.ReadAsync(cms, Opened.Book(mine));
            Assert.Equal(Content, opened.Content);
            Assert.Equal(3, opened.Envelope.Recipients.Count);
            Assert.Equal(mine.Thumbprint, opened.Envelope.Key?.Certificate.Certificate.Thumbprint);
            Assert.All(opened.Envelope.Recipients, r => Assert.Equal(form.Length > 0, r.Issuer is null && r.SerialNumber is null && r.SubjectKeyIdentifier is not null));
            places.Add(opened.Envelope.Recipients.Index().Single(r => ReferenceEquals(r.Item, opened.Envelope.Used)).Index);
        }

        Assert.Equal(2, places[0]);
        Assert.Equal([0, 1, 2], places.Order());
    }

    [Fact]
    [Requirement("AS2-CRYPTO-001")]
    public async Task Old_ciphers_and_key_derivations_are_refused_by_the_default_policy()
    {
        foreach (var (identity, cipher, option, detail) in new[]
        {
            (TestIdentities.Rsa("alice"), "-des3", "", "3des-cbc"),
            (TestIdentities.Rsa("alice"), "-rc2-40-cbc", "", "rc2-cbc"),
            (TestIdentities.Ec("bob"), "-aes-256-cbc", "ecdh_kdf_md:sha1", "ecdh-sha1-aes256wrap"),
        })
        {
            var cms = await EncryptAsync(Content, identity, [cipher, "-binary"], option);
            var error = await Assert.ThrowsAsync<CmsException>(() => Opened.ReadAsync(cms, Opened.Book(identity), CmsReadOptions.Default));
            Assert.Equal((CmsProblem.ForbiddenAlgorithm, detail), (error.Problem, error.Detail));
        }
    }

    [Fact]
    public async Task Another_mans_envelope_is_no_key_and_still_shows_its_recipients()
    {
        var cms = await EncryptAsync(Content, TestIdentities.Rsa("alice"), ["-aes-256-cbc", "-binary"]);
        await using var reader = await CmsReader.OpenAsync(new MemoryStream(cms), CmsReadOptions.Default, Stop);
        var envelope = await reader.ReadEnvelopeAsync(Stop);
        foreach (var keys in new[] { Opened.Book(TestIdentities.Rsa("carol"), TestIdentities.Ec("bob")), CmsKeyBook.Empty })
        {
            Assert.Equal(CmsProblem.NoKey, Assert.Throws<CmsException>(() => envelope.Decrypt(keys)).Problem);
        }

        var recipient = Assert.Single(envelope.Recipients);
        Assert.Equal(new CmsRecipient("rsa-pkcs1", "CN=alice rsa 2048", TestIdentities.Rsa("alice").SerialNumber, null, IsWeak: false), recipient);
        Assert.Equal((null, null, EnvelopeOutcome.Unread), (envelope.Used, envelope.Key, envelope.Outcome));
    }

    [Fact]
    public async Task Passwords_and_shared_keys_are_listed_and_passed_over()
    {
        var cms = await EncryptAsync(Content, TestIdentities.Rsa("alice"),
            ["-aes-128-cbc", "-binary", "-pwri_password", "secret", "-secretkey", "000102030405060708090A0B0C0D0E0F", "-secretkeyid", "C0FEE0"]);
        var opened = await Opened.ReadAsync(cms, Opened.Book(TestIdentities.Rsa("alice")));
        Assert.Equal(Content, opened.Content);
        Assert.Equal(["oid:1.2.840.113549.1.9.16.3.9", "oid:2.16.840.1.101.3.4.1.5", "rsa-pkcs1"],
            opened.Envelope.Recipients.Select(r => r.KeyManagement).Order(StringComparer.Ordinal));
    }

    internal static Task<byte[]> EncryptAsync(byte[] content, X509Certificate2 recipient, string[] arguments, string keyOptions = "")
        => EncryptAsync(content, [recipient], arguments, keyOptions);

    private static async Task<byte[]> EncryptAsync(byte[] content, X509Certificate2[] recipients, string[] arguments, string keyOptions = "")
    {
        using var folder = new TestFolder();
        var command = new List<string> { "cms", "-encrypt", "-provider", "legacy", "-provider", "default", "-outform", "DER" };
        command.AddRange(arguments.Contains("-stream") ? ["-binary", .. arguments] : arguments);
        foreach (var (number, recipient) in recipients.Index())
        {
            command.AddRange(["-recip", folder.Write($"{number}.pem", System.Text.Encoding.ASCII.GetBytes(recipient.ExportCertificatePem()))]);
            command.AddRange(keyOptions.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(o => new[] { "-keyopt", o }));
        }

        return await OpenSsl.RunAsync(content, [.. command]);
    }
}
