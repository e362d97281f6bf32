namespace Waybill.Gateway.Stores;

// Who comes in: tokens, accounts and their sessions, the links that partners open.
internal abstract partial class SqlJournal : IDoorJournal, IAccountJournal, IShareJournal
{
    ValueTask<TokenOutcome> IDoorJournal.AddAsync(ApiToken token, ReadOnlyMemory<byte> sha256, CancellationToken ct) => WriteAsync(u => Stores.Doors.AddAsync(u, token, sha256), ct);

    ValueTask<ApiToken?> IDoorJournal.FindAsync(ReadOnlyMemory<byte> sha256, CancellationToken ct) => ReadAsync(u => Stores.Doors.FindAsync(u, sha256), ct);

    async ValueTask IDoorJournal.UsedAsync(string id, DateTimeOffset at, CancellationToken ct) => await WriteAsync(u => Stores.Doors.UsedAsync(u, id, at), ct);

    async ValueTask<IReadOnlyList<ApiToken>> IDoorJournal.TokensAsync(CancellationToken ct) => await ReadAsync(Stores.Doors.AllAsync, ct);

    ValueTask<bool> IDoorJournal.RevokeAsync(string id, string by, DateTimeOffset at, CancellationToken ct) => WriteAsync(u => Stores.Doors.RevokeAsync(u, id, by, at), ct);

    ValueTask<SetupState> IDoorJournal.SetupStateAsync(CancellationToken ct) => ReadAsync(Stores.Doors.StateAsync, ct);

    ValueTask<bool> IDoorJournal.OfferSetupAsync(ReadOnlyMemory<byte> sha256, DateTimeOffset at, string? by, CancellationToken ct)
        => WriteAsync(u => Stores.Doors.OfferAsync(u, sha256, at, by), ct);

    ValueTask<TokenOutcome> IDoorJournal.SetUpAsync(ReadOnlyMemory<byte> secretSha256, ApiToken owner, ReadOnlyMemory<byte> sha256, CancellationToken ct)
        => WriteAsync(u => Stores.Doors.SetUpAsync(u, secretSha256, owner, sha256), ct);

    async ValueTask<IReadOnlyList<Account>> IAccountJournal.AllAsync(CancellationToken ct) => await ReadAsync(Stores.Accounts.AllAsync, ct);

    ValueTask<Account?> IAccountJournal.FindAsync(string name, CancellationToken ct) => ReadAsync(u => Stores.Accounts.FindAsync(u, name), ct);

    ValueTask<bool> IAccountJournal.HasOwnerAsync(CancellationToken ct) => ReadAsync(Stores.Accounts.HasOwnerAsync, ct);

    ValueTask<AccountOutcome> IAccountJournal.AddAsync(Account account, CancellationToken ct) => WriteAsync(u => Stores.Accounts.AddAsync(u, account), ct);

    ValueTask<AccountOutcome> IAccountJournal.ChangeAsync(string name, AccountChange change, string by, DateTimeOffset at, CancellationToken ct)
        => WriteAsync(u => Stores.Accounts.ChangeAsync(u, name, change, by, at), ct);

    ValueTask<AccountOutcome> IAccountJournal.RemoveAsync(string name, string by, DateTimeOffset at, CancellationToken ct) => WriteAsync(u => Stores.Accounts.RemoveAsync(u, name, by, at), ct);

    ValueTask<AccountOutcome> IAccountJournal.SetUpAsync(ReadOnlyMemory<byte> secretSha256, string name, string passwordHash, NewSession session, CancellationToken ct)
        => WriteAsync(u => SignIns.SetUpAsync(u, secretSha256, name, passwordHash, session), ct);

    ValueTask<SignInStart> IAccountJournal.BeginAsync(string name, DateTimeOffset at, CancellationToken ct) => WriteAsync(u => SignIns.BeginAsync(u, name, at), ct);

    ValueTask<bool> IAccountJournal.SignedInAsync(SignInStart start, string? newHash, NewSession? session, CancellationToken ct)
        => WriteAsync(u => SignIns.SignedInAsync(u, start, newHash, session, Now), ct);

    async ValueTask IAccountJournal.FailedAsync(Account? account, string reason, string? address, DateTimeOffset at, CancellationToken ct)
        => await WriteAsync(u => SignIns.FailedAsync(u, account, reason, address, at), ct);

    ValueTask<(AccountOutcome Outcome, Account? Account)> IAccountJournal.VouchedAsync(string issuer, string subject, string name, Role role, NewSession session, CancellationToken ct)
        => WriteAsync(u => SignIns.VouchedAsync(u, issuer, subject, name, role, session), ct);

    ValueTask<FoundSession?> IAccountJournal.FindSessionAsync(ReadOnlyMemory<byte> sha256, CancellationToken ct) => ReadAsync(u => SignIns.FindSessionAsync(u, sha256), ct);

    async ValueTask IAccountJournal.SeenAsync(ReadOnlyMemory<byte> sha256, DateTimeOffset at, CancellationToken ct) => await WriteAsync(u => SignIns.SeenAsync(u, sha256, at), ct);

    async ValueTask IAccountJournal.EndSessionAsync(ReadOnlyMemory<byte> sha256, DateTimeOffset at, CancellationToken ct) => await WriteAsync(u => SignIns.EndAsync(u, sha256, at), ct);

    ValueTask<AccountOutcome> IAccountJournal.SetPasswordAsync(SignInStart start, string passwordHash, NewSession session, CancellationToken ct)
        => WriteAsync(u => SignIns.SetPasswordAsync(u, start, passwordHash, session), ct);

    ValueTask<AccountOutcome> IAccountJournal.OfferLinkAsync(string name, ReadOnlyMemory<byte> sha256, DateTimeOffset until, string by, DateTimeOffset at, CancellationToken ct)
        => WriteAsync(u => SignIns.OfferLinkAsync(u, name, sha256, until, by, at), ct);

    ValueTask<AccountOutcome> IAccountJournal.TakeLinkAsync(ReadOnlyMemory<byte> sha256, string passwordHash, NewSession session, CancellationToken ct)
        => WriteAsync(u => SignIns.TakeLinkAsync(u, sha256, passwordHash, session), ct);

    ValueTask<Account?> IAccountJournal.FindLinkAsync(ReadOnlyMemory<byte> sha256, DateTimeOffset now, CancellationToken ct) => ReadAsync(u => SignIns.FindLinkAsync(u, sha256, now), ct);

    async ValueTask<byte[]> IShareJournal.KeyAsync(ReadOnlyMemory<byte> sealedKey, CancellationToken ct)
        => await ReadAsync(Stores.Shares.FindKeyAsync, ct) ?? await WriteAsync(u => Stores.Shares.KeyAsync(u, sealedKey), ct);

    async ValueTask IShareJournal.AddAsync(ShareRow share, CancellationToken ct) => await WriteAsync(u => Stores.Shares.AddAsync(u, share), ct);

    ValueTask<ShareRow?> IShareJournal.FindAsync(string id, CancellationToken ct) => ReadAsync(u => Stores.Shares.FindAsync(u, id), ct);

    async ValueTask<IReadOnlyList<ShareRow>> IShareJournal.ListAsync(string connection, CancellationToken ct) => await ReadAsync(u => Stores.Shares.ListAsync(u, connection), ct);

    ValueTask<ShareRow?> IShareJournal.RevokeAsync(string id, string by, DateTimeOffset at, CancellationToken ct) => WriteAsync(u => Stores.Shares.RevokeAsync(u, id, by, at), ct);

    async ValueTask IShareJournal.OpenedAsync(string id, DateTimeOffset at, CancellationToken ct) => await WriteAsync(u => Stores.Shares.OpenedAsync(u, id, at), ct);
}
