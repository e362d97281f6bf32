using System.Security.Cryptography;
using System.Text;
using Waybill.As2.Tests;
using Waybill.Mime;

namespace Waybill.Cli.Tests.Inspection;

/// <summary>Everything real products sent opens as they meant it, and what is odd is said.</summary>
public sealed class InspectVectorTests : IDisposable
{
    private static readonly string[] WithoutMic = ["plain-async-unsigned", "plain-sync-unsigned"];

    private readonly string folder = Directory.CreateTempSubdirectory("waybill-cli-").FullName;

    public static TheoryData<string, string> Ruby
        => [.. File.ReadLines(TestFiles.PathOf("ruby-as2/expected-mics.tsv")).Skip(1).Select(l => l.Split('\t')).Select(f => new TheoryDataRow<string, string>(f[0], f[1]))];

    public static TheoryData<string> OpenAs2 => [.. OpenAs2Capture.Names];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void All_vectors_are_here() => Assert.Equal((16, 28), (Ruby.Count, OpenAs2.Count));

    [Theory]
    [MemberData(nameof(Ruby))]
    public async Task A_bare_envelope_opens_with_the_MIC_its_sender_logged(string vector, string mic)
    {
        var (exit, report) = await CommandLine.JsonAsync(["inspect", TestFiles.PathOf($"ruby-as2/{vector}.pkcs7"), .. Inspecting.Ruby]);
        Assert.Equal(0, exit);
        Assert.Equal((mic, "sha-256"), (report.At("mic.value"), report.At("mic.algorithm")));
        Assert.Equal(["encrypted", "signed"], report.GetProperty("layers").EnumerateArray().Select(l => l.At("type")));
        var payload = Assert.Single(report.GetProperty("payloads").EnumerateArray());
        Assert.Equal("True", payload.At("authenticated"));
        Assert.Equal(Sha256OfDocument(TestFiles.Bytes($"ruby-as2/{vector}.txt")), payload.At("sha256"));
    }

    [Theory]
    [MemberData(nameof(OpenAs2))]
    public async Task A_captured_request_opens_to_its_payload_and_its_receipt_is_compared(string name)
    {
        var capture = OpenAs2Capture.Read(name);
        var receipt = capture.ReceiptKind switch { null => null, "async" => "mdn-1.request.raw", _ => "msg-1.response.raw" };
        string[] with = receipt is null ? [] : ["--receipt", TestFiles.PathOf($"openas2/{name}/{receipt}"), .. Inspecting.OpenAs2Receipt];
        var (exit, report) = await CommandLine.JsonAsync(
            ["inspect", TestFiles.PathOf($"openas2/{name}/msg-1.request.raw"), "--out", folder, .. Inspecting.OpenAs2Message, .. with]);

        Assert.Equal(0, exit);
        Assert.Equal("message", report.At("kind"));
        Assert.Equal("good", report.Result("parse"));
        var payload = Assert.Single(report.GetProperty("payloads").EnumerateArray());
        Assert.Equal(capture.Payload, await File.ReadAllBytesAsync(payload.At("file")!, TestContext.Current.CancellationToken));
        Assert.Equal(folder, Path.GetDirectoryName(payload.At("file")));
        Assert.Equal((Hex(capture.Payload), $"{capture.Payload.Length}"), (payload.At("sha256"), payload.At("size")));
        Assert.Equal(capture.Digest is not null ? "True" : "False", payload.At("authenticated"));
        string?[] layers = [capture.Cipher is null ? null : "encrypted", .. Inner(capture)];
        Assert.Equal(layers.OfType<string>(), report.GetProperty("layers").EnumerateArray().Select(l => l.At("type")!));

        // What no longer protects opens and is called weak, the rest good.
        Assert.All(report.GetProperty("layers").EnumerateArray(), l => Assert.Equal(
            l.At("algorithm") is "3des-cbc" or "rc2-cbc" || l.At("digest") is "sha-1" or "md5" ? "weak" : "good", l.At("status")));
        if (receipt is null)
        {
            Assert.Null(report.At("receipt"));
            return;
        }

        Assert.Equal("good", report.Result("receiptMessage"));
        Assert.Equal("good", report.Result("disposition"));
        Assert.Equal(WithoutMic.Contains(name) ? "unchecked" : name is "comp-only-sync" ? "weak" : "good", report.Result("mic"));
        Assert.Equal(name is "comp-only-sync" || WithoutMic.Contains(name), report.At("receipt.mic") != report.At("mic.value"));
    }

    [Fact]
    public void Exactly_24_MICs_equal_and_three_receipts_are_without() => Assert.Equal(
        (24, 3), (OpenAs2Capture.Names.Count(n => n is not "comp-only-sync" && OpenAs2Capture.Read(n).ReceiptDigest is not null), WithoutMic.Append("plain-nomdn").Count()));

    [Fact]
    [Requirement("AS2-MATCH-005")]
    public async Task A_MIC_taken_without_the_headers_is_named_as_that_variant()
    {
        var (exit, report) = await CommandLine.JsonAsync(
            "inspect", TestFiles.PathOf("openas2/comp-only-sync/msg-1.request.raw"), "--receipt", TestFiles.PathOf("openas2/comp-only-sync/msg-1.response.raw"));
        Assert.Equal(0, exit);
        Assert.Equal("weak", report.Result("mic"));
        Assert.Contains("the variant without headers", report.Text("mic"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OpenAs2))]
    public async Task A_captured_answer_is_read_as_what_it_is(string name)
    {
        var capture = OpenAs2Capture.Read(name);
        var (exit, report) = await CommandLine.JsonAsync(["inspect", TestFiles.PathOf($"openas2/{name}/msg-1.response.raw"), .. Inspecting.OpenAs2Receipt]);
        Assert.Equal(0, exit);
        if (capture.ReceiptKind is "sync")
        {
            AssertReceipt(capture, report);
        }
        else
        {
            Assert.Equal("response", report.At("kind"));
        }

        if (capture.AsyncReceipt is not null)
        {
            (exit, report) = await CommandLine.JsonAsync(["inspect", TestFiles.PathOf($"openas2/{name}/mdn-1.request.raw"), .. Inspecting.OpenAs2Receipt]);
            Assert.Equal(0, exit);
            AssertReceipt(capture, report);
        }
    }

    [Theory]
    [InlineData("signed_mdn.yml", 0, "good", "processed")]
    [InlineData("binary_mdn.yml", 0, "good", "processed")]
    [InlineData("unsigned_mdn.yml", 1, "unchecked", "processed/error: unknown-trading-partner")]
    public async Task Receipts_of_mendelson_and_of_an_older_OpenAS2_read(string file, int expected, string signature, string disposition)
    {
        var (headers, body) = RubyAs2Receipt.Read(file);
        var path = Path.Combine(folder, "receipt");
        var head = string.Concat(headers.Where(h => !h.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Select(h => $"{h.Key}: {h.Value.ReplaceLineEndings(" ")}\r\n"));
        await File.WriteAllBytesAsync(path, [.. Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\n" + head + "\r\n"), .. body], TestContext.Current.CancellationToken);
        var (exit, report) = await CommandLine.JsonAsync(["inspect", path, .. Inspecting.Ruby]);
        Assert.Equal("receipt", report.At("kind"));
        Assert.EndsWith("; " + disposition, report.At("receipt.disposition"), StringComparison.Ordinal);
        Assert.Equal(signature, report.Result("signature"));
        Assert.Equal("good", report.Result("parse"));
        Assert.Equal(expected, exit);
    }

    [Theory]
    [InlineData("content.mime.txt", "message", "")]
    [InlineData("content.signed.txt", "message", "signed")]
    [InlineData("content.encrypted.txt", "message", "encrypted")]
    [InlineData("mdn.signed.txt", "receipt", "signed")]
    public async Task Files_saved_with_LF_are_read_as_they_were_on_the_wire(string file, string kind, string layer)
    {
        var (exit, report) = await CommandLine.JsonAsync(
            ["inspect", TestFiles.PathOf($"node-libas2/{file}"), .. Inspecting.Own("node-libas2/libas2community", ".cer"),
                "--partner-cert", TestFiles.PathOf("node-libas2/libas2community.cer"), "--partner-cert", TestFiles.PathOf("node-libas2/as2testing.cer")]);
        Assert.Equal(0, exit);
        Assert.Equal(kind, report.At("kind"));
        Assert.Equal(layer, string.Join(',', report.GetProperty("layers").EnumerateArray().Select(l => l.At("type"))));
        if (layer is "signed")
        {
            Assert.Equal("good", report.Result("signature"));
            Assert.Equal("weak", report.Result("lineEnds"));
        }

        if (kind is "message")
        {
            Assert.Equal(Hex(TestFiles.Bytes("node-libas2/sample_edi.edi")), report.GetProperty("payloads")[0].At("sha256"));
        }
    }

    [Fact]
    public async Task The_MIC_of_a_file_saved_with_LF_is_that_of_the_bytes_on_the_wire()
    {
        var path = Path.Combine(folder, "crlf");
        await File.WriteAllBytesAsync(path, TestFiles.BytesWithCrlf("node-libas2/content.signed.txt"), TestContext.Current.CancellationToken);
        string[] with = ["--partner-cert", TestFiles.PathOf("node-libas2/libas2community.cer")];
        var (_, crlf) = await CommandLine.JsonAsync(["inspect", path, .. with]);
        var (_, lf) = await CommandLine.JsonAsync(["inspect", TestFiles.PathOf("node-libas2/content.signed.txt"), .. with]);
        Assert.NotNull(crlf.At("mic.value"));
        Assert.Equal(crlf.At("mic.value"), lf.At("mic.value"));
    }

    [Theory]
    [InlineData("hello_world_1.pkcs7", "weak")]
    [InlineData("hello_world_2.pkcs7", "weak")]
    [InlineData("non_edi_content.pkcs7", "good")]
    public async Task Further_envelopes_open(string file, string result)
    {
        var (exit, report) = await CommandLine.JsonAsync(
            ["inspect", TestFiles.PathOf($"ruby-as2/{file}"), .. Inspecting.Own("ruby-as2/certificates/server", ".crt"), .. Inspecting.Own("ruby-as2/certificates/partner_encryption", ".crt")]);
        Assert.Equal(0, exit);
        Assert.Equal(result, report.Result("encryption"));
        Assert.NotEmpty(report.GetProperty("payloads").EnumerateArray());
    }

    private static void AssertReceipt(OpenAs2Capture capture, System.Text.Json.JsonElement report)
    {
        Assert.Equal("receipt", report.At("kind"));
        Assert.Equal(capture.Request["Message-ID"], report.At("receipt.originalMessageId"));
        Assert.Equal("automatic-action/MDN-sent-automatically; processed", report.At("receipt.disposition"));
        Assert.Equal(capture.ReceiptDigest is null ? "unchecked" : capture.ReceiptDigest is "md5" or "sha1" ? "weak" : "good", report.Result("signature"));
    }

    private static IEnumerable<string?> Inner(OpenAs2Capture capture)
    {
        var (signed, compressed) = (capture.Digest is null ? null : "signed", capture.Compression is null ? null : "compressed");
        return capture.Compression is "after" ? [compressed, signed] : [signed, compressed];
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The files hold the part with its headers, some after an empty line.</summary>
    private static string Sha256OfDocument(byte[] part)
    {
        var text = part.AsSpan().TrimStart("\r\n"u8);
        var headers = MimeHeaders.Parse(text[..(text.IndexOf("\r\n\r\n"u8) + 4)].ToArray());
        var document = text[headers.Raw.Length..].ToArray();
        return Hex(headers.TransferEncoding is TransferEncoding.Base64 ? Convert.FromBase64String(Encoding.ASCII.GetString(document)) : document);
    }
}
