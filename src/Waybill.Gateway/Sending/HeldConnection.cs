namespace Waybill.Gateway;

/// <summary>A connection of one book whose keys stay open until this is disposed.</summary>
internal sealed class HeldConnection : IDisposable
{
    private readonly BookLease _lease;

    private HeldConnection(BookLease lease, As2Connection connection) => (_lease, Connection) = (lease, connection);

    /// <summary>The agreement.</summary>
    internal As2Connection Connection { get; }

    /// <summary>Its outgoing half; null when it does not send.</summary>
    internal OutboundConnection? Out => Connection.Outbound;

    /// <summary>Holds the connection of this name; null when there is none.</summary>
    internal static HeldConnection? Take(IConnections connections, string name)
    {
        var lease = connections.Take();
        if (lease.Book.FindOut(name) is { } connection)
        {
            return new(lease, connection);
        }

        lease.Dispose();
        return null;
    }

    /// <summary>The same once more, to be disposed on its own.</summary>
    internal HeldConnection Share() => new(_lease.Book.Hold(), Connection);

    public void Dispose() => _lease.Dispose();
}
