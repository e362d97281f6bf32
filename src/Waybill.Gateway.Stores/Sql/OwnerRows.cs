namespace Waybill.Gateway.Stores;

/// <summary>Owner rows: a take increments the epoch. One statement serves any number of scopes, so that ten thousand leases are kept with a call every two seconds.</summary>
internal static class OwnerRows
{
    /// <summary>Scopes of one statement: what holds their rows locked must not hold them long.</summary>
    internal const int Slice = 2000;

    /// <summary>Takes what is free, run out or the node's own. Rows that others hold are looked at and not locked: a node that waits costs the owner nothing.</summary>
    internal static async ValueTask<List<OwnerLease>> TakeAsync(
        ISqlUnit unit, IReadOnlyCollection<string> scopes, string node, TimeSpan lease, bool isAlone, DateTimeOffset now)
        => await unit.ManyAsync(
            "insert into owner(scope, node, epoch, until) select w.name, $2, 1, now_ms($3) + $4 from (select value->>0 as name from rows($1)) w " +
            "left join owner o on o.scope = w.name where o.scope is null or o.until <= now_ms($3) or o.node = $2 or $5 = 1 order by w.name " +
            "on conflict (scope) do update set node = excluded.node, epoch = owner.epoch + 1, until = excluded.until " +
            "where owner.until <= now_ms($3) or owner.node = excluded.node or $5 = 1 returning scope, node, epoch",
            Read, SqlCodec.Json([.. scopes.Select(scope => new[] { scope })]), node, now, (long)lease.TotalMilliseconds, isAlone);

    /// <summary>Extends; what is not among the answer is lost.</summary>
    internal static async ValueTask<List<OwnerLease>> RenewAsync(ISqlUnit unit, IReadOnlyCollection<OwnerLease> leases, TimeSpan duration, DateTimeOffset now)
        => await unit.ManyAsync(
            $"update owner set until = now_ms($2) + $3 from {Leases} where {Held} and until > now_ms($2) returning scope, node, epoch",
            Read, Json(leases), now, (long)duration.TotalMilliseconds);

    internal static async ValueTask<int> ReleaseAsync(ISqlUnit unit, IReadOnlyCollection<OwnerLease> leases)
        => await unit.DoAsync($"update owner set until = 0 from {Leases} where {Held}", Json(leases));

    private const string Leases = "(select value->>0 as a, value->>1 as b, cast(value->>2 as bigint) as c from rows($1)) w";

    private const string Held = "scope = w.a and node = w.b and epoch = w.c";

    private static OwnerLease Read(ISqlRow row) => new(row.Text(0), row.Text(1), row.Number(2));

    private static string Json(IReadOnlyCollection<OwnerLease> leases)
        => SqlCodec.Json([.. leases.Select(l => new[] { l.Scope, l.Node, l.Epoch.ToString(System.Globalization.CultureInfo.InvariantCulture) })]);
}
