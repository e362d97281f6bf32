namespace Waybill.Gateway.Stores;

/// <summary>Owner rows: a take increments the epoch, in one statement.</summary>
internal static class OwnerRows
{
    internal static async ValueTask<OwnerLease?> TakeAsync(ISqlUnit unit, string scope, string node, TimeSpan lease, bool isAlone, DateTimeOffset now)
    {
        var epoch = await unit.OneAsync(
            "insert into owner(scope, node, epoch, until) values ($1, $2, 1, now_ms($3) + $4) " +
            "on conflict (scope) do update set node = excluded.node, epoch = owner.epoch + 1, until = excluded.until " +
            "where owner.until <= now_ms($3) or owner.node = excluded.node or $5 = 1 returning epoch",
            static r => r.Number(0), scope, node, now, (long)lease.TotalMilliseconds, isAlone);
        return epoch is 0 ? null : new(scope, node, epoch);
    }

    internal static async ValueTask<bool> RenewAsync(ISqlUnit unit, OwnerLease lease, TimeSpan duration, DateTimeOffset now)
        => await unit.DoAsync(
            "update owner set until = now_ms($4) + $5 where scope = $1 and node = $2 and epoch = $3 and until > now_ms($4)",
            lease.Scope, lease.Node, lease.Epoch, now, (long)duration.TotalMilliseconds) is 1;

    internal static async ValueTask<bool> ReleaseAsync(ISqlUnit unit, OwnerLease lease)
        => await unit.DoAsync("update owner set until = 0 where scope = $1 and node = $2 and epoch = $3", lease.Scope, lease.Node, lease.Epoch) is 1;
}
