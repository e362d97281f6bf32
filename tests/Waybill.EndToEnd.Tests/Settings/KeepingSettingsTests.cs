using System.Net;
using Waybill.Gateway;
using Waybill.Testing;
using static Waybill.Gateway.ExchangeState;

namespace Waybill.EndToEnd.Tests;

/// <summary>How long is kept what was exchanged. What looks for it runs as in the program, by another clock.</summary>
public sealed class KeepingSettingsTests(SettingsHost host) : IClassFixture<SettingsHost>
{
    private static readonly byte[] Document = TestBytes.Edi(200_000);

    private readonly ShiftedClock _clock = new();
    private readonly List<RetentionCount> _removed = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Setting("KeepWireDays")]
    public async Task Bodies_of_the_wire_and_second_copies_go_after_their_days_and_documents_stay_readable()
    {
        var (message, seen, _) = await ReceiveAsync(c => c.KeepWireDays = 5);
        var files = host.Gateway.StoredFiles().Count;
        Assert.Equal(message.Body.ToArray(), await host.Gateway.DownloadAsync(seen.Links.Wire! + "?body=true"));
        var lane = host.Agree(c => c.KeepWireDays = 5);
        var (request, sent) = await host.DeliverAsync(lane, Document);
        Assert.Equal(request.Body.ToArray(), await host.Gateway.DownloadAsync(sent.Links.Wire! + "?body=true"));
        var entity = await host.Gateway.DownloadAsync(sent.Links.Entity!);

        await PassAsync(4.9);
        Assert.Empty(_removed);
        await PassAsync(5.1);
        Assert.Equal([(1, 0, 0, 0), (1, 0, 0, 0)], _removed.Select(r => (r.Wires, r.Evidence, r.Rows, r.Keys)));
        Assert.True(host.Gateway.StoredFiles().Count < files + 2);
        var later = await host.Gateway.FindAsync(seen.Exchange.Id);
        Assert.Null(later.Links.Wire);
        Assert.Equal(HttpStatusCode.Gone, await StatusAsync(seen.Links.Wire!));
        Assert.Equal(Document, await host.Gateway.DownloadAsync(later.Documents[0].Href));
        Assert.NotEmpty(await host.Gateway.DownloadAsync(later.Links.Signature!));

        Assert.Equal(HttpStatusCode.Gone, await StatusAsync(sent.Links.Wire!));
        Assert.Equal(entity, await host.Gateway.DownloadAsync(sent.Links.Entity!));
        Assert.Equal(Document, await host.Gateway.DownloadAsync(sent.Documents[0].Href));
        Assert.All([0, -1, 40_000], days => SettingsHost.Refused("KeepWireDays", "from 1 to 36525", c => c.KeepWireDays = days));
    }

    [Fact]
    [Setting("KeepEvidenceDays")]
    public async Task Evidence_goes_after_its_days_and_the_row_stays()
    {
        static void Days(ConnectionSettings c) => (c.KeepWireDays, c.KeepEvidenceDays) = (2, 3);
        var (_, seen, _) = await ReceiveAsync(Days);
        var (_, sent) = await host.DeliverAsync(host.Agree(Days), Document);
        await PassAsync(2.9);
        Assert.NotEmpty(await host.Gateway.DownloadAsync(seen.Links.Entity!));
        Assert.NotEmpty(await host.Gateway.DownloadAsync(sent.Links.Receipt!));

        await PassAsync(3.1);
        foreach (var was in new[] { seen, sent })
        {
            var now = await host.Gateway.FindAsync(was.Exchange.Id);
            Assert.Equal((was.Exchange.MessageId, was.State, was.Mic), (now.Exchange.MessageId, now.State, now.Mic));
            Assert.Equal((null, null, null), (now.Links.Entity, now.Links.Signature, now.Links.Wire));
            Assert.Equal(HttpStatusCode.Gone, await StatusAsync(was.Links.Entity!));
            Assert.Equal(HttpStatusCode.Gone, await StatusAsync(was.Documents[0].Href));
        }

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(sent.Links.Receipt!));
        SettingsHost.Refused("KeepEvidenceDays", "not fewer than KeepWireDays", c => c.KeepEvidenceDays = 89);
    }

    [Fact]
    [Setting("KeepRowDays")]
    public async Task A_message_leaves_the_lists_after_its_days()
    {
        var (message, seen, name) = await ReceiveAsync(static c => (c.KeepWireDays, c.KeepEvidenceDays, c.KeepRowDays) = (2, 3, 4));
        await PassAsync(3.9);
        Assert.Single(await host.Gateway.ListAsync($"connection={name}"));

        await PassAsync(4.1);
        Assert.Empty(await host.Gateway.ListAsync($"connection={name}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/api/v1/exchanges/{seen.Exchange.Id}"));

        // A retry of it is no new message.
        Assert.Equal(200, (await host.Gateway.PostAsync(message.Headers, message.Body)).Status);
        Assert.Empty(await host.Gateway.ListAsync($"connection={name}"));
        SettingsHost.Refused("KeepRowDays", "not fewer than KeepEvidenceDays", c => c.KeepRowDays = 3652);
    }

    [Fact]
    [Setting("KeepKeyDays")]
    public async Task A_repeat_gets_its_first_receipt_until_its_key_goes_and_is_a_new_message_then()
    {
        var (message, _, name) = await ReceiveAsync(static c => (c.KeepWireDays, c.KeepEvidenceDays, c.KeepRowDays, c.KeepKeyDays) = (2, 3, 4, 180));
        var (_, first) = await host.Gateway.PostAsync(message.Headers, message.Body);
        await PassAsync(179.9);
        var (_, repeat) = await host.Gateway.PostAsync(message.Headers, message.Body);
        Assert.Equal(first, repeat);
        Assert.Empty(await host.Gateway.ListAsync($"connection={name}"));

        await PassAsync(180.1);
        var (_, anew) = await host.Gateway.PostAsync(message.Headers, message.Body);
        Assert.NotEqual(first, anew);
        Assert.Equal(Accepted, Assert.Single(await host.Gateway.ListAsync($"connection={name}")).State);
        SettingsHost.Refused("KeepKeyDays", "not fewer than KeepRowDays", c => c.KeepKeyDays = 3652);
        SettingsHost.Refused("KeepKeyDays", "at least 180", c => (c.KeepWireDays, c.KeepEvidenceDays, c.KeepRowDays, c.KeepKeyDays) = (2, 3, 4, 179));
    }

    [Fact]
    public async Task What_waits_for_its_consumer_and_what_is_on_legal_hold_stays()
    {
        static void Days(ConnectionSettings c) => (c.KeepWireDays, c.KeepEvidenceDays, c.KeepRowDays, c.KeepKeyDays) = (1, 1, 1, 180);
        var (_, waiting, _) = await ReceiveAsync(c =>
        {
            Days(c);
            c.ApiPull = true;
        });
        var (_, held, _) = await ReceiveAsync(Days);
        Assert.Equal(HttpStatusCode.OK, await host.Gateway.ActAsync($"exchanges/{held.Exchange.Id}/legal-hold", new { isHeld = true }));
        await PassAsync(400);
        foreach (var seen in new[] { waiting, held })
        {
            Assert.Equal(Document, await host.Gateway.DownloadAsync(seen.Documents[0].Href));
            Assert.NotEmpty(await host.Gateway.DownloadAsync(seen.Links.Wire!));
        }

        Assert.Equal(HttpStatusCode.OK, await host.Gateway.ActAsync($"exchanges/{held.Exchange.Id}/legal-hold", new { isHeld = false }));
        await PassAsync(400);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/api/v1/exchanges/{held.Exchange.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Gateway.ActAsync($"exchanges/{held.Exchange.Id}/legal-hold", new { isHeld = true })));
    }

    /// <summary>A signed, compressed and encrypted message that nobody waits for: its document is decoded beside the entity.</summary>
    private async Task<(TestMessage Message, Seen Seen, string Name)> ReceiveAsync(Action<ConnectionSettings> days)
    {
        var name = host.AgreeIn(c =>
        {
            c.ApiPull = false;
            days(c);
        });
        var message = await SettingsHost.MessageAsync(name, "ESZ", document: Document);
        Assert.Equal(200, (await host.Gateway.PostAsync(message.Headers, message.Body)).Status);
        return (message, await host.Gateway.FindAsync(Assert.Single(await host.Gateway.ListAsync($"connection={name}")).Id), name);
    }

    /// <summary>Looks for what is due so many days from now.</summary>
    private async Task PassAsync(double days)
    {
        _removed.Clear();
        _clock.Set(TimeProvider.System.GetUtcNow().AddDays(days));
        var runtime = host.Gateway.Runtime;
        await new RetentionService(runtime.Journal, runtime.Payloads, runtime.Connections, _clock, _removed.Add).PassAsync(Ct);
    }

    private async Task<HttpStatusCode> StatusAsync(string href)
    {
        using var answer = await host.Gateway.Http.GetAsync(new Uri(host.Gateway.As2, href), Ct);
        return answer.StatusCode;
    }
}
