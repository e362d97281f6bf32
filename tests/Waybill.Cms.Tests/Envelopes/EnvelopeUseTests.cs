using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Cms.Tests.Envelopes;

public sealed class EnvelopeUseTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2.16.840.1.101.3.4.1.2", null)]
    [InlineData("2.16.840.1.101.3.4.1.22", "SHA1")]
    [InlineData("2.16.840.1.101.3.4.1.42", "SHA256")]
    [InlineData("1.2.840.113549.3.7", "SHA512")]
    [Requirement("AS2-CRYPTO-001", "AS2-CRYPTO-006")]
    public async Task What_the_framework_encrypts_opens(string cipher, string? oaep)
    {
        var content = TestBytes.Edi(50_000);
        foreach (var form in new[] { SubjectIdentifierType.IssuerAndSerialNumber, SubjectIdentifierType.SubjectKeyIdentifier })
        {
            var cms = new EnvelopedCms(new(content), new AlgorithmIdentifier(new Oid(cipher)));
            cms.Encrypt(new System.Security.Cryptography.Pkcs.CmsRecipient(form, HandMade.Alice, oaep is null ? RSAEncryptionPadding.Pkcs1 : RSAEncryptionPadding.CreateOaep(new(oaep))));
            Assert.Equal(content, (await Opened.ReadAsync(cms.Encode(), Opened.Book(HandMade.Alice))).Content);
        }
    }

    [Fact]
    public async Task A_serial_number_with_needless_zeroes_and_an_encrypted_key_without_its_zeroes_still_open()
    {
        byte[] wrapped;
        do
        {
            wrapped = HandMade.Wrap(HandMade.Alice, new HandMade().Key);
        }
        while (wrapped[0] != 0);
        foreach (var recipient in new[]
        {
            HandMade.KeyTransport(HandMade.Alice, wrapped, serial: [0, 0, 0, .. HandMade.Alice.SerialNumberBytes.Span]),
            HandMade.KeyTransport(HandMade.Alice, wrapped[1..]),
        })
        {
            var made = new HandMade { Recipients = recipient };
            Assert.Equal(made.Content, (await Opened.ReadAsync(made.Build(), Opened.Book(HandMade.Alice))).Content);
        }
    }

    [Fact]
    public async Task Many_open_at_once_with_one_book_and_a_lazily_opened_key()
    {
        var cbc = new HandMade { Content = TestBytes.Edi(100_000) };
        var gcm = cbc with { Tag = 16 };
        var oaep = await OpensslEnvelopeTests.EncryptAsync(cbc.Content, HandMade.Alice, ["-aes-256-cbc", "-binary"], "rsa_padding_mode:oaep rsa_oaep_md:sha256 rsa_mgf1_md:sha1");
        var ecdh = await OpensslEnvelopeTests.EncryptAsync(cbc.Content, TestIdentities.Ec("bob"), ["-aes-256-cbc", "-binary"], "ecdh_kdf_md:sha256");
        using var keys = Opened.Book(HandMade.Alice, TestIdentities.Ec("bob"));
        var all = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => Opened.ReadAsync(
            (i % 4) switch { 0 => cbc.Build(), 1 => gcm.Build(), 2 => oaep, _ => ecdh }, keys, most: 10_000), Stop)));
        Assert.All(all, o => Assert.Equal(cbc.Content, o.Content));
    }

    [Fact]
    public async Task Content_is_opened_once_read_asynchronously_and_ends_with_its_reader()
    {
        var reader = await CmsReader.OpenAsync(new MemoryStream(new HandMade().Build()), CmsReadOptions.Default, Stop);
        var envelope = await reader.ReadEnvelopeAsync(Stop);
        using var keys = Opened.Book(HandMade.Alice);
        var content = envelope.Decrypt(keys);
        Assert.Throws<InvalidOperationException>(() => envelope.Decrypt(keys));
        Assert.Throws<NotSupportedException>(() => content.ReadByte());
        Assert.Equal(0, await content.ReadAsync(Memory<byte>.Empty, Stop));
        Assert.Equal(EnvelopeOutcome.Unread, envelope.Outcome);
        Assert.Equal(10, await content.ReadAsync(new byte[10], Stop));
        await reader.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => content.CopyToAsync(Stream.Null, Stop));
        Assert.Equal(EnvelopeOutcome.Unread, envelope.Outcome);
    }

    [Fact]
    public async Task A_read_that_failed_or_was_stopped_cannot_be_read_on()
    {
        var cms = new HandMade().Build();
        using var keys = Opened.Book(HandMade.Alice);
        await using var cut = await CmsReader.OpenAsync(new MemoryStream(cms[..^1]), CmsReadOptions.Default, Stop);
        var content = (await cut.ReadEnvelopeAsync(Stop)).Decrypt(keys);
        await Assert.ThrowsAsync<CmsException>(() => content.CopyToAsync(Stream.Null, Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => content.CopyToAsync(Stream.Null, Stop));
    }
}
