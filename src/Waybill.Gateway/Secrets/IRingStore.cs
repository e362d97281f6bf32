namespace Waybill.Gateway;

/// <summary>Where the ring's keys lie, wrapped: a folder, or a table where several processes share a database. Nothing is ever removed: an old key opens what was sealed with it. Only a new master key changes how
/// they are wrapped.</summary>
/// <remarks>Synchronous, as Data Protection asks for it: called at start and when a key is added, every 90 days.</remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public interface IRingStore
{
    /// <summary>Where it is, for sentences to an operator.</summary>
    string Place { get; }

    /// <summary>Everything there is.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    IReadOnlyList<RingEntry> All();

    /// <summary>Adds an entry, durable when it returns. False when there is one of this name: it stays as it is.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    bool Add(RingEntry entry);

    /// <summary>Puts an entry in the place of the one of its name, whole and durable when it returns.</summary>
    /// <exception cref="IOException">There is none, or it cannot be written.</exception>
    void Replace(RingEntry entry);

    /// <summary>Keeps other processes from opening the ring meanwhile: of two that begin at once on an empty one, the second finds the first one's, and needs its master key.</summary>
    /// <returns>Ends it when it is disposed.</returns>
    /// <exception cref="IOException">It cannot be reached.</exception>
    ValueTask<IAsyncDisposable> LockAsync(CancellationToken ct);
}

/// <summary>One wrapped thing of the ring.</summary>
/// <param name="Name">Letters, digits and <c>-</c>, at most 64.</param>
/// <param name="Wrapped">Its bytes, wrapped by the master key.</param>
public sealed record RingEntry(string Name, ReadOnlyMemory<byte> Wrapped);
