using System.Globalization;
using System.Security.Cryptography;
using Waybill.Cms;

namespace Waybill.As2.Tests;

/// <summary>What a connection may ask of a message.</summary>
public sealed class ReadingPolicyTests
{
    private const string Insufficient = "automatic-action/MDN-sent-automatically; processed/error: insufficient-message-security";

    [Theory]
    [InlineData("P", As2Failure.EncryptionMissing)]
    [InlineData("SP", As2Failure.EncryptionMissing)]
    [InlineData("ZSP", As2Failure.EncryptionMissing)]
    [InlineData("GP", As2Failure.SignatureMissing)]
    [InlineData("GZP", As2Failure.SignatureMissing)]
    [InlineData("GSP", As2Failure.None)]
    [InlineData("ESP", As2Failure.None)]
    [Requirement("AS2-SEC-004", "AS2-DISP-007")]
    public async Task The_forgotten_setting_asks_for_a_signed_and_encrypted_message(string structure, As2Failure failure)
    {
        var forgotten = new As2ReadOptions { VerificationTime = Reading.Open.VerificationTime, DecryptionKeys = Reading.BobsKeys, SignerCertificates = [Reading.AlicesCertificate] };
        await using var verdict = await TestMessage.Build(structure).ReadAsync(forgotten);
        Assert.Equal(failure, verdict.Failure);
        Assert.Equal(failure is As2Failure.None ? "automatic-action/MDN-sent-automatically; processed" : Insufficient, verdict.DispositionFor(As2Profile.Rfc4130).ToString());
    }

    [Theory]
    [InlineData("SP", As2Failure.SignatureNotAllowed)]
    [InlineData("OP", As2Failure.SignatureNotAllowed)]
    [InlineData("GP", As2Failure.EncryptionNotAllowed)]
    [InlineData("EP", As2Failure.EncryptionNotAllowed)]
    [InlineData("ZP", As2Failure.CompressionNotAllowed)]
    [InlineData("P", As2Failure.None)]
    public async Task What_is_forbidden_is_refused(string structure, As2Failure failure)
    {
        var forbid = Reading.Open with { Signature = Requirement.Forbidden, Encryption = Requirement.Forbidden, Compression = Requirement.Forbidden };
        await using var verdict = await TestMessage.Build(structure).ReadAsync(forbid);
        Assert.Equal((failure, failure), (verdict.Failure, verdict.OutwardFailure));
    }

    [Fact]
    public async Task Compression_can_be_required()
    {
        Reading.Refused(await TestMessage.Build("SP").ReadAsync(Reading.Open with { Compression = Requirement.Required }), As2Failure.CompressionMissing);
        await using var verdict = await TestMessage.Build("SZP").ReadAsync(Reading.Open with { Compression = Requirement.Required });
        Assert.True(verdict.IsAccepted);
    }

    [Theory]
    [InlineData("2019-12-31T23:59:59Z", As2Failure.SignerNotValid)]
    [InlineData("2020-01-01T00:00:00Z", As2Failure.None)]
    [InlineData("2099-01-01T00:00:00Z", As2Failure.None)]
    [InlineData("2099-01-01T00:00:01Z", As2Failure.SignerNotValid)]
    [Requirement("AS2-DISP-003", "AS2-CRYPTO-020")]
    public async Task The_signers_certificate_has_to_be_valid_at_the_callers_time(string at, As2Failure failure)
    {
        var options = Reading.Open with { VerificationTime = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) };
        await using (var verdict = await TestMessage.Build("ESP").ReadAsync(options))
        {
            // The signature did verify: what is wrong with its certificate may be told.
            Assert.Equal((failure, failure), (verdict.Failure, verdict.OutwardFailure));
            Assert.Equal(failure is As2Failure.None, verdict.Signer is not null);
        }

        await using var regardless = await TestMessage.Build("ESP").ReadAsync(options with { RefuseSignerOutsideDates = false });
        Assert.True(regardless.IsAccepted);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(3, true)]
    [Requirement("AS2-CRYPTO-020")]
    public async Task An_expired_signer_is_taken_for_as_long_as_its_connection_says(int daysMore, bool isTaken)
    {
        var end = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var options = Reading.Open with { VerificationTime = end.AddDays(10), ExpiredSignerGrace = TimeSpan.FromDays(10 + daysMore) };
        await using var verdict = await TestMessage.Build("ESP").ReadAsync(options);

        Assert.Equal(isTaken ? As2Failure.None : As2Failure.SignerNotValid, verdict.Failure);
        var layer = verdict.Layers.Single(l => l.Kind is As2LayerKind.Signed);
        Assert.StartsWith("CERT_HAS_EXPIRED: the signer's certificate, CN=", layer.Detail, StringComparison.Ordinal);
        Assert.EndsWith(" expired on 2099-01-01 00:00 UTC.", layer.Detail, StringComparison.Ordinal);

        // What is not yet valid has no grace.
        await using var early = await TestMessage.Build("ESP").ReadAsync(options with { VerificationTime = new(2019, 12, 31, 0, 0, 0, TimeSpan.Zero) });
        Assert.Equal(As2Failure.SignerNotValid, early.Failure);
        Assert.StartsWith("CERT_NOT_YET_VALID: ", early.Detail, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("AS2-CRYPTO-020")]
    public async Task A_retired_signer_is_refused_and_named_whatever_its_dates()
    {
        var options = Reading.Open with { RefuseSignerOutsideDates = false };
        await using var verdict = await TestMessage.Build("ESP").ReadAsync(options with { SignerCertificates = [], RetiredCertificates = options.SignerCertificates });

        Assert.Equal((As2Failure.SignerNotValid, null), (verdict.Failure, verdict.Signer));
        Assert.StartsWith("CERT_RETIRED: the signer's certificate, CN=", verdict.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sha-1")]
    [InlineData("md5")]
    [Requirement("AS2-CRYPTO-009", "AS2-SEC-004")]
    public async Task Old_digests_verify_by_policy_only_and_are_called_weak(string digest)
    {
        var message = TestMessage.Build("SP", digest: digest);
        await using (var strict = await message.ReadAsync())
        {
            Reading.Refused(strict, As2Failure.ForbiddenSignatureAlgorithm);
            Assert.Equal(Insufficient, strict.DispositionFor(As2Profile.Rfc4130).ToString());
        }

        await using var old = await message.ReadAsync(Reading.Open with { Policy = CmsPolicy.ReadEverything });
        Assert.Equal((As2Failure.None, As2LayerStatus.Weak), (old.Failure, Assert.Single(old.Layers).Status));
    }

    [Fact]
    [Requirement("AS2-MIC-014", "AS2-DNO-006", "AS2-ALGN-005")]
    public async Task An_unsigned_message_is_hashed_with_the_first_usable_digest_asked_for_as_it_was_spelled()
    {
        var request = ReceiptRequest.Signed("x", [MicAlgorithm.Parse("sha1").Value!, MicAlgorithm.Parse("SHA384").Value!, MicAlgorithm.Parse("sha-512").Value!]);
        await using var strict = await TestMessage.Build("P").ReadAsync(request: request);
        Assert.Equal($"{Convert.ToBase64String(SHA384.HashData(TestMessage.Split(TestMessage.V1).Body))}, SHA384", strict.Mic!.ToString());
        await using var old = await TestMessage.Build("P").ReadAsync(Reading.Open with { Policy = CmsPolicy.ReadEverything }, request: request);
        Assert.Equal("Fe8xeq6kCx/06p7nAb/UiJbAgo4=, sha1", old.Mic!.ToString());
        await using var none = await TestMessage.Build("P").ReadAsync(Reading.Open with { DefaultMicDigest = DigestAlgorithm.Sha512 });
        Assert.Equal(DigestAlgorithm.Sha512, none.Mic!.Algorithm.Digest);
    }

    [Fact]
    [Requirement("AS2-MIC-013")]
    public async Task A_signed_message_is_hashed_with_its_signatures_digest_whatever_the_receipt_asks()
    {
        var request = ReceiptRequest.Signed("x", [MicAlgorithm.Parse("sha256").Value!, MicAlgorithm.Parse("SHA512").Value!]);
        await using var verdict = await TestMessage.Build("ESP", digest: "sha-512").ReadAsync(request: request);
        Assert.Equal($"{Convert.ToBase64String(SHA512.HashData(TestMessage.V1))}, SHA512", verdict.Mic!.ToString());
    }

    [Fact]
    [Requirement("AS2-CRYPTO-017")]
    public async Task Of_several_signers_the_configured_one_counts_and_gives_the_digest()
    {
        var cms = new System.Security.Cryptography.Pkcs.SignedCms(new System.Security.Cryptography.Pkcs.ContentInfo(TestMessage.V1), detached: true);
        cms.ComputeSignature(new System.Security.Cryptography.Pkcs.CmsSigner(TestIdentities.Rsa("mallory")) { DigestAlgorithm = new Oid(DigestAlgorithm.Sha256.Oid) });
        cms.ComputeSignature(new System.Security.Cryptography.Pkcs.CmsSigner(TestMessage.Alice) { DigestAlgorithm = new Oid(DigestAlgorithm.Sha512.Oid) });
        var message = TestMessage.Http(TestMessage.Multipart("sha-256", TestMessage.V1, TestMessage.Entity("Content-Type: application/pkcs7-signature", cms.Encode())));
        await using var verdict = await message.ReadAsync(Reading.Open with { Signature = Requirement.Required });
        Assert.Equal(Reading.AlicesCertificate, verdict.Signer);
        Assert.Equal(SHA512.HashData(TestMessage.V1), verdict.Mic!.Value);
        Reading.Refused(await message.ReadAsync(Reading.Open with { SignerCertificates = [] }), As2Failure.UnknownSigner);
    }

    [Fact]
    [Requirement("AS2-DISP-006")]
    public async Task Compression_that_does_not_inflate_is_decompression_failed()
    {
        var good = TestMessage.Build("ZSP");
        byte[] broken = [.. good.Body];
        broken[^20] ^= 0x10;
        var unknown = TestMessage.Http(TestMessage.Entity("Content-Type: application/pkcs7-mime; smime-type=compressed-data", Convert.FromHexString("300B06032A0304A00404020500")));
        foreach (var message in (TestMessage[])[good with { Body = broken }, good with { Body = good.Body[..^10] }, unknown])
        {
            await using var verdict = await message.ReadAsync();
            Reading.Refused(verdict, As2Failure.DecompressionFailed);
            Assert.Equal("automatic-action/MDN-sent-automatically; processed/error: decompression-failed", verdict.DispositionFor(As2Profile.Rfc4130).ToString());
        }
    }

    [Fact]
    [Requirement("AS2-MIC-016")]
    public async Task A_verified_signature_around_content_that_does_not_inflate_still_has_its_MIC()
    {
        var zlib = TestMessage.CompressedCms(TestMessage.V1);
        zlib[^15] ^= 0x20;
        var part = TestMessage.Entity("Content-Type: application/pkcs7-mime; smime-type=compressed-data", zlib);
        foreach (var structure in (string[])["SP", "ESP"])
        {
            await using var verdict = await TestMessage.Build(structure, part).ReadAsync();
            Reading.Refused(verdict, As2Failure.DecompressionFailed);
            Assert.Equal(SHA256.HashData(part), verdict.OutwardMic!.Value);
        }
    }
}
