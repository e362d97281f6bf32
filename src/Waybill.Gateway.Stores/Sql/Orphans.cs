using Waybill.As2;

namespace Waybill.Gateway.Stores;

/// <summary>Receipts for no message of ours: kept to be looked at, bounded because they are strangers' bytes.</summary>
internal static class Orphans
{
    /// <summary>Most kept; the oldest go first.</summary>
    private const int Most = 10_000;

    private const string Counter = "\u0001receipts";

    private const string Columns =
        "n, as2_from, as2_to, at, is_synchronous, headers, body, outcome, is_authentic, sentence, disposition, mic, variant, signer from receipt_in where exchange_n is null";

    internal static async ValueTask<bool> AddAsync(ISqlUnit unit, string? from, string? to, ReceiptRow receipt)
    {
        await Completing.KeepAsync(unit, null, from, to, receipt);
        var kept = await unit.OneAsync(
            "insert into refused_quota(connection, kept, bytes) values ($1, 1, 0) on conflict (connection) do update set kept = refused_quota.kept + 1 returning kept",
            static r => r.Number(0), Counter);
        if (kept > Most)
        {
            var gone = await unit.DoAsync("delete from receipt_in where n in (select n from receipt_in where exchange_n is null order by n limit $1)", kept - Most);
            await unit.DoAsync("update refused_quota set kept = kept - $2 where connection = $1", Counter, gone);
        }

        return true;
    }

    internal static async ValueTask<List<OrphanReceipt>> ListAsync(ISqlUnit unit, long before, int limit)
        => await unit.ManyAsync($"select {Columns} and n < $1 order by n desc limit $2", Read, before, limit);

    internal static async ValueTask<OrphanReceipt?> FindAsync(ISqlUnit unit, long number) => await unit.OneAsync($"select {Columns} and n = $1", Read, number);

    private static OrphanReceipt Read(ISqlRow r) => new(r.Number(0), r.TextOrNull(1), r.TextOrNull(2), Reading.Receipt(r, 3));
}
