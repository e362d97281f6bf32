using System.Globalization;
using Waybill.Gateway;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>Two gateways, each the other's partner, over real sockets.</summary>
public sealed class TwoGatewayTests : IAsyncLifetime
{
    private Node _acme = null!;
    private Node _globex = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Uri? acme = null;
        _acme = await Node.StartAsync("acme", (settings, self) => acme = self);
        _globex = await Node.StartAsync("globex", (settings, self) => Agree(settings, "acme", acme!, self));
        await _acme.StopAsync();
        _acme.Change(settings => Agree(settings, "globex", _globex.As2, _acme.As2));
        await _acme.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _acme.DisposeAsync();
        await _globex.DisposeAsync();
    }

    [Fact]
    public async Task Documents_go_both_ways_with_every_kind_of_receipt_and_both_sides_say_the_same()
    {
        var sent = new List<(Node From, Node To, string Kind, string Id, byte[] Content)>();
        foreach (var (from, to) in new[] { (_acme, _globex), (_globex, _acme) })
        {
            foreach (var kind in Kinds.Keys)
            {
                var content = TestBytes.Random(sent.Count, kind is "later" ? 1_500_000 : 4_000);
                sent.Add((from, to, kind, (await from.SubmitAsync(kind, content, $"{kind}.bin")).Id, content));
            }
        }

        foreach (var (from, to, kind, id, content) in sent)
        {
            var ours = await from.UntilAsync(id, kind is "without" ? Sent : Delivered);
            var theirs = await to.FindAsync(Assert.Single(await to.ListAsync($"id={Uri.EscapeDataString(ours.Exchange.MessageId!)}&direction=in")).Id);
            Assert.Equal(Accepted, theirs.State);
            Assert.Equal(As2.Mic.Parse(ours.Mic!).Value, As2.Mic.Parse(theirs.Mic!).Value);
            Assert.Equal(content, await to.DownloadAsync(theirs.Documents[0].Href));
            Assert.Equal(content, await File.ReadAllBytesAsync(Assert.Single(await ReceivingHost.FilesAsync(to, theirs)), Ct));
            Assert.Equal(await from.DownloadAsync(ours.Links.Entity!), await to.DownloadAsync(theirs.Links.Entity!));
            var receipt = kind switch { "without" => ReceiptState.None, "later" or "gcm" => ReceiptState.Sent, _ => ReceiptState.Answered };
            await to.UntilAsync(theirs.Exchange.Id, s => s.Exchange.Receipt == receipt);
            if (kind is not "without")
            {
                Assert.Equal(await to.DownloadAsync(theirs.Links.Receipt! + "?body=true"), await from.DownloadAsync(ours.Links.Receipt! + "?body=true"));
            }
        }
    }

    [Fact]
    [Requirement("AS2-DUP-001", "AS2-DUP-003", "AS2-DUP-005")]
    public async Task A_receiver_that_goes_away_and_comes_back_has_each_message_once()
    {
        await _globex.StopAsync();
        var ids = new List<string>();
        foreach (var kind in new[] { "at-once", "later", "without" })
        {
            ids.Add((await _acme.SubmitAsync(kind, TestBytes.Edi(5_000))).Id);
        }

        foreach (var id in ids)
        {
            await _acme.UntilAsync(id, RetryWait, Packaged);
        }

        await _globex.StartAsync();

        foreach (var id in ids)
        {
            await _acme.UntilAsync(id, Delivered, Sent);
        }

        await _globex.FilesAsync(3);
        Assert.Equal(3, (await _globex.ListAsync()).Count);
    }

    [Fact]
    [Requirement("AS2-DUP-003", "AS2-DUP-002")]
    public async Task Sent_again_by_hand_it_is_suppressed_under_its_id_and_taken_under_a_new_one()
    {
        var id = (await _acme.SubmitAsync("without")).Id;
        await _acme.UntilAsync(id, Sent);

        Assert.Equal(System.Net.HttpStatusCode.OK, await _acme.ActAsync($"exchanges/{id}/resend", new { confirm = true }));
        await _acme.UntilAsync(id, s => s is { State: Sent, Sends.Count: 2 });
        var accepted = Assert.Single(await _globex.ListAsync());
        Assert.Single((await _globex.FindAsync(accepted.Id)).Attempts, a => a.Kind is "duplicate");

        Assert.Equal(System.Net.HttpStatusCode.Created, await _acme.ActAsync($"exchanges/{id}/resend", new { newId = true, confirm = true }));
        await Patience.UntilAsync(async () => (await _globex.ListAsync()).Count is 2);
        await _globex.FilesAsync(2);
    }

    /// <summary>The same connections on both sides, each a pair of names of its own.</summary>
    private static Dictionary<string, (string Key, string Value)[]> Kinds { get; } = new(StringComparer.Ordinal)
    {
        ["at-once"] = [],
        ["later"] = [("AsyncReceiptUrl", "")],
        ["unsigned"] = [("Receipt", "Unsigned")],
        ["without"] = [("Receipt", "None")],
        ["compressed"] = [("Compress", "BeforeSigning")],
        ["gcm"] = [("Encrypt", "aes256-gcm"), ("Sign", "sha-512"), ("AsyncReceiptUrl", "")],
    };

    private static void Agree(Dictionary<string, string?> settings, string partner, Uri address, Uri self)
    {
        var own = settings["Waybill:Stations:0:As2Id"];
        var folder = Path.GetDirectoryName(settings["Waybill:Data"])!;
        foreach (var (at, kind) in Kinds.Keys.Index())
        {
            var n = at.ToString(CultureInfo.InvariantCulture);
            settings[$"Waybill:Stations:{n}:As2Id"] = $"{own}-{kind}";
            settings[$"Waybill:Stations:{n}:Certificate"] = settings["Waybill:Stations:0:Certificate"];
            settings[$"Waybill:Stations:{n}:Key"] = settings["Waybill:Stations:0:Key"];
            settings[$"Waybill:Partners:{n}:As2Id"] = $"{partner}-{kind}";
            settings[$"Waybill:Partners:{n}:Certificates:0"] = Node.CertificateFile(folder, partner);
            var connection = $"Waybill:Connections:{n}";
            settings[$"{connection}:Name"] = kind;
            settings[$"{connection}:Station"] = $"{own}-{kind}";
            settings[$"{connection}:Partner"] = $"{partner}-{kind}";
            settings[$"{connection}:Url"] = address.ToString();
            settings[$"{connection}:AllowPrivate"] = "true";
            settings[$"{connection}:RetryWaits:0"] = "00:00:00.1";
            settings[$"{connection}:PauseWaits:0"] = "00:00:00.2";
            settings[$"{connection}:ReceiptWaits:0"] = "00:00:00.05";
            foreach (var (key, value) in Kinds[kind])
            {
                settings[$"{connection}:{key}"] = key is "AsyncReceiptUrl" ? self.ToString() : value;
            }
        }
    }
}
