using Waybill.As2.Http;

namespace Waybill.Gateway;

/// <summary>By what the answers of a partner's server say one thing: a status, or a value at a path of a JSON body.</summary>
/// <param name="Status">The status; null: none but those that always say it.</param>
/// <param name="Path">Where the value stands; null: bodies are not looked at.</param>
/// <param name="Values">What stands there then; empty: anything but null, false and an empty text.</param>
/// <threadsafety>Immutable.</threadsafety>
internal sealed record AnswerRule(int? Status, JsonPath? Path, IReadOnlyList<string> Values)
{
    /// <summary>Says nothing beyond what statuses always say.</summary>
    internal static AnswerRule None { get; } = new(null, null, []);

    /// <summary>The value that says it; null when none does.</summary>
    internal string? Found(System.Text.Json.JsonElement root)
        => Path?.Find(root).Select(JsonPath.TextOf).FirstOrDefault(
            text => Values is [] ? text is not (null or "" or "false") : text is not null && Values.Contains(text, StringComparer.Ordinal));
}

/// <summary>What an answer says beside its status, by the rules of the connection.</summary>
public enum AnswerMeaning
{
    /// <summary>Nothing of that kind.</summary>
    None = 0,

    /// <summary>Who we are is not believed: the token is refreshed once, then the connection waits.</summary>
    AccessRefused = 1,

    /// <summary>Fewer calls, please.</summary>
    TooManyCalls = 2,
}

/// <summary>Reads answers by the rules of a connection.</summary>
internal static class AnswerReader
{
    /// <summary>A longer body is not looked into.</summary>
    internal const int MostBytes = 64 * 1024;

    /// <summary>What an answer means, and in words when its body says it.</summary>
    internal static (AnswerMeaning Meaning, string? Sentence) Read(As2HttpAttempt attempt, OutboundConnection connection)
    {
        var (access, calls) = (connection.AccessRefused, connection.TooManyCalls);
        var byStatus = attempt.Status switch
        {
            null => AnswerMeaning.None,
            { } status when status == access.Status => AnswerMeaning.AccessRefused,
            { } status when status == calls.Status => AnswerMeaning.TooManyCalls,
            401 or 403 => AnswerMeaning.AccessRefused,
            429 => AnswerMeaning.TooManyCalls,
            _ => AnswerMeaning.None,
        };
        if (byStatus is not AnswerMeaning.None || attempt.Status is null || (access.Path is null && calls.Path is null) || attempt.Body.IsEmpty || attempt.Body.Length > MostBytes
            || !LooksLikeJson(attempt.Body.Span))
        {
            return (byStatus, byStatus is AnswerMeaning.AccessRefused ? Challenge(attempt) : null);
        }

        try
        {
            using var json = System.Text.Json.JsonDocument.Parse(WithoutMark(attempt.Body));
            return access.Found(json.RootElement) is { } refused ? (AnswerMeaning.AccessRefused, $"The partner's answer says that access is refused: {access.Path!.Text} is {Shown(refused)}.")
                : calls.Found(json.RootElement) is { } many ? (AnswerMeaning.TooManyCalls, $"The partner's answer asks for fewer calls: {calls.Path!.Text} is {Shown(many)}.")
                : (AnswerMeaning.None, null);
        }
        catch (System.Text.Json.JsonException)
        {
            return (AnswerMeaning.None, null);
        }
    }

    /// <summary>What a server asks for that we do not do: nobody finds that out from the bare status.</summary>
    private static string? Challenge(As2HttpAttempt attempt)
    {
        var asked = attempt.Headers.Where(static h => string.Equals(h.Key, "WWW-Authenticate", StringComparison.OrdinalIgnoreCase)).Select(static h => h.Value.TrimStart().Split(' ')[0]).ToList();
        var ours = asked.Exists(static scheme => scheme.ToUpperInvariant() is "BASIC" or "BEARER" or "MAC" or "OAUTH");
        return asked.Count > 0 && !ours && asked[0].All(char.IsAsciiLetterOrDigit) && asked[0].Length <= 20
            ? $"The partner answered {attempt.Status}. Its server asks for {asked[0]} authentication, which Waybill does not do: agree on Basic, on a token or on a client certificate."
            : null;
    }

    internal static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) => body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;

    /// <summary>The content type of an error page is often wrong; what it begins with is not.</summary>
    private static bool LooksLikeJson(ReadOnlySpan<byte> body)
    {
        body = body.StartsWith("\uFEFF"u8) ? body[3..] : body;
        return body.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
    }

    /// <summary>A stranger's word in a sentence of ours.</summary>
    private static string Shown(string value) => $"'{string.Concat(value.Take(80).Select(static c => c is < ' ' or > '~' ? '?' : c))}'";
}
