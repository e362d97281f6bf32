namespace Waybill.Gateway.Stores;

/// <summary>What the envelopes inside a payload say.</summary>
internal static class Envelopes
{
    /// <summary>Rows in one transaction: an interchange of ten thousand documents must not hold up the writer.</summary>
    internal const int Slice = 200;

    /// <summary>Writes one slice; the first takes away what was written before, the last says that all is there.</summary>
    internal static async ValueTask<bool> WriteAsync(ISqlUnit unit, ExchangeId id, IReadOnlyList<DocumentRow> documents, int from)
    {
        var number = await unit.OneAsync("select n from exchange where id = $1", static r => r.Number(0), id);
        if (number is 0)
        {
            return false;
        }

        if (from is 0)
        {
            await unit.DoAsync("delete from envelope where exchange_n = $1", number);
            await unit.DoAsync("delete from envelope_control where exchange_n = $1", number);
        }

        await AddAsync(unit, number, documents, from);
        if (from + Slice >= documents.Count)
        {
            unit.Changed(ChangeTopics.Exchange, id.Value);
            await unit.DoAsync("update document set is_described = 1 where exchange_n = $1 and is_described = 0", number);
        }

        return true;
    }

    internal static async ValueTask<List<UndescribedExchange>> UndescribedAsync(ISqlUnit unit, long after, DateTimeOffset before, int max)
    {
        var rows = await unit.ManyAsync(
            "select n, id from exchange where n in (select distinct exchange_n from document where is_described = 0 and exchange_n > $1 and exchange_n < $2 order by exchange_n limit $3) order by n",
            static r => (Number: r.Number(0), Id: r.Exchange(1)), after, SqlCodec.Number(before, 0), max);
        var exchanges = new List<UndescribedExchange>(rows.Count);
        foreach (var (number, id) in rows)
        {
            exchanges.Add(new(id, number, await Reading.DocumentsAsync(unit, number)));
        }

        return exchanges;
    }

    /// <summary>Writes one slice and says nothing of the exchange.</summary>
    internal static async ValueTask AddAsync(ISqlUnit unit, long number, IReadOnlyList<DocumentRow> documents, int from)
    {
        for (var i = from; i < Math.Min(documents.Count, from + Slice); i++)
        {
            var d = documents[i];

            // Two processes that share the database may both describe what a third one left.
            await unit.DoAsync(
                "insert into envelope(exchange_n, ordinal, seq, standard, type, version, number, interchange_control, group_control, document_control, sender, receiver) " +
                "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing",
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
    }

    /// <summary>The partner's words, as long as an index takes them.</summary>
    private static string? Cut(string? text) => text is null ? null : SqlCodec.Cut(text, 200);
}
