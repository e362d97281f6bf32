using Waybill.Cms;
using Waybill.Mime;
using Waybill.TestKit;
using Xunit;

namespace Waybill.As2.Tests.Writing;

public sealed class SendRuleTests
{
    [Theory]
    [InlineData("X-A", "1\r\nX-B: 2")]
    [InlineData("X-A", "1\r\n 2")]
    [InlineData("X-A", "1\0")]
    [InlineData("X-A", "ü")]
    [InlineData("X A", "1")]
    [InlineData("X-A\r\nX-B", "1")]
    [InlineData("as2-from", "mallory")]
    [InlineData("Message-ID", "<a@b>")]
    [InlineData("content-type", "text/plain")]
    [InlineData("Content-Length", "1")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("Host", "elsewhere")]
    [InlineData("Authorization", "Basic x")]
    [InlineData("Disposition-Notification-To", "x")]
    [InlineData("Receipt-Delivery-Option", "http://x")]
    [Requirement("AS2-HDR-024", "AS2-SEC-007", "AS2-HTTP-031")]
    public Task Extra_headers_that_break_the_block_or_are_not_free_are_refused(string name, string value)
        => RefusesAsync(Packing.Options() with { ExtraHeaders = [new(name, value)] }, "header");

    [Theory]
    [InlineData("a\r\nX: y")]
    [InlineData("a\r\n z")]
    [InlineData("ä\nb")]
    [InlineData("a\0")]
    [Requirement("AS2-SEC-007", "AS2-HTTP-031")]
    public async Task Control_characters_get_into_no_header(string text)
    {
        await RefusesAsync(Packing.Options() with { Subject = text }, "subject");
        await RefusesAsync(Packing.Options(), "file name", Packing.Document([1], text));
        await RefusesAsync(Packing.Options(), "content type", Packing.Document([1], "a", "text/plain; x=" + text));
        await RefusesAsync(Packing.Options(), "content id", Packing.Document([1]) with { ContentId = text });
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("application/application/xml")]
    [InlineData("text/plain x")]
    [InlineData("\"text/plain\"")]
    [InlineData("text/ä")]
    [Requirement("AS2-HDR-022")]
    public Task A_content_type_that_is_none_is_refused(string type) => RefusesAsync(Packing.Options(), "content type", Packing.Document([1], "a", type));

    [Fact]
    public async Task Documents_must_be_there_and_differ_in_their_ids()
    {
        await RefusesAsync(Packing.Options(), "no document", []);
        await RefusesAsync(Packing.Options(), "same content id", Packing.Document([1]) with { ContentId = "a" }, Packing.Document([1]) with { ContentId = "<a>" });
        await RefusesAsync(Packing.Options(), "binary or base64", Packing.Document([1]) with { Encoding = TransferEncoding.QuotedPrintable });
        await RefusesAsync(Packing.Options(), "negative", Packing.Document([1]) with { Length = -1 });
    }

    [Fact]
    public async Task Every_reason_is_named_at_once()
    {
        var options = Packing.Options("E") with { AllowUnsignedCbc = false, Subject = "\n", ExtraHeaders = [new("Host", "x")] };
        var thrown = await Assert.ThrowsAsync<ArgumentException>(async () => await Packing.PackAsync(options, Packing.Document([1], "\t")));

        Assert.All(["subject", "Host", "CBC", "file name"], part => Assert.Contains(part, thrown.Message, StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("AS2-HDR-006", "AS2-STRUCT-003", "AS2-SEC-014")]
    public async Task The_modern_profile_sends_nothing_old_whatever_the_switches_say()
    {
        var modern = Packing.Options("ES") with { Profile = As2Profile.Modern, AllowSha1 = true, AllowTripleDes = true };
        await RefusesAsync(modern with { Signer = new() { Key = Packing.Alice, Digest = DigestAlgorithm.Sha1, AllowSha1 = true } }, "no sha-1");
        await RefusesAsync(modern with { Receipt = ReceiptRequest.Signed("a", [MicAlgorithm.Of(DigestAlgorithm.Sha1)]) }, "no sha-1");
        await RefusesAsync(modern with { Cipher = ContentCipher.TripleDesCbc }, "3DES");
        await RefusesAsync(
            modern with { Recipients = [new() { Certificate = Packing.Bob.Certificate, Management = KeyManagement.RsaOaep, OaepDigest = DigestAlgorithm.Sha1 }] }, "OAEP");
        await RefusesAsync(modern with { Signer = null, Cipher = ContentCipher.Aes256Cbc, AllowUnsignedCbc = true }, "CBC");

        await using var cbc = await Packing.PackAsync(modern with { Cipher = ContentCipher.Aes256Cbc }, Packing.Document([1]));
        await using var gcm = await Packing.PackAsync(modern with { Signer = null }, Packing.Document([1]));
    }

    [Fact]
    [Requirement("AS2-SEC-014")]
    public async Task Old_algorithms_need_their_switches_in_the_4130_profile_too()
    {
        var plain = Packing.Options("ES");
        await RefusesAsync(plain with { Signer = new() { Key = Packing.Alice, Digest = DigestAlgorithm.Sha1 } }, "sha-1");
        await RefusesAsync(plain with { Signer = new() { Key = Packing.Alice, Digest = DigestAlgorithm.Md5, AllowSha1 = true } }, "md5");
        await RefusesAsync(plain with { Receipt = ReceiptRequest.Signed("a", [MicAlgorithm.Of(DigestAlgorithm.Sha1)]) }, "sha-1");
        await RefusesAsync(plain with { Cipher = ContentCipher.TripleDesCbc }, "3DES");
        await RefusesAsync(plain with { Cipher = ContentCipher.Rc2Cbc, AllowTripleDes = true }, "RC2");
        await RefusesAsync(plain with { Signer = null, AllowUnsignedCbc = false }, "CBC");
        await RefusesAsync(plain with { Signer = null, Recipients = [], UnsignedMicDigest = DigestAlgorithm.Sha1 }, "sha-1");

        await using var package = await Packing.PackAsync(plain with { Cipher = ContentCipher.TripleDesCbc, AllowTripleDes = true }, Packing.Document([1]));
        Assert.Contains("3des", Assert.Single(package.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_fit_the_key_or_the_digest_is_refused()
    {
        await RefusesAsync(Packing.Options() with { Signer = new() { Key = Packing.Alice, Scheme = SignatureScheme.Ecdsa } }, "Ecdsa");
        await RefusesAsync(Packing.Options("S") with { Micalg = MicAlgorithm.Of(DigestAlgorithm.Sha512) }, "micalg");
        await RefusesAsync(Packing.Options("ES") with { Recipients = [new() { Certificate = Packing.Bob.Certificate, Management = KeyManagement.Ecdh }] }, "Ecdh");
        using var small = new CmsCertificate(TestIdentities.Rsa("small", 1024));
        await RefusesAsync(Packing.Options("ES") with { Recipients = [new() { Certificate = small }] }, "1024");
    }

    [Theory]
    [InlineData("no-brackets@alice")]
    [InlineData("<a b@alice>")]
    [InlineData("<nothing>")]
    [Requirement("AS2-HDR-008")]
    public Task A_message_id_of_another_form_is_not_sent(string id) => RefusesAsync(Packing.Options() with { MessageId = MessageId.Parse(id).Value! }, "Message-ID");

    private static Task RefusesAsync(As2SendOptions options, string reason) => RefusesAsync(options, reason, Packing.Document([1]));

    /// <summary>Refused with this reason, and before a document is opened.</summary>
    private static async Task RefusesAsync(As2SendOptions options, string reason, params As2Document[] documents)
    {
        documents = [.. documents.Select(d => d with { OpenAsync = _ => throw new InvalidOperationException("A document was opened.") })];
        var thrown = await Assert.ThrowsAsync<ArgumentException>(async () => await Packing.PackAsync(options, documents));
        Assert.Contains(reason, thrown.Message, StringComparison.Ordinal);
    }
}
