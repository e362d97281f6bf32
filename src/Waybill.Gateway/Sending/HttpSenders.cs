using System.Collections.Concurrent;
using Waybill.As2.Http;

namespace Waybill.Gateway;

/// <summary>One HTTP client for each way of posting, shared by the connections that post that way.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class HttpSenders : IDisposable
{
    private readonly ConcurrentDictionary<As2HttpOptions, Lazy<As2HttpSender>> _senders = new();

    /// <summary>For the partner's own URL, which an operator configured.</summary>
    internal As2HttpSender ForMessages(OutboundConnection connection) => Get(connection.Http);

    /// <summary>For a URL the partner named: the address is checked when connecting.</summary>
    internal As2HttpSender ForReceipts(ReceiptAddressPolicy addresses) => Get(addresses.AllowPrivate ? Inside : Outside);

    public void Dispose()
    {
        foreach (var sender in _senders.Values)
        {
            sender.Value.Dispose();
        }
    }

    // The answer to a receipt says nothing; its bound is small. The instances are shared: options are compared by their guard too.
    private static readonly As2HttpOptions Outside = new() { MaxAnswerBytes = 16 * 1024, SilenceTimeout = TimeSpan.FromMinutes(1), Guard = new AddressGuard() };
    private static readonly As2HttpOptions Inside = Outside with { Guard = new AddressGuard(allowPrivate: true) };

    private As2HttpSender Get(As2HttpOptions options) => _senders.GetOrAdd(options, static o => new(() => new As2HttpSender(o))).Value;
}
