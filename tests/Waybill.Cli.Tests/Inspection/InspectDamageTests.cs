using System.Text;

namespace Waybill.Cli.Tests.Inspection;

/// <summary>What is cut or changed ends with 1, with its keys and without.</summary>
public sealed class InspectDamageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("waybill-cli-").FullName;

    public static TheoryData<string, string, bool> Cuts => new()
    {
        { "openas2/comp-before-sign-enc-aes256-sync/msg-1.request.raw", "chunked", true },
        { "openas2/sign-sha256-sync/msg-1.request.raw", "chunked", true },
        { "openas2/plain-sync-unsigned/msg-1.request.raw", "chunked", false },
        { "openas2/sign-sha256-sync/msg-1.response.raw", "content-length", false },
        { "ruby-as2/from_mendelson/base64_crlf.pkcs7", "DER", true },
        { "ruby-as2/from_mendelson/base64_crlf.pkcs7", "DER without key", false },
        { "ruby-as2/from_openas2/binary_newlines.pkcs7", "DER", true },
        { "ruby-as2/from_openas2/binary_newlines.pkcs7", "DER without key", false },
        { "ruby-as2/hello_world_1.pkcs7", "DER without key", false },
        { "ruby-as2/non_edi_content.pkcs7", "PEM without key", false },
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_file_cut_anywhere_behind_its_headers_ends_with_1(string file, string form, bool withKeys)
    {
        Assert.NotEmpty(form);
        var bytes = TestFiles.Bytes(file);
        var start = file.EndsWith(".raw", StringComparison.Ordinal) ? bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4 : 0;
        var end = form.StartsWith("PEM", StringComparison.Ordinal) ? bytes.AsSpan().LastIndexOf("\n-----END"u8) - 4 : bytes.Length - 1;
        string[] keys = withKeys ? file.StartsWith("ruby", StringComparison.Ordinal) ? Inspecting.Ruby : Inspecting.OpenAs2Message : [];
        for (var length = start; length <= end; length += length == end ? 1 : Math.Min(1 + ((end - start) / 40), end - length))
        {
            var (exit, output, _) = await InspectAsync(bytes[..length], keys);
            Assert.True(exit is 1, $"Cut to {length} of {bytes.Length} bytes:\n{output}");
        }
    }

    [Theory]
    [InlineData("openas2/sign-sha256-sync/msg-1.request.raw", "signature")]
    [InlineData("openas2/comp-before-sign-enc-aes256-sync/msg-1.request.raw", "encryption,signature,parse,compression")]
    public async Task A_changed_byte_of_protected_content_is_bad(string file, string checks)
    {
        var bytes = TestFiles.Bytes(file);
        var body = bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        foreach (var at in new[] { 0.45, 0.5, 0.55 }.Select(f => body + (int)((bytes.Length - body) * f)))
        {
            var changed = bytes.ToArray();
            changed[at] ^= 0x01;
            var path = Write(changed);
            var (exit, report) = await CommandLine.JsonAsync(["inspect", path, .. Inspecting.OpenAs2Message]);
            Assert.Equal(1, exit);
            Assert.Contains(report.GetProperty("checks").EnumerateArray(), c => c.At("result") is "bad" && checks.Split(',').Contains(c.At("name")));
        }
    }

    [Fact]
    public async Task Bytes_behind_the_message_are_told()
    {
        byte[] twice = [.. TestFiles.Bytes("openas2/sign-sha256-sync/msg-1.response.raw"), .. TestFiles.Bytes("openas2/sign-sha256-sync/msg-1.response.raw")];
        var (exit, report) = await CommandLine.JsonAsync(["inspect", Write(twice), .. Inspecting.OpenAs2Receipt]);
        Assert.Equal(1, exit);
        Assert.Contains("bytes follow the end of the message", report.Text("parse"), StringComparison.Ordinal);
        Assert.Equal("good", report.Result("signature"));
    }

    [Fact]
    public async Task A_receipt_cut_where_only_MIME_can_tell_is_bad()
    {
        var receipt = HttpCapture.Read("openas2/plain-sync-unsigned/msg-1.response.raw");
        var entity = $"Content-Type: {receipt["Content-Type"]}\r\n\r\n{Encoding.Latin1.GetString(receipt.Body)}";
        var (whole, _, _) = await InspectAsync(Encoding.Latin1.GetBytes(entity));
        Assert.Equal(0, whole);
        var (exit, report) = await CommandLine.JsonAsync("inspect", Write(Encoding.Latin1.GetBytes(entity[..entity.LastIndexOf("\r\n--", StringComparison.Ordinal)])));
        Assert.Equal(1, exit);
        Assert.Equal("The receipt is cut: a closing delimiter is missing.", report.Text("parse"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ISA*00*          *00*          ~")]
    [InlineData("just\nwords\n")]
    [InlineData("Foo: bar\r\n\r\nbody")]
    public async Task What_is_nothing_of_AS2_is_said_so(string text)
    {
        var (exit, report) = await CommandLine.JsonAsync("inspect", Write(Encoding.Latin1.GetBytes(text)));
        Assert.Equal(1, exit);
        Assert.Equal("unknown", report.At("kind"));
        Assert.Equal("bad", report.Result("parse"));
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n", "status")]
    [InlineData("POST /as2 HTTP/1.1\r\nAS2-From: a\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nx", "headers")]
    [InlineData("POST /as2 HTTP/1.1\r\nAS2-From: a\r\nAS2-To: b\r\nContent-Type: multipart/signed; boundary=b\r\nContent-Length: 12\r\n\r\n--b\r\n\r\nx\r\n--", "parse")]
    public async Task A_response_or_request_that_cannot_be_right_ends_with_1(string text, string check)
    {
        var (exit, report) = await CommandLine.JsonAsync("inspect", Write(Encoding.Latin1.GetBytes(text)));
        Assert.Equal(1, exit);
        Assert.Equal("bad", report.Result(check));
    }

    private Task<(int Exit, string Out, string Error)> InspectAsync(byte[] bytes, params string[] more) => CommandLine.RunAsync(["inspect", Write(bytes), .. more]);

    private string Write(byte[] bytes)
    {
        var path = Path.Combine(folder, "file");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
