using System.Collections.Frozen;

namespace Waybill.As2;

/// <summary>Which further headers a connection may send (AS2-HDR-024).</summary>
internal static class ExtraHeaderRules
{
    /// <summary>Names that belong to AS2, to the receipt request, to the framing of HTTP or to its authentication. <c>Connection</c> is free: some peers insist on it.</summary>
    private static readonly FrozenSet<string> Reserved = new[]
    {
        "Message-ID", "Date", "Subject", "MIME-Version", "EDIINT-Features", "Receipt-Delivery-Option",
        "Host", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect", "Keep-Alive", "Authorization", "Proxy-Authorization", "Proxy-Connection",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] ReservedPrefixes = ["AS2-", "Content-", "Disposition-Notification-"];

    internal static IEnumerable<string> Problems(IReadOnlyList<KeyValuePair<string, string>> headers)
        => headers.Select(h => Problem(h.Key, h.Value)).OfType<string>();

    private static string? Problem(string name, string value)
    {
        try
        {
            As2HeaderWriter.Add([], name, value);
        }
        catch (ArgumentException)
        {
            return "An extra header is not a name and one line of printable US-ASCII.";
        }

        return IsReserved(name) ? $"The header {name} is not free for extra headers." : null;
    }

    internal static bool IsReserved(string name)
        => Reserved.Contains(name) || ReservedPrefixes.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase));
}
