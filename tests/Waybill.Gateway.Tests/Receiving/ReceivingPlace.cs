using Microsoft.Data.Sqlite;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Gateway.Stores;

namespace Waybill.Gateway.Tests;

/// <summary>GLOBEX's receiver over a SQLite journal and payload files, and messages of ACME for it. Opens again on the same files.</summary>
internal sealed class ReceivingPlace : IAsyncDisposable
{
    private readonly BookFolder _folder = new();
    private readonly Action<PartnerSettings>? _policy;

    private ReceivingPlace(Action<PartnerSettings>? policy) => _policy = policy;

    internal static CmsPrivateKey Acme { get; } = new(TestIdentities.Rsa("acme"));

    internal static CmsPrivateKey Globex { get; } = new(TestIdentities.Rsa("globex"));

    internal IJournal Journal { get; private set; } = null!;

    internal PayloadStore Payloads { get; private set; } = null!;

    internal Connections Connections { get; private set; } = null!;

    internal OpenAnswers Answers { get; } = new();

    internal Receiver Receiver { get; private set; } = null!;

    internal Reopener Reopener { get; private set; } = null!;

    internal string Folder => _folder.Path;

    internal string Inbox => _folder.In("inbox/globex-acme");

    internal As2Connection Connection
    {
        get
        {
            using var lease = Connections.Take();
            return lease.Book.FindOut("globex-acme")!;
        }
    }

    internal static async Task<ReceivingPlace> OpenAsync(Action<PartnerSettings>? policy = null)
    {
        var place = new ReceivingPlace(policy);
        await place.StartAsync();
        return place;
    }

    /// <summary>Receives by another receiver from now on, until a restart.</summary>
    internal void Use(Receiver receiver) => Receiver = receiver;

    /// <summary>Replaces the book: other settings from now on.</summary>
    internal void Configure(Action<StationSettings, PartnerSettings> change)
    {
        var (station, partner) = (_folder.Station(), _folder.Partner(more: _policy));
        change(station, partner);
        Connections.Replace(_folder.Build(new() { Stations = [station], Partners = [partner] }, out var problems));
        Assert.Empty(problems);
    }

    /// <summary>Files of a further identity: its certificate and its key.</summary>
    internal (string Certificate, string Key) Files(System.Security.Cryptography.X509Certificates.X509Certificate2 identity, string name)
    {
        using var key = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(identity)!;
        File.WriteAllText(_folder.In(name + ".crt"), identity.ExportCertificatePem());
        File.WriteAllText(_folder.In(name + ".key"), key.ExportPkcs8PrivateKeyPem());
        return (_folder.In(name + ".crt"), _folder.In(name + ".key"));
    }

    /// <summary>What a restart does.</summary>
    internal async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>A signed and encrypted message with one document, as its bytes.</summary>
    internal static async Task<WireMessage> PackAsync(string id, string text = "ISA*00*", Func<As2SendOptions, As2SendOptions>? change = null)
    {
        var options = new As2SendOptions
        {
            From = As2Name.Create("acme").Value!,
            To = As2Name.Create("globex").Value!,
            MessageId = MessageId.Create(id, "acme"),
            Date = BookFolder.Now,
            Signer = new() { Key = Acme },
            Recipients = [new() { Certificate = Globex.Certificate }],
            Receipt = ReceiptRequest.Signed("x@acme.example", [MicAlgorithm.Of(DigestAlgorithm.Sha256)]),
        };
        options = change?.Invoke(options) ?? options;
        var content = System.Text.Encoding.ASCII.GetBytes(text);
        var document = new As2Document { ContentType = "application/edi-x12", FileName = "order.edi", Length = content.Length, OpenAsync = _ => new(new MemoryStream(content, writable: false)) };
        await using var package = await As2Packager.PackAsync(options, [document], new SpoolQuarantine(), Ct);
        await using var body = await package.OpenAsync(Ct);
        using var whole = new MemoryStream();
        await body.CopyToAsync(whole, Ct);
        return new(package.Headers, whole.ToArray());
    }

    /// <summary>Reads, judges and commits as the AS2 address does.</summary>
    internal async Task<ReceiveOutcome> ReceiveAsync(WireMessage message, StoredReceipt? later = null, string? forbidden = null, Action<Action>? onAnswered = null, DateTimeOffset? at = null)
    {
        var headers = As2MessageHeaders.Read(message.Headers).Value!;
        await using var wire = new WireCopy(Payloads, Connection.Inbound.KeepWireBodies);
        using var body = new CopiedStream(message.Body, wire);
        var reading = Connection.Inbound.Reading with { VerificationTime = BookFolder.Now, NoKeyFits = wire.NoKeyFits };
        await using var verdict = await As2MessageReader.ReadAsync(headers.Content, headers.ReceiptRequest, body, reading, Payloads, Ct);
        return await Receiver.CommitAsync(
            new()
            {
                Connection = Connection,
                Headers = headers,
                Lines = message.Headers,
                Failure = verdict.Failure,
                Verdict = verdict,
                ReceivedAt = at ?? TimeProvider.System.GetUtcNow(),
                WireSha256 = System.Security.Cryptography.SHA256.HashData(message.Body),
                WireBytes = message.Body.Length,
                Wire = wire,
                Planned = new(Answer("planned " + Guid.NewGuid()), HasReceipt: later is null, later, forbidden),
                PlanDuplicate = how => new(Answer($"duplicate {how}"), HasReceipt: true),
                OnAnswered = onAnswered,
            },
            Ct);
    }

    internal static StoredAnswer Answer(string text) => new(200, [new("Content-Type", "text/plain")], System.Text.Encoding.ASCII.GetBytes(text));

    internal async Task<byte[]> ReadAsync(StoredDocument document)
    {
        await using var content = await Payloads.OpenAsync(document.Object, document.Offset, document.Length, Ct);
        using var whole = new MemoryStream();
        await content.CopyToAsync(whole, Ct);
        return whole.ToArray();
    }

    internal async Task<IReadOnlyList<ExchangeSummary>> ListAsync(ExchangeFilter? filter = null) => (await Journal.ListAsync(filter ?? new(), null, 100, Ct)).Items;

    /// <summary>Kept objects and drafts, in the payload folder and in the journal.</summary>
    internal string[] Objects() => [.. Files(), .. Blobs()];

    /// <summary>Those in the payload folder.</summary>
    internal string[] Files() => Directory.Exists(_folder.In("payloads")) ? Directory.GetFiles(_folder.In("payloads"), "*", SearchOption.AllDirectories) : [];

    internal FolderConsumer Consumer(IDocumentFolders? folders = null, TimeProvider? time = null) => new(Journal, Payloads, Connections, folders ?? new DocumentFolders(), time ?? TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private List<string> Blobs()
    {
        using var connection = new SqliteConnection($"Data Source={_folder.In("waybill.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select object from payload_blob";
        using var rows = command.ExecuteReader();
        var objects = new List<string>();
        while (rows.Read())
        {
            objects.Add(rows.GetString(0));
        }

        return objects;
    }

    private async Task StartAsync()
    {
        Journal = await Journals.OpenAsync($"Data Source={_folder.In("waybill.db")}", TimeProvider.System, Ct);
        Payloads = new(new(_folder.In("payloads"), new() { MinFreeBytes = 0, MinFreeShare = 0 }), Journal.SmallPayloads);
        Connections = new(_folder.Build(new() { Stations = [_folder.Station()], Partners = [_folder.Partner(more: _policy)] }, out var problems));
        Assert.Empty(problems);
        Receiver = new(Journal, Payloads, Connections, Answers, TimeProvider.System);
        Reopener = new(Journal, Payloads, Connections, new Submitter(Journal, Payloads, Connections, TimeProvider.System), TimeProvider.System);
    }

    private async Task StopAsync()
    {
        await Journal.DisposeAsync();
        Payloads.Dispose();
        Connections.Dispose();
    }
}

/// <summary>A message as it goes over the wire.</summary>
internal sealed record WireMessage(IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    internal WireMessage With(string name, string value) => this with { Headers = [.. Headers.Where(h => h.Key != name), new(name, value)] };
}

/// <summary>Bytes that are copied as they are read.</summary>
internal sealed class CopiedStream(byte[] bytes, WireCopy copy) : MemoryStream(bytes, writable: false)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await base.ReadAsync(buffer[..Math.Min(buffer.Length, 32 * 1024)], cancellationToken);
        await copy.WriteAsync(buffer[..count], cancellationToken);
        return count;
    }
}
