namespace Waybill.Gateway.Stores;

/// <summary>Signing in: trials that count before they are compared, sessions, links, and whom an issuer vouches for.</summary>
internal static class SignIns
{
    /// <summary>Names that nobody has, of which wrong passwords are remembered.</summary>
    private const int MostStrangers = 1000;

    private static readonly TimeSpan SeenPrecision = TimeSpan.FromMinutes(1);

    internal static async ValueTask<SignInStart> BeginAsync(ISqlUnit unit, string name, DateTimeOffset at)
    {
        var found = await unit.OneAsync(
            $"select {Accounts.Columns}, a.password, a.stamp, a.failures, a.failed_at from account a where a.key = $1 /*lock*/",
            static r => new { Account = Accounts.Read(r), Hash = r.TextOrNull(11), Stamp = r.Text(12), Failures = r.Int(13), FailedAt = r.TimeOrNull(14) }, Account.KeyOf(name));
        if (found is null)
        {
            return await BeginStrangerAsync(unit, DoorSecret.HashOf(Account.KeyOf(name)), at);
        }

        if (found.Account.LockedUntil > at)
        {
            return new(found.Account, null, found.Stamp, found.Account.LockedUntil);
        }

        var failures = Count(found.Failures, found.FailedAt, at);
        await unit.DoAsync("update account set failures = $2, failed_at = $3, locked_until = $4 where id = $1", found.Account.Id, failures, at, SignInLock.Until(failures, at));
        return new(found.Account, found.Hash, found.Stamp, null);
    }

    internal static async ValueTask<bool> SignedInAsync(ISqlUnit unit, SignInStart start, string? newHash, NewSession? session, DateTimeOffset now)
    {
        var at = session?.At ?? now;
        var account = start.Account!;
        if (await unit.DoAsync(
            "update account set failures = 0, failed_at = null, locked_until = null, password = coalesce($3, password), last_sign_in_at = case when $4 = 1 then $5 else last_sign_in_at end " +
            "where id = $1 and stamp = $2 and disabled_at is null", account.Id, start.Stamp, newHash, session is not null, at) is 0)
        {
            return false;
        }

        if (session is not null)
        {
            await BeginSessionAsync(unit, account.Id, start.Stamp, session);
            await Accounts.AuditAsync(unit, at, account.Name, "sign-in", account.Name, null, From(session.Address, "password"));
        }

        return true;
    }

    internal static async ValueTask<bool> FailedAsync(ISqlUnit unit, Account? account, string reason, string? address, DateTimeOffset at)
    {
        const string action = "sign-in-failed";
        const string nobody = "unknown";
        if (account is null && await unit.OneAsync(
            "select 1 from audit where kind = $1 and name = $2 and at > $3 order by n desc limit 1", static r => r.Number(0), Accounts.Kind, nobody, at - SeenPrecision) is 1)
        {
            return false;
        }

        await Accounts.AuditAsync(unit, at, "stranger", action, account?.Name ?? nobody, null, From(address, reason));
        return true;
    }

    internal static async ValueTask<AccountOutcome> SetUpAsync(ISqlUnit unit, ReadOnlyMemory<byte> secret, string name, string passwordHash, NewSession session)
    {
        // Of two that bring it at once the second finds none.
        if (await unit.DoAsync("update setup set secret_sha256 = null where secret_sha256 = $1", secret) is 0)
        {
            return AccountOutcome.WrongSecret;
        }

        const string by = "setup";
        var before = await Accounts.FindAsync(unit, name);
        if (before?.Subject is not null)
        {
            unit.Discard();
            return AccountOutcome.NameTaken;
        }

        var account = before is null
            ? new Account { Id = DoorSecret.NewId(), Name = name, Role = Role.Owner, CreatedAt = session.At, CreatedBy = by }
            : before with { Role = Role.Owner, DisabledAt = null };
        if (before is null)
        {
            await Accounts.InsertAsync(unit, account, passwordHash);
        }
        else
        {
            await unit.DoAsync(
                "update account set role = 3, password = $2, disabled_at = null, failures = 0, failed_at = null, locked_until = null, link_sha256 = null, link_until = null where id = $1", account.Id, passwordHash);
            await Accounts.EndSetUpAsync(unit, session.At);
        }

        await Accounts.AuditAsync(unit, session.At, by, before is null ? "create" : "replace", account.Name, before?.ToJson(), account.ToJson());
        await SignInAsync(unit, account, session, "set-up");
        return AccountOutcome.Done;
    }

    internal static async ValueTask<(AccountOutcome Outcome, Account? Account)> VouchedAsync(ISqlUnit unit, string issuer, string subject, string name, Role role, NewSession session)
    {
        var found = await unit.OneAsync($"select {Accounts.Columns} from account a where a.issuer = $1 and a.subject = $2 /*lock*/", Accounts.Read, issuer, subject);
        if (found is null)
        {
            var account = new Account { Id = DoorSecret.NewId(), Name = name, Role = role, CreatedAt = session.At, CreatedBy = issuer, Issuer = issuer, Subject = subject };
            if (await Accounts.AddAsync(unit, account) is var outcome && outcome is not AccountOutcome.Done)
            {
                return (outcome, null);
            }

            await SignInAsync(unit, account, session, issuer);
            return (AccountOutcome.Done, account);
        }

        if (found.DisabledAt is not null)
        {
            return (AccountOutcome.Disabled, null);
        }

        if (found.Role != role)
        {
            // The last owner stays one, whatever the issuer says.
            await unit.OneAsync("select n from setup /*lock*/", static r => r.Number(0));
            await unit.DoAsync("update account set role = $2 where id = $1", found.Id, (int)role);
            if (found.Role is Role.Owner && !await Accounts.HasOwnerAsync(unit))
            {
                await unit.DoAsync("update account set role = $2 where id = $1", found.Id, (int)found.Role);
            }
            else
            {
                await Accounts.AuditAsync(unit, session.At, issuer, "replace", found.Name, found.ToJson(), (found with { Role = role }).ToJson());
                await Accounts.StampAsync(unit, found.Id);
                found = found with { Role = role };
                if (role is Role.Owner)
                {
                    await Accounts.EndSetUpAsync(unit, session.At);
                }
            }
        }

        await SignInAsync(unit, found, session, issuer);
        return (AccountOutcome.Done, found);
    }

    internal static async ValueTask<FoundSession?> FindSessionAsync(ISqlUnit unit, ReadOnlyMemory<byte> sha256)
        => await unit.OneAsync(
            $"select {Accounts.Columns}, s.created_at, s.seen_at, s.ends_at from session s join account a on a.n = s.account_n and a.stamp = s.stamp where s.sha256 = $1 and a.disabled_at is null",
            static r => new FoundSession(Accounts.Read(r), r.Time(11), r.Time(12), r.Time(13)), sha256);

    internal static async ValueTask<int> SeenAsync(ISqlUnit unit, ReadOnlyMemory<byte> sha256, DateTimeOffset at)
        => await unit.DoAsync("update session set seen_at = $2 where sha256 = $1 and seen_at <= $3", sha256, at, at - SeenPrecision);

    internal static async ValueTask<bool> EndAsync(ISqlUnit unit, ReadOnlyMemory<byte> sha256, DateTimeOffset at)
    {
        var name = await unit.OneAsync("select a.name from session s join account a on a.n = s.account_n where s.sha256 = $1", static r => r.Text(0), sha256);
        if (name is null || await unit.DoAsync("delete from session where sha256 = $1", sha256) is 0)
        {
            return false;
        }

        await Accounts.AuditAsync(unit, at, name, "sign-out", name, null, null);
        return true;
    }

    internal static async ValueTask<AccountOutcome> SetPasswordAsync(ISqlUnit unit, SignInStart start, string passwordHash, NewSession session)
    {
        var account = start.Account!;
        if (await unit.DoAsync("update account set password = $3 where id = $1 and stamp = $2 and disabled_at is null", account.Id, start.Stamp, passwordHash) is 0)
        {
            return AccountOutcome.Changed;
        }

        await BeginAnewAsync(unit, account, session, account.Name);
        return AccountOutcome.Done;
    }

    internal static async ValueTask<AccountOutcome> OfferLinkAsync(ISqlUnit unit, string name, ReadOnlyMemory<byte> sha256, DateTimeOffset until, string by, DateTimeOffset at)
    {
        if (await Accounts.FindAsync(unit, name) is not { } account)
        {
            return AccountOutcome.NotFound;
        }

        await unit.DoAsync("update account set link_sha256 = $2, link_until = $3 where id = $1", account.Id, sha256, until);
        await Accounts.AuditAsync(unit, at, by, "offer-link", account.Name, null, null);
        return AccountOutcome.Done;
    }

    internal static async ValueTask<Account?> FindLinkAsync(ISqlUnit unit, ReadOnlyMemory<byte> sha256, DateTimeOffset now)
        => await unit.OneAsync($"select {Accounts.Columns} from account a where a.link_sha256 = $1 and a.link_until > $2", Accounts.Read, sha256, now);

    internal static async ValueTask<AccountOutcome> TakeLinkAsync(ISqlUnit unit, ReadOnlyMemory<byte> sha256, string passwordHash, NewSession session)
    {
        if (await unit.OneAsync($"select {Accounts.Columns} from account a where a.link_sha256 = $1 and a.link_until > $2 /*lock*/", Accounts.Read, sha256, session.At) is not { } account)
        {
            return AccountOutcome.WrongSecret;
        }

        if (account.DisabledAt is not null)
        {
            return AccountOutcome.Disabled;
        }

        await unit.DoAsync("update account set password = $2 where id = $1", account.Id, passwordHash);
        await BeginAnewAsync(unit, account, session, "link");
        if (account.Role is Role.Owner)
        {
            await Accounts.EndSetUpAsync(unit, session.At);
        }

        return AccountOutcome.Done;
    }

    private static async ValueTask<SignInStart> BeginStrangerAsync(ISqlUnit unit, ReadOnlyMemory<byte> sha256, DateTimeOffset at)
    {
        var found = await unit.OneAsync(
            "select failures, failed_at, locked_until from stranger where sha256 = $1 /*lock*/", static r => new { Failures = r.Int(0), FailedAt = r.Time(1), LockedUntil = r.TimeOrNull(2) }, sha256);
        if (found?.LockedUntil > at)
        {
            return new(null, null, "", found.LockedUntil);
        }

        var failures = Count(found?.Failures ?? 0, found?.FailedAt, at);
        await unit.DoAsync(
            "insert into stranger(sha256, failures, failed_at, locked_until) values ($1, $2, $3, $4) " +
            "on conflict (sha256) do update set failures = excluded.failures, failed_at = excluded.failed_at, locked_until = excluded.locked_until", sha256, failures, at, SignInLock.Until(failures, at));
        if (found is null)
        {
            await unit.DoAsync("delete from stranger where failed_at < $1", at - SignInLock.Memory);
            await unit.DoAsync("delete from stranger where sha256 in (select sha256 from stranger order by failed_at desc limit 1000000 offset $1)", MostStrangers);
        }

        return new(null, null, "", null);
    }

    private static int Count(int failures, DateTimeOffset? failedAt, DateTimeOffset at) => failedAt > at - SignInLock.Memory ? failures + 1 : 1;

    /// <summary>Another password: the sessions and the link of before are over, and so is the count of wrong ones.</summary>
    private static async ValueTask BeginAnewAsync(ISqlUnit unit, Account account, NewSession session, string by)
    {
        await unit.DoAsync("update account set failures = 0, failed_at = null, locked_until = null, link_sha256 = null, link_until = null where id = $1", account.Id);
        await Accounts.AuditAsync(unit, session.At, account.Name, "change-password", account.Name, null, From(session.Address, by is "link" ? "link" : "password"));
        await SignInAsync(unit, account, session, by is "link" ? "link" : "password");
    }

    private static async ValueTask SignInAsync(ISqlUnit unit, Account account, NewSession session, string by)
    {
        var stamp = by is "set-up" or "link" or "password"
            ? await Accounts.StampAsync(unit, account.Id)
            : (await unit.OneAsync("select stamp from account where id = $1", static r => r.Text(0), account.Id))!;
        await unit.DoAsync("update account set last_sign_in_at = $2 where id = $1", account.Id, session.At);
        await BeginSessionAsync(unit, account.Id, stamp, session);
        await Accounts.AuditAsync(unit, session.At, account.Name, "sign-in", account.Name, null, From(session.Address, by));
    }

    private static async ValueTask BeginSessionAsync(ISqlUnit unit, string account, string stamp, NewSession session)
    {
        await unit.DoAsync("delete from session where ends_at <= $1", session.At);
        await unit.DoAsync(
            "insert into session(sha256, account_n, stamp, created_at, seen_at, ends_at) select $1, n, $3, $4, $4, $5 from account where id = $2",
            session.Sha256, account, stamp, session.At, session.EndsAt);
    }

    private static string From(string? address, string by) => JsonText.Of((address, by), static (json, from) =>
    {
        json.WriteStartObject();
        if (from.address is not null)
        {
            json.WriteString("address", from.address);
        }

        json.WriteString("by", from.by);
        json.WriteEndObject();
    });
}
