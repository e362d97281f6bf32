namespace Waybill.Gateway;

/// <summary>A connection's token as the partner last gave it.</summary>
/// <param name="Version">Grows by one with each.</param>
/// <param name="Sealed">Token and refresh token, sealed by the ring.</param>
public sealed record TokenRow(long Version, ReadOnlyMemory<byte> Sealed);

/// <summary>The tokens that partners gave in exchange for others; those that people typed stand in the configuration.</summary>
/// <threadsafety>Safe for concurrent calls; each call is one transaction, durable when it returns.</threadsafety>
public interface ITokenJournal
{
    /// <summary>The token of a connection; null when none was given yet.</summary>
    ValueTask<TokenRow?> FindAsync(string connection, CancellationToken ct);

    /// <summary>Keeps a new one.</summary>
    /// <param name="connection">Name.</param>
    /// <param name="before">Version of the one it replaces; 0 for none.</param>
    /// <param name="sealedToken">Sealed by the ring.</param>
    /// <param name="at">When it was given.</param>
    /// <param name="ct">Cancels before it is kept.</param>
    /// <returns>False: another one was kept meanwhile, and stays.</returns>
    ValueTask<bool> KeepAsync(string connection, long before, ReadOnlyMemory<byte> sealedToken, DateTimeOffset at, CancellationToken ct);
}
