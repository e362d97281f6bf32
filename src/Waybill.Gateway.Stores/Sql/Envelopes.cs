namespace Waybill.Gateway.Stores;

/// <summary>What the envelopes inside a payload say.</summary>
internal static class Envelopes
{
    /// <summary>Rows in one transaction: an interchange of ten thousand documents must not hold up the writer.</summary>
    internal const int Slice = 200;

    internal static async ValueTask<long?> StartAsync(ISqlUnit unit, ExchangeId id)
    {
        var number = await unit.OneAsync("select n from exchange where id = $1", static r => (long?)r.Number(0), id);
        if (number is { } n)
        {
            await unit.DoAsync("delete from envelope where exchange_n = $1", n);
            await unit.DoAsync("delete from envelope_control where exchange_n = $1", n);
        }

        return number;
    }

    internal static async ValueTask<bool> AddAsync(ISqlUnit unit, long number, IReadOnlyList<DocumentRow> documents, int from)
    {
        for (var i = from; i < Math.Min(documents.Count, from + Slice); i++)
        {
            var d = documents[i];
            await unit.DoAsync(
                "insert into envelope(exchange_n, ordinal, seq, standard, type, version, number, interchange_control, group_control, document_control, sender, receiver) " +
                "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                number, d.Ordinal, i, d.Standard, Cut(d.Type), Cut(d.Version), Cut(d.Number), Cut(d.InterchangeControl), Cut(d.GroupControl), Cut(d.DocumentControl),
                Cut(d.Sender), Cut(d.Receiver));
            foreach (var control in new[] { d.InterchangeControl, d.GroupControl, d.DocumentControl })
            {
                if (control is not null)
                {
                    await unit.DoAsync("insert into envelope_control(control, exchange_n) values ($1, $2) on conflict do nothing", Cut(control), number);
                }
            }
        }

        return true;
    }

    /// <summary>The partner's words, as long as an index takes them.</summary>
    private static string? Cut(string? text) => text is null ? null : SqlCodec.Cut(text, 200);
}
