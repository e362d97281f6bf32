using Waybill.Cms;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>A packed message as header lines and bytes, so that a test can bend either.</summary>
internal sealed record Sendable(IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, SentMessage Sent)
{
    internal static readonly byte[] Edi = TestFiles.Bytes("edi-net/x12.850.edi");

    /// <summary>Signed by ACME for GLOBEX, with a signed synchronous receipt asked for, unless <paramref name="change"/> wants it otherwise.</summary>
    internal static async Task<Sendable> PackAsync(Func<As2SendOptions, As2SendOptions>? change = null)
    {
        var ct = TestContext.Current.CancellationToken;
        var options = new As2SendOptions
        {
            From = As2Name.Create("acme").Value!,
            To = As2Name.Create("globex").Value!,
            MessageId = MessageId.Create(Guid.NewGuid().ToString("N"), "acme"),
            Date = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero),
            Subject = "An order",
            Signer = new() { Key = Identities.Acme },
            Receipt = Signed(),
        };
        options = change?.Invoke(options) ?? options;
        var document = new As2Document { ContentType = "application/EDI-X12", FileName = "x12.850.edi", Length = Edi.Length, OpenAsync = _ => new(new MemoryStream(Edi, writable: false)) };
        await using var package = await As2Packager.PackAsync(options, [document], new SpoolQuarantine(), ct);
        await using var body = await package.OpenAsync(ct);
        using var whole = new MemoryStream();
        await body.CopyToAsync(whole, ct);
        return new(package.Headers, whole.ToArray(), new() { From = options.From, To = options.To, MessageId = options.MessageId, Mic = package.Mic, Receipt = options.Receipt });
    }

    internal static ReceiptRequest Signed(string? url = null, params string[] digests)
        => ReceiptRequest.Signed("edi@acme.example", [.. (digests is [] ? ["sha-256"] : digests).Select(d => MicAlgorithm.Parse(d).Value!)], url);

    internal static As2SendOptions Encrypt(As2SendOptions options)
        => options with { Recipients = [new CmsRecipientOptions { Certificate = Identities.Globex.Certificate }], Cipher = ContentCipher.Aes256Cbc };

    /// <summary>The same with one header replaced, added, or with null taken out.</summary>
    internal Sendable With(string name, string? value)
    {
        var rest = Headers.Where(h => !h.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        return this with { Headers = [.. rest, .. value is null ? [] : (KeyValuePair<string, string>[])[new(name, value)]] };
    }

    internal Sendable Add(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };

    /// <summary>The same with one bit turned.</summary>
    internal Sendable Flip(int at, byte bit = 1)
    {
        var bent = (byte[])Body.Clone();
        bent[at] ^= bit;
        return this with { Body = bent };
    }
}
