using Waybill.As2;
using Waybill.Cms;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Echo's side of its connections while one message is handled: its key, and what it was told of us. Dispose it when the last key was used.</summary>
internal sealed class EchoIdentity : IDisposable
{
    private readonly BookLease _lease;
    private readonly DateTimeOffset _now;

    private EchoIdentity(BookLease lease, CmsPrivateKey key, DateTimeOffset now) => (_lease, Key, _now) = (lease, key, now);

    /// <summary>Signs what Echo sends, and opens what comes to it.</summary>
    internal CmsPrivateKey Key { get; }

    /// <summary>Null when Echo is not set up.</summary>
    internal static EchoIdentity? Take(IConnections connections, DateTimeOffset now)
    {
        var lease = connections.Take();
        if (Of(lease.Book, EchoNames.Station, now).Sign?.Key is { } key)
        {
            return new(lease, key, now);
        }

        lease.Dispose();
        return null;
    }

    /// <summary>The connection of ours that a message to Echo came over; null when there is none.</summary>
    internal As2Connection? Find(As2MessageHeaders message)
    {
        var connections = EchoNames.Connections.Select(c => _lease.Book.FindOut(c.Name)).OfType<As2Connection>();
        return connections.FirstOrDefault(c => c.Partner.Name == message.To && c.Station.Name == message.From);
    }

    /// <summary>The certificates of ours that Echo checks our signatures with and encrypts for.</summary>
    internal ResolvedCertificates Ours(As2Connection connection) => Of(_lease.Book, connection.Station.Id, _now);

    public void Dispose() => _lease.Dispose();

    private static ResolvedCertificates Of(ConnectionBook book, string station, DateTimeOffset now)
        => CertificateResolver.Resolve([.. book.Certificates.Where(e => string.Equals(e.Owner, $"station/{station}", StringComparison.Ordinal))], now);
}
