using System.Globalization;
using System.Text;
using Waybill.As2.Http;

namespace Waybill.Gateway;

/// <summary>Asks the partner's server for a new token.</summary>
internal static class TokenRequest
{
    private const int MostBytes = 64 * 1024;

    /// <summary>Asks once.</summary>
    /// <returns>What was given, or why nothing was; none of the values stands in the sentence.</returns>
    internal static async ValueTask<((string Token, string? RefreshToken)? Given, string? Problem)> AskAsync(
        OutboundConnection connection, TokenPolicy policy, AccessToken current, HttpSenders senders, DebugLog debug, CancellationToken ct)
    {
        var refresh = policy.Refresh!;
        if (connection.Urls is not [var partner, ..] || UrlOf(partner, refresh.RelativeUri) is not { } url)
        {
            return (null, "The token could not be refreshed: the connection has no address to ask at.");
        }

        var values = new Dictionary<string, string>(refresh.Values, StringComparer.Ordinal) { ["token"] = current.Value, ["refreshToken"] = current.RefreshToken };
        As2HttpAttempt answer;
        try
        {
            using var sender = senders.ForMessages(connection);
            var headers = Headers(refresh, values);
            ReadOnlyMemory<byte>? body = refresh.Body is { } template ? Encoding.UTF8.GetBytes(template.Render(values)) : null;
            answer = await sender.Http.RequestAsync(refresh.Method, url, headers, body, ct);
            var mask = DebugMask.Of(connection, current);
            if (await debug.BeginAsync(connection.Name, mask, null, ct) is { } call)
            {
                // Neither body is shown: the one holds secrets, the other brings new ones.
                await call.WriteAsync(
                    ct, (DebugKind.RequestOut, DebugText.Request(refresh.Method.Method, url, null, headers, body?.Length ?? 0, mask)), (DebugKind.AnswerOut, DebugText.Answer(answer, mask, showsBody: false)));
            }
        }
        catch (ArgumentException)
        {
            return (null, "The token could not be refreshed: a header of the request cannot be sent.");
        }

        if (answer.Outcome is not AttemptOutcome.Transferred)
        {
            return (null, $"The token could not be refreshed: {(answer.Status is { } status ? $"the partner answered {status.ToString(CultureInfo.InvariantCulture)} to that" : answer.Problem)}.".Replace("..", ".", StringComparison.Ordinal));
        }

        if (answer.Body.Length > MostBytes || refresh.Token(answer.Body) is not { Length: > 0 } token || !PolicyBuilder.IsToken(token))
        {
            return (null, "The token could not be refreshed: the answer holds none where it was looked for.");
        }

        return ((token, refresh.NextRefreshToken(answer.Body)), null);
    }

    /// <summary>On the same host and port, over the same scheme; null when the path leads elsewhere.</summary>
    private static Uri? UrlOf(Uri partner, string relative)
        => Uri.TryCreate(partner, relative, out var url) && url.Scheme == partner.Scheme && url.Host == partner.Host && url.Port == partner.Port && url.UserInfo is "" ? url : null;

    private static List<KeyValuePair<string, string>> Headers(TokenRefresh refresh, Dictionary<string, string> values)
    {
        var isXml = refresh.MediaType is RefreshMediaType.Xml;
        var headers = new List<KeyValuePair<string, string>> { new("Accept", isXml ? "application/xml" : "application/json") };
        if (refresh.Body is not null)
        {
            headers.Add(new("Content-Type", refresh.MediaType switch { RefreshMediaType.Json => "application/json", RefreshMediaType.Xml => "application/xml", _ => "application/x-www-form-urlencoded" }));
        }

        foreach (var (name, template) in refresh.Headers)
        {
            if (HeaderText.Value(template.Render(values)) is { } value)
            {
                headers.Add(new(name, value));
            }
        }

        return headers;
    }
}
