namespace Waybill.Gateway;

/// <summary>The current book of connections.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public interface IConnections
{
    /// <summary>Holds the current book until the lease is disposed; its keys stay open as long. A request and an attempt use one book throughout.</summary>
    BookLease Take();

    /// <summary>The outgoing half of a connection of the current book; null when there is none of this name, or it does not send. One answer is one version; the next may be another.
    /// Its keys live as long as a lease taken before.</summary>
    OutboundConnection? FindOut(string name);

    /// <summary>Whether a connection of the current book asks its partner for a client certificate.</summary>
    bool WantClientCertificates();

    /// <summary>Calls <paramref name="replaced"/> after each replacement.</summary>
    /// <returns>Ends the calls when it is disposed.</returns>
    IDisposable OnReplaced(Action replaced);
}

/// <summary>Holds a book. Dispose it when the last key of it was used.</summary>
public sealed class BookLease : IDisposable
{
    private ConnectionBook? _book;

    internal BookLease(ConnectionBook book) => _book = book;

    /// <summary>The book.</summary>
    /// <exception cref="ObjectDisposedException">The lease is over.</exception>
    public ConnectionBook Book => _book ?? throw new ObjectDisposedException(nameof(BookLease));

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _book, null)?.Release();
}

/// <summary>Holds the book of this process and replaces it as a whole.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class Connections(ConnectionBook first) : IConnections, IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Action> _hearers = [];
    private ConnectionBook _current = first;

    /// <inheritdoc/>
    public BookLease Take()
    {
        lock (_gate)
        {
            return _current.Hold();
        }
    }

    /// <inheritdoc/>
    public OutboundConnection? FindOut(string name)
    {
        lock (_gate)
        {
            return _current.FindOut(name)?.Outbound;
        }
    }

    /// <inheritdoc/>
    public bool WantClientCertificates()
    {
        lock (_gate)
        {
            return _current.WantsClientCertificates;
        }
    }

    /// <summary>Publishes a new book. The old one is disposed when its last holder is done.</summary>
    public void Replace(ConnectionBook next)
    {
        ConnectionBook old;
        Action[] hearers;
        lock (_gate)
        {
            (old, _current) = (_current, next);
            hearers = [.. _hearers];
        }

        old.Release();
        foreach (var hearer in hearers)
        {
            hearer();
        }
    }

    /// <inheritdoc/>
    public IDisposable OnReplaced(Action replaced)
    {
        lock (_gate)
        {
            _hearers.Add(replaced);
        }

        return new Hearing(this, replaced);
    }

    /// <summary>Disposes the book when its last holder is done.</summary>
    public void Dispose() => _current.Release();

    private sealed class Hearing(Connections owner, Action hearer) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._gate)
            {
                owner._hearers.Remove(hearer);
            }
        }
    }
}
