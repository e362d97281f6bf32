using System.Globalization;
using Waybill.As2;
using Waybill.Gateway;
using Waybill.Mime;
using Waybill.Testing;

namespace Waybill.EndToEnd.Tests;

/// <summary>The gateway of globex, who knows acme under a few names, each with an agreement of its own. Shared by the tests of a class.</summary>
public sealed class ReceivingHost : IAsyncLifetime
{
    internal const string Acme = "acme";
    internal const string Warned = "acme-warned";
    internal const string Loose = "acme-loose";
    internal const string Small = "acme-small";
    internal const string Puller = "acme-puller";

    private static readonly (string Name, (string Key, string Value)[] Settings)[] Partners =
    [
        (Acme, []),
        (Warned, [("DuplicateAnswer", "Warning")]),
        (Loose, [("Signature", "Allowed"), ("Encryption", "Allowed"), ("AllowUnsignedCbc", "true")]),
        (Small, [("MaxBodyBytes", "20000")]),
        (Puller, [("ApiPull", "true"), ("Folder", "-")]),
    ];

    /// <summary>The gateway.</summary>
    internal Node Gateway { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Gateway = await StartAsync();

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    /// <summary>A gateway of its own, for a test that breaks something.</summary>
    internal static Task<Node> StartAsync(Func<string, Gateway.Stores.FilePayloadOptions, Gateway.Stores.FilePayloadStore>? payloads = null, params (string Key, string? Value)[] more)
        => Node.StartAsync(
            "globex",
            (settings, _) =>
            {
                foreach (var (at, partner) in Partners.Index())
                {
                    Add(settings, at, partner.Name, partner.Settings);
                }

                foreach (var (key, value) in more)
                {
                    settings[key] = value;
                }
            },
            payloads);

    /// <summary>A message of acme under one of its names.</summary>
    internal static Task<TestMessage> MessageAsync(
        string from = Acme, string structure = "ES", Func<As2SendOptions, As2SendOptions>? change = null, ReadOnlyMemory<byte>? document = null)
        => TestMessage.BuildAsync(structure, o => (change ?? (static x => x))(o with { From = As2Name.Create(from).Value! }), document, Ct);

    /// <summary>The one exchange of a message, as the API shows it.</summary>
    internal static async Task<Seen> OnlyAsync(Node gateway, TestMessage message, ExchangeState state = ExchangeState.Accepted)
        => await gateway.FindAsync(Assert.Single(await FindAsync(gateway, message), e => e.State == state).Id);

    internal static async Task<IReadOnlyList<SeenLine>> FindAsync(Node gateway, TestMessage message)
        => await gateway.ListAsync($"id={Uri.EscapeDataString(message.Sent.MessageId.Value)}");

    /// <summary>The files of an exchange in the inbox, once it was handed on.</summary>
    internal static async Task<IReadOnlyList<string>> FilesAsync(Node gateway, Seen accepted)
    {
        await gateway.UntilAsync(accepted.Exchange.Id, s => s.Handoffs.All(h => h.State is "done"));
        return Directory.Exists(gateway.Inbox) ? [.. Directory.GetFiles(gateway.Inbox, $"*{accepted.Exchange.Id}*", SearchOption.AllDirectories)] : [];
    }

    /// <summary>Reads a receipt of globex.</summary>
    internal static async Task<ReadReceipt> ReceiptAsync(HttpResponseMessage answer)
    {
        var headers = answer.Headers.Concat(answer.Content.Headers).SelectMany(h => h.Value.Select(v => KeyValuePair.Create(h.Key, v)));
        using var body = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Ct));
        return await ReceiptReader.ReadAsync(MimeHeaders.FromPairs(headers), body, new() { VerificationTime = TimeProvider.System.GetUtcNow(), SignerCertificates = [TestKey.Rsa("globex").Certificate] }, Ct);
    }

    private static void Add(Dictionary<string, string?> settings, int at, string name, (string Key, string Value)[] more)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"Waybill:Partners:{at}");
        settings[$"{path}:As2Id"] = name;
        settings[$"{path}:Certificates:0"] = Node.CertificateFile(Path.GetDirectoryName(settings["Waybill:Data"])!, "acme");
        settings[$"{path}:ReceiptHosts:0"] = "127.0.0.1";
        settings[$"{path}:AllowPrivate"] = "true";
        settings[$"{path}:ReceiptWaits:0"] = "00:00:00.01";
        foreach (var (key, value) in more)
        {
            settings[$"{path}:{key}"] = value;
        }
    }
}
