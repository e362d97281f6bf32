using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Waybill.Gateway;
using Waybill.Testing;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>The configuration changes while messages flow between two gateways: none is refused, none is lost.</summary>
public sealed class LiveChangeTests : IAsyncLifetime
{
    private const string Connection = "partner";

    private readonly ConcurrentQueue<string> _sent = [];
    private int _arrived;
    private Node _acme = null!;
    private Node _globex = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _acme = await Node.StartAsync("acme", static (_, _) => { });
        _globex = await Node.StartAsync("globex", static (_, _) => { });
        await AgreeAsync(_acme, "LIVEACME", "live-acme", "LIVEGLOBEX", "live-globex", _globex.As2);
        await AgreeAsync(_globex, "LIVEGLOBEX", "live-globex", "LIVEACME", "live-acme", _acme.As2);
    }

    public async ValueTask DisposeAsync()
    {
        await _acme.DisposeAsync();
        await _globex.DisposeAsync();
    }

    [Fact]
    [Requirement("AS2-CRYPTO-019")]
    public async Task Keys_names_and_policies_change_under_traffic_and_no_message_is_refused()
    {
        using var enough = new CancellationTokenSource();
        var senders = Enumerable.Range(0, 2).Select(_ => Task.Run(() => SendAsync(enough.Token), Ct)).ToArray();
        await FlowsAsync();

        // Policies.
        await PatchAsync(_acme, "connection", Connection, """{"concurrency": 8, "compress": "beforeSigning", "subject": "changed"}""");
        await PatchAsync(_globex, "connection", Connection, """{"duplicateAnswer": "warning", "apiPull": true}""");
        await FlowsAsync();

        // Our key, both sides at their own pace: the partner proves the new one before we sign with it, and we open with it before the partner encrypts for it.
        await PutAsync(_globex, "certificate", "theirs-2", Certificate("partner/partner", "live-acme-2", isOurs: false, state: "planned"));
        await PutAsync(_acme, "certificate", "ours-2", Certificate("station/ours", "live-acme-2", isOurs: true, state: "planned"));
        await FlowsAsync();
        await PatchAsync(_acme, "certificate", "ours-2", """{"state": "current"}""");
        await FlowsAsync();
        await PatchAsync(_globex, "certificate", "theirs-2", """{"state": "current"}""");
        await FlowsAsync();
        await PatchAsync(_globex, "certificate", "theirs", """{"state": "retired"}""");
        await PatchAsync(_acme, "certificate", "ours", """{"state": "retired"}""");
        await FlowsAsync();

        // The partner's key: the same from the other side.
        await PutAsync(_acme, "certificate", "theirs-2", Certificate("partner/partner", "live-globex-2", isOurs: false, state: "planned"));
        await PutAsync(_globex, "certificate", "ours-2", Certificate("station/ours", "live-globex-2", isOurs: true, state: "planned"));
        await PatchAsync(_acme, "certificate", "theirs-2", """{"state": "current"}""");
        await FlowsAsync();
        await PatchAsync(_globex, "certificate", "ours-2", """{"state": "current"}""");
        await FlowsAsync();

        // Our AS2 name: the partner knows the next one before we use it, and goes on using the old one for a while.
        await PatchAsync(_globex, "partner", "partner", """{"identities": [{"as2Id": "LIVEACME", "aliases": [{"as2Id": "LIVEACMENEW"}]}]}""");
        await PatchAsync(_acme, "station", "ours", """{"as2Id": "LIVEACMENEW"}""");
        await FlowsAsync();
        var back = (await _globex.SubmitAsync(Connection)).Id;
        await _globex.UntilAsync(back, Delivered);

        await enough.CancelAsync();
        await Task.WhenAll(senders);
        var ids = _sent.ToArray();
        foreach (var id in ids)
        {
            await _acme.UntilAsync(id, Delivered);
        }

        Assert.Empty(await _globex.ListAsync("direction=in&state=refused"));
        Assert.Empty(await _acme.ListAsync("direction=in&state=refused"));
        var names = (await Task.WhenAll(ids.Select(id => _acme.FindAsync(id)))).Select(s => s.Exchange.From).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Assert.Equal(["LIVEACME", "LIVEACMENEW"], names);
        await _globex.FilesAsync(ids.Length);
    }

    private async Task SendAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            _sent.Enqueue((await _acme.SubmitAsync(Connection, fileName: $"{_sent.Count.ToString(CultureInfo.InvariantCulture)}.edi")).Id);
            await Task.Delay(20, Ct);
        }
    }

    /// <summary>What was handed in until now is delivered, and more comes: nothing of before is on its way any more.</summary>
    private async Task FlowsAsync()
    {
        var before = _sent.Count + 2;
        await Patience.UntilAsync(() => _sent.Count >= before);
        foreach (var id in _sent.Take(before).Skip(_arrived))
        {
            await _acme.UntilAsync(id, Delivered);
        }

        // An attempt keeps the certificates it began with: all of them have ended, not the latest alone.
        _arrived = before;
    }

    private static async Task AgreeAsync(Node node, string own, string key, string partner, string partnerKey, Uri address)
    {
        await PutAsync(node, "station", "ours", $$"""{"as2Id": "{{own}}"}""");
        await PutAsync(node, "certificate", "ours", Certificate("station/ours", key, isOurs: true));
        await PutAsync(node, "partner", "partner", $$"""{"identities": [{"as2Id": "{{partner}}"}]}""");
        await PutAsync(node, "certificate", "theirs", Certificate("partner/partner", partnerKey, isOurs: false));
        await PutAsync(node, "connection", Connection, $$"""{"station": "ours", "partner": "partner", "url": "{{address}}", "allowPrivate": true}""");
    }

    private static string Certificate(string owner, string key, bool isOurs, string state = "current")
        => JsonSerializer.Serialize(isOurs ? (object)new { owner, state, certificate = TestKey.Rsa(key).CertificatePem, key = TestKey.Rsa(key).PrivateKeyPem } : new { owner, state, certificate = TestKey.Rsa(key).CertificatePem });

    private static async Task PutAsync(Node node, string kind, string name, string json) => Done(await node.Configuration.PutAsync(kind, name, Json(json), null, "test", Ct));

    private static async Task PatchAsync(Node node, string kind, string name, string json) => Done(await node.Configuration.PatchAsync(kind, name, Json(json), ResourceChange.Any, "test", Ct));

    private static void Done(ConfigurationResult result) => Assert.True(result is ConfigurationResult.Done, result is ConfigurationResult.Refused refused ? string.Join('\n', refused.Findings) : result.ToString());

    private static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
