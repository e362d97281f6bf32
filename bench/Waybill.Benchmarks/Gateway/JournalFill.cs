using System.Globalization;
using System.Text;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Gateway;
using Waybill.Gateway.Stores;

namespace Waybill.Benchmarks;

/// <summary>Writes exchanges of a quarter into a SQLite journal by the store's own operations, many in one transaction and without syncs: half of them in, most closed, some in every other state.</summary>
/// <remarks>Everything but the documents' bytes is there: headers, receipts, envelopes, attempts, handoffs, alerts, timelines, the index of file names.</remarks>
internal sealed class JournalFill
{
    /// <summary>A connection with few exchanges.</summary>
    public const string Rare = "rare";

    /// <summary>From the first exchange to the last.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(90);

    private const int InOneTransaction = 4096;
    private const int Connections = 40;
    private const int RareEvery = 50_000;
    private static readonly (string Type, string Word)[] Types = [("850", "PO"), ("810", "INV"), ("856", "ASN"), ("997", "FA"), ("ORDERS", "ORD"), ("INVOIC", "RE")];

    private readonly SqliteSession _session;
    private readonly int _count;
    private readonly DateTimeOffset _end;
    private readonly byte[] _receipt = new byte[2600];
    private readonly byte[] _recipe = new byte[1500];
    private readonly byte[] _digest = new byte[32];
    private readonly Dictionary<string, OwnerLease> _leases = new(StringComparer.Ordinal);
    private readonly Random _random = new(7);

    private JournalFill(SqliteSession session, int count, DateTimeOffset end)
    {
        (_session, _count, _end) = (session, count, end);
        _random.NextBytes(_receipt);
        _random.NextBytes(_recipe);
        _random.NextBytes(_digest);
    }

    /// <param name="database">A journal with its schema, used by nobody.</param>
    /// <param name="count">How many exchanges.</param>
    /// <param name="end">When the last one came.</param>
    public static async Task RunAsync(string database, int count, DateTimeOffset end)
    {
        using var session = SqliteSession.Open(database, isReader: false);
        session.RunAll("pragma journal_mode = delete; pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive; pragma foreign_keys = off; pragma cache_size = -1000000");
        await new JournalFill(session, count, end).RunAsync();
        session.RunAll("delete from owner; pragma locking_mode = normal; pragma journal_mode = wal");
    }

    private async Task RunAsync()
    {
        for (var i = 0; i < _count;)
        {
            _session.RunAll("begin immediate");
            for (var last = Math.Min(_count, i + InOneTransaction); i < last; i++)
            {
                await WriteAsync(i);
            }

            while (await SqliteNames.IndexAsync(_session) || await SqliteNames.MergeAsync(_session))
            {
                // The index of file names, as the running gateway fills it.
            }

            _session.Due.Clear();
            _session.RunAll("commit");
        }
    }

    private async Task WriteAsync(int i)
    {
        var at = _end - (Span * ((_count - i) / (double)_count));
        var partner = i % RareEvery is RareEvery / 2 or (RareEvery / 2) + 1 ? -1 : Math.Min(_random.Next(Connections), _random.Next(Connections));
        var connection = partner < 0 ? Rare : $"partner-{partner.ToString("D2", CultureInfo.InvariantCulture)}";
        var id = ExchangeId.New(at);
        var type = i % 10_007 is 5 ? ("867", "PTS") : Types[Math.Min(_random.Next(Types.Length), _random.Next(Types.Length))];
        var name = string.Create(CultureInfo.InvariantCulture, $"{type.Item2}_{at:yyyyMMdd}_{i:D7}.edi");
        StoredDocument[] documents = [new(name, "application/edi-x12", null, new(id.Value), 0, 4000 + _random.Next(40_000), _digest)];
        if (i % 2 is 0)
        {
            await InAsync(i, at, id, connection, connection.ToUpperInvariant(), documents);
        }
        else
        {
            await OutAsync(i, at, id, connection, connection.ToUpperInvariant(), documents);
        }

        var control = i.ToString("D9", CultureInfo.InvariantCulture);
        await Envelopes.WriteAsync(
            _session, id,
            [new(0, "X12", type.Item1, "004010", string.Create(CultureInfo.InvariantCulture, $"{type.Item2}{4_500_000 + i}"), control, (i % 100_000).ToString(CultureInfo.InvariantCulture), "0001", Parties.StationName, connection)],
            0);
    }

    private async Task InAsync(int i, DateTimeOffset at, ExchangeId id, string connection, string partner, StoredDocument[] documents)
    {
        var messageId = string.Create(CultureInfo.InvariantCulture, $"<{i:D8}.{at.ToUnixTimeMilliseconds()}@{partner}>");
        var headers = Headers(partner, Parties.StationName, messageId, at);
        var answer = new StoredAnswer(200, headers, _receipt);
        var mic = new Mic(MicAlgorithm.Of(DigestAlgorithm.Sha256), _digest);
        if (i % 50 is 0)
        {
            var isUnmatched = i % 200 is 0;
            await Receiving.RefuseAsync(_session, new()
            {
                Id = id, From = partner, To = Parties.StationName, MessageId = messageId, ReceivedAt = at, Connection = isUnmatched ? null : connection, Headers = headers,
                WireSha256 = _digest, WireBytes = documents[0].Length, Answer = answer, ReceiptInAnswer = true, Failure = isUnmatched ? As2Failure.UnknownRelationship : As2Failure.SignatureMissing,
                Detail = "The message is not signed.", RemoteAddress = "192.0.2.7",
            });
            return;
        }

        await Receiving.AcceptAsync(_session, new()
        {
            Id = id, Key = new(partner, Parties.StationName, messageId.Trim('<', '>')), From = partner, To = Parties.StationName, MessageId = messageId, ReceivedAt = at, Connection = connection,
            ConnectionVersion = 1, Headers = headers, WireSha256 = _digest, WireBytes = documents[0].Length + 3000, Wire = new(id.Value[..31] + "f"), Mic = mic, Answer = answer, ReceiptInAnswer = true,
            LayersJson = """[{"type":"enveloped","algorithm":"aes256-cbc"},{"type":"signed","algorithm":"sha-256"}]""", SignerThumbprint = Convert.ToHexStringLower(_digest), RemoteAddress = "192.0.2.7",
            IsAuthenticated = true, Entity = documents[0].Object, Documents = documents, Consumers = [ConsumerNames.Folder],
        });
        foreach (var work in await Handoffs.ClaimAsync(_session, ConsumerNames.Folder, 1, at.AddSeconds(1), at.AddMinutes(1)))
        {
            await Handoffs.DoneAsync(_session, work, at.AddSeconds(1));
        }
    }

    private async Task OutAsync(int i, DateTimeOffset at, ExchangeId id, string connection, string partner, StoredDocument[] documents)
    {
        var messageId = $"<{id.Value}@{Parties.StationName}>";
        var far = _end.AddDays(30);
        await Submitting.SubmitAsync(_session, new()
        {
            Id = id, Connection = connection, From = Parties.StationName, To = partner, MessageId = messageId, Date = at, Subject = "Documents", Documents = documents, GiveUpAt = far,
        });
        var mic = new Mic(MicAlgorithm.Of(DigestAlgorithm.Sha256), _digest);
        var kind = i % 1000;
        if (kind is 1)
        {
            await ByHand.CancelAsync(_session, id, "bench", at);
            return;
        }

        var headers = Headers(Parties.StationName, partner, messageId, at);
        await Submitting.PackagedAsync(_session, id, new(headers, documents[0].Length + 3000, new(id.Value[..31] + "f"), _recipe, mic, new(true, true, null), 1), at, at);
        if (await Claiming.ClaimAsync(_session, await LeaseAsync(connection), 1, false, at.AddMilliseconds(5)) is not [var work])
        {
            throw new InvalidOperationException("An exchange out was not due.");
        }

        var (next, evidence, outcome) = kind switch
        {
            3 or 5 or 7 or 9 => (ExchangeState.Failed, Evidence.Answered, (ReceiptOutcome?)null),
            11 or 13 or 15 => (ExchangeState.Rejected, Evidence.AuthenticReceipt, ReceiptOutcome.Rejected),
            17 => (ExchangeState.MicMismatch, Evidence.AuthenticReceipt, ReceiptOutcome.MicMismatch),
            19 => (ExchangeState.AwaitingReceipt, Evidence.Answered, null),
            21 => (ExchangeState.RetryWait, Evidence.Answered, null),
            _ => (ExchangeState.Delivered, Evidence.AuthenticReceipt, ReceiptOutcome.Delivered),
        };
        await Completing.CompleteAsync(
            _session, _leases[connection], new()
            {
                Id = id, Attempt = work.Attempt, EndedAt = at.AddMilliseconds(200), HttpStatus = next is ExchangeState.RetryWait ? 503 : 200, Sentence = "The partner answered.", ResponseHeaders = headers,
                Next = next, Evidence = evidence, DueAt = next is ExchangeState.AwaitingReceipt or ExchangeState.RetryWait ? far : null,
                Receipt = outcome is { } o ? new(at.AddMilliseconds(200), true, headers, _receipt, o, true, "The receipt is good.", "automatic-action/MDN-sent-automatically; processed", mic.ToString(), null) : null,
            },
            at.AddMilliseconds(200));

    }

    private async ValueTask<OwnerLease> LeaseAsync(string scope)
        => _leases.TryGetValue(scope, out var lease) ? lease
            : _leases[scope] = (await OwnerRows.TakeAsync(_session, [scope], "bench", TimeSpan.FromDays(3650), isAlone: true, _end - Span)).Single();

    private static List<KeyValuePair<string, string>> Headers(string from, string to, string messageId, DateTimeOffset at)
        =>
        [
            new("AS2-Version", "1.2"), new("AS2-From", from), new("AS2-To", to), new("Message-ID", messageId), new("Date", at.ToString("r", CultureInfo.InvariantCulture)),
            new("Subject", "Documents"), new("MIME-Version", "1.0"), new("Content-Type", "application/pkcs7-mime; smime-type=enveloped-data; name=\"smime.p7m\""),
            new("Disposition-Notification-To", "edi@example.com"),
            new("Disposition-Notification-Options", "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, sha-256"), new("User-Agent", "Bench/1.0"),
        ];
}
