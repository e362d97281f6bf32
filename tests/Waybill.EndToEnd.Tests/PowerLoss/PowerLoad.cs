using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Waybill.As2;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>Partners and submitters of one gateway: they send, take, answer and note every word it gives them. What got no answer is sent again, as it was.</summary>
internal sealed class PowerLoad : IAsyncDisposable
{
    internal const string AtOnce = "at-once";
    internal const string Later = "later";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(300);

    private readonly PartnerIdentity _partner = new(TestKey.Rsa("acme").Key, TestKey.Rsa("globex").Certificate);
    private readonly ConcurrentQueue<(int Port, Word Word)> _heard = [];
    private readonly ConcurrentDictionary<string, WrittenReceipt> _receipts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> _posting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Original, byte[] Body)> _taken = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _submitted = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = new();
    private readonly FakePartner _server;
    private readonly WireCaller _caller;

    internal PowerLoad(int gateway)
    {
        _caller = new(gateway);
        _server = FakePartner.Start(Answer);
    }

    /// <summary>Where the partners receive.</summary>
    internal Uri Partner => _server.Address;

    /// <summary>Sends messages in; some ask for the receipt on its own, some come twice, some cannot be taken.</summary>
    internal async Task SendAsync(int from, int count, Random random)
    {
        for (var number = from; number < from + count; number++)
        {
            var document = Document(number, number % 4 is 1 ? random.Next(70_000, 300_000) : random.Next(200, 30_000), random);
            var isLater = number % 3 is 2;
            var message = await TestMessage.BuildAsync(
                number % 8 is 4 ? "ESZ" : "ES", o => isLater ? o with { Receipt = TestMessage.SignedReceipt(Partner.ToString()) } : o, document);
            message = number % 16 is 9 ? message.Flip(-20) : number % 16 is 11 ? message.With("AS2-From", "nobody") : message;
            await SendAsync(message, isLater, document, number % 16 is 9 or 11);
            if (number % 7 is 3)
            {
                await SendAsync(message, isLater, document, number % 16 is 9 or 11);
            }
        }
    }

    /// <summary>Hands over documents that go out, to partners that answer at once and later.</summary>
    internal async Task SubmitAsync(int from, int count, Random random)
    {
        for (var number = from; number < from + count; number++)
        {
            var document = Document(number, number % 8 is 5 ? 1_200_000 : number % 4 is 1 ? random.Next(70_000, 200_000) : random.Next(200, 30_000), random);
            var request = WireCaller.Request(
                $"/api/v1/exchanges?connection={(number % 2 is 0 ? AtOnce : Later)}&fileName=out-{number}.edi", [new("Content-Type", "application/edi-x12"), new("Idempotency-Key", $"out-{number}")], document);
            var answer = await UntilAsync(request, 201);
            using var json = JsonDocument.Parse(answer.Body);
            var messageId = Bare(json.RootElement.GetProperty("messageId").GetString()!);
            _submitted[messageId] = Digest(document);
            _heard.Enqueue((answer.Port, new(WordKind.Submitted, messageId, default, Digest(document))));
        }
    }

    /// <summary>Waits until every receipt that was asked for later was taken.</summary>
    internal async Task SettleAsync()
    {
        while (_posting.Values.Any(p => !p.IsCompleted))
        {
            await Task.WhenAll(_posting.Values);
        }
    }

    /// <summary>Begins again with a gateway that an earlier one's power cut left: what it sends again is receipted again.</summary>
    internal void Restart() => _posting.Clear();

    /// <summary>Posts the receipts of messages that had left once more.</summary>
    internal async Task RepeatReceiptsAsync(IEnumerable<string> messageIds)
    {
        foreach (var receipt in messageIds.Where(_receipts.ContainsKey).Select(id => _receipts[id]))
        {
            await UntilAsync(WireCaller.Request("/as2", receipt.Headers, receipt.Body), 200);
        }
    }

    /// <summary>Every word of the gateway with the record of its first byte.</summary>
    internal IReadOnlyList<SpokenWord> Words(IReadOnlyList<DiskRecord> records)
    {
        var heard = _heard.ToDictionary(h => h.Port, h => h.Word);
        var words = new List<SpokenWord>();
        for (var at = 0; at < records.Count; at++)
        {
            if (records[at] is { Kind: RecordKind.Send } sent)
            {
                var start = Encoding.Latin1.GetString(sent.Data.Span);
                if (start.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && heard.Remove(sent.Port, out var word))
                {
                    words.Add(new(at, word));
                }
                else if (start.StartsWith("POST ", StringComparison.Ordinal) && MessageIdOf(start) is { } id)
                {
                    words.AddRange(Posted(at, id));
                }
            }
        }

        return heard.Count is 0 ? words : throw new InvalidOperationException($"{heard.Count} answers were heard and not recorded.");
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_posting.Values).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await _server.DisposeAsync();
        _caller.Dispose();
        _end.Dispose();
    }

    private IEnumerable<SpokenWord> Posted(int at, string id)
        => _submitted.TryGetValue(id, out var sha256) ? [new(at, new(WordKind.Leaving, id, default, sha256))]
            : _taken.TryGetValue(id, out var receipt) ? [new(at, new(WordKind.ReceiptLeaving, receipt.Original, receipt.Body, null))]
            : [];

    private async Task SendAsync(TestMessage message, bool isLater, byte[] document, bool isBad)
    {
        var answer = await UntilAsync(message.ToBytes(), 200, 422);
        var kind = isBad ? WordKind.Refused : isLater ? WordKind.Owed : WordKind.Accepted;
        _heard.Enqueue((answer.Port, new(kind, Bare(message.Sent.MessageId.Value), answer.Body, isBad ? null : Digest(document))));
    }

    private PartnerAnswer Answer(PartnerRequest request)
    {
        if (request.Header("Disposition-Notification-To") is null)
        {
            var text = Encoding.Latin1.GetString(request.Body.Span);
            _taken[Bare(request.Header("Message-ID")!)] = (Bare(Field(text, "Original-Message-ID") ?? ""), request.Body.ToArray());
            return PartnerAnswer.Of(200);
        }

        if (request.Header("Receipt-Delivery-Option") is null)
        {
            return PartnerAnswer.Receipt(request, _partner);
        }

        _posting.GetOrAdd(Bare(request.Header("Message-ID")!), id => PostReceiptAsync(id, request));
        return PartnerAnswer.Of(200);
    }

    private async Task PostReceiptAsync(string id, PartnerRequest request)
    {
        var receipt = await _partner.WriteReceiptAsync(request, cancellationToken: _end.Token);
        _receipts[id] = receipt;
        var answer = await UntilAsync(WireCaller.Request("/as2", receipt.Headers, receipt.Body), 200);
        _heard.Enqueue((answer.Port, new(WordKind.ReceiptTaken, id, receipt.Body, null)));
    }

    private async Task<WireAnswer> UntilAsync(byte[] request, params int[] statuses)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        bounded.CancelAfter(Patience);
        while (true)
        {
            var answer = await _caller.PostAsync(request, bounded.Token);
            if (answer is not null && statuses.Contains(answer.Status))
            {
                return answer;
            }

            if (answer is not (null or { Status: 503 or 409 }))
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Answered {answer.Status}: {Encoding.UTF8.GetString(answer.Body.Span)}"));
            }

            await Task.Delay(50, bounded.Token);
        }
    }

    private static string? MessageIdOf(string head) => Field(head, "Message-ID") is { } id ? Bare(id) : null;

    private static string? Field(string text, string name)
    {
        var line = text.Split("\r\n").FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        return line?[(name.Length + 1)..].Trim();
    }

    private static string Bare(string messageId) => messageId.Trim('<', '>');

    private static string Digest(byte[] document) => Convert.ToHexStringLower(SHA256.HashData(document));

    private static byte[] Document(int number, int bytes, Random random)
    {
        var document = new byte[bytes];
        random.NextBytes(document);
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"document {number}\r\n")).CopyTo(document, 0);
        return document;
    }
}
