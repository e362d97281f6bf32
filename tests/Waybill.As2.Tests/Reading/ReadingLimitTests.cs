using System.Globalization;
using Waybill.Cms;
using Waybill.Mime;
using Waybill.Testing;

namespace Waybill.As2.Tests;

/// <summary>Bounds, and that nothing stays behind, however a read ends.</summary>
public sealed class ReadingLimitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Requirement("AS2-SEC-005")]
    public async Task A_bomb_of_any_depth_is_refused()
    {
        var bomb = TestMessage.Entity("Content-Type: text/plain", new byte[8_000_000]);
        foreach (var structure in (string[])["ZP", "SZP", "ZSP", "GZP"])
        {
            await using var verdict = await TestMessage.Build(structure, bomb).ReadAsync();
            Reading.Refused(verdict, As2Failure.InflatesTooFar);
            Assert.Equal("automatic-action/MDN-sent-automatically; processed/error: decompression-failed", verdict.DispositionFor(As2Profile.Rfc4130).ToString());
        }

        var most = Reading.Open with { Limits = new() { Cms = new() { MaxInflatedBytes = 100 } } };
        Reading.Refused(await TestMessage.Build("ZP").ReadAsync(most), As2Failure.InflatesTooFar);
    }

    [Fact]
    [Requirement("AS2-SEC-005")]
    public async Task Layers_parts_and_headers_have_a_bound()
    {
        var two = Reading.Open with { Limits = new() { MaxLayers = 2 } };
        Reading.Refused(await TestMessage.Build("GSZP").ReadAsync(two), As2Failure.BadStructure);
        await using (var verdict = await TestMessage.Build("GSP").ReadAsync(two))
        {
            Assert.True(verdict.IsAccepted);
        }

        var none = Reading.Open with { Limits = new() { MaxLayers = 0 } };
        Reading.Refused(await TestMessage.Build("SP").ReadAsync(none), As2Failure.BadStructure);

        var few = Reading.Open with { Limits = new() { Mime = new() { MaxParts = 3, MaxHeaderBytes = 300, MaxHeaderFields = 4 } } };
        var parts = TestMessage.Multipart("x", TestMessage.V1, TestMessage.V1, TestMessage.V1, TestMessage.V1);
        var mixed = System.Text.Encoding.Latin1.GetBytes(System.Text.Encoding.Latin1.GetString(parts).Replace("multipart/signed", "multipart/mixed", StringComparison.Ordinal));
        Reading.Refused(await TestMessage.Build("P", mixed).ReadAsync(few), As2Failure.BadMime);
        Reading.Refused(await TestMessage.Build("SP", TestMessage.Entity("Content-Type: text/plain; x=" + new string('x', 400), [])).ReadAsync(few), As2Failure.BadMime);
        Reading.Refused(await TestMessage.Build("SP", TestMessage.Entity("A: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\nE: 1", [])).ReadAsync(few), As2Failure.BadMime);
    }

    [Fact]
    [Requirement("AS2-SEC-005")]
    public async Task A_signature_part_without_end_is_not_held()
    {
        var huge = TestMessage.Entity("Content-Type: application/pkcs7-signature", [.. "0"u8, .. new byte[3_000_000]]);
        var message = TestMessage.Http(TestMessage.Multipart("sha-256", TestMessage.V1, huge));
        Reading.Refused(await message.ReadAsync(), As2Failure.MalformedSignature);
    }

    [Theory]
    [InlineData("P")]
    [InlineData("SP")]
    [InlineData("ESP")]
    [InlineData("ZP")]
    public async Task A_body_past_its_bound_is_too_large_whatever_it_holds_and_is_not_read_on(string structure)
    {
        var message = TestMessage.Build(structure);
        var options = Reading.Open with { Limits = new() { MaxBodyBytes = message.Body.Length } };
        await using (var fits = await message.ReadAsync(options))
        {
            Assert.True(fits.IsAccepted);
        }

        var quarantine = new CountingQuarantine();
        await using var verdict = await (message with { Body = [.. message.Body, .. new byte[5000]] }).ReadAsync(options, bytesARead: 1, quarantine: quarantine);
        Reading.Refused(verdict, As2Failure.TooLarge);
        Assert.Equal((null, 0), (verdict.Mic, quarantine.Left));
    }

    [Theory]
    [MemberData(nameof(StructureTests.All), MemberType = typeof(StructureTests))]
    [Requirement("AS2-HTTP-037")]
    public async Task A_body_that_breaks_a_full_disk_and_a_cancellation_pass_through_and_leave_nothing(string structure)
    {
        var folder = Directory.CreateTempSubdirectory("waybill-left-");
        try
        {
            var message = TestMessage.Build(structure, TestMessage.Entity("Content-Type: text/plain\r\nContent-Transfer-Encoding: base64", TestMessage.Base64Lines(TestBytes.Random(1, 4000))));
            var quarantine = new SpoolQuarantine(folder.FullName, memoryBytes: 0);
            for (var tenth = 0; tenth < 10; tenth++)
            {
                var after = message.Body.Length * tenth / 10;
                await Assert.ThrowsAsync<IOException>(async () => await ReadAsync(message, new FailingStream(message.Body, after, new IOException("reset")), quarantine, Token));
                Assert.Empty(folder.GetFiles());

                using var cancel = new CancellationTokenSource();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await ReadAsync(message, new FailingStream(message.Body, after, null, cancel), quarantine, cancel.Token));
                Assert.Empty(folder.GetFiles());
            }

            for (var writes = 0; ; writes++)
            {
                var full = new CountingQuarantine(writes);
                try
                {
                    await using var verdict = await message.ReadAsync(quarantine: full);
                    Assert.True(writes > 0);
                    break;
                }
                catch (IOException e)
                {
                    Assert.Equal(("The disk is full.", 0), (e.Message, full.Left));
                }
            }

            await using (var verdict = await message.ReadAsync(quarantine: quarantine))
            {
                Assert.NotEmpty(folder.GetFiles());
            }

            Assert.Empty(folder.GetFiles());
            await using var refused = await message.ReadAsync(Reading.Open with { Compression = structure.Contains('Z', StringComparison.Ordinal) ? Requirement.Forbidden : Requirement.Required }, quarantine: quarantine);
            Assert.Empty(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Payloads_end_with_the_verdict()
    {
        var verdict = await TestMessage.Build("ESP").ReadAsync();
        var payload = verdict.Payloads[0];
        await verdict.DisposeAsync();
        await verdict.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await payload.OpenAsync(Token));
    }

    [Fact]
    public async Task Changed_bytes_anywhere_never_throw_and_never_pass_as_signed()
    {
        var random = new Random(4130);
        foreach (var structure in StructureTests.All.Select(r => r.Data))
        {
            var message = TestMessage.Build(structure);
            for (var round = 0; round < 60; round++)
            {
                var body = message.Body.ToList();
                for (var change = random.Next(1, 4); change > 0 && body.Count > 0; change--)
                {
                    var at = random.Next(body.Count);
                    switch (random.Next(4))
                    {
                        case 0: body[at] ^= (byte)(1 << random.Next(8)); break;
                        case 1: body.RemoveRange(at, Math.Min(body.Count - at, random.Next(1, 30))); break;
                        case 2: body.InsertRange(at, TestBytes.Random(round, random.Next(1, 30))); break;
                        default: body.InsertRange(at, body.GetRange(at, Math.Min(body.Count - at, 200))); break;
                    }
                }

                await using var verdict = await (message with { Body = [.. body] }).ReadAsync(Reading.Open with { Signature = Requirement.Required });
                if (verdict.IsAccepted)
                {
                    Assert.Equal(TestMessage.V1Content, System.Text.Encoding.Latin1.GetString(await Assert.Single(verdict.Payloads).BytesAsync()));
                }
            }
        }
    }

    [Fact]
    public async Task Many_messages_share_keys_and_certificates()
        => await Parallel.ForEachAsync(Enumerable.Range(0, 64), Token, async (i, _) =>
        {
            var structure = ((string[])["ESP", "GSP", "ESZP", "EZSP"])[i % 4];
            var message = TestMessage.Build(structure, TestMessage.Entity("Content-Type: text/plain", TestBytes.Random(i, 2000)));
            await using var verdict = await message.ReadAsync(bytesARead: 100 + i);
            Assert.Equal(TestBytes.Random(i, 2000), await Assert.Single(verdict.Payloads).BytesAsync());
        });

    [Fact]
    public async Task Turkish_letters_change_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new("tr-TR");
            var text = System.Text.Encoding.Latin1.GetString(TestMessage.Signed(TestMessage.Entity("CONTENT-TYPE: APPLICATION/EDIFACT\r\nCONTENT-DISPOSITION: ATTACHMENT; FILENAME=I.EDI", "x"u8.ToArray())));
            var shouted = text.Replace("multipart/signed", "MULTIPART/SIGNED", StringComparison.Ordinal).Replace("application/pkcs7-signature; name", "APPLICATION/PKCS7-SIGNATURE; NAME", StringComparison.Ordinal)
                .Replace("Content-Transfer-Encoding: base64", "CONTENT-TRANSFER-ENCODING: BASE64", StringComparison.Ordinal);
            await using var verdict = await TestMessage.Http(System.Text.Encoding.Latin1.GetBytes(shouted)).ReadAsync();
            Assert.Equal((true, "application/edifact", "I.EDI"), (verdict.IsSigned, verdict.Payloads[0].ContentType.MediaType, verdict.Payloads[0].FileName));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static ValueTask<As2Verdict> ReadAsync(TestMessage message, Stream body, IQuarantine quarantine, CancellationToken cancellationToken)
        => As2MessageReader.ReadAsync(message.Headers, null, body, Reading.Open, quarantine, cancellationToken);

    /// <summary>Gives some bytes, then fails or cancels.</summary>
    private sealed class FailingStream(byte[] bytes, int after, Exception? failure, CancellationTokenSource? cancel = null) : MemoryStream(bytes, 0, after, writable: false)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read > 0)
            {
                return read;
            }

            await (cancel?.CancelAsync() ?? Task.CompletedTask);
            cancellationToken.ThrowIfCancellationRequested();
            throw failure!;
        }
    }
}
