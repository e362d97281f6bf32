using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Waybill.Gateway;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>Certificates that begin and end by the clock, in two gateways that were told before and that nobody touches meanwhile.</summary>
public sealed class ScheduledCertificatesTests : IAsyncLifetime
{
    private const string Connection = "partner";

    private static readonly DateTimeOffset Switch = new(2027, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, X509Certificate2> Made = new(StringComparer.Ordinal)
    {
        ["acme-1"] = TestIdentities.Dated("scheduled-acme-1", Switch.AddYears(-2), Switch.AddDays(3)), ["acme-2"] = TestIdentities.Dated("scheduled-acme-2", Switch.AddDays(-3), Switch.AddYears(2)),
        ["globex-1"] = TestIdentities.Dated("scheduled-globex-1", Switch.AddYears(-2), Switch.AddDays(3)), ["globex-2"] = TestIdentities.Dated("scheduled-globex-2", Switch.AddDays(-3), Switch.AddYears(2)),
    };

    private readonly ShiftedClock _clock = new();
    private Node _acme = null!;
    private Node _globex = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _clock.Set(Switch.AddHours(-2));
        (_acme, _globex) = (await StartAsync("acme"), await StartAsync("globex"));
        await AgreeAsync(_acme, "acme", "globex", _globex.As2);
        await AgreeAsync(_globex, "globex", "acme", _acme.As2);
    }

    public async ValueTask DisposeAsync()
    {
        await _acme.DisposeAsync();
        await _globex.DisposeAsync();
    }

    [Fact]
    [Requirement("AS2-CRYPTO-019", "AS2-CRYPTO-020")]
    public async Task Both_sides_switch_at_the_set_time_by_themselves_and_wait_when_nothing_follows_a_certificate_that_ends()
    {
        foreach (var (node, company, partner) in new[] { (_acme, "acme", "globex"), (_globex, "globex", "acme") })
        {
            await PutAsync(node, "certificate", "ours-2", Certificate("station/ours", $"{company}-2", isOurs: true, Switch));
            await PutAsync(node, "certificate", "theirs-2", Certificate("partner/partner", $"{partner}-2", isOurs: false, Switch));
        }

        await GoesAsync("1");

        _clock.Set(Switch.AddSeconds(-20));
        await GoesAsync("1");

        _clock.Set(Switch.AddSeconds(1));
        await Patience.UntilAsync(() => Signer(_acme) == Thumbprint("acme-2") && Signer(_globex) == Thumbprint("globex-2"));
        await GoesAsync("2");

        // The old ones have expired, and nobody is the worse for it.
        _clock.Set(Switch.AddDays(4));
        await GoesAsync("2");

        // Two years on the new ones end too, and nothing follows them: nothing is sent, and nothing is lost.
        _clock.Set(Switch.AddYears(2).AddMinutes(1));
        var waiting = (await _acme.SubmitAsync(Connection)).Id;
        await Patience.UntilAsync(async () => (await _acme.AlertsAsync(Connection)).Any(a => a.Kind is "connection-paused"));
        var alert = Assert.Single(await _acme.AlertsAsync(Connection), a => a.Kind is "connection-paused");
        Assert.Contains(
            $"CERT_HAS_EXPIRED: our certificate that signs, CN=scheduled-acme-2 dated, serial {Made["acme-2"].SerialNumber}, expired on 2029-03-01 08:00 UTC.", alert.Text, StringComparison.Ordinal);
        Assert.Equal(alert.Text, $"{Connection} waits: {(await _acme.ConnectionAsync(Connection)).Pause!.Reason}");
        Assert.Equal(Submitted, (await _acme.FindAsync(waiting)).State);

        // Each knows the other's before that one signs with it; the message that waits goes with the last of the four.
        var (ours, theirs) = (Renew("acme-3"), Renew("globex-3"));
        await PutAsync(_acme, "certificate", "theirs-3", Certificate("partner/partner", theirs, isOurs: false, null));
        await PutAsync(_globex, "certificate", "theirs-3", Certificate("partner/partner", ours, isOurs: false, null));
        await PutAsync(_globex, "certificate", "ours-3", Certificate("station/ours", theirs, isOurs: true, null));
        Assert.Equal(Submitted, (await _acme.FindAsync(waiting)).State);
        await PutAsync(_acme, "certificate", "ours-3", Certificate("station/ours", ours, isOurs: true, null));

        Assert.Single((await _acme.UntilAsync(waiting, Delivered)).Sends);
        await Patience.UntilAsync(async () => !(await _acme.AlertsAsync(Connection)).Any(a => a.Kind is "connection-paused"));
        await GoesAsync("3");
        Assert.Empty(await _acme.ListAsync("direction=in&state=refused"));
        Assert.Empty(await _globex.ListAsync("direction=in&state=refused"));
    }

    private async Task<Node> StartAsync(string company)
    {
        var node = await Node.StartAsync(company, static (_, _) => { });
        await node.StopAsync();
        await node.StartAsync(_clock);
        return node;
    }

    /// <summary>A message goes each way, signed with and encrypted for the certificates of this age.</summary>
    private async Task GoesAsync(string age)
    {
        foreach (var (from, to, company, partner) in new[] { (_acme, _globex, "acme", "globex"), (_globex, _acme, "globex", "acme") })
        {
            var sent = await from.UntilAsync((await from.SubmitAsync(Connection)).Id, Delivered);
            Assert.Equal(
                [(CertificateUse.Sign, Thumbprint($"{company}-{age}")), (CertificateUse.Encrypt, Thumbprint($"{partner}-{age}"))],
                sent.Certificates!.Used!.Where(u => u.Use is CertificateUse.Sign or CertificateUse.Encrypt).OrderBy(u => u.Use).Select(u => (u.Use, u.Sha256)));
            var taken = await to.FindAsync(Assert.Single(await to.ListAsync($"id={Uri.EscapeDataString(sent.Exchange.MessageId!)}&direction=in")).Id);
            Assert.Equal((Accepted, Thumbprint($"{company}-{age}")), (taken.State, taken.Certificates!.Signer));
        }
    }

    private static string Renew(string name)
    {
        Made[name] = TestIdentities.Dated($"scheduled-{name}", Switch.AddYears(2).AddDays(-1), Switch.AddYears(4));
        return name;
    }

    private static string? Signer(Node node)
    {
        using var lease = node.Configuration.Connections.Take();
        return lease.Book.FindOut(Connection)?.Outbound?.Signer?.Key.Certificate.Sha256Thumbprint;
    }

    private static string Thumbprint(string name) => Made[name].GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256);

    private static async Task AgreeAsync(Node node, string own, string partner, Uri address)
    {
        await PutAsync(node, "station", "ours", $$"""{"as2Id": "SCHEDULED-{{own}}"}""");
        await PutAsync(node, "certificate", "ours-1", Certificate("station/ours", $"{own}-1", isOurs: true, null));
        await PutAsync(node, "partner", "partner", $$"""{"identities": [{"as2Id": "SCHEDULED-{{partner}}"}]}""");
        await PutAsync(node, "certificate", "theirs-1", Certificate("partner/partner", $"{partner}-1", isOurs: false, null));
        await PutAsync(node, "connection", Connection, $$"""{"station": "ours", "partner": "partner", "url": "{{address}}", "allowPrivate": true}""");
    }

    /// <summary>Planned from a time on, or current without one.</summary>
    private static string Certificate(string owner, string name, bool isOurs, DateTimeOffset? from)
    {
        using var key = Made[name].GetRSAPrivateKey()!;
        return JsonSerializer.Serialize(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["owner"] = owner, ["certificate"] = Made[name].ExportCertificatePem(), ["state"] = from is null ? "current" : "planned", ["from"] = from, ["key"] = isOurs ? key.ExportPkcs8PrivateKeyPem() : null,
            });
    }

    private static async Task PutAsync(Node node, string kind, string name, string json)
    {
        using var document = JsonDocument.Parse(json);
        var result = await node.Configuration.PutAsync(kind, name, document.RootElement.Clone(), null, "test", Ct);
        Assert.True(result is ConfigurationResult.Done, result is ConfigurationResult.Refused refused ? string.Join('\n', refused.Findings) : result.ToString());
    }
}
