namespace Waybill.Gateway.Stores;

/// <summary>Small objects as rows: written with the row that names them, removed with the last one that does.</summary>
internal static class Blobs
{
    /// <summary>Objects one transaction of the sweep looks at.</summary>
    private const int Slice = 1000;

    internal static async ValueTask WriteAsync(ISqlUnit unit, IReadOnlyList<SmallPayload> objects)
    {
        foreach (var (id, bytes) in objects)
        {
            await unit.DoAsync("insert into payload_blob(object, bytes) values ($1, $2)", id, bytes);
        }
    }

    internal static async ValueTask<byte[]?> ReadAsync(ISqlUnit unit, PayloadId id)
        => await unit.OneAsync("select bytes from payload_blob where object = $1", static r => r.Bytes(0), id);

    internal static async ValueTask<long?> LengthAsync(ISqlUnit unit, PayloadId id)
        => await unit.OneAsync("select length(bytes) from payload_blob where object = $1", static r => (long?)r.Number(0), id);

    internal static async ValueTask<bool> DeleteAsync(ISqlUnit unit, PayloadId id)
        => await unit.DoAsync("delete from payload_blob where object = $1", id) is 1;

    /// <summary>Removes an exchange, and the small objects that no other one names.</summary>
    internal static async ValueTask DeleteExchangeAsync(ISqlUnit unit, long number)
    {
        await unit.DoAsync(
            "delete from payload_blob where object in (select object from payload_name where exchange_n = $1) " +
            "and not exists (select 1 from payload_name n where n.object = payload_blob.object and n.exchange_n <> $1)",
            number);
        await unit.DoAsync("delete from exchange where n = $1", number);
    }

    /// <summary>Looks at the next slice of objects in order of time. Null when there are no more.</summary>
    internal static async ValueTask<UnnamedBlobs?> UnnamedAsync(ISqlUnit unit, string after, string before)
    {
        var last = await unit.OneAsync(
            "select max(object) from (select object from payload_blob where object > $1 and object < $2 order by object limit $3) s", static r => r.TextOrNull(0), after, before, Slice);
        return last is null
            ? null
            : new(last, await unit.ManyAsync(
                "select object from payload_blob b where b.object > $1 and b.object <= $2 and not exists (select 1 from payload_name n where n.object = b.object)",
                static r => new PayloadId(r.Text(0)), after, last));
    }

    internal static async ValueTask<int> DeleteUnnamedAsync(ISqlUnit unit, IReadOnlyList<PayloadId> objects)
    {
        var removed = 0;
        foreach (var id in objects)
        {
            removed += await unit.DoAsync("delete from payload_blob where object = $1 and not exists (select 1 from payload_name n where n.object = $1)", id);
        }

        return removed;
    }
}

/// <summary>A slice of small objects.</summary>
/// <param name="Last">Its last object.</param>
/// <param name="Objects">Those of it that no row names.</param>
internal sealed record UnnamedBlobs(string Last, IReadOnlyList<PayloadId> Objects);
