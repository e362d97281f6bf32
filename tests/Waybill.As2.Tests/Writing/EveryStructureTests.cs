using System.Security.Cryptography;
using Waybill.Cms;
using Waybill.Mime;
using Waybill.TestKit;
using Xunit;

namespace Waybill.As2.Tests.Writing;

public sealed class EveryStructureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Structures
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var structure in Packing.Structures)
            {
                data.Add(structure, false);
                data.Add(structure, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Structures))]
    [Requirement("AS2-STRUCT-001", "AS2-STRUCT-002", "AS2-STRUCT-003", "AS2-STRUCT-004", "AS2-STRUCT-005", "AS2-STRUCT-006", "AS2-STRUCT-007", "AS2-STRUCT-008",
        "AS2-STRUCT-009", "AS2-STRUCT-010", "AS2-STRUCT-011", "AS2-STRUCT-014", "AS2-STRUCT-015", "AS2-STRUCT-025", "AS2-CANON-002", "AS2-CANON-006")]
    [Requirement("AS2-MIC-001", "AS2-MIC-002", "AS2-MIC-003", "AS2-MIC-004", "AS2-MIC-005", "AS2-MIC-006", "AS2-MIC-007", "AS2-MIC-008", "AS2-MIC-009",
        "AS2-MIC-010", "AS2-HTTP-013", "AS2-FN-001", "AS2-HDR-023")]
    public async Task Others_programs_open_it_and_take_the_same_mic(string structure, bool base64)
    {
        foreach (var size in new[] { 0, 1, 10_000 })
        {
            var content = TestBytes.Edi(size);
            await using var package = await Packing.PackAsync(Encoded(Packing.Options(structure), base64), Packing.Document(content) with { Encoding = Packing.Coding(base64) });
            using var reader = new ForeignReader(TestIdentities.Rsa("alice"), TestIdentities.Rsa("bob"));
            var payload = await reader.OpenAsync(await Packing.MessageAsync(package));

            Assert.Equal(structure, reader.Layers);
            Assert.Equal(content, payload.Decoded);
            Assert.Equal("application/EDI-X12", payload["Content-Type"]);
            Assert.Equal("attachment; filename=order.edi", payload["Content-Disposition"]);
            Assert.Equal(structure is "" ? null : base64 ? "base64" : "binary", payload["Content-Transfer-Encoding"]);

            // RFC 4130 §7.3.1, RFC 5402 §4: the signed part; unsigned, the innermost entity; without layers the body alone.
            var hashed = reader.SignedPart ?? reader.Innermost ?? content;
            Assert.Equal(SHA256.HashData(hashed), package.Mic.Value.ToArray());
            Assert.Equal("sha-256", package.Mic.Algorithm.Spelling);
            Assert.Equal(hashed, await Packing.BytesAsync(await package.OpenMicEntityAsync(Token)));
        }
    }

    [Theory]
    [MemberData(nameof(Structures))]
    [Requirement("AS2-DUP-001")]
    public async Task Every_reading_gives_the_same_bytes_of_the_length_told_beforehand(string structure, bool base64)
    {
        foreach (var size in Packing.Sizes)
        {
            foreach (var cipher in structure.Contains('E', StringComparison.Ordinal) ? [ContentCipher.Aes256Cbc, ContentCipher.Aes128Gcm] : new ContentCipher?[] { null })
            {
                var options = Encoded(Packing.Options(structure), base64) with { Cipher = cipher };
                await using var package = await Packing.PackAsync(
                    options, Packing.Document(TestBytes.Random(size, size)) with { Encoding = Packing.Coding(base64) });
                var first = await Packing.BodyAsync(package);

                Assert.Equal(package.Length, first.Length);
                Assert.Equal(first, await Packing.BodyAsync(package));
            }
        }
    }

    [Theory]
    [InlineData("ES")]
    [InlineData("EZS")]
    [InlineData("SZ")]
    [Requirement("AS2-DUP-001")]
    public async Task Signatures_that_differ_each_time_are_drawn_once(string structure)
    {
        var options = Packing.Options(structure);
        foreach (var scheme in new[] { SignatureScheme.RsaPss, SignatureScheme.Ecdsa })
        {
            using var key = new CmsPrivateKey(scheme is SignatureScheme.Ecdsa ? TestIdentities.Ec("alice") : TestIdentities.Rsa("alice"));
            await using var package = await Packing.PackAsync(options with { Signer = new() { Key = key, Scheme = scheme } }, Packing.Document(TestBytes.Edi(5000)));

            Assert.Equal(await Packing.BodyAsync(package), await Packing.BodyAsync(package));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task However_the_document_comes_the_bytes_are_the_same(int most)
    {
        var content = TestBytes.Edi(3000);
        foreach (var structure in Packing.Structures)
        {
            var opened = 0;
            var document = Packing.Document(content) with { OpenAsync = _ => new(new TrickleStream(content, opened++ is 0 ? int.MaxValue : most)) };
            await using var package = await Packing.PackAsync(Packing.Options(structure), document);
            var whole = await Packing.BodyAsync(package);
            await using var trickle = new TrickleStream(await package.OpenAsync(Token), most);

            Assert.Equal(whole, await Packing.BytesAsync(trickle));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("ES")]
    [InlineData("EZS")]
    [InlineData("ESZ")]
    public async Task Packing_reads_the_document_once_and_each_attempt_at_most_once(string structure)
    {
        var content = TestBytes.Edi(200_000);
        var opened = 0;
        var document = Packing.Document(content) with { OpenAsync = _ => { opened++; return new(new TrickleStream(content, int.MaxValue)); } };
        await using var package = await Packing.PackAsync(Packing.Options(structure), document);
        Assert.Equal(1, opened);
        await Packing.BodyAsync(package);

        // What was compressed comes out of scratch storage.
        Assert.Equal(structure.Contains('Z', StringComparison.Ordinal) ? 1 : 2, opened);
    }

    [Fact]
    [Requirement("AS2-STRUCT-005")]
    public async Task Content_that_does_not_shrink_is_compressed_all_the_same()
    {
        var content = TestBytes.Random(3, 100_000);
        await using var package = await Packing.PackAsync(Packing.Options("Z"), Packing.Document(content));
        using var reader = new ForeignReader(TestIdentities.Rsa("alice"), TestIdentities.Rsa("bob"));

        Assert.Equal(content, (await reader.OpenAsync(await Packing.MessageAsync(package))).Body);
        Assert.True(package.Length > content.Length);
    }

    private static As2SendOptions Encoded(As2SendOptions options, bool base64)
        => options with { SignatureEncoding = Packing.Coding(base64), CompressedEncoding = Packing.Coding(base64) };
}
