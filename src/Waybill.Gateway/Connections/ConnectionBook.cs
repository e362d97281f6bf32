using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>All stations, partners and connections, with every certificate and key opened once. Replaced as a whole, never changed.</summary>
/// <threadsafety>Immutable until its last holder is done.</threadsafety>
public sealed class ConnectionBook
{
    private readonly Dictionary<(string From, string To), As2Connection> _in = [];
    private readonly Dictionary<string, As2Connection> _byName = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<IDisposable> _opened;
    private readonly Lazy<BookNames> _names;
    private readonly Lazy<As2Connection[]> _inOrder;
    private int _holders = 1;

    internal ConnectionBook(
        long version, IReadOnlyList<Station> stations, IReadOnlyList<Partner> partners, IReadOnlyList<As2Connection> connections, IReadOnlyList<IDisposable> opened, DateTimeOffset at = default)
    {
        (Version, Stations, Partners, Connections, _opened) = (version, stations, partners, connections, opened);
        _names = new(() => new(stations, partners, at));
        foreach (var connection in connections)
        {
            _in[(connection.Partner.Name.Value, connection.Station.Name.Value)] = connection;
            _byName[connection.Name] = connection;
            WantsClientCertificates |= connection.Inbound.Requirements is { WantsCertificate: true };
        }

        // A former name counts where nobody has it now.
        foreach (var connection in connections.Where(static c => c.Partner.Aliases is not [] || c.Station.Aliases is not []))
        {
            foreach (var from in Live(connection.Partner.Aliases, at).Prepend(connection.Partner.Name.Value))
            {
                foreach (var to in Live(connection.Station.Aliases, at).Prepend(connection.Station.Name.Value))
                {
                    _in.TryAdd((from, to), connection);
                }
            }
        }

        _inOrder = new(() => [.. connections.OrderBy(static c => c.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Grows with every book.</summary>
    public long Version { get; }

    /// <summary>What an operator should change about key files, though it works: one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Everything that was found when it was built. What an error was found about is not in it.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>When another book follows from the same configuration: a certificate or a former name begins or ends. Null: never.</summary>
    public DateTimeOffset? NextChange { get; init; }

    /// <summary>Every certificate of every station and partner, those not in use too; open as long as the book is.</summary>
    public IReadOnlyList<CertificateEntry> Certificates { get; init; } = [];

    /// <summary>Whether a connection asks its partner for a client certificate: then the server's handshake must ask too.</summary>
    public bool WantsClientCertificates { get; }

    /// <summary>Our identities.</summary>
    public IReadOnlyList<Station> Stations { get; }

    /// <summary>The companies, one for each of their identities.</summary>
    public IReadOnlyList<Partner> Partners { get; }

    /// <summary>The agreements.</summary>
    public IReadOnlyList<As2Connection> Connections { get; }

    /// <summary>What the next book takes over.</summary>
    internal BookCache Cache { get; init; } = new();

    /// <summary>The connection of a message in: its AS2-From is a name of the partner's, its AS2-To of ours. Null when nothing was agreed, or it is offline.</summary>
    public As2Connection? FindIn(As2Name from, As2Name to)
        => _in.GetValueOrDefault((from.Value, to.Value)) is { IsOnline: true } online ? online : null;

    /// <summary>The connection of this name, online or not; null when there is none.</summary>
    public As2Connection? FindOut(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Connections in the order of their names.</summary>
    /// <param name="after">The name before the first; null: from the beginning.</param>
    /// <param name="most">Most of them.</param>
    public IReadOnlyList<As2Connection> Page(string? after, int most)
    {
        var all = _inOrder.Value.AsSpan();
        var (from, to) = (0, after is null ? 0 : all.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = string.CompareOrdinal(all[middle].Name, after) > 0 ? (from, middle) : (middle + 1, to);
        }

        return all.Slice(from, Math.Min(most, all.Length - from)).ToArray();
    }

    /// <summary>For a pair nobody configured: in words, which known names it comes near to.</summary>
    public string HintFor(As2Name from, As2Name to)
        => _in.GetValueOrDefault((from.Value, to.Value)) is { IsOnline: false } off ? $"The connection {off.Name} of this pair is offline." : _names.Value.Hint(from.Value, to.Value);

    /// <summary>Holds the book open.</summary>
    /// <exception cref="ObjectDisposedException">Its last holder is done.</exception>
    public BookLease Hold()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _holders);
            ObjectDisposedException.ThrowIf(seen is 0, this);
        }
        while (Interlocked.CompareExchange(ref _holders, seen + 1, seen) != seen);
        return new(this);
    }

    /// <summary>One holder less; keys that no other book has are disposed with the last one. A new book has one holder: who made it.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) is 0)
        {
            foreach (var opened in _opened)
            {
                opened.Dispose();
            }
        }
    }

    private static IEnumerable<string> Live(IReadOnlyList<FormerName> names, DateTimeOffset at) => names.Where(n => n.Until is null || at < n.Until).Select(static n => n.As2Id);
}
