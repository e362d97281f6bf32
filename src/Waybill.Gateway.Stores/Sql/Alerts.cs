namespace Waybill.Gateway.Stores;

/// <summary>Alert rows, raised in the transaction of their cause. Of a kind and a subject at most one is open.</summary>
internal static class Alerts
{
    /// <summary>An alert about an event, which nothing can end, goes away when it did not happen again for so long.</summary>
    private static readonly TimeSpan EventLifetime = TimeSpan.FromDays(7);

    internal static async ValueTask RaiseAsync(ISqlUnit unit, string kind, string subject, AlertSeverity severity, string text, DateTimeOffset at)
    {
        unit.Changed(ChangeTopics.Alert, subject);
        await unit.DoAsync(
            "insert into alert(kind, subject, severity, text, raised_at, last_at, count) values ($1, $2, $3, $4, $5, $5, 1) " +
            "on conflict (kind, subject) where resolved_at is null do update set count = alert.count + 1, severity = excluded.severity, text = excluded.text, last_at = excluded.last_at",
            kind, subject, (int)severity, SqlCodec.Cut(text, 2000), at);
    }

    /// <summary>Raises when no alert of this kind was ever raised about the subject.</summary>
    internal static async ValueTask RaiseOnceAsync(ISqlUnit unit, string kind, string subject, AlertSeverity severity, string text, DateTimeOffset at)
    {
        if (await unit.OneAsync("select 1 from alert where subject = $2 and kind = $1 limit 1", static r => r.Number(0), kind, subject) is 0)
        {
            await RaiseAsync(unit, kind, subject, severity, text, at);
        }
    }

    /// <summary>Raises when none is open: for a state that is looked at again and again.</summary>
    internal static async ValueTask RaiseWhileAsync(ISqlUnit unit, string kind, string subject, AlertSeverity severity, string text, DateTimeOffset at)
    {
        if (await unit.OneAsync("select 1 from alert where kind = $1 and subject = $2 and resolved_at is null", static r => r.Number(0), kind, subject) is 0)
        {
            await RaiseAsync(unit, kind, subject, severity, text, at);
        }
    }

    internal static async ValueTask ResolveAsync(ISqlUnit unit, string kind, string subject, DateTimeOffset at)
    {
        if (await unit.DoAsync("update alert set resolved_at = $3 where kind = $1 and subject = $2 and resolved_at is null", kind, subject, at) > 0)
        {
            unit.Changed(ChangeTopics.Alert, subject);
        }
    }

    /// <summary>Resolves everything open about a subject.</summary>
    internal static async ValueTask ResolveAllAsync(ISqlUnit unit, string subject, DateTimeOffset at)
    {
        if (await unit.DoAsync("update alert set resolved_at = $2 where subject = $1 and resolved_at is null", subject, at) > 0)
        {
            unit.Changed(ChangeTopics.Alert, subject);
        }
    }

    internal static async ValueTask<int> AgeAsync(ISqlUnit unit, DateTimeOffset now)
        => await unit.DoAsync(
            "update alert set resolved_at = $1 where resolved_at is null and last_at < $2 and kind in ('duplicate-document', 'receipt-forbidden', 'receipt-failed', 'orphan-receipt')",
            now, now - EventLifetime);

    internal static async ValueTask<List<AlertRow>> OpenAsync(ISqlUnit unit, string kind)
        => await unit.ManyAsync(
            "select kind, subject, severity, text, raised_at, count, resolved_at from alert where kind = $1 and resolved_at is null order by n",
            Read, kind);

    internal static async ValueTask<List<AlertRow>> OpenAsync(ISqlUnit unit, int max)
        => await unit.ManyAsync(
            "select kind, subject, severity, text, raised_at, count, resolved_at from alert where resolved_at is null order by severity desc, raised_at, n limit $1",
            Read, max);

    private static AlertRow Read(ISqlRow r) => new(r.Text(0), r.Text(1), (AlertSeverity)r.Int(2), r.Text(3), r.Time(4), r.Int(5), r.TimeOrNull(6));
}
