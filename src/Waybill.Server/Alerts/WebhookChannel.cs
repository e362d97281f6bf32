using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Posts notices as JSON, signed: <c>Waybill-Signature: v1=</c> and the HMAC-SHA256, in hexadecimal, of the timestamp, a dot and the body. docs/alerts.md says how a receiver checks it.</summary>
internal sealed class WebhookChannel(Uri url, string secret, TimeProvider time) : INoticeChannel, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(15), PooledConnectionLifetime = TimeSpan.FromMinutes(5), MaxResponseHeadersLength = 16,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async ValueTask SendAsync(Notice notice, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(WebhookBody.Of(notice), ApiJson.Default.WebhookBody);
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        request.Headers.Add("Waybill-Delivery", notice.Id);
        request.Headers.Add("Waybill-Timestamp", timestamp);
        request.Headers.Add("Waybill-Signature", "v1=" + SignatureOf(secret, timestamp, body));
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (!answer.IsSuccessStatusCode)
            {
                throw new NoticeException($"{url.Host} answered {((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)}.");
            }
        }
        catch (HttpRequestException fault)
        {
            // The address may hold a secret in its path or query: only the host is named.
            throw new NoticeException($"{url.Host} cannot be reached: {fault.HttpRequestError}.", fault);
        }
    }

    public void Dispose() => _http.Dispose();

    internal static string SignatureOf(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(timestamp + "."));
        hmac.AppendData(body);
        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}

/// <summary>What a webhook gets.</summary>
internal sealed record WebhookBody(
    string Id, string Event, string Kind, string Subject, AlertSeverity Severity, string Text, string? Connection, string? Partner, DateTimeOffset RaisedAt, int Count, DateTimeOffset? ResolvedAt)
{
    internal static WebhookBody Of(Notice n) => new(
        n.Id, n.IsResolved ? "alert.resolved" : "alert.raised", n.Alert.Kind, n.Alert.Subject, n.Alert.Severity, n.Alert.Text, n.Connection, n.Partner, n.Alert.RaisedAt, n.Alert.Count, n.Alert.ResolvedAt);
}
