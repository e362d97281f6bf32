using System.Security.Cryptography;
using System.Text;
using Waybill.Mime;

namespace Waybill.As2.Tests;

/// <summary>Several documents in one message (RFC 6362).</summary>
public sealed class AttachmentTests
{
    private static readonly byte[] Xml = TestMessage.Entity("Content-Type: application/xml\r\nContent-ID: <root@a>\r\nContent-Disposition: attachment; filename=order.xml", "<order/>"u8.ToArray());
    private static readonly byte[] Pdf = TestMessage.Entity("Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"draw ing.pdf\"\r\nContent-Transfer-Encoding: base64", TestMessage.Base64Lines(TestBytes.Random(1, 700)));
    private static readonly byte[] Tiff = TestMessage.Entity("Content-Type: image/tiff\r\nContent-ID: <t@a>\r\nContent-Disposition: attachment; filename=t.tif", TestBytes.Random(2, 900));

    [Theory]
    [MemberData(nameof(StructureTests.All), MemberType = typeof(StructureTests))]
    [Requirement("AS2-MA-001", "AS2-MA-004", "AS2-MA-006", "AS2-MIC-011", "AS2-MIC-012", "AS2-FN-007")]
    public async Task All_documents_come_in_order_from_every_structure_and_the_MIC_is_over_the_whole(string structure)
    {
        var message = TestMessage.Build(structure, Related("; type=\"application/xml\"; start=\"<root@a>\"", Xml, Pdf, Tiff));
        await using var verdict = await message.ReadAsync(bytesARead: 13);

        Assert.Equal(["order.xml", "draw ing.pdf", "t.tif"], verdict.Payloads.Select(p => p.FileName));
        Assert.Equal([true, false, false], verdict.Payloads.Select(p => p.IsRoot));
        Assert.Equal(["root@a", null, "t@a"], verdict.Payloads.Select(p => p.ContentId));
        Assert.Equal("<order/>"u8.ToArray(), await verdict.Payloads[0].BytesAsync());
        Assert.Equal(TestBytes.Random(1, 700), await verdict.Payloads[1].BytesAsync());
        Assert.Equal(TestBytes.Random(2, 900), await verdict.Payloads[2].BytesAsync());
        Assert.Equal(SHA256.HashData(message.MicBytes), verdict.Mic!.Value);
    }

    [Fact]
    [Requirement("AS2-MA-001")]
    public async Task The_root_is_the_one_start_names_else_the_first()
    {
        await using var named = await TestMessage.Build("SP", Related("; start=\"<t@a>\"", Xml, Pdf, Tiff)).ReadAsync();
        Assert.Equal([false, false, true], named.Payloads.Select(p => p.IsRoot));
        await using var unknown = await TestMessage.Build("SP", Related("; start=\"<x@a>\"", Xml, Pdf)).ReadAsync();
        Assert.Equal([true, false], unknown.Payloads.Select(p => p.IsRoot));
    }

    [Fact]
    [Requirement("AS2-MA-003")]
    public async Task Documents_without_type_or_name_are_still_documents()
    {
        await using var verdict = await TestMessage.Build("SP", Related("", "\r\nbare"u8.ToArray(), TestMessage.Entity("Content-Type: text/csv; name=list.csv", "a,b"u8.ToArray()))).ReadAsync();
        Assert.Equal([("application/octet-stream", null), ("text/csv", "list.csv")], verdict.Payloads.Select(p => (p.ContentType.MediaType, p.FileName)));
        Assert.Equal("bare"u8.ToArray(), await verdict.Payloads[0].BytesAsync());
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("application/pdf")]
    [InlineData("application/msword")]
    [InlineData("application/rtf")]
    [InlineData("application/octet-stream")]
    [InlineData("application/zip")]
    [InlineData("image/gif")]
    [InlineData("image/tiff")]
    [InlineData("image/jpeg")]
    [InlineData("text/plain")]
    [InlineData("text/html")]
    [InlineData("text/rtf")]
    [InlineData("text/xml")]
    [Requirement("AS2-MA-005")]
    public async Task Every_type_of_attachment_arrives_unchanged(string type)
    {
        var bytes = TestBytes.Random(type.Length, 300);
        await using var verdict = await TestMessage.Build("ESP", Related("", Xml, TestMessage.Entity($"Content-Type: {type}", bytes))).ReadAsync();
        Assert.Equal(type, verdict.Payloads[1].ContentType.MediaType);
        Assert.Equal(bytes, await verdict.Payloads[1].BytesAsync());
    }

    [Theory]
    [InlineData("application/EDI-X12")]
    [InlineData("application/EDIFACT")]
    [InlineData("application/EDI-consent")]
    [InlineData("application/XML")]
    [InlineData("application/json")]
    [InlineData("application/vnd.own+thing")]
    [Requirement("AS2-STRUCT-024")]
    public async Task Any_type_can_be_the_document(string type)
    {
        var bytes = TestBytes.Random(type.Length, 300);
        foreach (var structure in (string[])["P", "ESP", "ESZP"])
        {
            await using var verdict = await TestMessage.Build(structure, TestMessage.Entity($"Content-Type: {type}", bytes)).ReadAsync();
            Assert.True(verdict.Payloads[0].ContentType.Is(type));
            Assert.Equal(bytes, await verdict.Payloads[0].BytesAsync());
        }
    }

    [Fact]
    [Requirement("AS2-MA-004")]
    public async Task Fifty_documents_half_of_them_coded_take_two_objects()
    {
        byte[][] parts = [.. Enumerable.Range(0, 50).Select(i => i % 2 is 0 ? TestMessage.Entity("Content-Type: text/plain", TestBytes.Random(i, 100 + i))
            : TestMessage.Entity("Content-Transfer-Encoding: base64", TestMessage.Base64Lines(TestBytes.Random(i, 100 + i))))];
        var quarantine = new CountingQuarantine();
        await using var verdict = await TestMessage.Build("ESP", Related("", parts)).ReadAsync(quarantine: quarantine);
        Assert.Equal(50, verdict.Payloads.Count);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(TestBytes.Random(i, 100 + i), await verdict.Payloads[i].BytesAsync());
        }

        Assert.Equal(2, quarantine.Created);
    }

    [Fact]
    [Requirement("AS2-MA-008")]
    public async Task Mixed_and_nested_multiparts_are_split_down_to_a_bound()
    {
        var mixed = TestMessage.Entity("Content-Type: multipart/mixed; boundary=m", [.. "--m\r\n"u8, .. Xml, .. "\r\n--m\r\n"u8, .. Tiff, .. "\r\n--m--\r\n"u8]);
        await using (var verdict = await TestMessage.Build("SP", Related("", mixed, Pdf)).ReadAsync(bytesARead: 9))
        {
            Assert.Equal(["order.xml", "t.tif", "draw ing.pdf"], verdict.Payloads.Select(p => p.FileName));
        }

        var deep = Xml;
        for (var i = 0; i < 9; i++)
        {
            deep = TestMessage.Entity($"Content-Type: multipart/mixed; boundary=b{i}", [.. Encoding.ASCII.GetBytes($"--b{i}\r\n"), .. deep, .. Encoding.ASCII.GetBytes($"\r\n--b{i}--\r\n")]);
        }

        Reading.Refused(await TestMessage.Build("SP", deep).ReadAsync(), As2Failure.BadMime);
        Reading.Refused(await TestMessage.Build("ESZP", deep).ReadAsync(), As2Failure.BadMime);
    }

    [Fact]
    public async Task A_multipart_without_parts_or_end_is_refused()
    {
        Reading.Refused(await TestMessage.Http(Related("")).ReadAsync(), As2Failure.BadMime);
        var cut = Encoding.Latin1.GetString(Related("", Xml, Tiff)).Replace("--rel--", "", StringComparison.Ordinal);
        Reading.Refused(await TestMessage.Http(Encoding.Latin1.GetBytes(cut)).ReadAsync(), As2Failure.BadMime);
    }

    [Fact]
    [Requirement("AS2-MA-007")]
    public async Task One_changed_document_refuses_them_all()
    {
        var message = TestMessage.Build("SP", Related("", Xml, Tiff));
        var at = message.Body.AsSpan().IndexOf("<order/>"u8);
        message.Body[at] ^= 1;
        Reading.Refused(await message.ReadAsync(), As2Failure.DigestMismatch);
    }

    [Theory]
    [InlineData("filename=\"a b.edi\"", "a b.edi")]
    [InlineData("filename=\"a\\\"b.edi\"", "a\"b.edi")]
    [InlineData("filename=\"a;b.edi\"", "a;b.edi")]
    [InlineData("filename=\"x\"; filename*=UTF-8''%C3%A4%E2%82%AC.edi", "ä€.edi")]
    [InlineData("filename=\"=?UTF-8?B?w6Q=?=\"", "ä")]
    [InlineData("filename=\"\u00c3\u00a4\u00e2\u0082\u00ac.edi\"", "ä€.edi")]
    [InlineData("filename=\"../../etc/passwd\"", "../../etc/passwd")]
    [Requirement("AS2-FN-002")]
    public async Task File_names_are_read_in_every_spelling_and_stay_the_partners_words(string parameter, string name)
    {
        var entity = TestMessage.Entity($"Content-Type: text/plain\r\nContent-Disposition: attachment; {parameter}", "x"u8.ToArray());
        foreach (var structure in (string[])["P", "SP", "ESZP"])
        {
            await using var verdict = await TestMessage.Build(structure, entity).ReadAsync();
            Assert.Equal(name, Assert.Single(verdict.Payloads).FileName);
        }
    }

    private static byte[] Related(string parameters, params byte[][] parts)
    {
        IEnumerable<byte> body = [];
        foreach (var part in parts)
        {
            body = [.. body, .. "--rel\r\n"u8, .. part, .. "\r\n"u8];
        }

        return TestMessage.Entity($"Content-Type: multipart/related; boundary=rel{parameters}", [.. body, .. "--rel--\r\n"u8]);
    }
}
