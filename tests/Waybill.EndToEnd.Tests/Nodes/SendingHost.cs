using System.Collections.Concurrent;
using System.Globalization;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Gateway;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>The gateway of acme with many partners, of a few kinds: each test takes those it needs for itself. Shared by the tests of a class.</summary>
public sealed class SendingHost : IAsyncLifetime
{
    private const int LanesOfAKind = 8;
    private const int LanesOfTheUsual = 28;

    /// <summary>What each kind of connection is set to, beside what is usual.</summary>
    private static readonly Dictionary<string, (string Key, string Value)[]> Kinds = new(StringComparer.Ordinal)
    {
        [Sync] = [("RetryWaits:0", "01:00:00")],
        [Quick] = [("RetryWaits:0", "00:00:00.05"), ("SilenceTimeout", "00:00:00.5")],
        [Pausing] = [("RetryWaits:0", "01:00:00"), ("PauseWaits:0", "00:00:02")],
        [Async] = [("RetryWaits:0", "01:00:00"), (AsyncUrl, "")],
        [Soon] = [("RetryWaits:0", "01:00:00"), (AsyncUrl, ""), ("ReceiptDeadline", "00:00:00.2")],
        [Again] = [("RetryWaits:0", "01:00:00"), (AsyncUrl, ""), ("ReceiptDeadline", "00:00:00.2"), ("ResendsWhenOverdue", "1")],
        [NoReceipt] = [("RetryWaits:0", "01:00:00"), ("Receipt", "None")],
        [Unsigned] = [("RetryWaits:0", "01:00:00"), ("Receipt", "Unsigned")],
        [Brief] = [("RetryWaits:0", "01:00:00"), ("TotalTime", "00:00:08")],
        [Unpackable] = [("Sign", "none"), ("Encrypt", "aes256-cbc")],
        [Plain] = [("Sign", "none"), ("Encrypt", "none")],
        [CompressedFirst] = [("Compress", "BeforeSigning")],
        [CompressedLast] = [("Compress", "AfterSigning")],
        [UnsignedCompressed] = [("Sign", "none"), ("Encrypt", "none"), ("Compress", "BeforeSigning")],
    };

    internal const string Sync = "sync";
    internal const string Quick = "quick";
    internal const string Pausing = "pausing";
    internal const string Async = "async";
    internal const string Soon = "soon";
    internal const string Again = "again";
    internal const string NoReceipt = "none";
    internal const string Unsigned = "unsigned";
    internal const string Brief = "brief";
    internal const string Unpackable = "unpackable";
    internal const string Plain = "plain";
    internal const string CompressedFirst = "zfirst";
    internal const string CompressedLast = "zlast";
    internal const string UnsignedCompressed = "zplain";

    private const string AsyncUrl = "AsyncReceiptUrl";

    private readonly List<Lane> _lanes = [];
    private readonly Dictionary<string, ConcurrentQueue<Lane>> _free = new(StringComparer.Ordinal);

    /// <summary>The gateway.</summary>
    internal Node Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var kind in Kinds.Keys)
        {
            _free[kind] = new(Enumerable.Range(1, kind is Sync or Quick or Async ? LanesOfTheUsual : LanesOfAKind).Select(n => new Lane(string.Create(CultureInfo.InvariantCulture, $"{kind}-{n}"))));
            _lanes.AddRange(_free[kind]);
        }

        Gateway = await Node.StartAsync("acme", (settings, self) =>
        {
            foreach (var (at, lane) in _lanes.Index())
            {
                Add(settings, at, lane, self);
            }
        });
    }

    /// <summary>A connection nobody used before.</summary>
    internal Lane Take(string kind) => _free[kind].TryDequeue(out var lane) ? lane : throw new InvalidOperationException($"Make more lanes of the kind {kind}.");

    /// <summary>Submits over a new connection whose partner answers so.</summary>
    internal async Task<(Lane Lane, string Id)> SendAsync(string kind, Func<Lane, Lane> script, byte[]? content = null)
    {
        var lane = script(Take(kind));
        return (lane, (await Gateway.SubmitAsync(lane.Name, content)).Id);
    }

    /// <summary>A receipt as the partner would write it for a message, with what a test changes.</summary>
    /// <param name="sent">What the API shows of the message.</param>
    /// <param name="disposition">What it says. Default processed.</param>
    /// <param name="mic">Its MIC, as text. Default the right one.</param>
    /// <param name="signer">Name of the key that signs; null leaves it unsigned. Default the partner's.</param>
    /// <param name="original">Original-Message-ID. Default the right one.</param>
    internal static WrittenReceipt ReceiptFor(Seen sent, Disposition? disposition = null, string? mic = null, string? signer = "globex", string? original = null) => ReceiptWriter.Write(
        new()
        {
            From = As2Name.Create(sent.Exchange.To).Value!, To = As2Name.Create(sent.Exchange.From).Value!, ReceiptId = MessageId.Create(Guid.NewGuid().ToString("N"), "globex"),
            Date = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero), OriginalMessageId = original ?? sent.Exchange.MessageId, Disposition = disposition ?? Disposition.Processed,
            Mic = Mic.Parse(mic ?? sent.Mic!).Value,
        },
        signer is null ? null : new CmsSignerOptions { Key = TestKey.Rsa(signer).Key });

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Task.WhenAll(_lanes.Select(l => l.DisposeAsync().AsTask()));
    }

    private static void Add(Dictionary<string, string?> settings, int at, Lane lane, Uri self)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"Waybill:Partners:{at}");
        var folder = Path.GetDirectoryName(settings["Waybill:Data"])!;
        settings[$"{path}:As2Id"] = lane.Name;
        settings[$"{path}:Certificates:0"] = Node.CertificateFile(folder, "globex");
        var connection = string.Create(CultureInfo.InvariantCulture, $"Waybill:Connections:{at}");
        settings[$"{connection}:Name"] = lane.Name;
        settings[$"{connection}:Partner"] = lane.Name;
        settings[$"{connection}:Url"] = lane.Address.ToString();
        settings[$"{connection}:AllowPrivate"] = "true";
        settings[$"{connection}:Folder"] = "-";
        foreach (var (key, value) in Kinds[lane.Name.Split('-')[0]])
        {
            settings[$"{connection}:{key}"] = key is AsyncUrl ? self.ToString() : value;
        }
    }
}
