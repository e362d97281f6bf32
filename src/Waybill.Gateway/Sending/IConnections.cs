namespace Waybill.Gateway;

/// <summary>What sending needs to know of the connections. One answer is one version of the book; the next may be another.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public interface IConnections
{
    /// <summary>The outgoing half of a connection; null when there is none of this name, or it does not send.</summary>
    OutboundConnection? FindOut(string name);
}
