using System.Globalization;
using System.Text;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.Testing;

/// <summary>A whole AS2 message as header lines and bytes, to be sent to a receiver under test as it is or bent.</summary>
/// <param name="Headers">All header lines but Host and Content-Length, in order.</param>
/// <param name="Body">The HTTP body.</param>
/// <param name="Sent">What its sender keeps, to judge the receipt with <see cref="ReceiptMatcher"/>. Of a bent message still that of the true one.</param>
/// <threadsafety>Immutable.</threadsafety>
/// <example><code>
/// var message = await TestMessage.BuildAsync("ES");
/// using var response = await client.SendAsync(message.With("AS2-To", "nobody").ToHttpRequest(url));
/// </code></example>
public sealed record TestMessage(IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body, SentMessage Sent)
{
    private const string Order = "ISA*00*          *00*          *ZZ*ACME           *ZZ*GLOBEX         *260203*0405*U*00401*000000001*0*P*>~\r\n"
        + "GS*PO*ACME*GLOBEX*20260203*0405*1*X*004010~\r\nST*850*0001~\r\nBEG*00*SA*4711**20260203~\r\nPO1*1*10*EA*9.25**BP*AB123~\r\nCTT*1~\r\nSE*5*0001~\r\nGE*1*1~\r\nIEA*1*000000001~\r\n";

    /// <summary>The ten structures of RFC 4130 §2.4.2 and RFC 5402 §3 as layers from the outside: S signed, E encrypted, Z compressed.</summary>
    public static IReadOnlyList<string> Structures { get; } = ["", "S", "E", "ES", "Z", "SZ", "ZS", "EZ", "ESZ", "EZS"];

    /// <summary>The document a message carries when none is given: a small X12 850.</summary>
    public static ReadOnlyMemory<byte> Document { get; } = Encoding.ASCII.GetBytes(Order);

    /// <summary>The sender of a message when none is given.</summary>
    public static TestKey Sender => TestKey.Rsa("acme");

    /// <summary>The receiver of a message when none is given.</summary>
    public static TestKey Receiver => TestKey.Rsa("globex");

    /// <summary>Packs a message from <c>acme</c> to <c>globex</c> with a new Message-ID, dated 2026-02-03, that asks for a signed receipt in the answer.</summary>
    /// <param name="structure">One of <see cref="Structures"/>. Default signed and encrypted.</param>
    /// <param name="change">Changes anything about it: names, keys, algorithms, receipt. Null changes nothing.</param>
    /// <param name="document">The document's bytes; null is <see cref="Document"/>.</param>
    /// <param name="cancellationToken">Stops packing.</param>
    /// <exception cref="ArgumentException">Another structure, or options the packager refuses.</exception>
    public static async Task<TestMessage> BuildAsync(
        string structure = "ES", Func<As2SendOptions, As2SendOptions>? change = null, ReadOnlyMemory<byte>? document = null, CancellationToken cancellationToken = default)
    {
        var options = Options(structure);
        options = change?.Invoke(options) ?? options;
        var content = document ?? Document;
        var part = new As2Document
        {
            ContentType = "application/EDI-X12", FileName = "order.edi", Length = content.Length, OpenAsync = _ => new(new MemoryStream(content.ToArray(), writable: false)),
        };
        await using var package = await As2Packager.PackAsync(options, [part], new SpoolQuarantine(), cancellationToken);
        await using var stream = await package.OpenAsync(cancellationToken);
        using var body = new MemoryStream();
        await stream.CopyToAsync(body, cancellationToken);
        var sent = new SentMessage { From = options.From, To = options.To, MessageId = options.MessageId, Mic = package.Mic, Receipt = options.Receipt };
        return new(package.Headers, body.ToArray(), sent);
    }

    /// <summary>A request for a signed receipt.</summary>
    /// <param name="url">Where it is to be posted; null asks for it in the answer.</param>
    /// <param name="digests">The MIC algorithms as they are to be spelled; none is <c>sha-256</c>.</param>
    /// <exception cref="ArgumentException">A digest that is not known.</exception>
    public static ReceiptRequest SignedReceipt(string? url = null, params IReadOnlyList<string> digests)
    {
        ArgumentNullException.ThrowIfNull(digests);
        return ReceiptRequest.Signed(
            "edi@acme.example",
            [.. (digests is [] ? ["sha-256"] : digests).Select(d => MicAlgorithm.Parse(d) is { Value: { } known } ? known : throw new ArgumentException($"The digest {d} is not known.", nameof(digests)))],
            url);
    }

    /// <summary>The same with a header replaced or added, last in the block; with null it is taken out.</summary>
    public TestMessage With(string name, string? value)
    {
        var rest = Headers.Where(h => !h.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        return this with { Headers = [.. rest, .. value is null ? [] : (KeyValuePair<string, string>[])[new(name, value)]] };
    }

    /// <summary>The same with one more header line, though its name may stand there already.</summary>
    public TestMessage Add(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };

    /// <summary>The same with bits turned in one byte of the body.</summary>
    /// <param name="at">Which byte; below 0 counts from the end, -1 is the last.</param>
    /// <param name="bits">Which bits. Default the lowest.</param>
    public TestMessage Flip(int at, byte bits = 1)
    {
        var bent = Body.ToArray();
        bent[at < 0 ? bent.Length + at : at] ^= bits;
        return this with { Body = bent };
    }

    /// <summary>The same with a body that ends early, with the length that fits it. For a body shorter than its Content-Length send <see cref="ToBytes"/> in part.</summary>
    /// <param name="at">Bytes that stay; below 0 counts from the end, -1 leaves out the last.</param>
    public TestMessage Cut(int at) => this with { Body = at < 0 ? Body[..^-at] : Body[..at] };

    /// <summary>Its headers as a reader takes them.</summary>
    public MimeHeaders ToMimeHeaders() => MimeHeaders.FromPairs(Headers);

    /// <summary>A POST for <see cref="HttpClient"/>. It tidies header lines; what it would refuse or change goes as <see cref="ToBytes"/>.</summary>
    public HttpRequestMessage ToHttpRequest(Uri url) => HttpPost.Create(url, Headers, Body);

    /// <summary>The HTTP/1.1 request byte for byte, for a raw connection.</summary>
    /// <param name="path">The path of its request line.</param>
    /// <param name="keepAlive">Leaves out <c>Connection: close</c>.</param>
    public byte[] ToBytes(string path = "/as2", bool keepAlive = false)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"POST {path} HTTP/1.1\r\nHost: localhost\r\n");
        foreach (var (name, value) in Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n{(keepAlive ? "" : "Connection: close\r\n")}\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. Body.Span];
    }

    private static As2SendOptions Options(string structure)
    {
        if (!Structures.Contains(structure))
        {
            throw new ArgumentException($"The structures are '{string.Join("', '", Structures)}'.", nameof(structure));
        }

        bool Has(char layer) => structure.Contains(layer, StringComparison.Ordinal);
        return new()
        {
            From = As2Name.Create("acme").Value!,
            To = As2Name.Create("globex").Value!,
            MessageId = MessageId.Create(Guid.NewGuid().ToString("N"), "acme"),
            Date = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero),
            Subject = "An order",
            Signer = Has('S') ? new() { Key = Sender.Key } : null,
            Recipients = Has('E') ? [new() { Certificate = Receiver.Certificate }] : [],
            Cipher = Has('E') ? ContentCipher.Aes256Cbc : null,
            AllowUnsignedCbc = true,
            Compression = !Has('Z') ? CompressionOrder.None : structure.EndsWith("ZS", StringComparison.Ordinal) ? CompressionOrder.AfterSigning : CompressionOrder.BeforeSigning,
            Receipt = SignedReceipt(),
        };
    }
}
