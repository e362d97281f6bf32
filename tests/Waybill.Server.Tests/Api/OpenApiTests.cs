using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace Waybill.Server.Tests.Api;

/// <summary>The API's description is committed, so that a change of it is seen.</summary>
public sealed class OpenApiTests
{
    private static string Page => Path.Combine(Root(), "docs", "openapi.json");

    [Fact]
    public async Task The_committed_document_is_what_the_server_gives()
    {
        await using var host = await ApiHost.StartAsync();
        var given = JsonNode.Parse(await host.Client.GetStringAsync("/api/v1/openapi.json", TestContext.Current.CancellationToken))!;
        if (Environment.GetEnvironmentVariable("WAYBILL_PRINT") is "1")
        {
            await File.WriteAllTextAsync(Page, given.ToJsonString(new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).ReplaceLineEndings("\n") + "\n", TestContext.Current.CancellationToken);
        }

        var committed = JsonNode.Parse(await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken));

        Assert.True(JsonNode.DeepEquals(given, committed), "docs/openapi.json is not what the API is. Print it: run this test with WAYBILL_PRINT=1, and commit it.");
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_and_its_refusal_and_states_are_words()
    {
        await using var host = await ApiHost.StartAsync();
        var document = JsonNode.Parse(await host.Client.GetStringAsync("/api/v1/openapi.json", TestContext.Current.CancellationToken))!;

        var operations = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject()).Select(o => o.Value!).ToList();
        Assert.Equal(DoorTable.All.Select(static r => r.Key).Concat(DoorTable.Open).Where(static name => name is not DoorTable.Description).Order(StringComparer.Ordinal), operations.Select(o => o["operationId"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.All(operations, o => Assert.True(o["operationId"] is not null && o["summary"] is not null && o["responses"]!["403"] is not null && o["responses"]!["401"] is not null));
        Assert.Contains("awaiting_receipt", document["components"]!["schemas"]!["ExchangeState"]!["enum"]!.AsArray().Select(w => w!.GetValue<string>()));
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Waybill.slnx")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new InvalidOperationException("Not inside a checkout.");
        }

        return folder;
    }
}
