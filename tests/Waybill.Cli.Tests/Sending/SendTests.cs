using System.Text.Json;
using Waybill.As2;
using Waybill.Cli.Tests.Inspection;
using Waybill.Testing;

namespace Waybill.Cli.Tests.Sending;

/// <summary>One file to a partner on a real socket, and what each answer comes to.</summary>
public sealed class SendTests : IDisposable
{
    private static readonly string Order = TestFiles.PathOf("edi-net/x12.850.edi");

    private readonly string folder = Directory.CreateTempSubdirectory("waybill-cli-").FullName;
    private readonly string[] identity;

    public SendTests()
    {
        File.WriteAllText(Path.Combine(folder, "buyer.pem"), TestIdentities.Pem(TestIdentities.Rsa("buyer")));
        File.WriteAllText(Path.Combine(folder, "seller.crt"), TestIdentities.Rsa("seller").ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "seller.pem"), TestIdentities.Pem(TestIdentities.Rsa("seller")));
        identity = ["--from", "BUYER", "--to", "SELLER", "--key", Path.Combine(folder, "buyer.pem"), "--partner-cert", Path.Combine(folder, "seller.crt")];
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("signed sha-256 aes256-cbc")]
    [InlineData("signed sha-512 aes256-gcm", "--sign", "sha-512", "--encrypt", "aes256-gcm")]
    [InlineData("signed sha-256 aes256-gcm", "--profile", "modern", "--chunked")]
    [InlineData("signed sha-256 aes128-cbc", "--encrypt", "aes128-cbc", "--key-management", "rsa-oaep", "--compress", "before")]
    [InlineData("signed sha-384 aes192-cbc", "--sign", "sha384", "--encrypt", "aes192-cbc", "--compress", "after", "--subject", "Bestellung für März")]
    [InlineData("signed sha-1 3des-cbc", "--sign", "sha-1", "--encrypt", "3des-cbc", "--allow-weak")]
    [InlineData("signed - -", "--sign", "none", "--encrypt", "none")]
    [InlineData("signed - aes256-cbc", "--sign", "none", "--allow-weak")]
    [InlineData("unsigned sha-256 -", "--encrypt", "none", "--mdn", "unsigned", "--compress", "before")]
    public async Task An_honest_partner_makes_it_delivered(string expected, params string[] more)
    {
        await using var partner = FakePartner.Start(HonestPartner.Honest);
        var (exit, report) = await SendAsync(partner, more);
        Assert.Equal("delivered", report.At("outcome"));
        Assert.Equal(0, exit);
        Assert.Equal("equal", report.At("micResult"));
        Assert.Equal("200", report.At("http.status"));
        Assert.Equal(expected, $"{(report.At("receipt.signed") is "True" ? "signed" : "unsigned")} {report.At("sign") ?? "-"} {report.At("encrypt") ?? "-"}");
        var request = Assert.Single(partner.Requests);
        Assert.Equal(report.At("messageId"), request.Header("Message-ID"));
        Assert.Equal(more.Contains("--chunked"), request.Header("Content-Length") is null);
        await AssertPayloadAsync(request, Order);
    }

    [Fact]
    public async Task Several_files_go_in_one_message()
    {
        var other = Path.Combine(folder, "note.json");
        await File.WriteAllTextAsync(other, "{}", TestContext.Current.CancellationToken);
        await using var partner = FakePartner.Start(HonestPartner.Honest);
        var (exit, report) = await SendAsync(partner, "--file", other);
        Assert.Equal(0, exit);
        Assert.Equal(["x12.850.edi application/EDI-X12", "note.json application/json"], report.GetProperty("files").EnumerateArray().Select(f => $"{f.At("name")} {f.At("contentType")}"));
        await AssertPayloadAsync(Assert.Single(partner.Requests), Order, other);
    }

    [Fact]
    public async Task What_was_agreed_stands_in_the_headers()
    {
        await using var partner = FakePartner.Start(HonestPartner.Honest);
        await SendAsync(partner, "--message-id", "42@buyer", "--content-type", "text/plain", "--subject", "Order");
        var request = Assert.Single(partner.Requests);
        Assert.Equal(("BUYER", "SELLER", "<42@buyer>", "Order"), (request.Header("AS2-From"), request.Header("AS2-To"), request.Header("Message-ID"), request.Header("Subject")));
        Assert.Contains("sha-256", request.Header("Disposition-Notification-Options"), StringComparison.Ordinal);
        await using var opened = await HonestPartner.OpenAsync(request);
        Assert.Equal("text/plain", Assert.Single(opened.Verdict.Payloads).ContentType.MediaType);
    }

    public static TheoryData<string, Func<PartnerRequest, PartnerAnswer>, string, string> BadAnswers => new()
    {
        { "another MIC", r => HonestPartner.Receipt(r, new() { Mic = ReceiptMic.Wrong }), "receiptNotGood", "MIC" },
        { "no MIC", r => HonestPartner.Receipt(r, new() { Mic = ReceiptMic.None }), "receiptNotGood", "MIC" },
        { "refused", r => HonestPartner.Receipt(r, new() { Disposition = Disposition.Error("decryption-failed"), Mic = ReceiptMic.None }), "refused", "decryption-failed" },
        { "unsigned", r => HonestPartner.Receipt(r, new() { Signing = ReceiptSigning.Unsigned }), "receiptNotGood", "not signed" },
        { "by a stranger", r => HonestPartner.Receipt(r, new() { Signing = ReceiptSigning.Foreign }), "receiptNotGood", "certificate" },
        { "500", _ => PartnerAnswer.Of(500, body: "<html>oops</html>"u8.ToArray()), "tryAgain", "500" },
        { "404", _ => PartnerAnswer.Of(404), "refused", "404" },
        { "HTML", _ => PartnerAnswer.Of(200, [new("Content-Type", "text/html")], "<html>hello</html>"u8.ToArray()), "receiptNotGood", "text/html" },
        { "empty", _ => PartnerAnswer.Of(200), "receiptNotGood", "without the receipt" },
        { "reset", _ => PartnerAnswer.Reset, "tryAgain", "" },
        { "cut", r => HonestPartner.Receipt(r) with { CutAfter = 300 }, "tryAgain", "" },
        { "silence", _ => PartnerAnswer.Silence, "tryAgain", "Nothing moved for 1 seconds" },
    };

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task Every_other_answer_ends_with_1_and_a_sentence(string name, Func<PartnerRequest, PartnerAnswer> answer, string outcome, string sentence)
    {
        await using var partner = FakePartner.Start(answer);
        var (exit, report) = await SendAsync(partner, name is "silence" ? ["--timeout", "1"] : []);
        Assert.Equal(1, exit);
        Assert.Equal(outcome, report.At("outcome"));
        Assert.Contains(sentence, report.At("sentence"), StringComparison.Ordinal);
        Assert.Equal(name is "another MIC" ? "different" : name is "unsigned" or "by a stranger" ? "equal" : "absent", report.At("micResult"));

        var (_, text, _) = await CommandLine.RunAsync(Arguments(partner, name is "silence" ? ["--timeout", "1"] : []));
        Assert.Contains("✗ BAD", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_no_crash()
    {
        var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        var address = partner.Address;
        await partner.DisposeAsync();
        var (exit, report) = await CommandLine.JsonAsync(["send", "--url", address.AbsoluteUri, "--file", Order, .. identity]);
        Assert.Equal((1, "tryAgain"), (exit, report.At("outcome")));
        Assert.Null(report.At("http.status"));
    }

    [Theory]
    [InlineData("none", "transferred")]
    [InlineData("signed", "awaitingReceipt", "--async-url", "https://buyer.example/mdn")]
    public async Task Without_a_receipt_in_the_answer_the_transfer_is_what_counts(string mdn, string outcome, params string[] more)
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(204));
        var (exit, report) = await SendAsync(partner, ["--mdn", mdn, .. more]);
        Assert.Equal((0, outcome), (exit, report.At("outcome")));
        Assert.Equal(mdn is "none" ? null : "https://buyer.example/mdn", partner.Requests[0].Header("Receipt-Delivery-Option"));
    }

    [Fact]
    [Requirement("AS2-MATCH-005")]
    public async Task A_MIC_over_the_right_bytes_in_another_form_is_named()
    {
        await using var partner = FakePartner.Start(r => HonestPartner.Receipt(r, new() { Mic = ReceiptMic.WithoutHeaders }));
        var (exit, report) = await SendAsync(partner, "--sign", "none", "--encrypt", "none", "--compress", "before");
        Assert.Equal((0, "deliveredWithWarning"), (exit, report.At("outcome")));
        Assert.Equal(("variant", "without headers"), (report.At("micResult"), report.At("micVariant")));

        // Under a signature the standard leaves no doubt about the bytes: named, and still not delivered.
        (exit, report) = await SendAsync(partner);
        Assert.Equal((1, "receiptNotGood"), (exit, report.At("outcome")));
        Assert.Equal(("variant", "without headers"), (report.At("micResult"), report.At("micVariant")));
    }

    [Fact]
    public async Task What_went_over_the_wire_is_kept_and_can_be_inspected()
    {
        var saved = Path.Combine(folder, "saved");
        await using var partner = FakePartner.Start(HonestPartner.Honest);
        var (_, report) = await SendAsync(partner, "--save", saved, "--chunked");
        Assert.Equal(["request.raw", "response.raw", "receipt.eml"], report.GetProperty("saved").EnumerateArray().Select(f => Path.GetFileName(f.GetString())));

        string[] seller = ["--key", Path.Combine(folder, "seller.pem"), "--partner-cert", Path.Combine(folder, "buyer.crt")];
        await File.WriteAllTextAsync(seller[3], TestIdentities.Rsa("buyer").ExportCertificatePem(), TestContext.Current.CancellationToken);
        var (exit, request) = await CommandLine.JsonAsync(["inspect", Path.Combine(saved, "request.raw"), "--receipt", Path.Combine(saved, "response.raw"), "--partner-cert", Path.Combine(folder, "seller.crt"), .. seller]);
        Assert.Equal(0, exit);
        Assert.All(request.GetProperty("checks").EnumerateArray(), c => Assert.Equal("good", c.At("result")));
        (exit, var receipt) = await CommandLine.JsonAsync("inspect", Path.Combine(saved, "receipt.eml"), "--partner-cert", Path.Combine(folder, "seller.crt"));
        Assert.Equal(0, exit);
        Assert.Equal("good", receipt.Result("signature"));
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.GetFiles(saved))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }

        // An earlier exchange is evidence: it is never written over, and nothing is sent.
        var (again, _, error) = await CommandLine.RunAsync(Arguments(partner, "--save", saved));
        Assert.Equal(1, again);
        Assert.Contains("not overwritten", error, StringComparison.Ordinal);
        Assert.Single(partner.Requests);
    }

    [Fact]
    [Requirement("AS2-SEC-013")]
    public async Task Nothing_secret_is_printed()
    {
        await using var partner = FakePartner.Start(HonestPartner.Honest);
        var (_, json) = await SendAsync(partner);
        var (exit, text, _) = await CommandLine.RunAsync(Arguments(partner));
        Assert.Equal(0, exit);
        Assert.Contains("✓ good", text, StringComparison.Ordinal);
        Assert.Contains("its MIC is the message's", text, StringComparison.Ordinal);
        var key = TestIdentities.Pem(TestIdentities.Rsa("buyer")).Split('\n').Where(l => l.Length is 64).Skip(3).ToList();
        Assert.All(key, line => Assert.DoesNotContain(line, text + json, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--url", "ftp://x")]
    [InlineData("--url", "partner")]
    [InlineData("--from", "")]
    [InlineData("--to", "ü")]
    [InlineData("--sign", "md5")]
    [InlineData("--sign", "sha-1")]
    [InlineData("--encrypt", "rc2-cbc")]
    [InlineData("--encrypt", "3des-cbc")]
    [InlineData("--encrypt", "none", "--key-management", "rsa-oaep")]
    [InlineData("--key-management", "ecdh")]
    [InlineData("--sign", "none")]
    [InlineData("--mdn", "none", "--async-url", "https://x.example/")]
    [InlineData("--async-url", "mailto:x@y")]
    [InlineData("--message-id", "no at sign")]
    [InlineData("--timeout", "0")]
    [InlineData("--profile", "modern", "--sign", "sha-1", "--allow-weak")]
    [InlineData("--file", "/nowhere/at-all")]
    [InlineData("--subject", "two\nlines")]
    public async Task What_must_not_be_sent_ends_with_2_before_anything_leaves(params string[] more)
    {
        await using var partner = FakePartner.Start(HonestPartner.Honest);
        List<string> arguments = [.. Arguments(partner)];
        for (var at = 0; at < more.Length; at++)
        {
            // Options that stand once are replaced, so that nothing else is wrong.
            if (arguments.IndexOf(more[at]) is var given and >= 0 && more[at] is not "--file")
            {
                arguments.RemoveRange(given, 2);
            }

            arguments.AddRange(more[at] is "--allow-weak" ? [more[at]] : [more[at], more[++at]]);
        }

        var (exit, output, error) = await CommandLine.RunAsync([.. arguments]);
        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith("waybill: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", error, StringComparison.Ordinal);
        Assert.Empty(partner.Requests);
    }

    [Fact]
    public async Task Keys_that_are_needed_and_missing_are_asked_for()
    {
        var (exit, _, error) = await CommandLine.RunAsync("send", "--url", "http://127.0.0.1:1/", "--from", "A", "--to", "B", "--file", Order);
        Assert.Equal(2, exit);
        Assert.Contains("--key", error, StringComparison.Ordinal);
        (exit, _, error) = await CommandLine.RunAsync("send", "--url", "http://127.0.0.1:1/", "--from", "A", "--to", "B", "--file", Order, "--sign", "none");
        Assert.Equal(2, exit);
        Assert.Contains("--partner-cert", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_tells_of_every_option()
    {
        var (exit, output, _) = await CommandLine.RunAsync("send", "--help");
        Assert.Equal(0, exit);
        Assert.All(
            ["--url", "--from", "--to", "--file", "--key", "--cert", "--partner-cert", "--sign", "--encrypt", "--key-management", "--compress", "--mdn", "--async-url", "--chunked",
                "--content-type", "--subject", "--message-id", "--timeout", "--profile", "--allow-weak", "--save", "--json", "Examples:"],
            o => Assert.Contains(o, output, StringComparison.Ordinal));
    }

    private static async Task AssertPayloadAsync(PartnerRequest request, params string[] files)
    {
        await using var opened = await HonestPartner.OpenAsync(request);
        var verdict = opened.Verdict;
        Assert.Equal(As2Failure.None, verdict.Failure);
        Assert.Equal(files.Length, verdict.Payloads.Count);
        foreach (var (payload, file) in verdict.Payloads.Zip(files))
        {
            await using var stream = await payload.OpenAsync(TestContext.Current.CancellationToken);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            Assert.Equal(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), bytes.ToArray());
            Assert.Equal(Path.GetFileName(file), payload.FileName);
        }
    }

    private Task<(int Exit, JsonElement Json)> SendAsync(FakePartner partner, params string[] more) => CommandLine.JsonAsync(Arguments(partner, more));

    private string[] Arguments(FakePartner partner, params string[] more) => ["send", "--url", partner.Address.AbsoluteUri, "--file", Order, .. identity, .. more];
}
