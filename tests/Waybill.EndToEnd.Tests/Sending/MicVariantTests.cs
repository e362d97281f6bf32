using System.Security.Cryptography;
using System.Text;
using Waybill.As2;
using Waybill.Gateway;
using Waybill.Mime;
using Waybill.Testing;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>What the partner hashed instead is named, whatever it was.</summary>
public sealed class MicVariantTests(SendingHost host) : IClassFixture<SendingHost>
{
    /// <summary>Bare line feeds, so that making them CRLF changes something.</summary>
    private static readonly byte[] Document = Encoding.ASCII.GetBytes("UNA:+.? '\nUNB+UNOA:1+ACME+GLOBEX+260203:0405+1'\nUNZ+0+1'\n");

    [Theory]
    [InlineData(SendingHost.Sync, "as it is, by sha-512", "The partner hashed the right bytes, by sha-512.", Delivered)]
    [InlineData(SendingHost.Sync, "without headers", "The partner hashed the content without its headers, by sha-256.", MicMismatch)]
    [InlineData(SendingHost.Sync, "in CRLF", "The partner hashed the content with every line end made CRLF, by sha-256.", MicMismatch)]
    [InlineData(SendingHost.Sync, "without headers, in CRLF", "The partner hashed the content without its headers and with every line end made CRLF, by sha-256.", MicMismatch)]
    [InlineData(SendingHost.Sync, "the body", "The partner hashed the whole HTTP body, by sha-256.", MicMismatch)]
    [InlineData(SendingHost.CompressedFirst, "inflated", "The partner hashed the content before compression, by sha-256.", MicMismatch)]
    [InlineData(SendingHost.CompressedFirst, "inflated, without headers", "The partner hashed the content before compression without its headers, by sha-256.", MicMismatch)]
    [InlineData(SendingHost.Plain, "with headers", "The partner hashed the content with headers before it, by sha-256.", Delivered)]
    [InlineData(SendingHost.UnsignedCompressed, "without headers", "The partner hashed the content without its headers, by sha-256.", Delivered)]
    [InlineData(SendingHost.UnsignedCompressed, "the body", "The partner hashed the compressed content without its headers, by sha-256.", MicMismatch)]
    [Requirement("AS2-MATCH-004", "AS2-MATCH-005", "AS2-SEC-009")]
    public async Task A_mic_over_other_bytes_is_named_and_counts_only_where_it_proves_the_content(string kind, string what, string sentence, ExchangeState expected)
    {
        var (lane, id) = await host.SendAsync(kind, l => l.Says(r => PartnerAnswer.Receipt(r, script: new() { MicText = Over(r, what).GetAwaiter().GetResult() })), Document);

        var seen = await host.Gateway.UntilAsync(id, s => s.State is not (Submitted or Packaged or Sending));

        var receipt = Assert.Single(seen.Receipts);
        Assert.Equal(sentence, receipt.Variant);
        Assert.Equal(expected, seen.State);
        Assert.NotEqual(seen.Mic, seen.ReceivedMic);
        Assert.Contains(sentence, receipt.Sentence, StringComparison.Ordinal);
        Assert.Equal(expected is MicMismatch ? ["receipt-mic-mismatch"] : [], (await host.Gateway.AlertsAsync(id)).Select(a => a.Kind));
        Assert.Single(lane.Requests);
    }

    [Theory]
    [InlineData(ReceiptMic.Wrong)]
    [InlineData(ReceiptMic.None)]
    [InlineData(ReceiptMic.Unreadable)]
    [Requirement("AS2-MATCH-004", "AS2-SEC-009")]
    public async Task A_mic_that_is_over_nothing_of_ours_or_missing_is_never_a_delivery(ReceiptMic mic)
    {
        var (_, id) = await host.SendAsync(SendingHost.Sync, l => l.Gives(new() { Mic = mic }), Document);
        var (_, later) = await host.SendAsync(SendingHost.Async, l => l.Gives(new() { Mic = mic }), Document);

        foreach (var one in new[] { id, later })
        {
            var seen = await host.Gateway.UntilAsync(one, MicMismatch);
            Assert.Null(Assert.Single(seen.Receipts).Variant);
            Assert.Equal(["receipt-mic-mismatch"], (await host.Gateway.AlertsAsync(one)).Select(a => a.Kind));
        }
    }

    /// <summary>The MIC a partner gives that hashes something else.</summary>
    private static async Task<string> Over(PartnerRequest request, string what)
    {
        if (what is "the body")
        {
            return Hash(request.Body.Span);
        }

        await using var message = await PartnerIdentity.Default.OpenAsync(request);
        var entity = await ReadAsync(message.Verdict.Entity!);
        if (what.StartsWith("inflated", StringComparison.Ordinal))
        {
            entity = await InflateAsync(entity);
        }

        return what switch
        {
            "as it is, by sha-512" => $"{Convert.ToBase64String(SHA512.HashData(entity))}, sha-512",
            "in CRLF" => Hash(Crlf(entity)),
            "without headers, in CRLF" => Hash(Crlf(BodyOf(entity))),
            "without headers" or "inflated, without headers" => Hash(BodyOf(entity)),
            "with headers" => Hash([.. Encoding.ASCII.GetBytes(HeadersOf(request)), .. entity]),
            "inflated" => Hash(entity),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Say how."),
        };
    }

    /// <summary>The content's own headers as they stand among those of HTTP.</summary>
    private static string HeadersOf(PartnerRequest request)
        => string.Concat(request.Head.Split("\r\n").Where(l => l.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) && !l.StartsWith("Content-Length", StringComparison.OrdinalIgnoreCase)).Select(l => l + "\r\n")) + "\r\n";

    private static async Task<byte[]> InflateAsync(byte[] entity)
    {
        var head = entity.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        using var body = new MemoryStream(entity[head..]);
        var options = new As2ReadOptions { VerificationTime = PartnerIdentity.Default.Time, Signature = Requirement.Allowed, Encryption = Requirement.Allowed };
        await using var verdict = await As2MessageReader.ReadAsync(MimeHeaders.Parse(entity.AsMemory(0, head)), request: null, body, options, new SpoolQuarantine());
        return await ReadAsync(verdict.Entity!);
    }

    private static async Task<byte[]> ReadAsync(IQuarantineObject entity)
    {
        await using var stream = await entity.OpenReadAsync(0, entity.Length, CancellationToken.None);
        var bytes = new byte[entity.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static byte[] BodyOf(byte[] entity) => entity[(entity.AsSpan().IndexOf("\r\n\r\n"u8) + 4)..];

    private static byte[] Crlf(byte[] bytes) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).ReplaceLineEndings("\r\n"));

    private static string Hash(ReadOnlySpan<byte> bytes) => $"{Convert.ToBase64String(SHA256.HashData(bytes))}, sha-256";
}
