using Waybill.As2.Http;

namespace Waybill.Gateway;

/// <summary>One HTTP client for each way of posting, shared by the connections that post that way. One that no connection uses any more goes when its last call has ended.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class HttpSenders : IDisposable
{
    // The answer to a receipt says nothing; its bound is small. The instances are shared: options are compared by their guard too.
    private static readonly As2HttpOptions Outside = new() { MaxAnswerBytes = 16 * 1024, SilenceTimeout = TimeSpan.FromMinutes(1), Guard = new AddressGuard() };
    private static readonly As2HttpOptions Inside = Outside with { Guard = new AddressGuard(allowPrivate: true) };

    private readonly Lock _gate = new();
    private readonly Dictionary<As2HttpOptions, Shared> _senders = [];

    /// <summary>For the partner's own URL, which an operator configured.</summary>
    internal Use ForMessages(OutboundConnection connection) => Take(connection.Http);

    /// <summary>For a URL the partner named: the address is checked when connecting, unless a proxy connects in our place.</summary>
    internal Use ForReceipts(ReceiptAddressPolicy addresses, As2HttpOptions? way) => Take(ReceiptOptions(addresses.AllowPrivate, way));

    /// <summary>Forgets the ways of posting that none of these connections has.</summary>
    internal void Keep(IEnumerable<As2Connection> connections)
    {
        var wanted = new HashSet<As2HttpOptions>();
        foreach (var connection in connections)
        {
            if (connection.Outbound?.Http is { } way)
            {
                wanted.Add(way);
                wanted.Add(ReceiptOptions(connection.Inbound.ReceiptAddresses.AllowPrivate, way));
            }
        }

        lock (_gate)
        {
            foreach (var (options, shared) in _senders.Where(s => !wanted.Contains(s.Key) && s.Key != Outside && s.Key != Inside).ToList())
            {
                _senders.Remove(options);
                shared.Release();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var shared in _senders.Values)
            {
                shared.Release();
            }

            _senders.Clear();
        }
    }

    private static As2HttpOptions ReceiptOptions(bool allowPrivate, As2HttpOptions? way)
    {
        var usual = allowPrivate ? Inside : Outside;
        return way is null ? usual : usual with { Tls = way.Tls, Proxy = way.Proxy, Guard = way.Proxy is null ? usual.Guard : null };
    }

    private Use Take(As2HttpOptions options)
    {
        lock (_gate)
        {
            if (!_senders.TryGetValue(options, out var shared))
            {
                _senders[options] = shared = new(new As2HttpSender(options));
            }

            shared.Hold();
            return new(shared);
        }
    }

    /// <summary>Holds a client while it is used.</summary>
    internal sealed class Use : IDisposable
    {
        private Shared? _shared;

        internal Use(Shared shared) => _shared = shared;

        internal As2HttpSender Http => _shared?.Http ?? throw new ObjectDisposedException(nameof(Use));

        public void Dispose() => Interlocked.Exchange(ref _shared, null)?.Release();
    }

    /// <summary>A client with its holders: the table, and every call under way.</summary>
    internal sealed class Shared(As2HttpSender http)
    {
        private int _holders = 1;

        internal As2HttpSender Http => http;

        internal void Hold() => Interlocked.Increment(ref _holders);

        internal void Release()
        {
            if (Interlocked.Decrement(ref _holders) is 0)
            {
                http.Dispose();
            }
        }
    }
}
