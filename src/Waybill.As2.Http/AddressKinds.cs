using System.Net;
using System.Net.Sockets;

namespace Waybill.As2.Http;

/// <summary>Where an address leads.</summary>
internal enum AddressKind
{
    /// <summary>Never a partner: multicast, broadcast, unspecified, reserved.</summary>
    Never,

    /// <summary>Inside: loopback, link-local (cloud metadata among them), private, shared, site-local.</summary>
    Private,

    /// <summary>The internet.</summary>
    Public,
}

/// <summary>Sorts addresses by the registries of special-purpose addresses (RFC 6890).</summary>
internal static class AddressKinds
{
    private static readonly (IPNetwork Network, AddressKind Kind)[] Special =
    [
        (IPNetwork.Parse("0.0.0.0/8"), AddressKind.Never),
        (IPNetwork.Parse("224.0.0.0/4"), AddressKind.Never),
        (IPNetwork.Parse("240.0.0.0/4"), AddressKind.Never),
        (IPNetwork.Parse("192.0.2.0/24"), AddressKind.Never),
        (IPNetwork.Parse("198.51.100.0/24"), AddressKind.Never),
        (IPNetwork.Parse("203.0.113.0/24"), AddressKind.Never),
        (IPNetwork.Parse("10.0.0.0/8"), AddressKind.Private),
        (IPNetwork.Parse("100.64.0.0/10"), AddressKind.Private),
        (IPNetwork.Parse("127.0.0.0/8"), AddressKind.Private),
        (IPNetwork.Parse("169.254.0.0/16"), AddressKind.Private),
        (IPNetwork.Parse("172.16.0.0/12"), AddressKind.Private),
        (IPNetwork.Parse("192.0.0.0/24"), AddressKind.Private),
        (IPNetwork.Parse("192.168.0.0/16"), AddressKind.Private),
        (IPNetwork.Parse("198.18.0.0/15"), AddressKind.Private),
        (IPNetwork.Parse("::/128"), AddressKind.Never),
        (IPNetwork.Parse("ff00::/8"), AddressKind.Never),
        (IPNetwork.Parse("2001:db8::/32"), AddressKind.Never),
        (IPNetwork.Parse("100::/64"), AddressKind.Never),
        (IPNetwork.Parse("::1/128"), AddressKind.Private),
        (IPNetwork.Parse("fc00::/7"), AddressKind.Private),
        (IPNetwork.Parse("fe80::/10"), AddressKind.Private),
        (IPNetwork.Parse("fec0::/10"), AddressKind.Private),
        (IPNetwork.Parse("64:ff9b:1::/48"), AddressKind.Private),
    ];

    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");

    internal static AddressKind Of(IPAddress address)
    {
        foreach (var (network, kind) in Special)
        {
            if (network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address))
            {
                return kind;
            }
        }

        // An address of the old protocol inside one of the new is judged by the old one.
        return address.AddressFamily is AddressFamily.InterNetworkV6 && Inner(address) is { } inner ? Of(inner) : AddressKind.Public;
    }

    private static IPAddress? Inner(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 || Compatible.Contains(address) || Nat64.Contains(address) ? new IPAddress(bytes.AsSpan(12, 4))
            : SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : Teredo.Contains(address) ? new IPAddress([(byte)~bytes[12], (byte)~bytes[13], (byte)~bytes[14], (byte)~bytes[15]])
            : null;
    }
}
