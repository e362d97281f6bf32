using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Waybill.As2.Http;
using Waybill.Gateway;
using Waybill.Testing;

namespace Waybill.Server.Tests;

/// <summary>What people do, from the API to the partner's socket and back.</summary>
public sealed class ByHandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly As2HttpSender _sender = new();

    public void Dispose()
    {
        _sender.Dispose();
        _folder.Dispose();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, int> Causes => new()
    {
        { "Waybill:Partners:0:Certificates:0", "globex.crt", 422 }, { "Waybill:Partners:0:As2Id", "", 409 },
    };

    [Theory]
    [MemberData(nameof(Causes))]
    [Requirement("AS2-DUP-006")]
    public async Task A_refused_message_is_opened_again_after_the_setting_was_corrected_and_its_retry_is_a_duplicate_with_a_good_receipt(string setting, string wrong, int status)
    {
        var (package, sent) = await Company.PackAsync();
        await using var owned = package;
        string id;
        await using (var gateway = await StartAsync((setting, wrong is "" ? "nobody" : Path.Combine(_folder.Path, wrong))))
        {
            Assert.NotEqual(As2SendOutcome.Delivered, (await _sender.SendAsync(gateway.As2Address(), package, sent, Company.Reading, Ct)).Outcome);
            using var client = Client(gateway);
            id = Assert.Single((await client.GetFromJsonAsync<JsonElement>("exchanges", Ct)).GetProperty("items").EnumerateArray()).GetProperty("id").GetString()!;
            using var still = await client.PostAsync($"exchanges/{id}/reprocess", null, Ct);
            Assert.Equal(status, (int)still.StatusCode);
        }

        await using (var gateway = await StartAsync())
        {
            using var client = Client(gateway);
            using var taken = await client.PostAsync($"exchanges/{id}/reprocess", null, Ct);
            Assert.True(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync(Ct));
            await UntilAsync(async () => (await ShowAsync(client, id)).GetProperty("handoffs")[0].GetProperty("state").GetString() is "done");
            await UntilAsync(async () => (await ShowAsync(client, id)).GetProperty("envelopes").GetArrayLength() > 0);

            var again = await _sender.SendAsync(gateway.As2Address(), package, sent, Company.Reading, Ct);

            Assert.Equal(As2SendOutcome.Delivered, again.Outcome);
            var view = await ShowAsync(client, id);
            Assert.Equal(("accepted", "850"), (view.GetProperty("exchange").GetProperty("state").GetString(), view.GetProperty("envelopes")[0].GetProperty("type").GetString()));
            Assert.Equal("duplicate", Assert.Single(view.GetProperty("attempts").EnumerateArray()).GetProperty("kind").GetString());
            Assert.Single((await client.GetFromJsonAsync<JsonElement>("exchanges", Ct)).GetProperty("items").EnumerateArray());
            var file = Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "data", "inbox"), "*", SearchOption.AllDirectories));
            Assert.Equal(TestFiles.Bytes("edi-net/x12.850.edi"), await File.ReadAllBytesAsync(file, Ct));
        }
    }

    [Fact]
    public async Task A_cancelled_message_is_cut_on_the_wire()
    {
        await using var partner = FakePartner.Start(_ => PartnerAnswer.Silence);
        await using var gateway = await StartAsync(("Waybill:Partners:0:Url", partner.Address.ToString()));
        using var client = Client(gateway);
        using var content = new ByteArrayContent("ISA*00*~"u8.ToArray());
        using var submitted = await client.PostAsync("exchanges?connection=globex-acme", content, Ct);
        var id = (await submitted.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetString()!;
        await UntilAsync(() => Task.FromResult(partner.Requests.Count is 1));

        using var cancelled = await client.PostAsync($"exchanges/{id}/cancel", null, Ct);

        Assert.True(cancelled.IsSuccessStatusCode);
        await UntilAsync(async () => (await ShowAsync(client, id)).GetProperty("attempts")[0].TryGetProperty("endedAt", out _));
        var view = await ShowAsync(client, id);
        Assert.Equal("cancelled", view.GetProperty("exchange").GetProperty("state").GetString());
        Assert.StartsWith("Cancelled while sending, outcome unknown", view.GetProperty("attempts")[0].GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal(["sign", "encrypt"], view.GetProperty("certificates").GetProperty("used").EnumerateArray().Select(c => c.GetProperty("use").GetString()));
        var wire = await client.GetByteArrayAsync($"exchanges/{id}/wire?body=true", Ct);
        Assert.Equal(partner.Requests[0].Body.ToArray(), wire);
        Assert.Contains("ISA*00*~", await client.GetStringAsync($"exchanges/{id}/entity", Ct), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ShowAsync(HttpClient client, string id) => await client.GetFromJsonAsync<JsonElement>($"exchanges/{id}", Ct);

    private static HttpClient Client(WebApplication gateway)
        => new() { BaseAddress = new(new Uri(gateway.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), "/api/v1/") };

    private async Task<WebApplication> StartAsync(params (string Key, string? Value)[] more)
    {
        var gateway = await WaybillHost.BuildAsync([], await Company.SettingsAsync(_folder.Path, more));
        await gateway.StartAsync(Ct);
        return gateway;
    }

    private static async Task UntilAsync(Func<Task<bool>> done)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await done())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
