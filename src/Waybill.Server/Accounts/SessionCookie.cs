using System.Globalization;
using System.Net;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>The cookie of a session: 256 random bits that scripts cannot read, that other sites' pages do not bring, and that goes over https alone, except on this machine.</summary>
internal static class SessionCookie
{
    /// <summary>Before the value of a session.</summary>
    internal const string Prefix = "wbc_";

    private const string PlainName = "waybill";

    /// <summary>The browser takes a cookie of this name only with Secure, for this host alone.</summary>
    private const string HostName = "__Host-waybill";

    private const int LongestValue = 100;

    /// <summary>What the request brings; null: nothing that could be a session.</summary>
    internal static string? Read(HttpContext context)
        => context.Request.Cookies[NameOf(context.Request)] is { Length: > 4 and <= LongestValue } value && value.StartsWith(Prefix, StringComparison.Ordinal) ? value : null;

    internal static void Write(HttpContext context, string value, DateTimeOffset endsAt) => context.Response.Cookies.Append(NameOf(context.Request), value, Options(context, endsAt));

    internal static void Remove(HttpContext context) => context.Response.Cookies.Delete(NameOf(context.Request), Options(context, null));

    /// <summary>Null where a password may come this way; else why not.</summary>
    internal static string? RefusePlain(HttpContext context)
        => context.Request.IsHttps || (IsLoopback(context.Request.Host.Host) && !IsForwarded(context.Request)) ? null
            : "Nobody signs in over plain http: whoever is on the way could read the password. Open the gateway by https (Waybill:Tls names its certificate). " +
              "Where a proxy in front of it speaks https, name the proxy in Waybill:TrustedProxies and let it say X-Forwarded-Proto.";

    /// <summary>Cookies know no ports: two gateways on one host keep theirs apart by the name.</summary>
    private static string NameOf(HttpRequest request)
    {
        var name = request.IsHttps ? HostName : PlainName;
        return request.Host.Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{name}-{port}") : name;
    }

    private static CookieOptions Options(HttpContext context, DateTimeOffset? endsAt) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", Expires = endsAt, IsEssential = true,
    };

    /// <summary>As the browser says it: then what it sends does not leave the machine it runs on.</summary>
    private static bool IsLoopback(string host)
        => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsForwarded(HttpRequest request)
        => request.Headers.ContainsKey("X-Forwarded-For") || request.Headers.ContainsKey("X-Forwarded-Host") || request.Headers.ContainsKey("Forwarded") || request.Headers.ContainsKey("Via");
}

/// <summary>What a request with a cookie must show, so that no page of another site makes it.</summary>
internal static class OwnPage
{
    internal const string Header = "X-Waybill";

    private const string HeaderValue = "1";

    /// <summary>Null where a request that changes something comes from a page of ours; else why it is refused.</summary>
    internal static string? RefuseWrite(HttpContext context)
        => RefuseOrigin(context, isNeeded: true)
            ?? (context.Request.Headers[Header] == HeaderValue ? null : $"A request with a cookie that changes something needs the header {Header}: {HeaderValue}.");

    /// <summary>Null where the request comes from no page of another origin; else why it is refused.</summary>
    internal static string? RefuseOrigin(HttpContext context, bool isNeeded)
    {
        var request = context.Request;
        if (request.Headers.Origin.Count is 0)
        {
            return isNeeded ? "A request with a cookie that changes something needs the Origin of this gateway, as browsers send it." : RefuseSite(request);
        }

        var own = $"{request.Scheme}://{request.Host}";
        return string.Equals(request.Headers.Origin.ToString(), own, StringComparison.OrdinalIgnoreCase) ? null
            : $"This page is of another origin than the gateway, which is called as {own} here. A proxy in front of it must leave Host as it is and be named in Waybill:TrustedProxies.";
    }

    private static string? RefuseSite(HttpRequest request)
        => request.Headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin" ? null : "The gateway answers no page of another site.";
}
