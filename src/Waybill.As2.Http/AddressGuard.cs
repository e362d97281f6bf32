using System.Net;
using System.Net.Sockets;

namespace Waybill.As2.Http;

/// <summary>Keeps a URL that a partner named from reaching what only we can reach. The name is resolved once, and the connection goes to the address that was checked.</summary>
/// <remarks>The text of a URL is checked by <see cref="ReceiptAddress"/>; this is what holds when a name resolves to something else a second later.</remarks>
/// <threadsafety>Immutable; safe for concurrent calls.</threadsafety>
public sealed class AddressGuard
{
    private readonly bool _allowPrivate;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;

    /// <param name="allowPrivate">Also connects to loopback, private, shared and link-local addresses, for partners inside the own network. Multicast and broadcast are never connected to. Default false.</param>
    public AddressGuard(bool allowPrivate = false)
        : this(allowPrivate, Dns.GetHostAddressesAsync)
    {
    }

    internal AddressGuard(bool allowPrivate, Func<string, CancellationToken, Task<IPAddress[]>> resolve) => (_allowPrivate, _resolve) = (allowPrivate, resolve);

    /// <summary>Whether a connection to this address would be made.</summary>
    public bool Allows(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return AddressKinds.Of(address) switch
        {
            AddressKind.Public => true,
            AddressKind.Private => _allowPrivate,
            _ => false,
        };
    }

    /// <summary>Resolves, checks and connects. One forbidden address among those of a name forbids the name.</summary>
    /// <exception cref="RefusedAddressException">The name stands for an address that is not allowed.</exception>
    /// <exception cref="SocketException">The name is not known or nobody answers there.</exception>
    internal async ValueTask<Stream> ConnectAsync(DnsEndPoint endPoint, CancellationToken ct)
    {
        var addresses = IPAddress.TryParse(endPoint.Host, out var literal) ? [literal] : await _resolve(endPoint.Host, ct);
        if (addresses.Length is 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        if (!Array.TrueForAll(addresses, Allows))
        {
            throw new RefusedAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, endPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A host stands for an address that must not be connected to.</summary>
internal sealed class RefusedAddressException() : IOException("The host stands for an address that must not be connected to.");
