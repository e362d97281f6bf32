using System.Collections.Concurrent;
using Waybill.Gateway;
using Waybill.Testing;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>Certificates replaced while messages go both ways: ours and the partner's, both at once. The settings are replaced as a whole, each side on its own and at its own moment.</summary>
public sealed class RollOverTests : IAsyncLifetime
{
    private Node _acme = null!;
    private Node _globex = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Uri? acme = null;
        _acme = await Node.StartAsync("acme", (_, self) => acme = self);
        _globex = await Node.StartAsync("globex", (settings, _) => Agree(settings, "globex", "acme", acme!, _ => { }));
        await _acme.StopAsync();
        _acme.Change(settings => Agree(settings, "acme", "globex", _globex.As2, _ => { }));
        await _acme.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _acme.DisposeAsync();
        await _globex.DisposeAsync();
    }

    [Fact]
    [Requirement("AS2-CRYPTO-019")]
    public async Task Both_sides_replace_their_certificates_under_traffic_and_no_message_is_refused_or_sent_twice()
    {
        var sent = new ConcurrentBag<(Node From, string Id)>();
        using var stop = new CancellationTokenSource();
        Task[] traffic = [.. new[] { (_acme, "globex"), (_globex, "acme") }.Select(pair => SendAsync(pair.Item1, sent, stop.Token))];
        foreach (var step in (Action<Settings>[])
            [
                // Everybody is ready for both; then each switches what it signs and encrypts with, one after the other; then the old ones go.
                s => s.Own(current: "old", earlier: "new").Partner("old", verify: ["old", "new"]),
                s => s.Own(current: s.Company is "globex" ? "new" : "old", earlier: s.Company is "globex" ? "old" : "new").Partner("old", verify: ["old", "new"]),
                s => s.Own(current: "new", earlier: "old").Partner(s.Company is "globex" ? "new" : "old", verify: ["old", "new"]),
                s => s.Own(current: "new", earlier: "old").Partner("new", verify: ["new", "old"]),
                s => s.Own(current: "new", earlier: null).Partner("new", verify: ["new"]),
            ])
        {
            var before = sent.Count;
            foreach (var (node, company, partner, at) in new[] { (_acme, "acme", "globex", _globex.As2), (_globex, "globex", "acme", _acme.As2) })
            {
                await node.ReplaceAsync(settings => Agree(settings, company, partner, at, step));

                // Some traffic with the one side changed and the other not.
                var now = sent.Count;
                await Patience.UntilAsync(() => sent.Count >= now + 4);
            }

            // What was packaged for the old certificates is there before these are taken away in the last step.
            await Task.WhenAll(sent.Select(s => s.From.UntilAsync(s.Id, Delivered)));
            Assert.True(sent.Count >= before + 8);
        }

        await stop.CancelAsync();
        await Task.WhenAll(traffic);
        foreach (var (from, id) in sent)
        {
            var seen = await from.UntilAsync(id, Delivered);
            Assert.Single(seen.Sends);
        }

        foreach (var node in new[] { _acme, _globex })
        {
            var taken = await node.ListAsync("direction=in");
            Assert.All(taken, line => Assert.Equal(Accepted, line.State));
            Assert.Equal(sent.Count(s => s.From != node), taken.Count);
        }

        foreach (var (node, partner) in new[] { (_acme, "globex"), (_globex, "acme") })
        {
            var signers = new List<string?>();
            foreach (var line in (await node.ListAsync("direction=in")).OrderBy(l => l.Id, StringComparer.Ordinal))
            {
                signers.Add((await node.FindAsync(line.Id)).Certificates?.Signer);
            }

            // Not once back: the old one until the switch, then the new one.
            string?[] expected = [TestKey.Rsa($"{partner} old").Certificate.Sha256Thumbprint, TestKey.Rsa($"{partner} new").Certificate.Sha256Thumbprint];
            Assert.Equal(expected, signers.Where((signer, at) => at is 0 || signer != signers[at - 1]));
        }
    }

    /// <summary>One message after the other.</summary>
    private static async Task SendAsync(Node from, ConcurrentBag<(Node, string)> sent, CancellationToken stop)
    {
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            var id = (await from.SubmitAsync("pair", TestBytes.Random(n, 2_000))).Id;
            sent.Add((from, id));
            await from.UntilAsync(id, Delivered);
        }
    }

    private static void Agree(Dictionary<string, string?> settings, string company, string partner, Uri address, Action<Settings> step)
    {
        foreach (var key in settings.Keys.Where(k => k.StartsWith("Waybill:Stations", StringComparison.Ordinal) || k.StartsWith("Waybill:Partners", StringComparison.Ordinal)).ToList())
        {
            settings.Remove(key);
        }

        var own = new Settings(settings, company, partner);
        own.Own("old", null).Partner("old", ["old"]);
        step(own);
        foreach (var (key, value) in new[] { ("Name", "pair"), ("Station", company), ("Partner", partner), ("Url", address.ToString()), ("AllowPrivate", "true"), ("RetryWaits:0", "01:00:00"), ("Folder", "-") })
        {
            settings[$"Waybill:Connections:0:{key}"] = value;
        }
    }

    /// <summary>The settings of one company.</summary>
    private sealed class Settings(Dictionary<string, string?> all, string company, string partner)
    {
        private readonly string _folder = Path.GetDirectoryName(all["Waybill:Data"])!;

        internal string Company => company;

        internal Settings Own(string current, string? earlier)
        {
            Clear("Waybill:Stations");
            all["Waybill:Stations:0:As2Id"] = company;
            (all["Waybill:Stations:0:Certificate"], all["Waybill:Stations:0:Key"]) = Files(company, current);
            if (earlier is not null)
            {
                (all["Waybill:Stations:0:EarlierKeys:0:Certificate"], all["Waybill:Stations:0:EarlierKeys:0:Key"]) = Files(company, earlier);
            }

            return this;
        }

        internal Settings Partner(string encryptFor, string[] verify)
        {
            Clear("Waybill:Partners");
            all["Waybill:Partners:0:As2Id"] = partner;
            all["Waybill:Partners:0:EncryptionCertificate"] = Files(partner, encryptFor).Certificate;
            foreach (var (at, name) in verify.Index())
            {
                all[FormattableString.Invariant($"Waybill:Partners:0:Certificates:{at}")] = Files(partner, name).Certificate;
            }

            return this;
        }

        private void Clear(string section)
        {
            foreach (var key in all.Keys.Where(k => k.StartsWith(section, StringComparison.Ordinal)).ToList())
            {
                all.Remove(key);
            }
        }

        private (string Certificate, string Key) Files(string owner, string age)
        {
            var (path, key) = (Path.Combine(_folder, $"{owner}-{age}"), TestKey.Rsa($"{owner} {age}"));
            if (!File.Exists(path + ".key"))
            {
                File.WriteAllText(path + ".crt", key.CertificatePem);
                File.WriteAllText(path + ".key", key.PrivateKeyPem);
            }

            return (path + ".crt", path + ".key");
        }
    }
}
