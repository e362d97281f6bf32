namespace Waybill.Gateway;

/// <summary>What one step of retention removed.</summary>
/// <param name="Parts">What is kept of those exchanges now; null: nothing was due.</param>
/// <param name="Exchanges">How many.</param>
/// <param name="Files">Stored objects that no row names any more and that are not in the database: to be deleted now that the step is committed.</param>
public sealed record RetentionStep(KeptParts? Parts, int Exchanges, IReadOnlyList<PayloadId> Files)
{
    /// <summary>The exchanges are gone altogether.</summary>
    public bool IsGone { get; init; }
}

/// <summary>Removes what is older than it is kept, in small steps.</summary>
/// <threadsafety>Safe for concurrent calls, also by other processes; each step is one transaction, durable when it returns.</threadsafety>
public interface IRetentionJournal
{
    /// <summary>The next name under which there are exchanges, in order; empty: pairs nobody configured. Null: no more.</summary>
    /// <param name="after">The one before; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    ValueTask<string?> NextConnectionAsync(string? after, CancellationToken ct);

    /// <summary>Removes one small slice of what is due under a name. Nothing unfinished or on legal hold.</summary>
    /// <param name="connection">The name; empty: pairs nobody configured.</param>
    /// <param name="ages">How long each part is kept.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels; nothing is removed then.</param>
    ValueTask<RetentionStep> RemoveDueAsync(string connection, KeptAges ages, DateTimeOffset now, CancellationToken ct);
}
