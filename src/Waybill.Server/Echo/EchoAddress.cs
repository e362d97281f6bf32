using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Waybill.Server;

/// <summary>Where this machine reaches the gateway's own ports.</summary>
/// <param name="server">The web server; it has addresses once it is started.</param>
/// <param name="settings">What was set; null: one port serves all.</param>
internal sealed class EchoAddress(IServer server, WaybillSettings? settings)
{
    /// <summary>Echo's address; null where no port of http is open.</summary>
    internal Uri? Echo => Local(settings is { As2Urls: not "" } ? Bound.Take(InsidePorts) : Bound, EchoNames.Path);

    /// <summary>The gateway's address for partners; null where no port of http is open.</summary>
    internal Uri? Gateway => Local(settings is { As2Urls: not "" } ? Bound.Skip(InsidePorts) : Bound, WaybillHost.As2Path);

    private int InsidePorts => WaybillSettings.Split(settings!.Urls).Length;

    private IEnumerable<string> Bound => server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    /// <summary>Not https: its certificate is for the name partners use, not for this way.</summary>
    private static Uri? Local(IEnumerable<string> addresses, string path)
        => addresses.Select(BindingAddress.Parse).FirstOrDefault(static a => string.Equals(a.Scheme, "http", StringComparison.OrdinalIgnoreCase)) is { } address
            ? new UriBuilder("http", HostOf(address.Host), address.Port, path).Uri : null;

    /// <summary>A port that is open on one network card alone is reached there.</summary>
    private static string HostOf(string host)
        => !IPAddress.TryParse(host.Trim('[', ']'), out var ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any) ? "127.0.0.1" : host;
}
