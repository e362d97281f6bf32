using System.Text;

namespace Waybill.Gateway;

/// <summary>Takes the secrets of a connection out of a text: what stands in headers that carry them, and each of them wherever it stands.</summary>
/// <threadsafety>Immutable.</threadsafety>
internal sealed class DebugMask
{
    private const string Masked = "******";

    /// <summary>A shorter one would be found in half the words there are; headers are masked by their names.</summary>
    private const int Shortest = 4;

    private static readonly string[] Always = ["Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-Api-Key"];

    private readonly HashSet<string> _headers;
    private readonly IReadOnlyList<string> _secrets;

    private DebugMask(HashSet<string> headers, IReadOnlyList<string> secrets) => (_headers, _secrets) = (headers, secrets);

    /// <summary>Of a connection that shows nobody a secret.</summary>
    internal static DebugMask Plain { get; } = new(new(Always, StringComparer.OrdinalIgnoreCase), []);

    /// <summary>Of a connection.</summary>
    internal static DebugMask Of(OutboundConnection? connection, AccessToken? token = null)
    {
        if (connection is null)
        {
            return Plain;
        }

        var headers = new HashSet<string>([.. Always, .. connection.Token is { Place: TokenPlace.Header } policy ? [policy.Name] : (string[])[]], StringComparer.OrdinalIgnoreCase);
        string?[] secrets =
        [
            connection.Token?.Token, connection.Token?.RefreshToken, token?.Value, token?.RefreshToken, connection.Http.Proxy?.Password,
            .. connection.Token?.Refresh?.Values.Where(static v => v.Key is not "user").Select(static v => v.Value) ?? [], .. connection.Authorization.SelectMany(static h => BasicParts(h.Value)),
        ];
        return new(headers, [.. secrets.OfType<string>().SelectMany(static s => new[] { s, Uri.EscapeDataString(s) }).Where(static s => s.Length >= Shortest).Distinct(StringComparer.Ordinal).OrderByDescending(static s => s.Length)]);
    }

    /// <summary>The text without any of them.</summary>
    internal string Apply(string text) => _secrets.Aggregate(text, static (left, secret) => left.Replace(secret, Masked, StringComparison.Ordinal));

    /// <summary>Header lines, a line each.</summary>
    internal void Write(StringBuilder text, IEnumerable<KeyValuePair<string, string>> lines)
    {
        foreach (var (name, value) in lines)
        {
            text.Append(name).Append(": ").Append(_headers.Contains(name) ? Masked : OneLine(value)).Append('\n');
        }
    }

    private static string OneLine(string value) => string.Concat(value.Select(static c => char.IsControl(c) ? ' ' : c));

    private static IEnumerable<string> BasicParts(string header)
    {
        yield return header;
        if (header.Split(' ') is [_, var coded])
        {
            yield return coded;
            var clear = new byte[coded.Length];
            if (Convert.TryFromBase64String(coded, clear, out var length) && Encoding.UTF8.GetString(clear, 0, length).Split(':', 2) is [_, var password])
            {
                yield return password;
            }
        }
    }
}
