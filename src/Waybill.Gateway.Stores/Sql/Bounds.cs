namespace Waybill.Gateway.Stores;

/// <summary>Bounds what a partner that never stops can make of one exchange: the newest rows are kept, and an attempt's number goes on counting all there were.</summary>
internal static class Bounds
{
    /// <summary>Most rows of a kind that is repeated by somebody else, for one exchange.</summary>
    internal const int MostRepeats = 100;

    /// <summary>Keeps the newest attempts of a kind; <paramref name="newest"/> is the number of the last one.</summary>
    internal static async ValueTask TrimAttemptsAsync(ISqlUnit unit, long exchange, string kind, long newest)
    {
        if (newest > MostRepeats)
        {
            await unit.DoAsync("delete from attempt where exchange_n = $1 and kind = $2 and number <= $3", exchange, kind, newest - MostRepeats);
        }
    }

    /// <summary>Keeps the newest lines of a kind.</summary>
    internal static async ValueTask TrimTimelineAsync(ISqlUnit unit, long exchange, string kind)
        => await unit.DoAsync(
            "delete from timeline where exchange_n = $1 and kind = $2 and n <= (select n from timeline where exchange_n = $1 and kind = $2 order by n desc limit 1 offset $3)",
            exchange, kind, MostRepeats);
}
