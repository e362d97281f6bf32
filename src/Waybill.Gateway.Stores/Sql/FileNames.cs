namespace Waybill.Gateway.Stores;

/// <summary>File names as they are searched: one a line in the exchange's row.</summary>
internal static class FileNames
{
    /// <summary>The column's value. On SQLite the trigram index learns of it later, in slices.</summary>
    internal static async ValueTask<string?> WriteAsync(ISqlUnit unit, long number, IReadOnlyList<StoredDocument> documents)
    {
        var names = SqlCodec.FileNames(documents);
        if (names is not null && unit.HasPendingNames)
        {
            await unit.DoAsync("insert into exchange_name_pending(n) values ($1)", number);
        }

        return names;
    }
}
