namespace Waybill.Gateway.Stores;

/// <summary>API tokens and the set-up secret. Of both only a digest is written.</summary>
internal static class Doors
{
    private const string Kind = "token";
    private const string Columns = "id, name, role, scopes, prefix, created_at, created_by, expires_at, last_used_at, revoked_at";

    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(1);

    internal static async ValueTask<TokenOutcome> AddAsync(ISqlUnit unit, ApiToken token, ReadOnlyMemory<byte> sha256)
    {
        if (await Accounts.IsPersonsAsync(unit, token.Name, token.CreatedBy) || await unit.DoAsync(
            $"insert into token(sha256, {Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, null) on conflict (name) where revoked_at is null do nothing",
            sha256, token.Id, token.Name, (int)token.Role, string.Join('\n', token.Scopes), token.Prefix, token.CreatedAt, token.CreatedBy, token.ExpiresAt) is 0)
        {
            return TokenOutcome.NameTaken;
        }

        if (token.Role is Role.Owner)
        {
            await Accounts.EndSetUpAsync(unit, token.CreatedAt);
        }

        unit.Changed(ChangeTopics.Token, token.Name);
        await Auditing.WriteAsync(unit, [new(0, token.CreatedAt, token.CreatedBy, "create", Kind, token.Name, null, token.ToJson())]);
        return TokenOutcome.Made;
    }

    internal static async ValueTask<ApiToken?> FindAsync(ISqlUnit unit, ReadOnlyMemory<byte> sha256)
        => await unit.OneAsync($"select {Columns} from token where sha256 = $1", Read, sha256);

    internal static async ValueTask<int> UsedAsync(ISqlUnit unit, string id, DateTimeOffset at)
        => await unit.DoAsync("update token set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at <= $3)", id, at, at - UsePrecision);

    internal static async ValueTask<List<ApiToken>> AllAsync(ISqlUnit unit) => await unit.ManyAsync($"select {Columns} from token order by n desc", Read);

    internal static async ValueTask<bool> RevokeAsync(ISqlUnit unit, string id, string by, DateTimeOffset at)
    {
        if (await unit.OneAsync($"select {Columns} from token where id = $1 and revoked_at is null /*lock*/", Read, id) is not { } token)
        {
            return false;
        }

        unit.Changed(ChangeTopics.Token, token.Name);
        await unit.DoAsync("update token set revoked_at = $2 where id = $1", id, at);
        return await Auditing.WriteAsync(unit, [new(0, at, by, "revoke", Kind, token.Name, token.ToJson(), null)]);
    }

    internal static async ValueTask<SetupState> StateAsync(ISqlUnit unit)
        => await unit.OneAsync("select done_at, secret_sha256 from setup", static r => new SetupState(!r.IsNull(0), r.BytesOrNull(1)))
            ?? throw new JournalException("The journal lacks the row of its set-up: it is not whole. Put it back from a backup.");

    internal static async ValueTask<bool> OfferAsync(ISqlUnit unit, ReadOnlyMemory<byte> sha256, DateTimeOffset at, string? by)
        => await unit.DoAsync("update setup set secret_sha256 = $1, offered_at = $2 where done_at is null or $3 = 1", sha256, at, by is not null) is 1
            && (by is null || await Auditing.WriteAsync(unit, [new(0, at, by, "renew", "setup", "setup", null, null)]));

    internal static async ValueTask<TokenOutcome> SetUpAsync(ISqlUnit unit, ReadOnlyMemory<byte> secret, ApiToken owner, ReadOnlyMemory<byte> sha256)
    {
        // Of two that bring it at once the second finds none.
        if (await unit.DoAsync("update setup set secret_sha256 = null where secret_sha256 = $1", secret) is 0)
        {
            return TokenOutcome.WrongSecret;
        }

        var outcome = await AddAsync(unit, owner, sha256);
        if (outcome is not TokenOutcome.Made)
        {
            unit.Discard();
        }

        return outcome;
    }

    private static ApiToken Read(ISqlRow r) => new()
    {
        Id = r.Text(0), Name = r.Text(1), Role = (Role)r.Int(2), Scopes = r.Text(3).Split('\n', StringSplitOptions.RemoveEmptyEntries), Prefix = r.Text(4),
        CreatedAt = r.Time(5), CreatedBy = r.Text(6), ExpiresAt = r.TimeOrNull(7), LastUsedAt = r.TimeOrNull(8), RevokedAt = r.TimeOrNull(9),
    };
}
