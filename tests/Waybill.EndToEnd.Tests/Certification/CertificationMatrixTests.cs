using System.Globalization;
using Waybill.Gateway;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>The scenarios products are certified with, between two gateways, in both directions.</summary>
public sealed class CertificationMatrixTests : IAsyncLifetime
{
    private Node _acme = null!;
    private Node _globex = null!;

    public async ValueTask InitializeAsync()
    {
        Uri? acme = null;
        _acme = await Node.StartAsync("acme", (_, self) => acme = self);
        _globex = await Node.StartAsync("globex", (settings, self) => Agree(settings, "globex", "acme", acme!, self));
        await _acme.StopAsync();
        _acme.Change(settings => Agree(settings, "acme", "globex", _globex.As2, _acme.As2));
        await _acme.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _acme.DisposeAsync();
        await _globex.DisposeAsync();
    }

    [Fact]
    [Requirement("AS2-CERT-001", "AS2-CERT-003", "AS2-CERT-004")]
    public async Task Every_protection_goes_with_every_receipt_both_ways_under_awkward_names_and_certificates_of_all_kinds()
    {
        var sent = new List<(Node From, Node To, CertificationCell Cell, string Id, byte[] Content)>();
        foreach (var (from, to) in new[] { (_acme, _globex), (_globex, _acme) })
        {
            foreach (var cell in CertificationCell.All)
            {
                // The large payload with the receipt that comes later.
                var content = TestBytes.Random(sent.Count, cell is { IsSigned: true, IsEncrypted: true, IsLater: true } ? 3_000_000 : 3_000);
                sent.Add((from, to, cell, (await from.SubmitAsync(cell.Name, content)).Id, content));
            }
        }

        Assert.Equal(2 * 40, sent.Count);
        foreach (var (from, to, cell, id, content) in sent)
        {
            var ours = await from.UntilAsync(id, cell.Receipt is "None" ? Sent : Delivered);
            Assert.Single(ours.Sends);
            var theirs = await to.FindAsync(Assert.Single(await to.ListAsync($"id={Uri.EscapeDataString(ours.Exchange.MessageId!)}&direction=in")).Id);
            Assert.Equal(Accepted, theirs.State);
            Assert.Equal((cell.NameOf(from == _acme ? "acme" : "globex"), cell.NameOf(from == _acme ? "globex" : "acme")), (theirs.Exchange.From, theirs.Exchange.To));
            Assert.Equal(As2.Mic.Parse(ours.Mic!).Value, As2.Mic.Parse(theirs.Mic!).Value);
            Assert.Equal(content, await to.DownloadAsync(theirs.Documents[0].Href));
        }
    }

    private static void Agree(Dictionary<string, string?> settings, string own, string partner, Uri address, Uri self)
    {
        var folder = Path.GetDirectoryName(settings["Waybill:Data"])!;
        foreach (var cell in CertificationCell.All)
        {
            var n = cell.At.ToString(CultureInfo.InvariantCulture);
            (settings[$"Waybill:Stations:{n}:Certificate"], settings[$"Waybill:Stations:{n}:Key"]) = CertificationKeys.Write(folder, own, cell.At);
            settings[$"Waybill:Stations:{n}:As2Id"] = cell.NameOf(own);
            settings[$"Waybill:Partners:{n}:As2Id"] = cell.NameOf(partner);
            settings[$"Waybill:Partners:{n}:Certificates:0"] = CertificationKeys.Write(folder, partner, cell.At).Certificate;
            var connection = $"Waybill:Connections:{n}";
            foreach (var (key, value) in (IEnumerable<(string, string)>)
                [
                    ("Name", cell.Name), ("Station", cell.NameOf(own)), ("Partner", cell.NameOf(partner)), ("Url", address.ToString()), ("AllowPrivate", "true"), ("RetryWaits:0", "01:00:00"),
                    ("Folder", "-"), .. cell.IsLater ? [("AsyncReceiptUrl", self.ToString())] : ((string, string)[])[], .. cell.Settings,
                ])
            {
                settings[$"{connection}:{key}"] = value;
            }
        }
    }
}
