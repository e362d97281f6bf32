namespace Waybill.Gateway.Stores;

/// <summary>What went wrong last over each connection, written in the transaction of its cause.</summary>
internal static class Errors
{
    internal static async ValueTask KeepAsync(ISqlUnit unit, string connection, string text, DateTimeOffset at)
        => await unit.DoAsync(
            "insert into connection_error(connection, at, text) values ($1, $2, $3) on conflict (connection) do update set at = excluded.at, text = excluded.text",
            connection, at, SqlCodec.Cut(text, 2000));

    /// <summary>Whether a move is one that people want to know the reason of.</summary>
    internal static bool Tells(ExchangeState to, Evidence evidence) => to switch
    {
        ExchangeState.RetryWait => evidence is Evidence.Answered,
        ExchangeState.Failed or ExchangeState.Rejected or ExchangeState.MicMismatch or ExchangeState.ReceiptInvalid or ExchangeState.Overdue => true,
        _ => false,
    };

    internal static async ValueTask<IReadOnlyDictionary<string, ConnectionFacts>> FactsAsync(ISqlUnit unit, IReadOnlyCollection<string> connections)
        => (await unit.ManyAsync(
            "select w.name, (select max(e.n) from exchange e where e.connection = w.name), x.at, x.text from (select value->>0 as name from rows($1)) w left join connection_error x on x.connection = w.name",
            static r => (Name: r.Text(0), Facts: new ConnectionFacts(r.IsNull(1) ? null : SqlCodec.TimeOf(r.Number(1)), r.IsNull(2) ? null : new(r.Time(2), r.Text(3)))),
            SqlCodec.Json([.. connections.Distinct(StringComparer.Ordinal).Select(static name => new[] { name })]))).ToDictionary(static f => f.Name, static f => f.Facts, StringComparer.Ordinal);
}
