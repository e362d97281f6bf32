using System.Globalization;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Gateway;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>A gateway whose connections the tests agree on while it runs, from settings as an operator writes them: each test has partners of its own. It sends as acme and receives as globex.</summary>
public sealed class SettingsHost : IAsyncLifetime
{
    private readonly Lock _gate = new();
    private readonly List<Lane> _lanes = [];
    private readonly BookSettings _book = new();
    private int _names;

    /// <summary>The gateway.</summary>
    internal Node Gateway { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Gateway = await Node.StartAsync("acme", static (_, _) => { });
        foreach (var name in new[] { "acme", "globex" })
        {
            await File.WriteAllTextAsync(In(name + ".crt"), TestKey.Rsa(name).CertificatePem);
            await File.WriteAllTextAsync(In(name + ".key"), TestKey.Rsa(name).PrivateKeyPem);
            _book.Stations.Add(new() { As2Id = name, Certificate = In(name + ".crt"), Key = In(name + ".key") });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Task.WhenAll(_lanes.Select(l => l.DisposeAsync().AsTask()));
    }

    /// <summary>A file of the gateway's folder.</summary>
    internal string In(string name) => Path.Combine(Gateway.Folder, name);

    /// <summary>A new connection that sends to a partner of its own, who gives honest receipts until it is told otherwise.</summary>
    /// <param name="change">What is set, beside what is usual: short waits for the connection, an hour for a message.</param>
    /// <param name="tls">The partner speaks https so.</param>
    /// <param name="certificate">File of the partner's certificate; null: of globex.</param>
    internal Lane Agree(Action<ConnectionSettings>? change = null, PartnerTls? tls = null, string? certificate = null)
    {
        var lane = new Lane(NewName("out"), tls).Gives(ReceiptScript.Honest);
        var settings = new ConnectionSettings
        {
            Name = lane.Name, Station = "acme", Partner = lane.Name, Url = lane.Address.ToString(), AllowPrivate = true, Folder = "-",
            RetryWaits = [TimeSpan.FromHours(1)], PauseWaits = [TimeSpan.FromMilliseconds(200)],
        };
        change?.Invoke(settings);
        lock (_gate)
        {
            _lanes.Add(lane);
        }

        Publish(settings, certificate ?? In("globex.crt"));
        return lane;
    }

    /// <summary>Changes a connection that was agreed on.</summary>
    internal void Change(Lane lane, Action<ConnectionSettings> change) => Change(lane.Name, change);

    /// <summary>Changes a connection that was agreed on.</summary>
    internal void Change(string name, Action<ConnectionSettings> change)
    {
        lock (_gate)
        {
            change(_book.Connections.Single(c => c.Name == name));
            Replace();
        }
    }

    /// <summary>A new connection over which messages come in.</summary>
    /// <param name="change">What is set, beside what is usual.</param>
    /// <param name="certificate">File of the partner's certificate; null: of acme.</param>
    /// <returns>The name of the connection, and of the partner.</returns>
    internal string AgreeIn(Action<ConnectionSettings>? change = null, string? certificate = null)
    {
        var name = NewName("in");
        var settings = new ConnectionSettings { Name = name, Station = "globex", Partner = name, AllowPrivate = true, ReceiptHosts = ["127.0.0.1"], ReceiptWaits = [TimeSpan.FromMilliseconds(10)], Folder = "-", ApiPull = true };
        change?.Invoke(settings);
        Publish(settings, certificate ?? In("acme.crt"));
        return settings.Name;
    }

    /// <summary>A message of such a partner.</summary>
    internal static Task<TestMessage> MessageAsync(string from, string structure = "ES", Func<As2SendOptions, As2SendOptions>? change = null, ReadOnlyMemory<byte>? document = null)
        => TestMessage.BuildAsync(structure, o => (change ?? (static x => x))(o with { From = As2Name.Create(from).Value! }), document, Ct);

    /// <summary>Posts it; gives the receipt in the answer.</summary>
    internal async Task<ReadReceipt> PostAsync(TestMessage message)
    {
        using var answer = await Gateway.SendAsync(message.Headers, message.Body);
        return await ReceivingHost.ReceiptAsync(answer);
    }

    /// <summary>Sends one document and gives the request the partner had.</summary>
    internal async Task<(PartnerRequest Request, Seen Seen)> DeliverAsync(Lane lane, byte[]? content = null, string fileName = "order.edi")
    {
        var id = (await Gateway.SubmitAsync(lane.Name, content, fileName)).Id;
        var seen = await Gateway.UntilAsync(id, ExchangeState.Delivered);
        return (lane.Requests.Last(r => r.Header("Message-ID") == seen.Exchange.MessageId), seen);
    }

    /// <summary>The layers of what a partner got, opened with its key.</summary>
    internal static Task<PartnerMessage> OpenAsync(PartnerRequest request) => PartnerIdentity.Default.OpenAsync(request, Ct).AsTask();

    /// <summary>Fails unless these settings are refused, with a sentence that names the setting and has these words.</summary>
    internal static void Refused(string setting, string words, Action<ConnectionSettings> change)
    {
        var problems = Problems(change);
        Assert.Contains(problems, p => p.StartsWith($"Waybill:Connections:0:{setting}", StringComparison.Ordinal) && p.Contains(words, StringComparison.Ordinal));
    }

    /// <summary>What is wrong with a connection of these settings.</summary>
    internal static IReadOnlyList<string> Problems(Action<ConnectionSettings> change, ISecretRing? ring = null)
    {
        var folder = Directory.CreateTempSubdirectory("waybill-settings-").FullName;
        try
        {
            var (certificate, key, partner) = (Path.Combine(folder, "acme.crt"), Path.Combine(folder, "acme.key"), Path.Combine(folder, "globex.crt"));
            File.WriteAllText(certificate, TestKey.Rsa("acme").CertificatePem);
            File.WriteAllText(key, TestKey.Rsa("acme").PrivateKeyPem);
            File.WriteAllText(partner, TestKey.Rsa("globex").CertificatePem);
            var settings = new ConnectionSettings { Name = "refused", Partner = "globex", Url = "https://as2.globex.example/" };
            change(settings);
            List<string> problems = [];
            var book = BookBuilder.Build(
                new() { Stations = [new() { As2Id = "acme", Certificate = certificate, Key = key }], Partners = [new() { As2Id = "globex", Certificates = [partner] }], Connections = [settings] },
                "Waybill", folder, TimeProvider.System.GetUtcNow(), problems, ring);
            book.Release();
            return problems;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Publish(ConnectionSettings settings, string certificate)
    {
        lock (_gate)
        {
            _book.Partners.Add(new() { As2Id = settings.Partner, Certificates = [certificate] });
            _book.Connections.Add(settings);
            Replace();
        }
    }

    private void Replace()
    {
        List<string> problems = [];
        var book = BookBuilder.Build(_book, "Waybill", Gateway.Inbox, TimeProvider.System.GetUtcNow(), problems);
        Assert.Equal([], problems);
        Gateway.Runtime.Connections.Replace(book);
    }

    private string NewName(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{Interlocked.Increment(ref _names)}");
}
