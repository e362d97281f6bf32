using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Waybill.EndToEnd.Tests;

/// <summary>What the tests ask of a running gateway.</summary>
internal static class ServerApi
{
    /// <summary>Submits a document. Returns our id and the Message-ID.</summary>
    internal static async Task<(string Id, string MessageId)> SubmitAsync(this HttpClient http, Uri server, string connection, string fileName, byte[] document, CancellationToken ct)
    {
        using var content = new ByteArrayContent(document);
        content.Headers.ContentType = new("application/edi-x12");
        using var answer = await http.PostAsync(new Uri(server, $"/api/v1/exchanges?connection={connection}&fileName={fileName}"), content, ct);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        Assert.True(answer.StatusCode is HttpStatusCode.Created, body.ToString());
        return (body.GetProperty("id").GetString()!, body.GetProperty("messageId").GetString()!);
    }

    /// <summary>The newest two hundred lines of a list.</summary>
    internal static async Task<IReadOnlyList<JsonElement>> ListAsync(this HttpClient http, Uri server, string filter, CancellationToken ct)
    {
        var list = await http.GetFromJsonAsync<JsonElement>(new Uri(server, "/api/v1/exchanges?limit=200&" + filter), ct);
        return [.. list.GetProperty("items").EnumerateArray().Select(i => i.Clone())];
    }

    internal static async Task<JsonElement> ExchangeAsync(this HttpClient http, Uri server, string id, CancellationToken ct)
        => (await http.GetFromJsonAsync<JsonElement>(new Uri(server, "/api/v1/exchanges/" + id), ct)).Clone();

    /// <summary>Waits until a list has so many lines.</summary>
    internal static async Task UntilAsync(this HttpClient http, Uri server, string filter, int count, CancellationToken ct)
    {
        while ((await http.ListAsync(server, filter, ct)).Count < count)
        {
            await Task.Delay(25, ct);
        }
    }
}
