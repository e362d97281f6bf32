using System.Text;
using System.Text.Json;
using Waybill.Cli.Inspection;

namespace Waybill.Cli.Tests.Inspection;

public sealed class InspectCommandTests : IDisposable
{
    private static readonly string Signed = TestFiles.PathOf("openas2/sign-sha256-sync/msg-1.request.raw");
    private static readonly string Receipt = TestFiles.PathOf("openas2/sign-sha256-sync/msg-1.response.raw");
    private static readonly string Encrypted = TestFiles.PathOf("openas2/enc-aes256-sync/msg-1.request.raw");

    private readonly string folder = Directory.CreateTempSubdirectory("waybill-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("message", "openas2/comp-before-sign-enc-aes256-sync/msg-1.request.raw", "openas2/comp-before-sign-enc-aes256-sync/msg-1.response.raw")]
    [InlineData("receipt", "openas2/sign-sha1-sync/msg-1.response.raw", null)]
    public async Task The_JSON_has_the_shape_that_is_promised(string snapshot, string file, string? receipt)
    {
        string[] with = receipt is null ? Inspecting.OpenAs2Receipt : [.. Inspecting.OpenAs2Message, .. Inspecting.OpenAs2Receipt, "--receipt", TestFiles.PathOf(receipt)];
        var (exit, output, _) = await CommandLine.RunAsync(["inspect", TestFiles.PathOf(file), "--at", "2027-01-31", "--json", .. with]);
        Assert.Equal(0, exit);
        var path = Path.Combine(TestFiles.RepositoryRoot, "tests", "Waybill.Cli.Tests", "Inspection", "Snapshots", snapshot + ".json");
        if (Environment.GetEnvironmentVariable("WAYBILL_PRINT") is "1")
        {
            await File.WriteAllTextAsync(path, output.ReplaceLineEndings("\n"), TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task The_JSON_has_no_members_beyond_those_promised()
    {
        var (_, report) = await CommandLine.JsonAsync(["inspect", Signed, "--receipt", TestFiles.PathOf("openas2/sign-sha256-sync/msg-1.response.raw"), .. Inspecting.OpenAs2Message]);
        Assert.Equal(["kind", "layers", "mic", "payloads", "receipt", "checks"], Names(report));
        Assert.Equal(["name", "contentType", "size", "sha256", "authenticated"], Names(report.GetProperty("payloads")[0]));
        Assert.Equal(["value", "algorithm", "bytes"], Names(report.GetProperty("mic")));
        Assert.All(report.GetProperty("checks").EnumerateArray(), c => Assert.Equal(["name", "result", "text"], Names(c)));
    }

    [Fact]
    public async Task A_signature_is_never_checked_with_the_certificate_it_carries()
    {
        var (exit, report) = await CommandLine.JsonAsync("inspect", Signed);
        Assert.Equal(0, exit);
        Assert.Equal("unchecked", report.Result("signature"));
        Assert.Contains("--partner-cert", report.Text("signature"), StringComparison.Ordinal);
        Assert.Equal("False", report.GetProperty("payloads")[0].At("authenticated"));

        (exit, report) = await CommandLine.JsonAsync("inspect", Signed, "--partner-cert", TestFiles.PathOf("openas2/certificates/OAS2B.crt"));
        Assert.Equal(1, exit);
        Assert.Equal("bad", report.Result("signature"));
        Assert.Contains("CN=OAS2A", report.Text("signature"), StringComparison.Ordinal);
        Assert.Contains("Checked with CN=OAS2B", report.Text("signature"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_or_wrong_key_is_told_with_both_names()
    {
        var (exit, report) = await CommandLine.JsonAsync("inspect", Encrypted);
        Assert.Equal(0, exit);
        Assert.Equal("unchecked", report.Result("encryption"));
        Assert.Contains("for serial 2581B87D8C89CF2D703E544E2CA32370653859BB of CN=OAS2B", report.Text("encryption"), StringComparison.Ordinal);
        Assert.Contains("--key", report.Text("encryption"), StringComparison.Ordinal);
        Assert.Empty(report.GetProperty("payloads").EnumerateArray());

        (exit, report) = await CommandLine.JsonAsync(["inspect", Encrypted, .. Inspecting.Own("openas2/certificates/OAS2A", ".crt")]);
        Assert.Equal(1, exit);
        Assert.Equal("bad", report.Result("encryption"));
        Assert.Contains("for serial 2581B87D8C89CF2D703E544E2CA32370653859BB of CN=OAS2B", report.Text("encryption"), StringComparison.Ordinal);
        Assert.Contains("The key given is for serial 24EF6702B6398317EBCCB512C2452F103C60E2CE of CN=OAS2A", report.Text("encryption"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-01-31", false, "good", 0)]
    [InlineData("2030-01-31T12:00:00Z", false, "weak", 0)]
    [InlineData("2030-01-31T12:00:00Z", true, "bad", 1)]
    [InlineData("2001-01-31", true, "bad", 1)]
    public async Task Dates_are_checked_at_the_given_time_and_bad_only_when_strict(string at, bool strict, string result, int expected)
    {
        string[] arguments = ["inspect", TestFiles.PathOf("ruby-as2/from_mendelson/base64_crlf.pkcs7"), .. Inspecting.Ruby[..^1], at];
        var (exit, report) = await CommandLine.JsonAsync(strict ? [.. arguments, "--strict-dates"] : arguments);
        Assert.Equal(expected, exit);
        Assert.Equal(result, report.Result("certificateDates"));
        Assert.Equal("good", report.Result("signature"));
    }

    [Fact]
    public async Task Standard_input_is_read_too()
    {
        var host = new CliHost(TextWriter.Null, TextWriter.Null, TimeProvider.System) { OpenInput = () => new TrickleStream(File.ReadAllBytes(Signed), 1000) };
        var (exit, output, _) = await CommandLine.RunAsync(host, ["inspect", "-", .. Inspecting.OpenAs2Message]);
        var (_, expected, _) = await CommandLine.RunAsync(["inspect", Signed, .. Inspecting.OpenAs2Message]);
        Assert.Equal(0, exit);
        Assert.Equal(expected, output);
    }

    [Theory]
    [InlineData("PEM")]
    [InlineData("base64")]
    public async Task A_signature_without_its_content_is_shown(string form)
    {
        var body = HttpCapture.Read("openas2/sign-sha256-sync/msg-1.request.raw").Body.AsSpan();
        body = body[body.LastIndexOf("Content-Type: application/pkcs7-signature"u8)..];
        var signature = body[(body.IndexOf("\r\n\r\n"u8) + 4)..body.LastIndexOf("\r\n--"u8)].ToArray();
        var base64 = Convert.ToBase64String(signature, Base64FormattingOptions.InsertLineBreaks);
        var text = form is "PEM" ? $"-----BEGIN PKCS7-----\n{base64}\n-----END PKCS7-----\n" : base64;
        foreach (var bytes in new[] { Encoding.Latin1.GetBytes(text), signature })
        {
            var (exit, report) = await CommandLine.JsonAsync("inspect", Write("smime.p7s", bytes));
            Assert.Equal(0, exit);
            Assert.Equal("signature", report.At("kind"));
            Assert.Equal("unchecked", report.Result("signature"));
            Assert.Contains("CN=OAS2A", report.GetProperty("layers")[0].At("signer"), StringComparison.Ordinal);

            (exit, _, _) = await CommandLine.RunAsync("inspect", Write("cut.p7s", bytes[..(bytes.Length / 2)]));
            Assert.Equal(1, exit);
        }
    }

    [Fact]
    public async Task A_multipart_body_without_its_headers_is_checked_all_the_same()
    {
        var path = Write("body", HttpCapture.Read("openas2/sign-sha256-sync/msg-1.request.raw").Body);
        var (exit, report) = await CommandLine.JsonAsync(["inspect", path, .. Inspecting.OpenAs2Message]);
        Assert.Equal(0, exit);
        Assert.Equal("good", report.Result("signature"));

        path = Write("mdn", HttpCapture.Read("openas2/sign-sha256-sync/msg-1.response.raw").Body);
        (exit, report) = await CommandLine.JsonAsync(["inspect", path, .. Inspecting.OpenAs2Receipt]);
        Assert.Equal(0, exit);
        Assert.Equal(("receipt", "good"), (report.At("kind"), report.Result("signature")));
    }

    [Fact]
    public async Task A_receipt_about_another_message_is_told()
    {
        var (exit, report) = await CommandLine.JsonAsync(
            ["inspect", Signed, "--receipt", TestFiles.PathOf("openas2/sign-sha512-sync/msg-1.response.raw"), .. Inspecting.OpenAs2Message, .. Inspecting.OpenAs2Receipt]);
        Assert.Equal(1, exit);
        Assert.Equal("bad", report.Result("receiptMessage"));
        Assert.Equal("bad", report.Result("mic"));
    }

    [Fact]
    public async Task The_text_is_for_people()
    {
        var (exit, output, error) = await CommandLine.RunAsync(["inspect", Signed, .. Inspecting.OpenAs2Message]);
        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("this is     an AS2 message", output, StringComparison.Ordinal);
        Assert.Contains("✓ good       signature", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', output);

        var host = new CliHost(TextWriter.Null, TextWriter.Null, TimeProvider.System) { UseColour = true };
        (_, output, _) = await CommandLine.RunAsync(host, ["inspect", Signed, .. Inspecting.OpenAs2Message]);
        Assert.Contains("\e[32m✓ good     \e[0m  signature", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_characters_of_a_partner_never_reach_the_terminal()
    {
        var path = Write("evil", Encoding.Latin1.GetBytes(
            "POST /\e[2J HTTP/1.1\r\nAS2-From: a\r\nAS2-To: b\r\nMessage-ID: <\e]0;owned\a@x>\r\nContent-Type: text/plain\r\n"
            + "Content-Disposition: attachment; filename=\"a\e[31m.txt\"\r\nContent-Length: 1\r\n\r\nx"));
        var (_, output, _) = await CommandLine.RunAsync("inspect", path);
        Assert.DoesNotContain(output, c => char.IsControl(c) && c is not '\n' and not '\r');
        Assert.Contains(".txt", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "payload.bin")]
    [InlineData("order.edi", "order.edi")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\temp\\a b.txt", "a b.txt")]
    [InlineData("..", "payload.bin")]
    [InlineData(".profile", "profile")]
    [InlineData("a\0b\r\n.x", "a_b__.x")]
    [InlineData("con.txt", "payload-con.txt")]
    [InlineData("Bestellung ü.edi", "Bestellung ü.edi")]
    public void No_name_of_a_partner_leads_out_of_the_folder(string? word, string expected) => Assert.Equal(expected, PayloadFolder.SafeName(word));

    [Fact]
    public async Task Payloads_are_never_written_over_what_is_there()
    {
        var target = Path.Combine(folder, "new", "out");
        for (var run = 0; run < 3; run++)
        {
            await CommandLine.RunAsync(["inspect", Signed, "--out", target, .. Inspecting.OpenAs2Message]);
        }

        Assert.Equal(["sign-sha256-sync-2.edi", "sign-sha256-sync-3.edi", "sign-sha256-sync.edi"], Directory.GetFiles(target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("inspect")]
    [InlineData("inspect", "/nowhere/at-all")]
    [InlineData("inspect", "/")]
    [InlineData("inspect", "a", "b")]
    [InlineData("inspect", "SIGNED", "--at", "yesterday")]
    [InlineData("inspect", "SIGNED", "--key", "/nowhere")]
    [InlineData("inspect", "SIGNED", "--partner-cert", "SIGNED")]
    [InlineData("inspect", "SIGNED", "--receipt", "/nowhere")]
    [InlineData("inspect", "SIGNED", "--colour")]
    [InlineData("inspect", "RECEIPT", "--receipt", "RECEIPT")]
    public async Task Misuse_ends_with_2_and_says_what_to_do(params string[] arguments)
    {
        var (exit, output, error) = await CommandLine.RunAsync([.. arguments.Select(a => a switch { "SIGNED" => Signed, "RECEIPT" => Receipt, _ => a })]);
        Assert.Equal(2, exit);
        Assert.Equal("", output);
        Assert.StartsWith("waybill: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_tells_of_every_option()
    {
        var (exit, output, _) = await CommandLine.RunAsync("inspect", "--help");
        Assert.Equal(0, exit);
        Assert.All(["--key", "--cert", "--key-password-file", "--partner-cert", "--receipt", "--at", "--strict-dates", "--out", "--json", "Examples:"], o => Assert.Contains(o, output, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
