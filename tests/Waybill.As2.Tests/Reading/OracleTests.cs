using System.Security.Cryptography.Pkcs;
using System.Text;
using Waybill.Cms;

namespace Waybill.As2.Tests;

/// <summary>What a partner, or somebody who changes his messages, may learn from our answers: nothing about key or content (EFAIL; RFC 8551 §6).</summary>
public sealed class OracleTests
{
    private static readonly As2ReadOptions Strict = Reading.Open with { Signature = Requirement.Required, Encryption = Requirement.Required, AllowUnsignedCbc = false };

    [Theory]
    [InlineData("ESP")]
    [InlineData("ESZP")]
    [InlineData("EZSP")]
    [InlineData("EOP")]
    [Requirement("AS2-SEC-003", "AS2-CRYPTO-005")]
    public async Task Whatever_bit_of_key_or_content_is_flipped_the_answer_is_one(string structure)
    {
        var message = TestMessage.Build(structure);
        var cms = new EnvelopedCms();
        cms.Decode(message.Body);
        var key = message.Body.AsSpan().IndexOf(cms.RecipientInfos[0].EncryptedKey);
        var content = message.Body.AsSpan().IndexOf(cms.ContentInfo.Content);
        int[] places =
        [
            .. Enumerable.Range(key, cms.RecipientInfos[0].EncryptedKey.Length).Where(i => i % 37 is 0),
            .. Enumerable.Range(content, 64), .. Enumerable.Range(content + 64, message.Body.Length - content - 128).Where(i => i % 29 is 0), .. Enumerable.Range(message.Body.Length - 64, 64),
        ];
        var causes = new HashSet<As2Failure>();
        foreach (var place in places)
        {
            var body = message.Body.ToArray();
            body[place] ^= (byte)(1 << (place % 8));
            await using var verdict = await (message with { Body = body }).ReadAsync(Strict);
            if (verdict.IsAccepted)
            {
                // A letter's case in a header, a carried certificate: nothing the signature covers.
                Assert.Equal(message.MicBytes, await verdict.Entity!.BytesAsync());
                continue;
            }

            Reading.Refused(verdict, verdict.Failure, As2Failure.ProtectedContentRefused);
            Assert.Null(verdict.OutwardMic);
            Assert.Equal("automatic-action/MDN-sent-automatically; processed/error: integrity-check-failed", verdict.DispositionFor(As2Profile.Rfc4130).ToString());
            causes.Add(verdict.Failure);
        }

        // The operator is told more: the flips did reach different places.
        Assert.Contains(As2Failure.DecryptionFailed, causes);
        Assert.True(causes.Count > 1);
    }

    public static TheoryData<string, As2Failure> UnderCbc => new()
    {
        { "unsigned", As2Failure.SignatureMissing },
        { "unknown signer", As2Failure.UnknownSigner },
        { "changed content", As2Failure.DigestMismatch },
        { "forbidden digest", As2Failure.ForbiddenSignatureAlgorithm },
        { "no signature at all", As2Failure.MalformedSignature },
        { "three parts", As2Failure.BadStructure },
        { "cut multipart", As2Failure.BadMime },
        { "no boundary", As2Failure.BadMime },
        { "huge header", As2Failure.BadMime },
        { "compressed twice", As2Failure.BadStructure },
        { "broken zlib", As2Failure.DecompressionFailed },
        { "bomb", As2Failure.InflatesTooFar },
        { "not CMS inside", As2Failure.BadStructure },
        { "envelope inside", As2Failure.BadStructure },
        { "noise", As2Failure.SignatureMissing },
    };

    [Theory]
    [MemberData(nameof(UnderCbc))]
    [Requirement("AS2-SEC-003")]
    public async Task Whatever_is_wrong_inside_CBC_content_is_one_answer_without_MIC(string what, As2Failure cause)
    {
        var (inner, options) = Inner(what);
        await using var verdict = await TestMessage.Http(TestMessage.Encrypted(inner)).ReadAsync(options, bytesARead: 100);
        Reading.Refused(verdict, cause, As2Failure.ProtectedContentRefused);
        Assert.Null(verdict.OutwardMic);
    }

    [Theory]
    [MemberData(nameof(UnderCbc))]
    [Requirement("AS2-DISP-003", "AS2-DISP-004", "AS2-DISP-006", "AS2-DISP-008")]
    public async Task After_a_good_GCM_tag_the_partner_is_told_the_cause(string what, As2Failure cause)
    {
        var (inner, options) = Inner(what);
        await using var verdict = await TestMessage.Http(TestMessage.EncryptedGcm(inner)).ReadAsync(options, bytesARead: 100);
        Reading.Refused(verdict, cause);
    }

    [Theory]
    [InlineData("GP")]
    [InlineData("GSP")]
    [InlineData("GZP")]
    [Requirement("AS2-DISP-005")]
    public async Task A_wrong_GCM_tag_or_changed_content_is_decryption_failed_whatever_it_made_of_the_inside(string structure)
    {
        var message = TestMessage.Build(structure);
        for (var back = 1; back < 400 && back < message.Body.Length / 3; back += 11)
        {
            var body = message.Body.ToArray();
            body[^back] ^= 1;
            await using var verdict = await (message with { Body = body }).ReadAsync();
            Reading.Refused(verdict, As2Failure.DecryptionFailed);
            Assert.Null(verdict.OutwardMic);
        }
    }

    [Fact]
    [Requirement("AS2-DISP-005", "AS2-MIC-016")]
    public async Task What_the_clear_parts_show_is_told_and_uses_no_key()
    {
        var message = TestMessage.Build("ESP");
        Reading.Refused(await message.ReadAsync(Strict with { DecryptionKeys = CmsKeyBook.Empty }), As2Failure.NoKey);
        Reading.Refused(await message.ReadAsync(Reading.Open with { Encryption = Requirement.Forbidden }), As2Failure.EncryptionNotAllowed);
        Reading.Refused(await TestMessage.Http(TestMessage.Encrypted(TestMessage.V1, "1.2.840.113549.3.7")).ReadAsync(), As2Failure.ForbiddenEncryption);
        Reading.Refused(await (message with { Body = "0 this is no envelope"u8.ToArray() }).ReadAsync(), As2Failure.BadEnvelope);
        Reading.Refused(await (message with { Body = message.Body[..40] }).ReadAsync(), As2Failure.BadEnvelope);
    }

    [Fact]
    public async Task What_a_verified_signature_covers_may_be_told()
        => Reading.Refused(await TestMessage.Build("EZSP").ReadAsync(Strict with { Compression = Requirement.Forbidden }), As2Failure.CompressionNotAllowed);

    [Theory]
    [InlineData("SP", false)]
    [InlineData("ZSP", false)]
    [InlineData("OP", false)]
    [InlineData("ZSP", true)]
    [InlineData("OP", true)]
    [Requirement("AS2-SEC-003")]
    public async Task Blocks_appended_to_a_signed_message_tell_nothing_about_their_padding(string inner, bool isCoded)
    {
        // The classic attack: a signed message stays as it is, behind it come a chosen block and one to be read. The signature verifies each time.
        var layer = TestMessage.Build(inner);
        var plain = TestMessage.Entity(string.Join("\r\n", layer.Headers.Select(f => $"{f.Name}: {f.Value}")), isCoded ? TestMessage.Base64Lines(layer.Body) : layer.Body);
        var whole = (plain.Length / 16 * 16) + 16;
        using var recipient = new CmsCertificate(TestMessage.Bob);
        var recipe = EnvelopeRecipe.Create(new() { Recipients = [new() { Certificate = recipient }] }, whole + 16);
        using var aes = System.Security.Cryptography.Aes.Create();
        aes.SetKey(recipe.Key.Span);
        var sent = aes.EncryptCbc(plain, recipe.Iv.Span);
        var answers = new HashSet<(As2Failure, bool)>();
        var wasGood = false;
        for (var guess = 0; guess < 256; guess++)
        {
            byte[] chosen = [.. new byte[15], (byte)guess];
            byte[] content = [.. sent, .. chosen, .. sent.AsSpan(0, 16)];
            wasGood |= IsPadded(aes.DecryptCbc(content, recipe.Iv.Span, System.Security.Cryptography.PaddingMode.None));
            var message = new TestMessage(Reading.Headers(("Content-Type", "application/pkcs7-mime")), [.. recipe.Prefix.Span, .. content]);
            await using var verdict = await message.ReadAsync(Strict);
            answers.Add((verdict.OutwardFailure, verdict.OutwardMic is null));
        }

        Assert.True(wasGood);
        Assert.Equal([(As2Failure.ProtectedContentRefused, true)], answers);
    }

    [Theory]
    [InlineData("protocol=\"")]
    [InlineData("pkcs7-signature; name=")]
    [Requirement("AS2-SEC-003")]
    public async Task Blocks_put_into_headers_no_signature_covers_tell_nothing_of_what_they_hold(string behind)
    {
        // As above, but into headers, where a reader passes over much. An unknown header before them makes the place begin a block.
        var layer = Encoding.Latin1.GetString(TestMessage.Signed(TestMessage.V1));
        var place = layer.IndexOf(behind, StringComparison.Ordinal) + behind.Length;
        var plain = Latin1("X-Fill: ".PadRight(8 + (-(place + 10) & 15), 'f') + "\r\n" + layer);
        place += plain.Length - layer.Length;
        Assert.Equal(0, place % 16);
        using var recipient = new CmsCertificate(TestMessage.Bob);
        var recipe = EnvelopeRecipe.Create(new() { Recipients = [new() { Certificate = recipient }] }, (plain.Length / 16 * 16) + 48);
        using var aes = System.Security.Cryptography.Aes.Create();
        aes.SetKey(recipe.Key.Span);
        var sent = aes.EncryptCbc(plain, recipe.Iv.Span);
        var answers = new HashSet<As2Failure>();
        for (var guess = 0; guess < 256; guess++)
        {
            // A chosen block, the one asked about, and the one that lets the rest decrypt as before.
            byte[] content = [.. sent.AsSpan(0, place), .. TestBytes.Random(guess, 16), .. sent.AsSpan(32, 16), .. sent.AsSpan(place - 16, 16), .. sent.AsSpan(place)];
            await using var verdict = await new TestMessage(Reading.Headers(("Content-Type", "application/pkcs7-mime")), [.. recipe.Prefix.Span, .. content]).ReadAsync(Strict);
            answers.Add(verdict.OutwardFailure);
        }

        Assert.Equal([As2Failure.ProtectedContentRefused], answers);
    }

    [Theory]
    [InlineData("protocol=\"", "protocol=\"\u00FF\u0080")]
    [InlineData("Content-Type: multipart", "X-Odd: \u0001\r\nContent-Type: multipart")]
    [InlineData("smime.p7s", "smime\u00FF.p7s")]
    [InlineData("encoding: base64\r\n\r\n", "encoding: base64\r\n\r\nM\u00FF\u0001")]
    public async Task What_is_passed_over_in_the_clear_is_refused_under_CBC(string from, string to)
    {
        var text = Encoding.Latin1.GetString(TestMessage.Signed(TestMessage.V1)).Replace("Encoding: ", "encoding: ", StringComparison.Ordinal);
        // The base64 begins with M: it is moved before what is put in.
        var odd = Latin1(text.Replace(from, to, StringComparison.Ordinal).Replace("\u0001M", "\u0001", StringComparison.Ordinal));
        await using var clear = await TestMessage.Http(odd).ReadAsync();
        Assert.True(clear.IsAccepted, clear.Detail);
        await using var gcm = await TestMessage.Http(TestMessage.EncryptedGcm(odd)).ReadAsync(Strict);
        Assert.True(gcm.IsAccepted, gcm.Detail);
        await using var cbc = await TestMessage.Http(TestMessage.Encrypted(odd)).ReadAsync(Strict);
        Assert.Equal((false, As2Failure.ProtectedContentRefused), (cbc.IsAccepted, cbc.OutwardFailure));
    }

    [Fact]
    public async Task Bad_padding_behind_a_verified_signature_is_refused_like_any_other()
    {
        var plain = TestMessage.Signed(TestMessage.V1);
        using var recipient = new CmsCertificate(TestMessage.Bob);
        var recipe = EnvelopeRecipe.Create(new() { Recipients = [new() { Certificate = recipient }] }, plain.Length);
        using var aes = System.Security.Cryptography.Aes.Create();
        aes.SetKey(recipe.Key.Span);
        foreach (var isGood in (bool[])[true, false])
        {
            var pad = 16 - (plain.Length % 16);
            byte[] padded = [.. plain, .. Enumerable.Repeat((byte)pad, pad - 1), (byte)(isGood ? pad : 0)];
            byte[] content = aes.EncryptCbc(padded, recipe.Iv.Span, System.Security.Cryptography.PaddingMode.None);
            await using var verdict = await new TestMessage(Reading.Headers(("Content-Type", "application/pkcs7-mime")), [.. recipe.Prefix.Span, .. content]).ReadAsync(Strict);
            Assert.Equal((isGood ? As2Failure.None : As2Failure.DecryptionFailed, isGood ? As2Failure.None : As2Failure.ProtectedContentRefused), (verdict.Failure, verdict.OutwardFailure));
        }
    }

    [Fact]
    [Requirement("AS2-STRUCT-003")]
    public async Task Unsigned_CBC_is_refused_unless_switched_on_and_always_in_the_modern_profile()
    {
        var message = TestMessage.Build("EP");
        Reading.Refused(await message.ReadAsync(Reading.Open with { AllowUnsignedCbc = false }), As2Failure.UnauthenticatedEncryption, As2Failure.ProtectedContentRefused);
        Reading.Refused(await message.ReadAsync(Reading.Open with { Profile = As2Profile.Modern }), As2Failure.UnauthenticatedEncryption, As2Failure.ProtectedContentRefused);
        await using var gcm = await TestMessage.Build("GP").ReadAsync(Reading.Open with { Profile = As2Profile.Modern, AllowUnsignedCbc = false });
        Assert.True(gcm.IsAccepted);
    }

    private static (byte[] Inner, As2ReadOptions Options) Inner(string what)
    {
        var signed = TestMessage.Signed(TestMessage.V1);
        var text = Encoding.Latin1.GetString(signed);
        return what switch
        {
            "unsigned" => (TestMessage.V1, Strict),
            "unknown signer" => (TestMessage.Signed(TestMessage.V1, signer: TestIdentities.Rsa("mallory")), Strict),
            "changed content" => (Latin1(text.Replace("UNZ+0", "UNZ+1", StringComparison.Ordinal)), Strict),
            "forbidden digest" => (TestMessage.Signed(TestMessage.V1, "sha-1"), Strict),
            "no signature at all" => (TestMessage.Multipart("sha-256", TestMessage.V1, TestMessage.Entity("Content-Type: application/pkcs7-signature", "0 nothing"u8.ToArray())), Strict),
            "three parts" => (TestMessage.Multipart("sha-256", TestMessage.V1, SignaturePart(), TestMessage.V1), Strict),
            "cut multipart" => (Latin1(text.Replace("--sig--", "", StringComparison.Ordinal)), Strict),
            "no boundary" => (Latin1(text.Replace("; boundary=sig", "", StringComparison.Ordinal)), Strict),
            "huge header" => (TestMessage.Entity("Content-Type: text/plain; x=" + new string('x', 70_000), []), Strict),
            "compressed twice" => (TestMessage.Compressed(TestMessage.Compressed(TestMessage.V1)), Strict),
            "broken zlib" => (Broken(TestMessage.Compressed(signed)), Strict),
            "bomb" => (TestMessage.Compressed(TestMessage.Signed(TestMessage.Entity("Content-Type: text/plain", new byte[4_000_000]))), Strict),
            "not CMS inside" => (TestMessage.Entity("Content-Type: application/pkcs7-mime", "hello"u8.ToArray()), Strict),
            "envelope inside" => (TestMessage.Encrypted(signed), Strict),
            _ => (TestBytes.Random(4, 5000), Strict),
        };
    }

    private static bool IsPadded(byte[] plain) => plain[^1] is > 0 and <= 16 && plain.AsSpan(plain.Length - plain[^1]).IndexOfAnyExcept(plain[^1]) < 0;

    private static byte[] SignaturePart() => TestMessage.Entity("Content-Type: application/pkcs7-signature", TestMessage.Signature(TestMessage.V1));

    private static byte[] Broken(byte[] compressed)
    {
        compressed[^200] ^= 0x55;
        return compressed;
    }

    private static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);
}
