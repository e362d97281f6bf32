namespace Waybill.Gateway.Stores;

/// <summary>Handoff rows: a claim moves the row's due time to the claim's end, so one that is lost comes back by itself.</summary>
internal static class Handoffs
{
    /// <summary>What listeners are told when a handoff is due.</summary>
    internal static string Scope(string consumer) => "handoff:" + consumer;

    internal static async ValueTask AddAsync(ISqlUnit unit, long number, string consumer, DateTimeOffset at, bool isReplay)
    {
        await unit.DoAsync("insert into handoff(exchange_n, consumer, due_at, is_replay) values ($1, $2, $3, $4)", number, consumer, at, isReplay);
        await unit.DueAsync(Scope(consumer));
    }

    internal static async ValueTask<List<HandoffWork>> ClaimAsync(ISqlUnit unit, string consumer, int max, DateTimeOffset now, DateTimeOffset until)
    {
        var claimed = await unit.ManyAsync(
            "update handoff set attempts = attempts + 1, due_at = now_ms($3) + $4 where n in " +
            "(select n from handoff where consumer = $1 and due_at is not null and due_at <= now_ms($3) order by due_at, n limit $2 /*skip*/) " +
            "returning n, exchange_n, attempts, is_replay",
            static r => (Row: r.Number(0), Exchange: r.Number(1), Attempt: r.Int(2), IsReplay: r.Flag(3)), consumer, max, now, (long)(until - now).TotalMilliseconds);
        var work = new List<HandoffWork>(claimed.Count);
        foreach (var row in claimed.OrderBy(r => r.Exchange).ThenBy(r => r.Row))
        {
            var documents = await Reading.DocumentsAsync(unit, row.Exchange);
            var item = await unit.OneAsync(
                "select id, connection, as2_from, as2_to, message_id, n from exchange where n = $1",
                r => new HandoffWork(
                    r.Exchange(0), consumer, row.Attempt, r.TextOrNull(1), r.Text(2), r.Text(3), r.TextOrNull(4), SqlCodec.TimeOf(r.Number(5)), row.IsReplay, documents) { Row = row.Row },
                row.Exchange);
            work.Add(item!);
        }

        return work;
    }

    internal static async ValueTask<bool> ExtendAsync(ISqlUnit unit, HandoffWork work, DateTimeOffset now, DateTimeOffset until)
        => await unit.DoAsync(
            "update handoff set due_at = now_ms($3) + $4 where n = $1 and attempts = $2 and done_at is null", work.Row, work.Attempt, now, (long)(until - now).TotalMilliseconds) is 1;

    internal static async ValueTask<bool> DoneAsync(ISqlUnit unit, HandoffWork work, DateTimeOffset at)
    {
        unit.Changed(ChangeTopics.Exchange, work.Exchange.Value);
        return await unit.DoAsync(
            "update handoff set due_at = null, done_at = $3, reason = null where n = $1 and attempts = $2 and done_at is null " + OfWork("$4", "$5"),
            work.Row, work.Attempt, at, work.Consumer, work.Exchange) is 1;
    }

    internal static async ValueTask<bool> FailedAsync(ISqlUnit unit, HandoffWork work, DateTimeOffset dueAt, string reason)
    {
        var isOurs = await unit.DoAsync(
            "update handoff set due_at = $3, reason = $4 where n = $1 and attempts = $2 and done_at is null " + OfWork("$5", "$6"),
            work.Row, work.Attempt, dueAt, SqlCodec.Cut(reason, 2000), work.Consumer, work.Exchange) is 1;
        if (isOurs)
        {
            await unit.DueAsync(Scope(work.Consumer));
        }

        return isOurs;
    }

    /// <summary>A row's number comes back from outside: it counts only for the consumer and the message it was given out with.</summary>
    private static string OfWork(string consumer, string exchange) => $"and consumer = {consumer} and exchange_n = (select n from exchange where id = {exchange})";

    internal static async ValueTask<int> ReplayAsync(ISqlUnit unit, ExchangeId id, IReadOnlyList<string> consumers, string by, DateTimeOffset at)
    {
        var number = await unit.OneAsync("select n from exchange where id = $1 and state = 20 and kept < 1", static r => r.Number(0), id);
        if (number is 0)
        {
            return 0;
        }

        foreach (var consumer in consumers)
        {
            await AddAsync(unit, number, consumer, at, isReplay: true);
        }

        await Timeline.AddAsync(unit, number, at, "replay", $"{by} handed it on again to {string.Join(", ", consumers)}.");
        return consumers.Count;
    }
}
