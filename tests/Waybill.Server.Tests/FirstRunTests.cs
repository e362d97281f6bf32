using System.Net;
using System.Text.Json;
using Waybill.Server.Tests.Api;

namespace Waybill.Server.Tests;

/// <summary>A station by the company's name alone.</summary>
public sealed class FirstRunTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Globex Corp.", "GLOBEXCORP", "globexcorp")]
    [InlineData("Müller & Søn GmbH", "MUELLERSONGMBH", "muellersongmbh")]
    [InlineData("Straße 7", "STRASSE7", "strasse7")]
    [InlineData("acme", "ACME2", "acme2")]
    [InlineData("東京", "COMPANY", "company")]
    [InlineData("Waybill-Echo", "WAYBILLECHO", "waybillecho")]
    public async Task Names_are_made_of_the_company_and_are_nobodys(string organisation, string as2Id, string station)
    {
        await using var host = await ApiHost.StartAsync();
        var suggestion = await ReadAsync(await host.SendAsync(HttpMethod.Get, $"/api/v1/first-run?organisation={Uri.EscapeDataString(organisation)}", host.LocalToken));
        var made = await ReadAsync(await host.SendAsync(HttpMethod.Post, "/api/v1/first-run", host.LocalToken, JsonSerializer.Serialize(new { organisation })));

        Assert.Equal((as2Id, station), (Text(suggestion, "as2Id"), Text(suggestion, "station")));
        Assert.Equal((as2Id, station), (Text(made, "as2Id"), Text(made, "station")));
        Assert.Equal(organisation, Text(await ReadAsync(await host.SendAsync(HttpMethod.Get, "/api/v1/organisation", host.LocalToken)), "name"));
        using var lease = host.Configuration.Connections.Take();
        var found = Assert.Single(lease.Book.Stations, s => string.Equals(s.Id, station, StringComparison.Ordinal));
        Assert.Equal(as2Id, found.Name.Value);
        Assert.Equal(Text(made, "thumbprint"), Convert.ToHexStringLower(found.Key.Certificate.Certificate.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256)));
        Assert.Contains($"O={organisation.TrimEnd('.')}", found.Key.Certificate.Certificate.Subject.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_of_a_name_gets_a_number()
    {
        await using var host = await ApiHost.StartAsync();
        await ReadAsync(await host.SendAsync(HttpMethod.Post, "/api/v1/first-run", host.LocalToken, """{"organisation": "Initech"}"""));

        var second = await ReadAsync(await host.SendAsync(HttpMethod.Post, "/api/v1/first-run", host.LocalToken, """{"organisation": "Initech"}"""));

        Assert.Equal(("INITECH2", "initech2", "initech2"), (Text(second, "as2Id"), Text(second, "station"), Text(second, "certificate")));
    }

    [Theory]
    [InlineData("""{"organisation": ""}""", "organisation")]
    [InlineData("""{"organisation": "a\nb"}""", "organisation")]
    [InlineData("""{"organisation": "Acme", "as2Id": ""}""", "as2Id")]
    [InlineData("""{"organisation": "Acme", "as2Id": " ACME"}""", "as2Id")]
    [InlineData("""{"organisation": "Acme", "as2Id": "GLOBEX"}""", "as2Id")]
    [InlineData("""{"organisation": "Acme", "as2Id": "Größe"}""", "as2Id")]
    [InlineData("""{"organisation": "Acme", "as2Id": "waybill-echo"}""", "as2Id")]
    [InlineData("""{"organisation": "Acme", "station": "no/name"}""", "station")]
    [InlineData("""{"organisation": "Acme", "station": "acme"}""", "station")]
    public async Task What_is_wrong_is_named_by_its_field_and_nothing_is_made(string json, string field)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.SendAsync(HttpMethod.Post, "/api/v1/first-run", host.LocalToken, json);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(field, Assert.Single(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Ct)).GetProperty("errors").EnumerateObject()).Name);
        Assert.Equal(0, host.Configuration.Version);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        using var owned = answer;
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;
}
