using System.Runtime.CompilerServices;
using Waybill.As2;

// The page is for readers with any test framework: no token of this one stands in it.
#pragma warning disable xUnit1051

namespace Waybill.Testing.Tests;

/// <summary>What <c>docs/testing.md</c> shows compiles and does what it says.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public async Task The_examples_work()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };

        await using var partner = FakePartner.Start(request => PartnerAnswer.Receipt(request));

        var message = await TestMessage.BuildAsync("ES");
        using var response = await client.SendAsync(message.ToHttpRequest(partner.Address));

        Assert.Equal("multipart/signed", response.Content.Headers.ContentType!.MediaType);

        var globex = new PartnerIdentity(TestKey.Rsa("globex").Key, TestKey.Rsa("acme").Certificate);

        await using var opened = await globex.OpenAsync(partner.Requests[0]);
        Assert.True(opened.Verdict.IsAccepted);

        await using var bad = FakePartner.Start(
            _ => PartnerAnswer.Of(503),
            _ => PartnerAnswer.Reset,
            _ => PartnerAnswer.Silence,
            request => PartnerAnswer.Receipt(request, globex) with { CutAfter = 700 },
            request => PartnerAnswer.Receipt(request, globex) with { PieceBytes = 1 },
            request => PartnerAnswer.Receipt(request, globex, new() { Mic = ReceiptMic.Wrong }),
            request => PartnerAnswer.Receipt(request, globex, new() { Signing = ReceiptSigning.Foreign }),
            request => PartnerAnswer.Receipt(request, globex, new() { Disposition = Disposition.Error("decryption-failed") }));

        using var refused = await client.SendAsync(message.ToHttpRequest(bad.Address));
        Assert.Equal(503, (int)refused.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(message.ToHttpRequest(bad.Address)));

        await using var early = FakePartner.Start(request => PartnerAnswer.Receipt(request, globex, new() { Delivery = ReceiptDelivery.BeforeAnswer }));
        await using var late = FakePartner.Start(request => PartnerAnswer.Receipt(request, globex, new() { Delay = TimeSpan.FromSeconds(2), Times = 2 }));
        await using var never = FakePartner.Start(request => PartnerAnswer.Receipt(request, globex, new() { Delivery = ReceiptDelivery.Never }));

        using var empty = await client.SendAsync(message.ToHttpRequest(never.Address));
        Assert.Equal((200, 0L), ((int)empty.StatusCode, empty.Content.Headers.ContentLength));

        var signed = await TestMessage.BuildAsync("S", options => options with { Receipt = TestMessage.SignedReceipt(digests: "sha-512") });
        var unknown = signed.With("AS2-From", "nobody");
        var twice = signed.Add("Message-ID", "<2@acme>");
        var changed = signed.Flip(200);
        var cut = signed.Cut(-10);
        byte[] wire = cut.ToBytes("/as2");

        Assert.Equal(5, new[] { signed, unknown, twice, changed, cut }.Distinct().Count());
        Assert.StartsWith("POST /as2 HTTP/1.1\r\n", System.Text.Encoding.Latin1.GetString(wire), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_shows_what_compiles_here()
    {
        var source = File.ReadAllLines(Here()).Select(l => l.Trim()).ToHashSet(StringComparer.Ordinal);
        var page = File.ReadAllLines(Path.Combine(TestFiles.RepositoryRoot, "docs", "testing.md"));
        var shown = new List<string>();
        var isCode = false;
        foreach (var line in page)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isCode = line is "```csharp";
            }
            else if (isCode)
            {
                shown.Add(line.Trim());
            }
        }

        Assert.True(shown.Count > 20);
        Assert.All(shown, line => Assert.Contains(line, source));
    }

    private static string Here([CallerFilePath] string path = "") => Path.Combine(TestFiles.RepositoryRoot, "tests", "Waybill.Testing.Tests", Path.GetFileName(path));
}
