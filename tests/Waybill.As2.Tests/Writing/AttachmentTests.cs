using System.Security.Cryptography;
using Waybill.Mime;
using Waybill.TestKit;
using Xunit;

namespace Waybill.As2.Tests.Writing;

public sealed class AttachmentTests
{
    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("E")]
    [InlineData("ES")]
    [InlineData("Z")]
    [InlineData("SZ")]
    [InlineData("ZS")]
    [InlineData("EZ")]
    [InlineData("ESZ")]
    [InlineData("EZS")]
    [Requirement("AS2-MA-001", "AS2-MA-003", "AS2-MA-006", "AS2-MA-009", "AS2-MIC-011", "AS2-MIC-012", "AS2-FN-007")]
    public async Task Three_documents_travel_as_one_related_entity_with_its_root_named(string structure)
    {
        As2Document[] documents =
        [
            Packing.Document("<order/>"u8.ToArray(), "order.xml", "application/xml; charset=utf-8"),
            Packing.Document(TestBytes.Random(1, 5000), "drawing.pdf", "application/pdf") with { Encoding = TransferEncoding.Base64 },
            Packing.Document(TestBytes.Random(2, 17), name: null, "image/tiff") with { ContentId = "<scan@alice>" },
        ];
        await using var package = await Packing.PackAsync(Packing.Options(structure), documents);
        using var reader = new ForeignReader(TestIdentities.Rsa("alice"), TestIdentities.Rsa("bob"));
        var related = await reader.OpenAsync(await Packing.MessageAsync(package));
        WrittenPart[] parts = [.. related.Parts().Select(WrittenPart.Parse)];

        Assert.Matches("^multipart/related; type=\"application/xml\"; start=\"<[0-9a-f]{32}@waybill>\"; boundary=[a-z0-9-]+$", related["Content-Type"]);
        Assert.Equal(related.Parameter("start"), parts[0]["Content-ID"]);
        Assert.Equal("<scan@alice>", parts[2]["Content-ID"]);
        Assert.Equal(["application/xml; charset=utf-8", "application/pdf", "image/tiff"], parts.Select(p => p["Content-Type"]));
        Assert.Equal(["binary", "base64", "binary"], parts.Select(p => p["Content-Transfer-Encoding"]));
        Assert.Equal(
            ["attachment; filename=order.xml", "attachment; filename=drawing.pdf", "attachment; filename=document-3.bin"], parts.Select(p => p["Content-Disposition"]));
        Assert.Equal("<order/>"u8.ToArray(), parts[0].Decoded);
        Assert.Equal(TestBytes.Random(1, 5000), parts[1].Decoded);
        Assert.Equal(TestBytes.Random(2, 17), parts[2].Decoded);

        // R6362 §3: the multipart is one entity; without any layer only what stands below its header counts.
        Assert.Equal(SHA256.HashData(reader.SignedPart ?? reader.Innermost ?? related.Body), package.Mic.Value.ToArray());
    }

    [Fact]
    [Requirement("AS2-MA-004")]
    public async Task Fifty_documents_keep_their_order()
    {
        As2Document[] documents = [.. Enumerable.Range(0, 50).Select(i => Packing.Document(TestBytes.Random(i, i * 7), $"{i}.bin", "application/octet-stream"))];
        await using var package = await Packing.PackAsync(Packing.Options("ES"), documents);
        using var reader = new ForeignReader(TestIdentities.Rsa("alice"), TestIdentities.Rsa("bob"));
        var parts = (await reader.OpenAsync(await Packing.MessageAsync(package))).Parts();

        Assert.Equal(50, parts.Count);
        Assert.Equal(50, parts.Select(p => WrittenPart.Parse(p)["Content-ID"]).Distinct(StringComparer.Ordinal).Count());
        Assert.All(parts, (part, i) => Assert.Equal(TestBytes.Random(i, i * 7), WrittenPart.Parse(part).Body));
    }

    [Theory]
    [InlineData("a b.edi", "attachment; filename=\"a b.edi\"")]
    [InlineData("a\"b.edi", "attachment; filename=\"a\\\"b.edi\"")]
    [InlineData("ä€.edi", "attachment; filename=__.edi; filename*=UTF-8''%C3%A4%E2%82%AC.edi")]
    [InlineData("=?UTF-8?B?w6Q=?=.edi", "attachment; filename=\"__UTF-8?B?w6Q__=.edi\"; filename*=UTF-8''%3D%3FUTF-8%3FB%3Fw6Q%3D%3F%3D.edi")]
    [InlineData("a;b.edi", "attachment; filename=\"a;b.edi\"")]
    [Requirement("AS2-FN-001", "AS2-FN-002")]
    public async Task A_file_name_is_quoted_once_and_coded_when_it_must_be(string name, string disposition)
    {
        foreach (var structure in Packing.Structures)
        {
            await using var package = await Packing.PackAsync(Packing.Options(structure), Packing.Document([1], name));
            using var reader = new ForeignReader(TestIdentities.Rsa("alice"), TestIdentities.Rsa("bob"));

            Assert.Equal(disposition, (await reader.OpenAsync(await Packing.MessageAsync(package)))["Content-Disposition"]);
        }
    }

    [Fact]
    public async Task A_single_document_without_a_name_gets_none()
    {
        await using var package = await Packing.PackAsync(Packing.Options(), Packing.Document([1], name: null));

        Assert.DoesNotContain(package.Headers, h => h.Key is "Content-Disposition" or "Content-ID");
    }
}
