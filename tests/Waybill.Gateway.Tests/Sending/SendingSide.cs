using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Gateway.Stores;
using Waybill.Testing;

namespace Waybill.Gateway.Tests.Sending;

/// <summary>A gateway that sends: a real journal and payload store in a folder, a clock of the test's, and one connection, acme to globex.</summary>
internal sealed class SendingSide : IAsyncDisposable
{
    internal static readonly ReceiptRequest SignedReceipt = ReceiptRequest.Signed("edi@acme.example", [MicAlgorithm.Of(DigestAlgorithm.Sha256)]);
    internal static readonly ReceiptRequest LaterReceipt = ReceiptRequest.Signed("edi@acme.example", [MicAlgorithm.Of(DigestAlgorithm.Sha256)], "http://acme.example/as2");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waybill-sending-");
    private readonly TestRing _ring = new();
    private CancellationTokenSource _stop = new();
    private CancellationTokenSource _abort = new();
    private PayloadStore? _payloads;
    private LocalOwners? _owners;
    private Task _running = Task.CompletedTask;

    private readonly Connections _connections;

    private SendingSide(OutboundConnection connection) => _connections = new(BookOf(connection));

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    /// <summary>The one connection; setting it replaces the book.</summary>
    internal OutboundConnection Connection { get => _connections.FindOut("globex")!; set => _connections.Replace(BookOf(value)); }

    internal IJournal Journal { get; private set; } = null!;

    internal SendingService Service { get; private set; } = null!;

    internal ISecretRing Ring => _ring;

    internal string PayloadFolder => Path.Combine(_folder.FullName, "payloads");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    internal static OutboundConnection To(Uri url) => new()
    {
        Name = "globex", Version = 7, From = As2Name.Create("acme").Value!, To = As2Name.Create("globex").Value!, Urls = [url],
        Signer = new() { Key = Partner.Acme }, Recipients = [new() { Certificate = Partner.Globex.Certificate }], Receipt = SignedReceipt,
        ReceiptSigners = [Partner.Globex.Certificate], Http = new() { SilenceTimeout = TimeSpan.FromSeconds(60) },
    };

    internal static async Task<SendingSide> StartAsync(OutboundConnection connection, bool isRunning = true)
    {
        var side = new SendingSide(connection);
        await side.OpenAsync();
        if (isRunning)
        {
            side.Run();
        }

        return side;
    }

    internal static Task<SendingSide> StartAsync(FakePartner partner, Func<OutboundConnection, OutboundConnection>? change = null)
        => StartAsync(change?.Invoke(To(partner.Address)) ?? To(partner.Address));

    /// <summary>Ends as a stop does, or as a crash would, and comes back on the same folder.</summary>
    internal async Task RestartAsync(bool isCrash = false, bool isRunning = true)
    {
        await EndAsync(isCrash);
        await OpenAsync();
        if (isRunning)
        {
            Run();
        }
    }

    /// <summary>Runs over a journal that loses the word of its first claim.</summary>
    internal void RunDeaf()
    {
        Service.Dispose();
        Service = new SendingService(DeafJournal.Around(Journal), _payloads!, _connections, _ring, _owners!, Clock);
        Run();
    }

    internal void Run()
    {
        _running = Service.RunAsync(_stop.Token, _abort.Token);
    }

    internal async Task<ExchangeId> SubmitAsync(byte[] content, string? fileName = "order.edi")
        => Assert.IsType<SubmitOutcome.Submitted>(await Service.Submitter.SubmitAsync(
            new() { Connection = Connection.Name, Documents = [new(new MemoryStream(content), FileName: fileName)], Subject = "Order" }, Token)).Id;

    internal async Task<ExchangeDetail> DetailAsync(ExchangeId id) => (await Journal.FindAsync(id, Token))!;

    internal async Task<ExchangeState> StateAsync(ExchangeId id) => (await DetailAsync(id)).Summary.State;

    /// <summary>Waits for a state; fails with where it stands instead.</summary>
    internal async Task<ExchangeDetail> UntilAsync(ExchangeId id, params ExchangeState[] states)
    {
        ExchangeDetail? detail = null;
        var looks = 0;
        await UntilAsync(
            async () =>
            {
                if (++looks % 200 is 0)
                {
                    // For the loops that look again every few seconds.
                    Clock.Advance(TimeSpan.FromSeconds(3));
                }

                detail = await DetailAsync(id);
                return Array.IndexOf(states, detail.Summary.State) >= 0;
            },
            () => $"{detail?.Summary.State} {detail?.Summary.Detail} {(detail is { Timeline: [.., var last] } ? last.Text : "")}");
        return detail!;
    }

    internal static async Task UntilAsync(Func<Task<bool>> condition, Func<string>? where = null)
    {
        for (var tries = 0; !await condition(); tries++)
        {
            Assert.True(tries < 1500, where?.Invoke() ?? "It did not come to that.");
            await Task.Delay(10, Token);
        }
    }

    /// <summary>Moves the clock in steps, so that everything that waits on the way is met.</summary>
    internal async Task PassAsync(TimeSpan time, TimeSpan? step = null)
    {
        var each = step ?? time;
        for (var passed = TimeSpan.Zero; passed < time; passed += each)
        {
            Clock.Advance(each);
            await Task.Delay(30, Token);

            // A wait that was begun with the time before would not see it.
            Service.Configured();
        }
    }

    internal async Task<InboxOutcome> ArrivedAsync(WrittenReceipt receipt) => await Service.Receipts.ArrivedAsync(receipt.Headers, receipt.Body, Clock.GetUtcNow(), Token);

    internal async Task<IReadOnlyList<AlertRow>> AlertsAsync(string kind) => [.. (await Journal.OpenAsync(100, Token)).Where(a => a.Kind == kind)];

    internal long Count(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "waybill.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Tests count by fixed statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Changes one bit in the middle of every stored object, wherever it is.</summary>
    internal async Task DamageAsync()
    {
        var objects = 0;
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "waybill.db")};Pooling=False"))
        {
            connection.Open();
            connection.CreateFunction("damaged", (byte[] bytes) =>
            {
                bytes[bytes.Length / 2] ^= 1;
                return bytes;
            });
            using var damage = connection.CreateCommand();
            damage.CommandText = "update payload_blob set bytes = damaged(bytes)";
            objects += damage.ExecuteNonQuery();
        }

        foreach (var file in Directory.Exists(PayloadFolder) ? Directory.EnumerateFiles(PayloadFolder, "*", SearchOption.AllDirectories) : [])
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
            stream.Position = stream.Length / 2;
            var there = stream.ReadByte();
            stream.Position = stream.Length / 2;
            stream.WriteByte((byte)(there ^ 1));
            objects++;
        }

        Assert.NotEqual(0, objects);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync(isCrash: true);
        _connections.Dispose();
        _folder.Delete(recursive: true);
    }

    private static ConnectionBook BookOf(OutboundConnection connection) => new(
        connection.Version, [], [],
        [
            new()
            {
                Name = connection.Name, Version = connection.Version, IsOnline = connection.IsOnline, Outbound = connection,
                Station = new(connection.From, Sending.Partner.Acme, new([Sending.Partner.Acme])), Partner = new(connection.To, connection.ReceiptSigners, null),
                Inbound = new() { Reading = new() { VerificationTime = default }, ReceiptSigner = new() { Key = Sending.Partner.Acme }, ReceiptAddresses = connection.ReceiptAddresses },
            },
        ],
        []);

    private async Task OpenAsync()
    {
        (_stop, _abort) = (new(), new());
        Journal = await Journals.OpenAsync($"Data Source={Path.Combine(_folder.FullName, "waybill.db")}", Clock, Token);
        _payloads = new PayloadStore(new(PayloadFolder, new() { Time = Clock }), Journal.SmallPayloads);
        _owners = new LocalOwners(Journal.Owners, Journal.IsAlone, Clock);
        Service = new SendingService(Journal, _payloads, _connections, _ring, _owners, Clock);
    }

    private async Task EndAsync(bool isCrash)
    {
        if (isCrash)
        {
            await _abort.CancelAsync();
        }

        await _stop.CancelAsync();
        await _running;
        _running = Task.CompletedTask;
        Service.Dispose();
        _owners!.Dispose();
        _payloads!.Dispose();
        await Journal.DisposeAsync();
    }
}
