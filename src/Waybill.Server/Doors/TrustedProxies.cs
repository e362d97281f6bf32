using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Waybill.Server;

/// <summary>Whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed: those of <c>Waybill:TrustedProxies</c>, one proxy deep; nobody's by default.</summary>
internal static class TrustedProxies
{
    internal static WebApplication UseTrustedProxies(this WebApplication app, WaybillSettings settings)
    {
        if (settings.TrustedProxies is [])
        {
            return app;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = 1 };
        // The loopback addresses are in it by default: they are trusted when they are named.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in settings.TrustedProxies.Select(Parse).OfType<IPNetwork>())
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
        return app;
    }

    /// <summary>A range, or one address; null when it is neither.</summary>
    internal static IPNetwork? Parse(string text)
        => IPNetwork.TryParse(text, out var network) ? network
            : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : null;
}
