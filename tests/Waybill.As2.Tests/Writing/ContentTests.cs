using System.Globalization;
using System.Text;
using Waybill.TestKit;
using Xunit;

namespace Waybill.As2.Tests.Writing;

public sealed class ContentTests
{
    [Theory]
    [InlineData("text/xml", "<a>\n</a>\n")]
    [InlineData("text/plain", "LF\nCR\rCRLF\r\nnone")]
    [InlineData("application/EDIFACT", "UNA:+.? 'UNB+UNOA:1\n")]
    [InlineData("text/plain", "ABC")]
    [Requirement("AS2-CANON-003", "AS2-CANON-004", "AS2-CANON-008", "AS2-STRUCT-024")]
    public async Task No_line_end_is_touched_or_added(string type, string text)
    {
        foreach (var structure in Packing.Structures)
        {
            await using var package = await Packing.PackAsync(Packing.Options(structure), Packing.Document(Encoding.ASCII.GetBytes(text), "a.txt", type));
            using var reader = new ForeignReader(TestIdentities.Rsa("alice"), TestIdentities.Rsa("bob"));
            var payload = await reader.OpenAsync(await Packing.MessageAsync(package));

            Assert.Equal(text, Encoding.ASCII.GetString(payload.Body));
            Assert.Equal(structure is "" ? null : "binary", payload["Content-Transfer-Encoding"]);
        }
    }

    [Theory]
    [InlineData("text/plain", "a line\r\nand another\r\n")]
    [InlineData("text/plain; charset=utf-8", "no end of line")]
    [InlineData("application/EDI-X12", "ISA*00*~\nIEA*1~")]
    [Requirement("AS2-CANON-002")]
    public async Task Headers_inside_every_layer_end_with_CRLF_and_an_empty_line_and_canonical_text_stays_so(string type, string text)
    {
        foreach (var structure in Packing.Structures)
        {
            await using var package = await Packing.PackAsync(
                Packing.Options(structure), Packing.Document(Encoding.ASCII.GetBytes(text), "a.txt", type), Packing.Document([10, 13, 10], "b", "image/gif"));
            var message = await Packing.MessageAsync(package);
            using var reader = new ForeignReader(TestIdentities.Rsa("alice"), TestIdentities.Rsa("bob"));
            var related = await reader.OpenAsync(message);
            byte[]?[] entities = [reader.Innermost, reader.SignedPart, .. related.Parts()];
            foreach (var entity in entities.OfType<byte[]>())
            {
                // Up to the first empty line there is no CR or LF but in pairs, and the block ends with two pairs.
                var block = Encoding.Latin1.GetString(entity, 0, entity.AsSpan().IndexOf("\r\n\r\n"u8) + 4);
                Assert.Equal(-1, block.Replace("\r\n", "", StringComparison.Ordinal).AsSpan().IndexOfAny('\r', '\n'));
                Assert.StartsWith("Content-", block, StringComparison.Ordinal);
                Assert.EndsWith("\r\n\r\n", block, StringComparison.Ordinal);
            }

            // RFC 8551 §3.1.1 asks for canonical text before signing; what is not said to be text goes as binary, and text we were given with CRLF keeps it.
            Assert.Equal(text, Encoding.ASCII.GetString(WrittenPart.Parse(related.Parts()[0]).Body));
            Assert.Equal("binary", WrittenPart.Parse(related.Parts()[0])["Content-Transfer-Encoding"]);
        }
    }

    [Fact]
    [Requirement("AS2-STRUCT-021")]
    public async Task Boundaries_are_random_and_lines_like_them_stay_content()
    {
        await using var first = await Packing.PackAsync(Packing.Options("S"), Packing.Document([1]));
        await using var second = await Packing.PackAsync(Packing.Options("S"), Packing.Document([1]));
        var boundary = (await Packing.MessageAsync(first)).Parameter("boundary");
        Assert.NotEqual(boundary, (await Packing.MessageAsync(second)).Parameter("boundary"));
        Assert.Matches("^[A-Za-z0-9-]{35,70}$", boundary);

        var content = Encoding.ASCII.GetBytes($"--{boundary}\r\n\r\n--{boundary}--\r\n--wb-\r\n--\r\n");
        await using var package = await Packing.PackAsync(Packing.Options("S"), Packing.Document(content), Packing.Document(content));
        using var reader = new ForeignReader(TestIdentities.Rsa("alice"), TestIdentities.Rsa("bob"));
        var parts = (await reader.OpenAsync(await Packing.MessageAsync(package))).Parts();

        Assert.Equal(2, parts.Count);
        Assert.All(parts, p => Assert.Equal(content, WrittenPart.Parse(p).Body));
    }

    [Fact]
    [Requirement("AS2-STRUCT-002", "AS2-CANON-001")]
    public async Task Openssl_verifies_the_multipart_as_it_is_posted()
    {
        var content = Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(TestBytes.Edi(3000)).ReplaceLineEndings("\r\n"));
        await using var package = await Packing.PackAsync(Packing.Options("S"), Packing.Document(content));
        var message = await Packing.MessageAsync(package);
        byte[] mail = [.. Encoding.ASCII.GetBytes($"MIME-Version: 1.0\r\nContent-Type: {message["Content-Type"]}\r\n\r\n"), .. message.Body];
        var output = await OpenSsl.RunAsync(mail, "cms", "-verify", "-inform", "SMIME", "-noverify");

        Assert.Equal(await Packing.BytesAsync(await package.OpenMicEntityAsync(TestContext.Current.CancellationToken)), output);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [Requirement("AS2-HDR-011")]
    public async Task The_culture_of_the_host_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            await using var package = await Packing.PackAsync(
                Packing.Options("ESZ") with { Profile = As2Profile.Modern }, Packing.Document(TestBytes.Edi(100), "INVOICE.edi", "application/EDI-X12"));
            using var reader = new ForeignReader(TestIdentities.Rsa("alice"), TestIdentities.Rsa("bob"));
            var message = await Packing.MessageAsync(package);

            Assert.Equal("Tue, 24 Nov 2026 03:04:05 GMT", message["Date"]);
            Assert.Equal("application/EDI-X12", (await reader.OpenAsync(message))["Content-Type"]);
            Assert.Equal("ESZ", reader.Layers);
            Assert.All(message.Headers, h => Assert.True(Ascii.IsValid(h.Value)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("ISA*00*", "application/EDI-X12")]
    [InlineData("UNA:+.? '", "application/EDIFACT")]
    [InlineData("UNB+UNOA", "application/EDIFACT")]
    [InlineData("<?xml version=\"1.0\"?>", "application/xml")]
    [InlineData("\uFEFF\r\n <Order/>", "application/xml")]
    [InlineData("{\"a\":1}", "application/json")]
    [InlineData(" [1]", "application/json")]
    [InlineData("isa*00*", "application/octet-stream")]
    [InlineData("a;b;c", "application/octet-stream")]
    [InlineData("", "application/octet-stream")]
    [Requirement("AS2-HDR-022")]
    public async Task The_type_found_in_the_first_bytes_is_the_one_on_the_innermost_part(string text, string type)
    {
        var content = Encoding.UTF8.GetBytes(text);
        Assert.Equal(type, As2ContentType.Detect(content));
        await using var package = await Packing.PackAsync(Packing.Options("SZ"), Packing.Document(content, "file", As2ContentType.Detect(content)));
        using var reader = new ForeignReader(TestIdentities.Rsa("alice"), TestIdentities.Rsa("bob"));

        Assert.Equal(type, (await reader.OpenAsync(await Packing.MessageAsync(package)))["Content-Type"]);
    }
}
