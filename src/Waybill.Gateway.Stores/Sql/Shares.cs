namespace Waybill.Gateway.Stores;

/// <summary>Links that show a partner's packet.</summary>
internal static class Shares
{
    private const string Kind = "share";
    private const string Columns = "id, connection, company, created_at, created_by, expires_at, revoked_at, opened_at, last_opened_at";
    private const int Most = 100;

    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    internal static async ValueTask<byte[]> KeyAsync(ISqlUnit unit, ReadOnlyMemory<byte> sealedKey)
    {
        await unit.DoAsync("insert into share_key(n, sealed) values (1, $1) on conflict (n) do nothing", sealedKey);
        return (await FindKeyAsync(unit))!;
    }

    internal static async ValueTask<byte[]?> FindKeyAsync(ISqlUnit unit) => await unit.OneAsync("select sealed from share_key where n = 1", static r => r.Bytes(0));

    internal static async ValueTask<bool> AddAsync(ISqlUnit unit, ShareRow share)
    {
        await unit.DoAsync(
            $"insert into share({Columns}) values ($1, $2, $3, $4, $5, $6, null, null, null)", share.Id, share.Connection, share.Company, share.CreatedAt, share.CreatedBy, share.ExpiresAt);
        return await Auditing.WriteAsync(unit, [new(0, share.CreatedAt, share.CreatedBy, "create", Kind, share.Connection, null, share.ToJson())]);
    }

    internal static async ValueTask<ShareRow?> FindAsync(ISqlUnit unit, string id) => await unit.OneAsync($"select {Columns} from share where id = $1", Read, id);

    internal static async ValueTask<List<ShareRow>> ListAsync(ISqlUnit unit, string connection)
        => await unit.ManyAsync($"select {Columns} from share where connection = $1 order by n desc limit {Most}", Read, connection);

    internal static async ValueTask<ShareRow?> RevokeAsync(ISqlUnit unit, string id, string by, DateTimeOffset at)
    {
        if (await unit.OneAsync($"select {Columns} from share where id = $1 and revoked_at is null /*lock*/", Read, id) is not { } share)
        {
            return null;
        }

        await unit.DoAsync("update share set revoked_at = $2 where id = $1", id, at);
        await Auditing.WriteAsync(unit, [new(0, at, by, "revoke", Kind, share.Connection, share.ToJson(), null)]);
        return share with { RevokedAt = at };
    }

    internal static async ValueTask<int> OpenedAsync(ISqlUnit unit, string id, DateTimeOffset at)
        => await unit.DoAsync("update share set opened_at = coalesce(opened_at, $2), last_opened_at = $2 where id = $1 and (last_opened_at is null or last_opened_at <= $3)", id, at, at - Precision);

    private static ShareRow Read(ISqlRow r) => new()
    {
        Id = r.Text(0), Connection = r.Text(1), Company = r.Text(2), CreatedAt = r.Time(3), CreatedBy = r.Text(4), ExpiresAt = r.Time(5), RevokedAt = r.TimeOrNull(6), OpenedAt = r.TimeOrNull(7),
        LastOpenedAt = r.TimeOrNull(8),
    };
}
