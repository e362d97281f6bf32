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

    /// <summary>Extends the leases of a node; what is not among the answer is lost. Rows come back only when one is: mostly none is.</summary>
    internal static async ValueTask<IReadOnlyCollection<OwnerLease>> RenewAsync(ISqlUnit unit, string node, IReadOnlyCollection<OwnerLease> leases, TimeSpan duration, DateTimeOffset now)
    {
        var extended = await unit.DoAsync(
            $"update owner set until = now_ms($3) + $4 from {Leases} where {Held} and until > now_ms($3)", Json(leases), node, now, (long)duration.TotalMilliseconds);
        if (extended == leases.Count)
        {
            return leases;
        }

        var held = await unit.ManyAsync("select scope, node, epoch from owner where node = $1 and until > now_ms($2)", Read, node, now);
        return [.. leases.Intersect(held)];
    }

    internal static async ValueTask<int> ReleaseAsync(ISqlUnit unit, string node, IReadOnlyCollection<OwnerLease> leases)
        => await unit.DoAsync($"update owner set until = 0 from {Leases} where {Held}", Json(leases), node);

    private const string Leases = "(select value->>0 as a, cast(value->>1 as bigint) as b from rows($1)) w";

    private const string Held = "scope = w.a and node = $2 and epoch = w.b";

    private static OwnerLease Read(ISqlRow row) => new(row.Text(0), row.Text(1), row.Number(2));

    private static string Json(IReadOnlyCollection<OwnerLease> leases)
        => SqlCodec.Json([.. leases.Select(l => new[] { l.Scope, l.Epoch.ToString(System.Globalization.CultureInfo.InvariantCulture) })]);
}
