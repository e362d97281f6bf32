using System.Text;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2.Tests;

/// <summary>Whatever a partner sends, reading ends with a finding.</summary>
public sealed class ReceiptFuzzTests
{
    private static readonly byte[][] Tokens =
    [
        "\r\n"u8.ToArray(), "\n"u8.ToArray(), "\0"u8.ToArray(), "--"u8.ToArray(), "("u8.ToArray(), "\\"u8.ToArray(), "\""u8.ToArray(), ";"u8.ToArray(), ","u8.ToArray(), "="u8.ToArray(), "\u00FC"u8.ToArray(),
        "Disposition: "u8.ToArray(), "Content-Type: multipart/signed; boundary=b\r\n\r\n"u8.ToArray(), "Content-Transfer-Encoding: base64\r\n"u8.ToArray(), "--b\r\n"u8.ToArray(), "--b--"u8.ToArray(),
    ];

    [Fact]
    [Requirement("AS2-SEC-008")]
    public async Task Mutated_receipts_never_throw_and_never_turn_good()
    {
        var capture = OpenAs2Capture.Read("sign-sha256-sync").Response;
        using var openAs2 = ReceiptSamples.Certificate("openas2/certificates/OAS2B.crt");
        var options = ReceiptSamples.Options with { SignerCertificates = [ReceiptSamples.PartnerKey.Certificate, openAs2], Policy = CmsPolicy.ReadEverything };
        var refusal = ReceiptWriter.Write(ReceiptSamples.Content with { Disposition = Disposition.Error("decryption-failed"), Mic = null }, ReceiptSamples.Signer);
        (string Type, byte[] Body)[] seeds =
        [
            (refusal.Value("Content-Type"), refusal.Body.ToArray()),
            (capture["Content-Type"]!, capture.Body),
            (ReceiptSamples.ReportType, Encoding.ASCII.GetBytes(ReceiptSamples.Report(ReceiptSamples.Notification()))),
        ];
        var random = new Random(4130);
        foreach (var (type, body) in seeds)
        {
            var original = await ReceiptSamples.ReadAsync(ReceiptSamples.Headers(type), body, options);
            Assert.True(original.IsReceipt);
            for (var round = 0; round < 700; round++)
            {
                var receipt = await ReceiptSamples.ReadAsync(ReceiptSamples.Headers(round % 7 is 0 ? Encoding.Latin1.GetString(Mutate(random, Encoding.Latin1.GetBytes(type))) : type), Mutate(random, body), options);
                var verdict = ReceiptMatcher.Judge(ReceiptSamples.Sent, ReceiptSamples.Partner, ReceiptSamples.Us, receipt, isSynchronous: true);
                if (receipt.IsSignatureGood && receipt.IsReceipt)
                {
                    Assert.Equal(original.Fields, receipt.Fields);
                }
                else
                {
                    Assert.False(verdict.IsAuthentic);
                }
            }
        }
    }

    [Fact]
    public async Task Random_bytes_under_every_media_type_never_throw()
    {
        var random = new Random(8098);
        foreach (var type in new[] { ReceiptSamples.ReportType, "multipart/signed; boundary=b", "application/pkcs7-mime", "message/disposition-notification", "text/html", "(", "" })
        {
            for (var round = 0; round < 100; round++)
            {
                var body = new List<byte>();
                for (var piece = random.Next(20); piece >= 0; piece--)
                {
                    body.AddRange(random.Next(3) is 0 ? TestBytes.Random(random.Next(), random.Next(40)) : Tokens[random.Next(Tokens.Length)]);
                }

                var receipt = await ReceiptSamples.ReadAsync(ReceiptSamples.Headers(type, ("Content-Transfer-Encoding", round % 5 is 0 ? "base64" : "8bit")), [.. body]);
                Assert.False(receipt.IsSignatureGood);
                Assert.Equal(receipt.IsReceipt, receipt.Disposition is not null);
                var (_, stream) = await ReceiptSniffer.PeekAsync(ReceiptSamples.Headers(type), new MemoryStream([.. body]), TestContext.Current.CancellationToken);
                await stream.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task A_cut_anywhere_is_a_finding()
    {
        var good = ReceiptWriter.Write(ReceiptSamples.Content, ReceiptSamples.Signer);
        var (_, end) = good.SignedRange();
        for (var length = 0; length < good.Body.Length; length++)
        {
            var receipt = await ReceiptSamples.ReadAsync(ReceiptSamples.Headers(good.Value("Content-Type")), good.Body[..length].ToArray());
            Assert.True(length > end || !receipt.IsSignatureGood);
        }
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_the_callers_to_know()
        => await Assert.ThrowsAsync<IOException>(async () => await ReceiptReader.ReadAsync(
            ReceiptSamples.Headers(ReceiptSamples.ReportType), new BrokenOff(), ReceiptSamples.Options, TestContext.Current.CancellationToken));

    private static byte[] Mutate(Random random, byte[] seed)
    {
        var bytes = seed.ToList();
        for (var change = random.Next(1, 4); change > 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 60), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length));
                    break;
                case 3:
                    bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    private sealed class BrokenOff : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("reset by peer");
    }
}
