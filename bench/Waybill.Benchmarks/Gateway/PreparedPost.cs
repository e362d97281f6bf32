using System.Globalization;
using System.Text;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.Benchmarks;

/// <summary>A message whose body was made once; every sending has a Message-ID of its own in the header.</summary>
internal sealed class PreparedPost
{
    private const string Placeholder = "000000000000000000000000";

    private readonly byte[] _request;
    private readonly int _id;

    private PreparedPost(byte[] request, int id, SentMessage sent) => (_request, _id, Sent) = (request, id, sent);

    /// <summary>What its sender keeps.</summary>
    public SentMessage Sent { get; }

    /// <summary>Signed, encrypted, asking for a signed receipt in the answer, from the partner to the station.</summary>
    public static async Task<PreparedPost> CreateAsync(Parties parties, int size)
    {
        var content = BenchFile.Edi(size);
        await using var package = await As2Packager.PackAsync(
            Options(parties), [new() { ContentType = "application/edi-x12", FileName = "order.edi", Length = size, OpenAsync = _ => new(new MemoryStream(content, writable: false)) }],
            NullQuarantine.Instance);
        await using var stream = await package.OpenAsync();
        using var body = new MemoryStream();
        await stream.CopyToAsync(body);
        var head = Head(package);
        var options = Options(parties);
        return new(
            [.. head, .. body.ToArray()], head.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Placeholder)),
            new() { From = options.From, To = options.To, MessageId = options.MessageId, Mic = package.Mic, Receipt = options.Receipt });
    }

    public static As2SendOptions Options(Parties parties)
        => new()
        {
            From = As2Name.Create(Parties.PartnerName).Value!,
            To = As2Name.Create(Parties.StationName).Value!,
            MessageId = MessageId.Create(Placeholder, "bench.example"),
            Date = DateTimeOffset.UtcNow,
            Subject = "An order",
            Signer = new() { Key = parties.Partner.Key },
            Recipients = [new() { Certificate = parties.Station.Key.Certificate }],
            Cipher = ContentCipher.Aes256Cbc,
            Receipt = ReceiptRequest.Signed("edi@bench.example", [MicAlgorithm.Of(DigestAlgorithm.Sha256)]),
        };

    /// <summary>The request line and the header of a package.</summary>
    public static byte[] Head(As2Package package)
    {
        var head = new StringBuilder("POST /as2 HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        foreach (var (name, value) in package.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return Encoding.Latin1.GetBytes(head.Append(CultureInfo.InvariantCulture, $"Content-Length: {package.Length}\r\n\r\n").ToString());
    }

    /// <summary>A copy for one sender.</summary>
    public Copy For(int run, int sender) => new(this, run, sender);

    /// <summary>Judges the receipt of this message as its sender would; throws unless it is good.</summary>
    public async Task JudgeAsync(Parties parties, WireAnswer answer, string messageId)
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var line in Encoding.Latin1.GetString(answer.Head.Span).Split("\r\n").Skip(1).Where(l => l.Contains(':', StringComparison.Ordinal)))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
        }

        using var body = new MemoryStream(answer.Body.ToArray(), writable: false);
        var receipt = await ReceiptReader.ReadAsync(
            MimeHeaders.FromPairs(headers), body, new() { SignerCertificates = [parties.Station.Key.Certificate], VerificationTime = DateTimeOffset.UtcNow });
        var verdict = ReceiptMatcher.Judge(
            Sent with { MessageId = MessageId.Parse(messageId).Value! }, As2Name.Create(Parties.StationName).Value, As2Name.Create(Parties.PartnerName).Value, receipt, isSynchronous: true);
        if (verdict.Outcome is not ReceiptOutcome.Delivered || !verdict.IsAuthentic)
        {
            throw new InvalidOperationException($"The receipt is not good: {verdict.Sentence}");
        }
    }

    /// <summary>The request of one sender.</summary>
    public sealed class Copy
    {
        private readonly byte[] _bytes;
        private readonly int _at;
        private long _count;

        internal Copy(PreparedPost post, int run, int sender)
        {
            (_bytes, _at) = ((byte[])post._request.Clone(), post._id);
            Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{run:D8}{sender:D4}")).CopyTo(_bytes, _at);
        }

        /// <summary>The digits that make the last request's id.</summary>
        public ReadOnlyMemory<byte> Id => _bytes.AsMemory(_at, Placeholder.Length);

        /// <summary>The request again, under the next id.</summary>
        public ReadOnlyMemory<byte> Next()
        {
            _count++;
            _ = _count.TryFormat(_bytes.AsSpan(_at + 12, 12), out _, "D12", CultureInfo.InvariantCulture);
            return _bytes;
        }
    }
}
