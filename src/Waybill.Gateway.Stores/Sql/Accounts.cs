namespace Waybill.Gateway.Stores;

/// <summary>People who sign in: made, changed, removed. What changes who may what changes the stamp too, and so ends every session.</summary>
internal static class Accounts
{
    internal const string Kind = "user";

    internal const string Columns = "a.id, a.name, a.role, a.created_at, a.created_by, a.password is not null, a.issuer, a.subject, a.last_sign_in_at, a.disabled_at, a.locked_until";

    /// <summary>Who can sign in as an owner; with a link that was not taken yet nobody can.</summary>
    private const string IsOwner = "role = 3 and disabled_at is null and (password is not null or subject is not null)";

    internal static async ValueTask<List<Account>> AllAsync(ISqlUnit unit) => await unit.ManyAsync($"select {Columns} from account a order by a.key", Read);

    internal static async ValueTask<Account?> FindAsync(ISqlUnit unit, string name)
        => await unit.OneAsync($"select {Columns} from account a where a.key = $1", Read, Account.KeyOf(name));

    internal static async ValueTask<bool> HasOwnerAsync(ISqlUnit unit) => await unit.OneAsync($"select 1 from account where {IsOwner} limit 1", static r => r.Number(0)) is 1;

    internal static async ValueTask<AccountOutcome> AddAsync(ISqlUnit unit, Account account)
    {
        if (await IsTokenOfAnotherAsync(unit, account.Name, account.CreatedBy) || !await InsertAsync(unit, account, null))
        {
            unit.Discard();
            return AccountOutcome.NameTaken;
        }

        await AuditAsync(unit, account.CreatedAt, account.CreatedBy, "create", account.Name, null, account.ToJson());
        return AccountOutcome.Done;
    }

    internal static async ValueTask<bool> InsertAsync(ISqlUnit unit, Account account, string? passwordHash)
    {
        var isNew = await unit.DoAsync(
            "insert into account(id, name, key, role, password, stamp, issuer, subject, created_at, created_by, disabled_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing",
            account.Id, account.Name, Account.KeyOf(account.Name), (int)account.Role, passwordHash, DoorSecret.NewId(), account.Issuer, account.Subject, account.CreatedAt, account.CreatedBy,
            account.DisabledAt) is 1;
        if (isNew && account is { Role: Role.Owner, DisabledAt: null } && (passwordHash is not null || account.Subject is not null))
        {
            await EndSetUpAsync(unit, account.CreatedAt);
        }

        return isNew;
    }

    internal static async ValueTask<AccountOutcome> ChangeAsync(ISqlUnit unit, string name, AccountChange change, string by, DateTimeOffset at)
    {
        if (await LockAsync(unit, name) is not { } before)
        {
            return AccountOutcome.NotFound;
        }

        var after = before with
        {
            Role = change.Role ?? before.Role, DisabledAt = change.IsDisabled is { } isDisabled ? isDisabled ? before.DisabledAt ?? at : null : before.DisabledAt,
        };
        if (after == before)
        {
            return AccountOutcome.Done;
        }

        await unit.DoAsync("update account set role = $2, disabled_at = $3 where id = $1", before.Id, (int)after.Role, after.DisabledAt);
        await StampAsync(unit, before.Id);
        if (await LostOwnerAsync(unit, before))
        {
            unit.Discard();
            return AccountOutcome.LastOwner;
        }

        if (after.Role is Role.Owner && await HasOwnerAsync(unit))
        {
            await EndSetUpAsync(unit, at);
        }

        await AuditAsync(unit, at, by, "replace", before.Name, before.ToJson(), after.ToJson());
        return AccountOutcome.Done;
    }

    internal static async ValueTask<AccountOutcome> RemoveAsync(ISqlUnit unit, string name, string by, DateTimeOffset at)
    {
        if (await LockAsync(unit, name) is not { } account)
        {
            return AccountOutcome.NotFound;
        }

        // Its sessions go with it.
        await unit.DoAsync("delete from account where id = $1", account.Id);
        if (await LostOwnerAsync(unit, account))
        {
            unit.Discard();
            return AccountOutcome.LastOwner;
        }

        await AuditAsync(unit, at, by, "delete", account.Name, account.ToJson(), null);
        return AccountOutcome.Done;
    }

    /// <summary>Another stamp, and no session any more.</summary>
    internal static async ValueTask<string> StampAsync(ISqlUnit unit, string id)
    {
        var stamp = DoorSecret.NewId();
        await unit.DoAsync("update account set stamp = $2 where id = $1", id, stamp);
        await unit.DoAsync("delete from session where account_n = (select n from account where id = $1)", id);
        return stamp;
    }

    internal static async ValueTask EndSetUpAsync(ISqlUnit unit, DateTimeOffset at)
        => await unit.DoAsync("update setup set secret_sha256 = null, done_at = coalesce(done_at, $1)", at);

    internal static async ValueTask AuditAsync(ISqlUnit unit, DateTimeOffset at, string by, string action, string name, string? before, string? after)
    {
        unit.Changed(ChangeTopics.User, name);
        await Auditing.WriteAsync(unit, [new(0, at, by, action, Kind, name, before, after)]);
    }

    /// <summary>One principal is one person: a token has a person's name only if that person made it, or who owns the machine.</summary>
    internal static async ValueTask<bool> IsPersonsAsync(ISqlUnit unit, string name, string by)
        => !IsSelf(name, by) && await unit.OneAsync("select 1 from account where key = $1", static r => r.Number(0), Account.KeyOf(name)) is 1;

    internal static Account Read(ISqlRow r) => new()
    {
        Id = r.Text(0), Name = r.Text(1), Role = (Role)r.Int(2), CreatedAt = r.Time(3), CreatedBy = r.Text(4), HasPassword = r.Flag(5), Issuer = r.TextOrNull(6), Subject = r.TextOrNull(7),
        LastSignInAt = r.TimeOrNull(8), DisabledAt = r.TimeOrNull(9), LockedUntil = r.TimeOrNull(10),
    };

    /// <summary>Owners are changed one after the other: of two that demote each other at once one comes second.</summary>
    private static async ValueTask<Account?> LockAsync(ISqlUnit unit, string name)
    {
        await unit.OneAsync("select n from setup /*lock*/", static r => r.Number(0));
        return await FindAsync(unit, name);
    }

    private static async ValueTask<bool> LostOwnerAsync(ISqlUnit unit, Account before)
        => before is { Role: Role.Owner, DisabledAt: null } && (before.HasPassword || before.Subject is not null) && !await HasOwnerAsync(unit);

    private static async ValueTask<bool> IsTokenOfAnotherAsync(ISqlUnit unit, string name, string by)
        => !IsSelf(name, by) && await unit.OneAsync("select 1 from token where lower(name) = $1 and revoked_at is null limit 1", static r => r.Number(0), Account.KeyOf(name)) is 1;

    private static bool IsSelf(string name, string by) => by is "local" or "setup" || string.Equals(name, by, StringComparison.OrdinalIgnoreCase);
}
