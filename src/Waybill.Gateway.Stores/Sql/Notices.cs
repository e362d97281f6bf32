namespace Waybill.Gateway.Stores;

/// <summary>Notices about alerts: decided once for each alert and each end of it, then due rows.</summary>
internal static class Notices
{
    /// <summary>What was decided of an alert: nothing, that it was raised, that it went away.</summary>
    private const int Raised = 1;
    private const int Resolved = 2;

    private const string AlertColumns = "a.n, a.kind, a.subject, a.severity, a.text, a.raised_at, a.count, a.resolved_at, e.connection";

    internal static async ValueTask<List<UntoldAlert>> UntoldAsync(ISqlUnit unit, int max, DateTimeOffset now)
        => await unit.ManyAsync(
            $"select {AlertColumns}, a.told from alert a left join exchange e on e.id = a.subject " +
            "where (a.told = 0 or (a.told = 1 and a.resolved_at is not null)) and a.tell_at <= $1 order by a.n limit $2",
            static r => new UntoldAlert(r.Number(0), r.Int(9) is Raised, AlertOf(r, 1), r.TextOrNull(8)), now, max);

    internal static async ValueTask<bool> DecideAsync(ISqlUnit unit, UntoldAlert alert, IReadOnlyList<string> channels, DateTimeOffset now, DateTimeOffset giveUpAt)
    {
        if (await unit.DoAsync("update alert set told = $2 where n = $1 and told = $3", alert.Number, alert.IsResolved ? Resolved : Raised, alert.IsResolved ? Raised : 0) is 0)
        {
            return false;
        }

        if (!alert.IsResolved)
        {
            foreach (var channel in channels.Distinct(StringComparer.Ordinal))
            {
                await InsertAsync(unit, alert.Number, channel, isResolved: false, now, giveUpAt);
            }

            return true;
        }

        if (await unit.OneAsync("select 1 from notice where alert_n = $1 and is_claimed = 1 and due_at > $2 limit 1", static r => r.Number(0), alert.Number, now) is not 0)
        {
            unit.Discard();
            return false;
        }

        await unit.DoAsync("update notice set due_at = null, is_claimed = 0, reason = 'It went away before it could be told.' where alert_n = $1 and due_at is not null", alert.Number);
        foreach (var channel in await unit.ManyAsync("select channel from notice where alert_n = $1 and is_resolved = 0 and sent_at is not null order by channel", static r => r.Text(0), alert.Number))
        {
            await InsertAsync(unit, alert.Number, channel, isResolved: true, now, giveUpAt);
        }

        return true;
    }

    internal static async ValueTask<int> PostponeAsync(ISqlUnit unit, UntoldAlert alert, DateTimeOffset until)
        => await unit.DoAsync("update alert set tell_at = $2 where n = $1", alert.Number, until);

    /// <summary>Looked at every few seconds: a look is no transaction of the writer's.</summary>
    internal static async ValueTask<bool> AreDueAsync(ISqlUnit unit, DateTimeOffset now)
        => await unit.OneAsync("select 1 from notice where due_at is not null and due_at <= $1 limit 1", static r => r.Number(0), now) is not 0;

    internal static async ValueTask<List<NoticeWork>> ClaimAsync(ISqlUnit unit, int max, DateTimeOffset now, DateTimeOffset until)
    {
        var due = await unit.ManyAsync("select n from notice where due_at is not null and due_at <= $1 order by due_at, n limit $2 /*skip*/", static r => r.Number(0), now, max);
        var work = new List<NoticeWork>();
        foreach (var n in due)
        {
            await unit.DoAsync("update notice set due_at = $2, is_claimed = 1, attempts = attempts + 1 where n = $1", n, until);
            work.Add((await unit.OneAsync(
                $"select o.n, o.attempts, o.channel, o.give_up_at, o.is_resolved, {AlertColumns} from notice o join alert a on a.n = o.alert_n left join exchange e on e.id = a.subject where o.n = $1",
                static r => new NoticeWork(r.Number(0), r.Int(1), r.Text(2), r.Time(3), new(r.Number(5), r.Flag(4), AlertOf(r, 6), r.TextOrNull(13))), n))!);
        }

        return work;
    }

    internal static async ValueTask<bool> SentAsync(ISqlUnit unit, NoticeWork work, DateTimeOffset at)
        => await unit.DoAsync("update notice set due_at = null, is_claimed = 0, sent_at = $3, reason = null where n = $1 and attempts = $2 and is_claimed = 1", work.Number, work.Attempt, at) is 1;

    internal static async ValueTask<bool> FailedAsync(ISqlUnit unit, NoticeWork work, DateTimeOffset? dueAt, string reason)
        => await unit.DoAsync("update notice set due_at = $3, is_claimed = 0, reason = $4 where n = $1 and attempts = $2 and is_claimed = 1", work.Number, work.Attempt, dueAt, SqlCodec.Cut(reason, 2000)) is 1;

    internal static async ValueTask<List<NoticeRow>> ListAsync(ISqlUnit unit, int max)
        => await unit.ManyAsync(
            "select o.n, o.channel, a.kind, a.subject, o.is_resolved, o.attempts, o.due_at, o.sent_at, o.reason from notice o join alert a on a.n = o.alert_n order by o.n desc limit $1",
            static r => new NoticeRow(r.Number(0), r.Text(1), r.Text(2), r.Text(3), r.Flag(4), r.Int(5), r.TimeOrNull(6), r.TimeOrNull(7), r.TextOrNull(8)), max);

    /// <summary>The unique key is what keeps an alert from being told twice.</summary>
    private static async ValueTask InsertAsync(ISqlUnit unit, long alert, string channel, bool isResolved, DateTimeOffset now, DateTimeOffset giveUpAt)
    {
        await unit.DoAsync(
            "insert into notice(alert_n, channel, is_resolved, attempts, is_claimed, due_at, give_up_at) values ($1, $2, $3, 0, 0, $4, $5) on conflict (alert_n, channel, is_resolved) do nothing",
            alert, channel, isResolved, now, giveUpAt);
    }

    private static AlertRow AlertOf(ISqlRow r, int from)
        => new(r.Text(from), r.Text(from + 1), (AlertSeverity)r.Int(from + 2), r.Text(from + 3), r.Time(from + 4), r.Int(from + 5), r.TimeOrNull(from + 6));
}
