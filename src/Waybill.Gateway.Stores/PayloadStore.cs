using Waybill.As2;

namespace Waybill.Gateway.Stores;

/// <summary>Payloads in both their places behind one port: small ones in the journal's database, all others in files. Nobody else knows which is where.</summary>
/// <remarks>A small one exists with its row or not at all: until then its bytes are only in its draft.</remarks>
/// <param name="files">The files; disposed with this.</param>
/// <param name="small">The journal's small objects.</param>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class PayloadStore(FilePayloadStore files, ISmallPayloads small) : IPayloadStore, IQuarantine, IDisposable
{
    /// <inheritdoc/>
    public ValueTask<IPayloadDraft> CreateAsync(CancellationToken ct) => files.CreateAsync(ct);

    ValueTask<IQuarantineObject> IQuarantine.CreateAsync(CancellationToken cancellationToken) => ((IQuarantine)files).CreateAsync(cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the object.</exception>
    public async ValueTask<Stream> OpenAsync(PayloadId id, long offset, long length, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length > files.Options.MemoryBytes || await FromRowsAsync(() => small.ReadAsync(id, ct)) is not { } bytes)
        {
            return await files.OpenAsync(id, offset, length, ct);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, bytes.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, bytes.Length - offset);
        return new MemoryStream(bytes, (int)offset, (int)length, writable: false);
    }

    /// <inheritdoc/>
    public async ValueTask<long?> LengthAsync(PayloadId id, CancellationToken ct) => await FromRowsAsync(() => small.LengthAsync(id, ct)) ?? await files.LengthAsync(id, ct);

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(PayloadId id, CancellationToken ct)
    {
        await files.DeleteAsync(id, ct);
        if (await FromRowsAsync(() => small.LengthAsync(id, ct)) is not null)
        {
            await FromRowsAsync(() => RemoveAsync(id, ct));
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> SweepAsync(DateTimeOffset olderThan, Func<PayloadId, CancellationToken, ValueTask<bool>> isNamed, CancellationToken ct)
        => await files.SweepAsync(olderThan, isNamed, ct) + await FromRowsAsync(() => small.SweepAsync(olderThan, ct));

    /// <inheritdoc/>
    public ValueTask<string?> ProblemAsync(CancellationToken ct) => files.ProblemAsync(ct);

    /// <inheritdoc/>
    public void Dispose() => files.Dispose();

    private async ValueTask<bool> RemoveAsync(PayloadId id, CancellationToken ct)
    {
        await small.DeleteAsync(id, ct);
        return true;
    }

    /// <summary>Whoever reads payloads knows what a disk does, and need not know of the database.</summary>
    private static async ValueTask<T> FromRowsAsync<T>(Func<ValueTask<T>> read)
    {
        try
        {
            return await read();
        }
        catch (JournalException fault)
        {
            throw new IOException(fault.Message, fault);
        }
    }
}
