using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>The lasting place of payloads, wherever their bytes are: small ones in the journal's database (<see cref="ISmallPayloads"/>), others in files. Quarantine is the same object before it is kept: keeping is a rename, never a copy.</summary>
/// <remarks>Ids are ours, never a partner's words. An object that no row names and that is older than the longest possible request is an orphan; <see cref="SweepAsync"/> removes it.</remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public interface IPayloadStore
{
    /// <summary>Starts an object.</summary>
    /// <exception cref="IOException">The store has no room or cannot be written.</exception>
    ValueTask<IPayloadDraft> CreateAsync(CancellationToken ct);

    /// <summary>A read-only stream over part of a kept object.</summary>
    /// <exception cref="FileNotFoundException">There is no such object.</exception>
    ValueTask<Stream> OpenAsync(PayloadId id, long offset, long length, CancellationToken ct);

    /// <summary>Length of a kept object, in bytes; null when there is none.</summary>
    ValueTask<long?> LengthAsync(PayloadId id, CancellationToken ct);

    /// <summary>Removes a kept object; nothing when there is none.</summary>
    ValueTask DeleteAsync(PayloadId id, CancellationToken ct);

    /// <summary>Removes drafts and kept objects last written before <paramref name="olderThan"/> that <paramref name="isNamed"/> does not know.</summary>
    /// <returns>How many were removed.</returns>
    ValueTask<int> SweepAsync(DateTimeOffset olderThan, Func<PayloadId, CancellationToken, ValueTask<bool>> isNamed, CancellationToken ct);

    /// <summary>Null when an object could be stored now; else what stands in the way, for an operator: no room, read only, gone.</summary>
    ValueTask<string?> ProblemAsync(CancellationToken ct);
}

/// <summary>An object being written, with the id it will have. <see cref="IQuarantineObject.Keep"/> decides that disposing no longer deletes it.</summary>
public interface IPayloadDraft : IQuarantineObject
{
    /// <summary>The id under which it can be opened once <see cref="CommitAsync"/> returned.</summary>
    PayloadId Id { get; }

    /// <summary>All bytes of a sealed object that is small and not committed, to be written in the transaction of the row that names it; null when it is large, unsealed or on the disk already. Valid until the draft is disposed.</summary>
    ReadOnlyMemory<byte>? Bytes => null;

    /// <summary>Whether it is likely to be committed: then its bytes go to the disk while they come, so that the last sync is short. Default true.</summary>
    bool IsLikelyKept { get; set; }

    /// <summary>Reads bytes that were written, sealed or not, beside the one writer; as many as are there and fit.</summary>
    ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken ct);

    /// <summary>Seals, syncs content and name to the disk, and keeps. When it returns, the bytes survive a power cut.</summary>
    ValueTask CommitAsync(CancellationToken ct);
}

/// <summary>Our id of a stored object: 32 lower-case hexadecimal digits.</summary>
/// <param name="Value">The digits.</param>
public readonly record struct PayloadId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
