using System.Text;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Gateway;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>Each setting of algorithms and encodings, seen by the partner.</summary>
public sealed class AlgorithmSettingsTests(SettingsHost host) : IClassFixture<SettingsHost>
{
    [Fact]
    [Setting("Sign", "AllowSha1", "OldDigestNames")]
    public async Task The_digest_of_our_signature_and_its_spelling_are_the_connections()
    {
        foreach (var (sign, old, micalg) in new[] { ("sha-256", false, "sha-256"), ("sha-512", false, "sha-512"), ("sha-384", true, "sha384"), ("sha-1", false, "sha1") })
        {
            var lane = host.Agree(c => (c.Sign, c.OldDigestNames, c.AllowSha1, c.Encrypt) = (sign, old, sign is "sha-1", "none"));
            var (request, _) = await host.DeliverAsync(lane);

            Assert.Contains($"micalg={micalg}", request.Header("Content-Type")!, StringComparison.Ordinal);
            Assert.Contains(micalg, request.Header("Disposition-Notification-Options")!, StringComparison.Ordinal);
            await using var message = await SettingsHost.OpenAsync(request);
            Assert.Equal(sign, message.Verdict.Layers.Single(l => l.Kind is As2LayerKind.Signed).Digest!.Name);
        }

        var unsigned = host.Agree(c => (c.Sign, c.Encrypt) = ("none", "aes256-gcm"));
        await using var plain = await SettingsHost.OpenAsync((await host.DeliverAsync(unsigned)).Request);
        Assert.False(plain.Verdict.IsSigned);
        SettingsHost.Refused("Sign", "AllowSha1", c => c.Sign = "sha-1");
        SettingsHost.Refused("Sign", "none of", c => c.Sign = "md5");
    }

    [Fact]
    [Setting("SignaturePadding", "AlgorithmProtection")]
    [Requirement("AS2-OPS-004")]
    public async Task Signatures_are_padded_and_protected_as_the_connection_says()
    {
        var (usual, _) = await host.DeliverAsync(host.Agree(c => (c.Encrypt, c.SignatureEncoding) = ("none", "binary")));
        var (bent, _) = await host.DeliverAsync(host.Agree(c => (c.Encrypt, c.SignatureEncoding, c.SignaturePadding, c.AlgorithmProtection) = ("none", "binary", RsaPadding.Pss, true)));

        // id-RSASSA-PSS and id-aa-CMSAlgorithmProtect, as DER.
        byte[] pss = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a];
        byte[] protect = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x34];
        Assert.Equal((-1, -1), (usual.Body.Span.IndexOf(pss), usual.Body.Span.IndexOf(protect)));
        Assert.True(bent.Body.Span.IndexOf(pss) > 0 && bent.Body.Span.IndexOf(protect) > 0);
    }

    [Fact]
    [Setting("Encrypt", "AllowTripleDes", "AllowUnsignedCbc", "Profile")]
    public async Task The_cipher_is_the_connections()
    {
        foreach (var (encrypt, profile, expected) in new[]
        {
            ("", As2Profile.Rfc4130, ContentCipher.Aes256Cbc), ("", As2Profile.Modern, ContentCipher.Aes256Gcm), ("aes128-cbc", As2Profile.Rfc4130, ContentCipher.Aes128Cbc),
            ("3des-cbc", As2Profile.Rfc4130, ContentCipher.TripleDesCbc),
        })
        {
            var lane = host.Agree(c => (c.Encrypt, c.Profile, c.AllowTripleDes) = (encrypt, profile, encrypt is "3des-cbc"));
            var (request, _) = await host.DeliverAsync(lane);
            await using var message = await SettingsHost.OpenAsync(request);

            Assert.Equal(expected, ContentCipher.FromName(message.Verdict.Layers.Single(l => l.Kind is As2LayerKind.Encrypted).Algorithm!));
            Assert.Equal(profile is As2Profile.Modern ? "1.3" : "1.2", request.Header("AS2-Version"));
        }

        await host.DeliverAsync(host.Agree(c => (c.Sign, c.Encrypt, c.AllowUnsignedCbc) = ("none", "aes256-cbc", true)));
        var refused = host.Agree(c => (c.Sign, c.Encrypt) = ("none", "aes256-cbc"));
        await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(refused.Name)).Id, ExchangeState.Failed);
        Assert.Empty(refused.Requests);
        SettingsHost.Refused("Encrypt", "AllowTripleDes", c => c.Encrypt = "3des-cbc");
    }

    [Fact]
    [Setting("KeyTransport")]
    [Requirement("AS2-OPS-004")]
    public async Task The_content_key_travels_as_the_connection_says()
    {
        // id-RSAES-OAEP; SHA-1 is its default and not written, SHA-256 is.
        byte[] oaep = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x07];
        byte[] sha256 = [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
        foreach (var (transport, isOaep, isSha256) in new[] { (KeyTransport.Usual, false, false), (KeyTransport.OaepSha256, true, true), (KeyTransport.OaepSha1, true, false) })
        {
            var (request, _) = await host.DeliverAsync(host.Agree(c => (c.KeyTransport, c.AllowSha1) = (transport, transport is KeyTransport.OaepSha1)));
            var head = request.Body[..Math.Min(1000, request.Body.Length)].Span;

            Assert.Equal((isOaep, isSha256), (head.IndexOf(oaep) >= 0, head.IndexOf(sha256) >= 0));
        }

        SettingsHost.Refused("KeyTransport", "AllowSha1", c => c.KeyTransport = KeyTransport.OaepSha1);
    }

    [Fact]
    [Setting("DocumentEncoding", "SignatureEncoding", "CompressedEncoding", "Compress", "StateTransferEncoding", "OpaqueSignature")]
    [Requirement("AS2-OPS-006")]
    public async Task Every_layer_is_coded_as_the_connection_says()
    {
        var (usual, _) = await host.DeliverAsync(host.Agree(c => c.Encrypt = "none"));
        Assert.Contains("Content-Transfer-Encoding: binary", Text(usual), StringComparison.Ordinal);
        Assert.Contains("Content-Transfer-Encoding: base64", Text(usual), StringComparison.Ordinal);
        Assert.Null(usual.Header("Content-Transfer-Encoding"));
        Assert.StartsWith("multipart/signed", usual.Header("Content-Type"), StringComparison.Ordinal);

        var (bent, _) = await host.DeliverAsync(host.Agree(c => (c.Encrypt, c.DocumentEncoding, c.SignatureEncoding, c.StateTransferEncoding) = ("none", "base64", "binary", true)));
        Assert.Contains(Convert.ToBase64String(TestMessage.Document.Span[..30]), Text(bent), StringComparison.Ordinal);
        Assert.Equal("binary", bent.Header("Content-Transfer-Encoding"));
        Assert.Contains("name=smime.p7s\r\nContent-Transfer-Encoding: binary", Text(bent), StringComparison.Ordinal);

        var (compressed, _) = await host.DeliverAsync(host.Agree(c => (c.Encrypt, c.Compress, c.CompressedEncoding) = ("none", CompressionOrder.BeforeSigning, "base64")));
        Assert.Contains("smime-type=compressed-data", Text(compressed), StringComparison.Ordinal);
        Assert.Contains("Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=smime.p7z", Text(compressed), StringComparison.Ordinal);

        var (opaque, _) = await host.DeliverAsync(host.Agree(c => (c.Encrypt, c.OpaqueSignature) = ("none", true)));
        Assert.Contains("smime-type=signed-data", opaque.Header("Content-Type"), StringComparison.Ordinal);
        SettingsHost.Refused("DocumentEncoding", "quoted-printable is read and never written", c => c.DocumentEncoding = "quoted-printable");
        SettingsHost.Refused("SignatureEncoding", "neither binary nor base64", c => c.SignatureEncoding = "7bit");
        SettingsHost.Refused("CompressedEncoding", "neither binary nor base64", c => c.CompressedEncoding = "");
    }

    [Fact]
    [Setting("SignatureDigests", "AllowMd5")]
    public async Task Only_signatures_of_the_digests_that_are_named_count()
    {
        var strict = host.AgreeIn(c => c.SignatureDigests = ["sha-512"]);
        Assert.Equal("failed", Kind(await host.PostAsync(await SettingsHost.MessageAsync(strict))));

        var good = await host.PostAsync(await SettingsHost.MessageAsync(strict, change: o => o with { Signer = o.Signer! with { Digest = DigestAlgorithm.Sha512 }, Receipt = TestMessage.SignedReceipt(null, "sha-256") }));
        Assert.Equal("processed", Kind(good));

        // What we sign with is another matter: it is as the message asks.
        Assert.Equal(DigestAlgorithm.Sha256, good.SignatureDigest);
        SettingsHost.Refused("SignatureDigests:0", "AllowMd5", c => c.SignatureDigests = ["md5"]);
        SettingsHost.Refused("SignatureDigests:1", "none of", c => c.SignatureDigests = ["sha256", "whirlpool"]);
        Assert.Empty(SettingsHost.Problems(c => (c.AllowMd5, c.SignatureDigests) = (true, ["md5"])));
    }

    [Fact]
    [Setting("DecryptionCiphers", "AllowRc2")]
    public async Task Only_the_ciphers_that_are_named_are_decrypted()
    {
        var strict = host.AgreeIn(c => c.DecryptionCiphers = ["aes256-gcm", "AES128-CBC"]);
        Assert.Equal("failed", Kind(await host.PostAsync(await SettingsHost.MessageAsync(strict))));
        Assert.Equal("processed", Kind(await host.PostAsync(await SettingsHost.MessageAsync(strict, change: o => o with { Cipher = ContentCipher.Aes256Gcm }))));
        Assert.Equal("processed", Kind(await host.PostAsync(await SettingsHost.MessageAsync(strict, change: o => o with { Cipher = ContentCipher.Aes128Cbc }))));
        SettingsHost.Refused("DecryptionCiphers:0", "AllowRc2", c => c.DecryptionCiphers = ["rc2-cbc"]);
        SettingsHost.Refused("DecryptionCiphers:0", "none of", c => c.DecryptionCiphers = ["rot13"]);
        Assert.Empty(SettingsHost.Problems(c => (c.AllowRc2, c.DecryptionCiphers) = (true, ["rc2-cbc"])));
    }

    [Fact]
    [Setting("ReceiptDigests")]
    public async Task Only_receipts_of_the_digests_that_are_named_count()
    {
        var strict = host.Agree(c => c.ReceiptDigests = ["sha-512"]);
        var refused = await host.Gateway.UntilAsync((await host.Gateway.SubmitAsync(strict.Name)).Id, ExchangeState.ReceiptInvalid);
        Assert.Contains("sha-256", Assert.Single(refused.Receipts).Sentence, StringComparison.Ordinal);

        await host.DeliverAsync(host.Agree(c => (c.ReceiptDigests, c.Sign) = (["sha-512"], "sha-512")));
        SettingsHost.Refused("ReceiptDigests:0", "AllowSha1", c => c.ReceiptDigests = ["sha-1"]);
    }

    [Fact]
    [Setting("ReceiptSign")]
    public async Task Our_receipts_are_signed_as_asked_or_with_the_digest_that_is_fixed()
    {
        foreach (var (sign, asked, expected) in new[] { ("", "sha-512", "sha-512"), ("sha-384", "sha-512", "sha-384"), ("sha-384", "sha-256", "sha-384") })
        {
            var from = host.AgreeIn(c => c.ReceiptSign = sign);
            var receipt = await host.PostAsync(await SettingsHost.MessageAsync(from, change: o => o with { Receipt = TestMessage.SignedReceipt(null, asked) }));

            Assert.True(receipt.IsSignatureGood);
            Assert.Equal(expected, receipt.SignatureDigest!.Name);

            // The MIC is of the digest the message was signed with.
            Assert.Equal("sha-256", receipt.Mic!.Algorithm.Digest.Name);
        }

        SettingsHost.Refused("ReceiptSign", "cannot be left unsigned", c => c.ReceiptSign = "none");
        SettingsHost.Refused("ReceiptSign", "AllowSha1", c => c.ReceiptSign = "sha-1");
    }

    [Fact]
    [Setting("RetrySignatureWithCrlf")]
    public async Task A_signature_over_other_line_ends_is_tried_once_more_where_that_is_agreed()
    {
        var document = Encoding.ASCII.GetBytes("UNA:+.? '\nUNB+UNOA:1+A+B+260203:0405+1'\nUNZ+0+1'\n");
        foreach (var retries in new[] { false, true })
        {
            var from = host.AgreeIn(c => (c.RetrySignatureWithCrlf, c.Encryption) = (retries, Requirement.Allowed));
            var message = await SettingsHost.MessageAsync(from, "S", document: Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(document).Replace("\n", "\r\n", StringComparison.Ordinal)));

            // As it was signed the lines ended with CRLF; on its way they lost the CR.
            var text = Encoding.Latin1.GetString(message.Body.Span);
            var bent = message with { Body = Encoding.Latin1.GetBytes(text.Replace("'\r\n", "'\n", StringComparison.Ordinal)) };
            Assert.Equal(retries ? "processed" : "failed", Kind(await host.PostAsync(bent)));
        }

    }

    private static string Kind(ReadReceipt receipt) => receipt.Disposition?.Modifier is DispositionModifier.None ? "processed" : "failed";

    private static string Text(PartnerRequest request) => Encoding.Latin1.GetString(request.Body.Span);
}
