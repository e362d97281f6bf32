using System.Net;

namespace Waybill.Server;

/// <summary>Until there are tokens, only this machine may call the API, and no web page through a browser on it.</summary>
internal static class LocalCallers
{
    private const string Own = "Call it as http://localhost from the machine the gateway runs on.";

    /// <summary>Null when the caller may; else the sentence it is told.</summary>
    internal static string? Refuse(HttpContext context)
    {
        var request = context.Request;
        if (context.Connection.RemoteIpAddress is not { } remote || !IPAddress.IsLoopback(remote))
        {
            return $"The API answers this machine only. {Own}";
        }

        if (CameByProxy(request))
        {
            return $"The API answers no proxy. {Own}";
        }

        // A public name that points to this machine is how a web page reaches a local server (DNS rebinding).
        if (!IsLocal(request.Host.Host))
        {
            return $"The API answers to the name of this machine only. {Own}";
        }

        var isCross = request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "none" or "same-origin")
            || (request.Headers.Origin.ToString() is { Length: > 0 } origin && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
        return isCross ? $"The API answers no page of another site. {Own}" : null;
    }

    /// <summary>Who came through a proxy is not on this machine, whatever the socket says; and what such a header says is the caller's word.</summary>
    internal static bool CameByProxy(HttpRequest request)
        => request.Headers.Keys.Any(static h => h.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase) || h.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)) || request.Headers.ContainsKey("Forwarded") || request.Headers.ContainsKey("Via");

    private static bool IsLocal(string host)
        => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
