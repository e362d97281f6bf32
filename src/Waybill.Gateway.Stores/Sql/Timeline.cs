namespace Waybill.Gateway.Stores;

/// <summary>What happened to an exchange, in words.</summary>
internal static class Timeline
{
    /// <summary>A refused message was taken in after all: what came before it is then another line than that of an accepted one.</summary>
    internal const string Reopened = "reopened";

    internal static async ValueTask AddAsync(ISqlUnit unit, long number, DateTimeOffset at, string kind, string text)
        => await unit.DoAsync("insert into timeline(exchange_n, at, kind, text) values ($1, $2, $3, $4)", number, at, kind, text);

    /// <summary>Adds a line of a kind that others can repeat without end: the newest are kept.</summary>
    internal static async ValueTask AddAgainAsync(ISqlUnit unit, long number, DateTimeOffset at, string kind, string text)
    {
        await AddAsync(unit, number, at, kind, text);
        await Bounds.TrimTimelineAsync(unit, number, kind);
    }
}
