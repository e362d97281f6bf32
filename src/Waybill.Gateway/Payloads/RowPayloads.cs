namespace Waybill.Gateway;

/// <summary>The objects one row is about to name: large ones are committed before it, small ones go into its own transaction.</summary>
/// <param name="copies">Whether drafts end before the row is committed: then their bytes are copied.</param>
/// <threadsafety>For one row.</threadsafety>
internal sealed class RowPayloads(bool copies = false)
{
    /// <summary>Most bytes in one transaction, 256 KiB: a message of a thousand small parts is held neither in memory nor in the log of the database.</summary>
    private const int MostBytes = 256 * 1024;

    private readonly List<SmallPayload> _small = [];
    private readonly List<PayloadId> _onDisk = [];
    private int _bytes;

    /// <summary>To be written with the row.</summary>
    internal IReadOnlyList<SmallPayload> Small => _small;

    /// <summary>Durable already, whether the row is written or not.</summary>
    internal IReadOnlyList<PayloadId> OnDisk => _onDisk;

    /// <summary>Takes drafts that live until the row is committed. All syncs at once: a disk takes several for the price of one.</summary>
    internal static async ValueTask<RowPayloads> OfAsync(IReadOnlyCollection<IPayloadDraft> drafts, CancellationToken ct)
    {
        foreach (var draft in drafts)
        {
            await draft.SealAsync(ct);
        }

        var row = new RowPayloads();
        List<Task> committing = [];
        foreach (var draft in drafts)
        {
            if (!row.TakeSmall(draft))
            {
                row._onDisk.Add(draft.Id);
                committing.Add(draft.CommitAsync(ct).AsTask());
            }
        }

        await Task.WhenAll(committing);
        return row;
    }

    /// <summary>Ends a draft for the row. A large one is on the disk when this returns.</summary>
    internal async ValueTask AddAsync(IPayloadDraft draft, CancellationToken ct)
    {
        await draft.SealAsync(ct);
        if (!TakeSmall(draft))
        {
            await draft.CommitAsync(ct);
            _onDisk.Add(draft.Id);
        }
    }

    private bool TakeSmall(IPayloadDraft draft)
    {
        if (draft.Bytes is not { } bytes || bytes.Length > MostBytes - _bytes)
        {
            return false;
        }

        _bytes += bytes.Length;
        _small.Add(new(draft.Id, copies ? bytes.ToArray() : bytes));
        return true;
    }
}
