namespace Waybill.Gateway;

/// <summary>Something opened once and shared by the books it stands in: the last of them closes it.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class Shared(IDisposable thing) : IDisposable
{
    private int _holders = 1;

    /// <summary>One book more. Only while one that holds it is open.</summary>
    internal Shared Hold()
    {
        Interlocked.Increment(ref _holders);
        return this;
    }

    /// <summary>One book less.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _holders) is 0)
        {
            thing.Dispose();
        }
    }
}

/// <summary>An opened certificate.</summary>
/// <param name="Entry">It, with its key where it is ours.</param>
/// <param name="Findings">What was found when it was opened; what follows from the time of day is found anew for each book.</param>
/// <param name="Handle">Closes it.</param>
internal sealed record OpenedCertificate(CertificateEntry Entry, IReadOnlyList<Finding> Findings, Shared Handle)
{
    /// <summary>One book more.</summary>
    internal OpenedCertificate Hold()
    {
        Handle.Hold();
        return this;
    }
}
