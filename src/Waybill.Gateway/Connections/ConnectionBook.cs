using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>All stations, partners and connections, with every certificate and key opened once. Replaced as a whole, never changed.</summary>
/// <threadsafety>Immutable until its last holder is done.</threadsafety>
public sealed class ConnectionBook
{
    private readonly Dictionary<(string From, string To), As2Connection> _in = [];
    private readonly Dictionary<string, As2Connection> _byName = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<IDisposable> _opened;
    private int _holders = 1;

    internal ConnectionBook(long version, IReadOnlyList<Station> stations, IReadOnlyList<Partner> partners, IReadOnlyList<As2Connection> connections, IReadOnlyList<IDisposable> opened)
    {
        (Version, Stations, Partners, Connections, _opened) = (version, stations, partners, connections, opened);
        foreach (var connection in connections)
        {
            _in[(connection.Partner.Name.Value, connection.Station.Name.Value)] = connection;
            _byName[connection.Name] = connection;
        }
    }

    /// <summary>Grows with every book.</summary>
    public long Version { get; }

    /// <summary>What an operator should change, though it works: one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Every certificate of every station and partner, those not in use too; open as long as the book is.</summary>
    public IReadOnlyList<CertificateEntry> Certificates { get; init; } = [];

    /// <summary>Our identities.</summary>
    public IReadOnlyList<Station> Stations { get; }

    /// <summary>The companies.</summary>
    public IReadOnlyList<Partner> Partners { get; }

    /// <summary>The agreements.</summary>
    public IReadOnlyList<As2Connection> Connections { get; }

    /// <summary>The connection of a message in: its AS2-From is the partner's name, its AS2-To ours. Null when nothing was agreed, or it is offline.</summary>
    public As2Connection? FindIn(As2Name from, As2Name to)
        => _in.GetValueOrDefault((from.Value, to.Value)) is { IsOnline: true } online ? online : null;

    /// <summary>The connection of this name, online or not; null when there is none.</summary>
    public As2Connection? FindOut(string name) => _byName.GetValueOrDefault(name);

    /// <summary>For a pair nobody configured: in words, which known names it comes near to.</summary>
    public string HintFor(As2Name from, As2Name to)
        => _in.GetValueOrDefault((from.Value, to.Value)) is { IsOnline: false } off ? $"The connection {off.Name} of this pair is offline."
            : NearNames.Hint(from.Value, to.Value, [.. Partners.Select(p => p.Name.Value)], [.. Stations.Select(s => s.Name.Value)]);

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

    /// <summary>One holder less; the keys are disposed with the last one. A new book has one holder: who made it.</summary>
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
}
