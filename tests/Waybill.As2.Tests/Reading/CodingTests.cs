using System.Security.Cryptography;
using System.Text;
using Waybill.Mime;

namespace Waybill.As2.Tests;

/// <summary>Transfer encodings of the whole body, of layers and of documents; headers that are missing or stray.</summary>
public sealed class CodingTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("binary")]
    [InlineData("8bit")]
    [InlineData("7bit")]
    [InlineData("BINARY (as is)")]
    [Requirement("AS2-HTTP-009")]
    public async Task What_the_top_level_claims_does_not_matter_when_nothing_is_coded(string? claim)
    {
        foreach (var structure in (string[])["P", "SP", "ESP", "ZP"])
        {
            await using var verdict = await Claim(TestMessage.Build(structure), claim).ReadAsync();
            Assert.Equal(TestMessage.V1Content, Encoding.ASCII.GetString(await Assert.Single(verdict.Payloads).BytesAsync()));
        }
    }

    [Theory]
    [InlineData("base64", true)]
    [InlineData("base64", false)]
    [InlineData("binary", true)]
    [InlineData(null, true)]
    [InlineData("quoted-printable", false)]
    [Requirement("AS2-HTTP-010")]
    public async Task A_CMS_body_opens_coded_or_not_whatever_the_header_claims(string? claim, bool isCoded)
    {
        foreach (var structure in (string[])["ESP", "GP", "ZSP", "OP"])
        {
            var message = TestMessage.Build(structure);
            var body = isCoded ? TestMessage.Base64Lines(message.Body) : message.Body;
            await using var verdict = await Claim(message with { Body = body }, claim).ReadAsync(bytesARead: 5);
            Assert.Equal(As2Failure.None, verdict.Failure);
            Assert.Equal(TestMessage.V1Content, Encoding.ASCII.GetString(await Assert.Single(verdict.Payloads).BytesAsync()));
        }
    }

    [Fact]
    [Requirement("AS2-HTTP-010")]
    public async Task Another_body_is_decoded_only_by_switch_and_only_when_it_is_base64()
    {
        var decode = Reading.Open with { DecodeWholeBody = true };
        var signed = TestMessage.Build("SP");
        var coded = Claim(signed with { Body = TestMessage.Base64Lines(signed.Body) }, "base64");
        Reading.Refused(await coded.ReadAsync(), As2Failure.BadStructure);
        await using (var verdict = await coded.ReadAsync(decode, bytesARead: 3))
        {
            Assert.Equal(TestMessage.V1, await verdict.Entity!.BytesAsync());
        }

        await using (var verdict = await Claim(signed, "base64").ReadAsync(decode))
        {
            Assert.True(verdict.IsAccepted);
        }

        var binary = TestBytes.Random(3, 5000);
        await using (var verdict = await Claim(TestMessage.Http(TestMessage.Entity("Content-Type: image/tiff", binary)), "base64").ReadAsync(decode))
        {
            Assert.Equal(binary, await Assert.Single(verdict.Payloads).BytesAsync());
        }

        var plain = TestMessage.Build("P");
        await using (var verdict = await Claim(plain with { Body = TestMessage.Base64Lines(plain.Body) }, "base64").ReadAsync(decode))
        {
            Assert.Equal(TestMessage.V1Content, Encoding.ASCII.GetString(await Assert.Single(verdict.Payloads).BytesAsync()));
            Assert.Equal(SHA256.HashData(plain.Body), verdict.Mic!.Value);
        }
    }

    [Fact]
    [Requirement("AS2-HTTP-010")]
    public async Task A_body_that_stops_being_base64_is_refused_and_not_damaged()
    {
        byte[] body = [.. TestMessage.Base64Lines(TestBytes.Random(1, 3000)), .. "* not base64 *"u8];
        var message = Claim(TestMessage.Http(TestMessage.Entity("Content-Type: text/plain", body)), "base64");
        Reading.Refused(await message.ReadAsync(Reading.Open with { DecodeWholeBody = true }), As2Failure.BadMime);
        await using var verdict = await message.ReadAsync();
        Assert.Equal(body, await Assert.Single(verdict.Payloads).BytesAsync());
    }

    [Theory]
    [InlineData("SP")]
    [InlineData("EP")]
    [InlineData("ESP")]
    [InlineData("ZSP")]
    [InlineData("ESZP")]
    [InlineData("EZP")]
    [Requirement("AS2-HTTP-011", "AS2-MIC-008")]
    public async Task A_coded_document_is_delivered_decoded_and_hashed_coded(string structure)
    {
        var original = TestBytes.Random(9, 3000);
        var entity = TestMessage.Entity("Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64", TestMessage.Base64Lines(original));
        var message = TestMessage.Build(structure, entity);
        await using var verdict = await message.ReadAsync(bytesARead: 11);
        var payload = Assert.Single(verdict.Payloads);
        Assert.Equal(original, await payload.BytesAsync());
        Assert.Equal((TransferEncoding.Base64, (long?)3000), (payload.TransferEncoding, payload.Length));
        Assert.Equal(SHA256.HashData(message.MicBytes), verdict.Mic!.Value);
        Assert.Equal(message.MicBytes, await verdict.Entity!.BytesAsync());
    }

    [Fact]
    [Requirement("AS2-HTTP-011")]
    public async Task Quoted_printable_is_decoded_too()
    {
        var entity = TestMessage.Entity("Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable", "a=3Db=\r\nc=0A"u8.ToArray());
        await using var verdict = await TestMessage.Build("ESP", entity).ReadAsync();
        Assert.Equal("a=bc\n", Encoding.ASCII.GetString(await Assert.Single(verdict.Payloads).BytesAsync()));
    }

    [Theory]
    [InlineData("SP", "base64")]
    [InlineData("ESP", "base64")]
    [InlineData("SP", "binary")]
    [Requirement("AS2-MIC-006", "AS2-MIC-009")]
    public async Task A_compressed_part_inside_a_signature_is_hashed_in_the_coding_it_came_in(string structure, string coding)
    {
        var zlib = TestMessage.CompressedCms(TestMessage.V1);
        var part = TestMessage.Entity($"Content-Type: application/pkcs7-mime; smime-type=compressed-data\r\nContent-Transfer-Encoding: {coding}", coding is "base64" ? TestMessage.Base64Lines(zlib) : zlib);
        await using var verdict = await TestMessage.Build(structure, part).ReadAsync(bytesARead: 3);
        Assert.Equal(SHA256.HashData(part), verdict.Mic!.Value);
        Assert.Equal(TestMessage.V1Content, Encoding.ASCII.GetString(await Assert.Single(verdict.Payloads).BytesAsync()));
    }

    [Theory]
    [InlineData("application/pkcs7-signature", "base64")]
    [InlineData("application/x-pkcs7-signature", "binary")]
    [InlineData("Application/PKCS7-Signature", null)]
    [InlineData("application/pkcs7-signature", "base64 but raw")]
    [InlineData("application/pkcs7-signature", "binary but base64")]
    [Requirement("AS2-STRUCT-014", "AS2-HDR-021", "AS2-HDR-019")]
    public async Task The_signature_part_is_read_in_any_coding_and_by_its_old_name(string type, string? coding)
    {
        var der = TestMessage.Signature(TestMessage.V1);
        var isCoded = coding is "base64" or "binary but base64";
        var claim = coding is null ? "" : $"\r\nContent-Transfer-Encoding: {coding.Split(' ')[0]}";
        var signature = TestMessage.Entity($"Content-Type: {type}{claim}", isCoded ? TestMessage.Base64Lines(der) : der);
        await using var verdict = await TestMessage.Http(TestMessage.Multipart("sha-256", TestMessage.V1, signature)).ReadAsync(bytesARead: 2);
        Assert.Equal((As2Failure.None, true), (verdict.Failure, Assert.Single(verdict.Payloads).IsAuthenticated));
    }

    [Theory]
    [InlineData("sha-256")]
    [InlineData("\"SHA256\"")]
    [InlineData("unknown")]
    [InlineData("sha1")]
    [InlineData("sha-1, sha-512")]
    [InlineData("\"\"")]
    [Requirement("AS2-ALGN-004", "AS2-MIC-013")]
    public async Task The_digest_is_the_signatures_whatever_micalg_says(string micalg)
    {
        var signature = TestMessage.Entity("Content-Type: application/pkcs7-signature", TestMessage.Signature(TestMessage.V1, "sha-512"));
        await using var verdict = await TestMessage.Http(TestMessage.Multipart(micalg, TestMessage.V1, signature)).ReadAsync(Reading.Open with { Signature = Requirement.Required });
        Assert.Equal($"{Convert.ToBase64String(SHA512.HashData(TestMessage.V1))}, sha-512", verdict.OutwardMic!.ToString());
    }

    [Fact]
    [Requirement("AS2-HTTP-012", "AS2-CANON-003", "AS2-CANON-008")]
    public async Task A_part_without_coding_is_binary_to_the_last_byte()
    {
        byte[][] contents = [[0, 10, 13, 10, 128, 255, 10], "ABC"u8.ToArray(), "a\nb\rc\r\nd"u8.ToArray(), "ends\r\n"u8.ToArray(), "\r\n\r\n"u8.ToArray(), "--si\r\n--sigg\r\n -- sig"u8.ToArray()];
        foreach (var content in contents)
        {
            foreach (var structure in (string[])["P", "SP", "ESP", "EP", "EZSP"])
            {
                var message = TestMessage.Build(structure, TestMessage.Entity("Content-Type: application/octet-stream", content));
                await using var verdict = await message.ReadAsync(bytesARead: 4);
                Assert.Equal(content, await Assert.Single(verdict.Payloads).BytesAsync());
                Assert.Equal(SHA256.HashData(message.MicBytes), verdict.Mic!.Value);
            }
        }
    }

    [Fact]
    [Requirement("AS2-CANON-001")]
    public async Task Odd_headers_of_the_signed_part_are_hashed_as_they_stand()
    {
        var part = Encoding.Latin1.GetBytes("content-TYPE:\tapplication/xml ;\r\n  charset = \"utf-8\"\r\nX-A:  two  blanks \r\nContent-Disposition: attachment;\r\n\tfilename=a.xml\r\n\r\n<a/>");
        await using var verdict = await TestMessage.Build("ESP", part).ReadAsync(bytesARead: 1);
        Assert.Equal(SHA256.HashData(part), verdict.Mic!.Value);
        Assert.Equal(("application/xml", "a.xml"), (verdict.Payloads[0].ContentType.MediaType, verdict.Payloads[0].FileName));
    }

    [Theory]
    [InlineData("\r\n\r\nContent-Type: application/EDIFACT\r\n\r\nUNA", "application/edifact", "UNA")]
    [InlineData("\nMIME-Version: 1.0\nContent-Type: text/xml\n\n<a/>", "text/xml", "<a/>")]
    [InlineData("\r\nUNA:+.? '\r\nUNB+", "application/octet-stream", "UNA:+.? '\r\nUNB+")]
    [InlineData("UNA:+.? '\r\nUNB+", "application/octet-stream", "UNA:+.? '\r\nUNB+")]
    [InlineData("ISA*00*          *00*  *ZZ*A:B~", "application/octet-stream", "ISA*00*          *00*  *ZZ*A:B~")]
    [InlineData("<?xml version=\"1.0\"?><x:a/>", "application/octet-stream", "<?xml version=\"1.0\"?><x:a/>")]
    [InlineData("Date: today\r\nContent-Type: text/plain\r\n\r\nx", "text/plain", "x")]
    [InlineData("", "application/octet-stream", "")]
    [Requirement("AS2-CANON-006", "AS2-CANON-007")]
    public async Task Inside_a_layer_stray_line_ends_and_missing_headers_are_understood(string inside, string type, string document)
    {
        var entity = Encoding.ASCII.GetBytes(inside);
        // BouncyCastle writes no zlib stream at all for nothing, which is no compressed layer.
        foreach (var wrapped in entity.Length is 0 ? (byte[][])[TestMessage.Encrypted(entity)] : [TestMessage.Encrypted(entity), TestMessage.Compressed(entity)])
        {
            await using var verdict = await TestMessage.Http(wrapped).ReadAsync(bytesARead: 6);
            Assert.Equal((As2Failure.None, null), (verdict.Failure, verdict.Detail));
            var payload = Assert.Single(verdict.Payloads);
            Assert.Equal((type, document), (payload.ContentType.MediaType, Encoding.ASCII.GetString(await payload.BytesAsync())));
            Assert.Equal(SHA256.HashData(entity), verdict.Mic!.Value);
        }
    }

    [Fact]
    [Requirement("AS2-CANON-005")]
    public async Task Line_feeds_that_were_signed_as_CRLF_verify_by_switch_only()
    {
        var canonical = Encoding.ASCII.GetBytes("Content-Type: text/xml\r\n\r\n<a>\r\n</a>\r\n");
        var sent = Encoding.ASCII.GetBytes("Content-Type: text/xml\r\n\r\n<a>\n</a>\n");
        var signature = TestMessage.Entity("Content-Type: application/pkcs7-signature", TestMessage.Signature(canonical));
        var message = TestMessage.Http(TestMessage.Multipart("sha-256", sent, signature));
        Reading.Refused(await message.ReadAsync(), As2Failure.DigestMismatch);

        await using var verdict = await message.ReadAsync(Reading.Open with { RetrySignatureWithCrlf = true });
        Assert.True(verdict.IsAccepted);
        Assert.Contains("CRLF", verdict.Detail, StringComparison.Ordinal);
        Assert.Equal(SHA256.HashData(sent), verdict.Mic!.Value);
        Assert.Equal("<a>\n</a>\n", Encoding.ASCII.GetString(await Assert.Single(verdict.Payloads).BytesAsync()));
    }

    [Theory]
    [InlineData("Application/PKCS7-MIME; SMIME-Type=Enveloped-Data")]
    [InlineData("application/x-pkcs7-mime")]
    [InlineData("application/pkcs7-mime; smime-type=compressed-data; name=smime.p7z")]
    [InlineData("application/pkcs7-mime; smime-type=nonsense")]
    [Requirement("AS2-STRUCT-015", "AS2-STRUCT-016", "AS2-HDR-019", "AS2-HDR-021")]
    public async Task The_object_identifier_decides_what_a_CMS_body_is(string type)
    {
        foreach (var structure in (string[])["ESP", "GSP", "ZSP", "OP"])
        {
            var message = TestMessage.Build(structure);
            await using var verdict = await (message with { Headers = Reading.Headers(("Content-Type", type)) }).ReadAsync();
            Assert.Equal(As2Failure.None, verdict.Failure);
        }
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\0\0\n")]
    [Requirement("AS2-STRUCT-018")]
    public async Task A_few_bytes_after_a_CMS_object_are_tolerated(string trailing)
    {
        foreach (var structure in (string[])["ESP", "GSP", "ZSP", "OP"])
        {
            var message = TestMessage.Build(structure);
            await using var verdict = await (message with { Body = [.. message.Body, .. Encoding.ASCII.GetBytes(trailing)] }).ReadAsync();
            Assert.Equal(As2Failure.None, verdict.Failure);
        }
    }

    private static TestMessage Claim(TestMessage message, string? coding)
        => coding is null ? message : message with { Headers = MimeHeaders.FromPairs([.. message.Headers.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("Content-Transfer-Encoding", coding)]) };
}
