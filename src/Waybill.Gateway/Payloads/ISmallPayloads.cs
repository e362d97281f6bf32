namespace Waybill.Gateway;

/// <summary>The bytes of a small object on their way into the transaction of the row that names it.</summary>
/// <param name="Id">Under which they can be read once the row is committed.</param>
/// <param name="Bytes">To stay as they are until then.</param>
public sealed record SmallPayload(PayloadId Id, ReadOnlyMemory<byte> Bytes);

/// <summary>Small objects in the journal's own database. Each is written with the row that first names it, so that a small message costs one synced commit and no file, and goes with the last row that does.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public interface ISmallPayloads
{
    /// <summary>All bytes of an object; null when it is not here.</summary>
    ValueTask<byte[]?> ReadAsync(PayloadId id, CancellationToken ct);

    /// <summary>Its length in bytes; null when it is not here.</summary>
    ValueTask<long?> LengthAsync(PayloadId id, CancellationToken ct);

    /// <summary>Removes an object, whoever names it; nothing when it is not here.</summary>
    ValueTask DeleteAsync(PayloadId id, CancellationToken ct);

    /// <summary>Removes objects begun before <paramref name="olderThan"/> that no row names.</summary>
    /// <returns>How many were removed.</returns>
    ValueTask<int> SweepAsync(DateTimeOffset olderThan, CancellationToken ct);
}
