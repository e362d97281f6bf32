using System.Globalization;
using System.Text;
using Waybill.As2.Http;

namespace Waybill.Gateway;

/// <summary>Requests and answers as text. A body is shown when it is short text; of all others their length.</summary>
internal static class DebugText
{
    private const int MostBytes = 8 * 1024;

    /// <summary>A request of ours.</summary>
    internal static string Request(string method, Uri url, TokenPolicy? token, IEnumerable<KeyValuePair<string, string>> headers, long bytes, DebugMask mask)
    {
        var text = new StringBuilder().Append(method).Append(' ').Append(Shown(url, token)).Append('\n');
        mask.Write(text, headers);
        return text.Append(CultureInfo.InvariantCulture, $"\n({bytes} bytes)").ToString();
    }

    /// <summary>What was answered to it.</summary>
    internal static string Answer(As2HttpAttempt answer, DebugMask mask, bool showsBody = true)
    {
        if (answer.Status is not { } status)
        {
            return $"No answer: {answer.Problem}";
        }

        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP {status}\n");
        mask.Write(text, answer.Headers);
        return text.Append('\n').Append(showsBody ? Body(answer.Body) : Length(answer.Body.Length)).ToString();
    }

    /// <summary>A message that came in.</summary>
    internal static string Arrived(IEnumerable<KeyValuePair<string, string>> headers, string? remote, long bytes, DebugMask mask)
    {
        var text = new StringBuilder().Append("POST from ").Append(remote ?? "an address that is not known").Append('\n');
        mask.Write(text, headers);
        return text.Append(CultureInfo.InvariantCulture, $"\n({bytes} bytes)").ToString();
    }

    /// <summary>What we answered.</summary>
    internal static string Answered(StoredAnswer answer, string outcome, DebugMask mask)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP {answer.Status} ({outcome})\n");
        mask.Write(text, answer.Headers);
        return text.Append('\n').Append(Body(answer.Body)).ToString();
    }

    private static string Body(ReadOnlyMemory<byte> body)
    {
        if (body.Length is 0 or > MostBytes || !System.Text.Unicode.Utf8.IsValid(body.Span))
        {
            return Length(body.Length);
        }

        var text = Encoding.UTF8.GetString(body.Span);
        return text.All(static c => !char.IsControl(c) || c is '\r' or '\n' or '\t') ? text : Length(body.Length);
    }

    private static string Length(int bytes) => string.Create(CultureInfo.InvariantCulture, $"({bytes} bytes)");

    /// <summary>Without a user, and the token's parameter masked.</summary>
    private static string Shown(Uri url, TokenPolicy? token)
    {
        var plain = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.PathAndQuery, UriFormat.UriEscaped);
        return token is { Place: TokenPlace.UrlParameter } && plain.LastIndexOf(Uri.EscapeDataString(token.Name) + "=", StringComparison.Ordinal) is >= 0 and var at ? plain[..at] + Uri.EscapeDataString(token.Name) + "=******" : plain;
    }
}
