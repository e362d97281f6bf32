using System.Net;
using System.Net.Sockets;

namespace Waybill.EndToEnd.Tests;

/// <summary>Ports for gateways that come back to the same one after each death.</summary>
internal static class FreePort
{
    /// <summary>Below the ports Linux gives to outgoing connections: those could take it while its gateway is dead.</summary>
    private const int First = 20_000;

    private const int Last = 32_000;

    /// <summary>One nobody listens on.</summary>
    internal static Uri Take()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return new Uri($"http://127.0.0.1:{port}");
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }
}
