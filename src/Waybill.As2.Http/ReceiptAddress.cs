using System.Net;

namespace Waybill.As2.Http;

/// <summary>Where a partner may have its asynchronous receipts sent.</summary>
/// <param name="Hosts">Hosts agreed with the partner, without ports; compared without case. Empty allows none unless <paramref name="AllowAnyHost"/>.</param>
/// <param name="AllowAnyHost">Also hosts the partner only names in its messages. Default false.</param>
/// <param name="AllowPrivate">Also loopback, private and link-local addresses written as such. Default false.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record ReceiptAddressPolicy(IReadOnlyList<string> Hosts, bool AllowAnyHost = false, bool AllowPrivate = false);

/// <summary>Checks the text of a receipt URL, which is the partner's word (AS2-SEC-001). What its host resolves to is checked by <see cref="AddressGuard"/> when connecting.</summary>
public static class ReceiptAddress
{
    /// <summary>Longest URL taken, in characters.</summary>
    public const int MaxLength = 2048;

    /// <summary>Reads and checks a URL.</summary>
    /// <returns>The URL to post to, or null and one sentence for the operator.</returns>
    public static (Uri? Url, string? Problem) Check(string text, ReceiptAddressPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(policy);
        if (text.Length > MaxLength || text.Any(c => c is <= ' ' or > '~' or '\\'))
        {
            return (null, "The receipt's URL is longer than allowed or has characters a URL cannot have.");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            return (null, "The receipt's URL is not an absolute http or https URL.");
        }

        if (url.UserInfo.Length > 0 || text.Contains('@', StringComparison.Ordinal) && text.IndexOf('@', StringComparison.Ordinal) < EndOfAuthority(text))
        {
            return (null, "The receipt's URL carries a user name.");
        }

        if (url.Host.Length is 0)
        {
            return (null, "The receipt's URL has no host.");
        }

        if (!policy.AllowAnyHost && !policy.Hosts.Contains(url.IdnHost, StringComparer.OrdinalIgnoreCase) && !policy.Hosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase))
        {
            return (null, "The receipt's URL names a host that was not agreed with this partner.");
        }

        // Decimal, octal and short forms of an address are one address to Uri already.
        return IPAddress.TryParse(url.IdnHost, out var literal) && !new AddressGuard(policy.AllowPrivate).Allows(literal)
            ? (null, "The receipt's URL names an address that must not be connected to.")
            : (url, null);
    }

    private static int EndOfAuthority(string text)
    {
        var start = text.IndexOf("//", StringComparison.Ordinal) + 2;
        var end = text.AsSpan(start).IndexOfAny('/', '?', '#');
        return end < 0 ? text.Length : start + end;
    }
}
