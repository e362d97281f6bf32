using System.Security.Cryptography;
using System.Text;
using Waybill.Gateway;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>What is kept proves what was exchanged, away from the gateway, with openssl and the partner's certificate alone.</summary>
public sealed class KeptEvidenceTests(ReceivingHost receiving, SendingHost sending) : IClassFixture<ReceivingHost>, IClassFixture<SendingHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("S", 3_000)]
    [InlineData("ES", 3_000)]
    [InlineData("ES", 3_000_000)]
    [InlineData("ESZ", 3_000)]
    [InlineData("EZS", 200_000)]
    [Requirement("AS2-MATCH-012", "AS2-SEC-016")]
    public async Task A_received_message_is_proven_by_its_entity_and_its_signature(string structure, int length)
    {
        using var folder = new EvidenceFolder();
        var document = TestBytes.Edi(length);
        var message = await ReceivingHost.MessageAsync(structure is "S" ? ReceivingHost.Loose : ReceivingHost.Acme, structure, document: document);
        Assert.Equal(200, (await receiving.Gateway.PostAsync(message.Headers, message.Body)).Status);
        var seen = await ReceivingHost.OnlyAsync(receiving.Gateway, message);

        var entity = await folder.WriteAsync("entity", await receiving.Gateway.DownloadAsync(seen.Links.Entity!));
        var signature = await folder.WriteAsync("signature", await receiving.Gateway.DownloadAsync(seen.Links.Signature!));
        var content = await VerifyAsync(folder, "acme", "-inform", "DER", "-in", signature, "-content", entity);

        // openssl gives back what was signed; its digest is the MIC, and the document is in it.
        Assert.Equal(await File.ReadAllBytesAsync(entity, Ct), content);
        Assert.Equal(Waybill.As2.Mic.Parse(seen.Mic!).Value!.Value.ToArray(), SHA256.HashData(content));
        Assert.Equal(document, await receiving.Gateway.DownloadAsync(seen.Documents[0].Href));
        Assert.Equal(Convert.ToHexString(SHA256.HashData(TestKey.Rsa("acme").Identity.RawData)), seen.Certificates!.Signer, ignoreCase: true);
        await Assert.ThrowsAsync<InvalidOperationException>(() => VerifyAsync(folder, "globex", "-inform", "DER", "-in", signature, "-content", entity));
        await File.AppendAllTextAsync(entity, " ", Ct);
        await Assert.ThrowsAsync<InvalidOperationException>(() => VerifyAsync(folder, "acme", "-inform", "DER", "-in", signature, "-content", entity));
    }

    [Fact]
    [Requirement("AS2-MATCH-012", "AS2-SEC-016")]
    public async Task The_receipt_we_gave_is_kept_as_it_left_and_proves_itself()
    {
        using var folder = new EvidenceFolder();
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Of(200));
        var now = await ReceivingHost.MessageAsync();
        var later = await ReceivingHost.MessageAsync(change: o => o with { Receipt = TestMessage.SignedReceipt(partner.Address.ToString()) });
        var (_, given) = await receiving.Gateway.PostAsync(now.Headers, now.Body);
        await receiving.Gateway.PostAsync(later.Headers, later.Body);
        await Patience.UntilAsync(() => partner.Requests.Count is 1);

        foreach (var (message, left) in new[] { (now, given), (later, partner.Requests[0].Body.ToArray()) })
        {
            var seen = await ReceivingHost.OnlyAsync(receiving.Gateway, message);
            Assert.Equal(left, await receiving.Gateway.DownloadAsync(seen.Links.Receipt! + "?body=true"));
            await ProvesAsync(folder, "globex", await receiving.Gateway.DownloadAsync(seen.Links.Receipt!), seen.Mic!, seen.Exchange.MessageId!);
        }
    }

    [Theory]
    [InlineData(SendingHost.Sync, 3_000, ReceiptShape.Waybill)]
    [InlineData(SendingHost.Async, 3_000, ReceiptShape.OpenAs2)]
    [InlineData(SendingHost.Sync, 1_500_000, ReceiptShape.Mendelson)]
    [InlineData(SendingHost.CompressedLast, 3_000, ReceiptShape.Phase2)]
    [Requirement("AS2-MATCH-012", "AS2-SEC-016")]
    public async Task A_sent_message_is_proven_by_the_partners_receipt_and_the_bytes_it_speaks_of(string kind, int length, ReceiptShape shape)
    {
        using var folder = new EvidenceFolder();
        var document = TestBytes.Edi(length);
        var (_, id) = await sending.SendAsync(kind, l => l.Gives(new() { Shape = shape }), document);
        var seen = await sending.Gateway.UntilAsync(id, ExchangeState.Delivered);

        await ProvesAsync(folder, "globex", await sending.Gateway.DownloadAsync(seen.Links.Receipt!), seen.Mic!, seen.Exchange.MessageId!);

        var entity = await sending.Gateway.DownloadAsync(seen.Links.Entity!);
        Assert.Equal(Waybill.As2.Mic.Parse(seen.ReceivedMic!).Value!.Value.ToArray(), SHA256.HashData(entity));
        Assert.True(entity.AsSpan().IndexOf(document.AsSpan(0, 200)) > 0);
        Assert.Equal(document, await sending.Gateway.DownloadAsync(seen.Documents[0].Href));
    }

    [Fact]
    [Requirement("AS2-SEC-016")]
    public async Task What_is_kept_tells_when_and_by_whom()
    {
        var message = await ReceivingHost.MessageAsync();
        await receiving.Gateway.PostAsync(message.Headers, message.Body);

        var seen = await ReceivingHost.OnlyAsync(receiving.Gateway, message);

        Assert.Equal(message.Headers.Select(h => h.Value).Order(StringComparer.Ordinal), seen.Headers.Where(h => h.Name is not ("Host" or "Content-Length")).Select(h => h.Value).Order(StringComparer.Ordinal));
        Assert.Equal(["encrypted", "signed"], seen.Layers.EnumerateArray().Select(l => l.GetProperty("type").GetString()));
        Assert.InRange(seen.Exchange.CreatedAt, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddSeconds(1));
    }

    /// <summary>A signed receipt as openssl sees it: by this key, about this message, with this MIC.</summary>
    private static async Task ProvesAsync(EvidenceFolder folder, string signer, byte[] receipt, string mic, string messageId)
    {
        var (signed, signature) = Split(receipt);
        string[] files = ["-inform", "DER", "-in", await folder.WriteAsync("signature", signature), "-content", await folder.WriteAsync("signed", signed)];
        var report = Encoding.Latin1.GetString(await VerifyAsync(folder, signer, files));
        Assert.Contains($"Original-Message-ID: {messageId}", report, StringComparison.Ordinal);
        Assert.Contains(mic.Split(',')[0], report, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => VerifyAsync(folder, "stranger", files));
    }

    /// <summary>The two parts of a multipart/signed, byte for byte; openssl's own mail reader stumbles over a signature that is not base64.</summary>
    private static (byte[] Signed, byte[] Signature) Split(byte[] receipt)
    {
        var text = Encoding.Latin1.GetString(receipt);
        var head = text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        var type = Assert.Single(head.Split("\r\n"), l => l.StartsWith("Content-Type: multipart/signed", StringComparison.OrdinalIgnoreCase));
        var boundary = Waybill.Mime.ContentType.Parse(type["Content-Type:".Length..])["boundary"]!;
        var parts = text[head.Length..].Split($"\r\n--{boundary}");
        var signature = parts[2];
        var body = signature[(signature.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return (
            Encoding.Latin1.GetBytes(parts[1][2..]),
            signature.Contains("Content-Transfer-Encoding: base64", StringComparison.OrdinalIgnoreCase) ? Convert.FromBase64String(body) : Encoding.Latin1.GetBytes(body));
    }

    private static async Task<byte[]> VerifyAsync(EvidenceFolder folder, string signer, params string[] what)
    {
        var certificate = await folder.WriteAsync(signer + ".pem", Encoding.ASCII.GetBytes(TestKey.Rsa(signer).CertificatePem));
        return await OpenSsl.RunAsync(default, ["cms", "-verify", "-binary", "-nointern", "-noverify", "-certfile", certificate, .. what]);
    }

    private sealed class EvidenceFolder : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("waybill-evidence-").FullName;

        internal async Task<string> WriteAsync(string name, byte[] bytes)
        {
            var file = Path.Combine(_path, name);
            await File.WriteAllBytesAsync(file, bytes, Ct);
            return file;
        }

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
