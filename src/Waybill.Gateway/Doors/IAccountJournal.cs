namespace Waybill.Gateway;

/// <summary>How a change of an account ended. Only <see cref="Done"/> wrote anything.</summary>
public enum AccountOutcome
{
    /// <summary>It is written.</summary>
    Done = 0,

    /// <summary>Another account has the name, or a token that somebody else made.</summary>
    NameTaken = 1,

    /// <summary>There is no such account.</summary>
    NotFound = 2,

    /// <summary>Nobody who can sign in would be owner any more.</summary>
    LastOwner = 3,

    /// <summary>The secret or link is not one that is offered.</summary>
    WrongSecret = 4,

    /// <summary>The account was changed meanwhile.</summary>
    Changed = 5,

    /// <summary>The account is shut out.</summary>
    Disabled = 6,
}

/// <summary>Where the trial of a password begins.</summary>
/// <param name="Account">Whose name it is; null: nobody's.</param>
/// <param name="PasswordHash">What the password is compared with; null when there is none.</param>
/// <param name="Stamp">Names the state of the account the comparison is about.</param>
/// <param name="LockedUntil">Until when none is tried; null: it may be, and this one is counted as wrong until it was right.</param>
public sealed record SignInStart(Account? Account, string? PasswordHash, string Stamp, DateTimeOffset? LockedUntil);

/// <summary>A change of an account; what is null stays.</summary>
/// <param name="Role">The new role.</param>
/// <param name="IsDisabled">Whether it is shut out.</param>
public sealed record AccountChange(Role? Role, bool? IsDisabled);

/// <summary>People and their sessions. Sessions and links are known by their SHA-256 alone; a new password or role and a shut door end every session of the account.</summary>
/// <threadsafety>Safe for concurrent calls; each call is one transaction, durable when it returns, with its line of the audit.</threadsafety>
public interface IAccountJournal
{
    /// <summary>All, by name.</summary>
    ValueTask<IReadOnlyList<Account>> AllAsync(CancellationToken ct);

    /// <summary>One by its name, whatever the case; null when there is none.</summary>
    ValueTask<Account?> FindAsync(string name, CancellationToken ct);

    /// <summary>Whether an owner can sign in.</summary>
    ValueTask<bool> HasOwnerAsync(CancellationToken ct);

    /// <summary>Adds one without a password.</summary>
    ValueTask<AccountOutcome> AddAsync(Account account, CancellationToken ct);

    /// <summary>Changes role or state. The last owner that can sign in stays one.</summary>
    ValueTask<AccountOutcome> ChangeAsync(string name, AccountChange change, string by, DateTimeOffset at, CancellationToken ct);

    /// <summary>Removes one for good; the last owner stays.</summary>
    ValueTask<AccountOutcome> RemoveAsync(string name, string by, DateTimeOffset at, CancellationToken ct);

    /// <summary>Takes the set-up secret, once, for an owner. An account of the name gets the new password, becomes owner and is let in again: somebody lost it and has the data folder.</summary>
    ValueTask<AccountOutcome> SetUpAsync(ReadOnlyMemory<byte> secretSha256, string name, string passwordHash, NewSession session, CancellationToken ct);

    /// <summary>Begins the trial of a password, counted as wrong before it is compared: many at once are no more than one after the other.</summary>
    ValueTask<SignInStart> BeginAsync(string name, DateTimeOffset at, CancellationToken ct);

    /// <summary>The password was right: forgets the wrong ones and keeps the session.</summary>
    /// <param name="start">What was begun.</param>
    /// <param name="newHash">The hash in today's form where the stored one is of an older; null: it stays.</param>
    /// <param name="session">The session; null: the password was only asked for once more.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False: the account was changed meanwhile.</returns>
    ValueTask<bool> SignedInAsync(SignInStart start, string? newHash, NewSession? session, CancellationToken ct);

    /// <summary>Notes that a sign-in failed. Names that nobody has are not written: some are passwords in the wrong field; of these at most one line a minute.</summary>
    ValueTask FailedAsync(Account? account, string reason, string? address, DateTimeOffset at, CancellationToken ct);

    /// <summary>Signs in whom an issuer vouches for, and makes the account the first time. The role is the issuer's to say, but the last owner stays one.</summary>
    /// <returns>The account as it is now; null unless done.</returns>
    ValueTask<(AccountOutcome Outcome, Account? Account)> VouchedAsync(string issuer, string subject, string name, Role role, NewSession session, CancellationToken ct);

    /// <summary>The session of a value; null when there is none, or its account was changed since.</summary>
    ValueTask<FoundSession?> FindSessionAsync(ReadOnlyMemory<byte> sha256, CancellationToken ct);

    /// <summary>Notes a use, unless one was noted in the minute before.</summary>
    ValueTask SeenAsync(ReadOnlyMemory<byte> sha256, DateTimeOffset at, CancellationToken ct);

    /// <summary>Ends a session.</summary>
    ValueTask EndSessionAsync(ReadOnlyMemory<byte> sha256, DateTimeOffset at, CancellationToken ct);

    /// <summary>Sets a password, ends all sessions and begins this one.</summary>
    /// <param name="start">The trial of the old password.</param>
    /// <param name="passwordHash">The new one's.</param>
    /// <param name="session">The session that goes on.</param>
    /// <param name="ct">Cancels.</param>
    ValueTask<AccountOutcome> SetPasswordAsync(SignInStart start, string passwordHash, NewSession session, CancellationToken ct);

    /// <summary>Offers a link by which a person sets a password, once, in place of an earlier link.</summary>
    ValueTask<AccountOutcome> OfferLinkAsync(string name, ReadOnlyMemory<byte> sha256, DateTimeOffset until, string by, DateTimeOffset at, CancellationToken ct);

    /// <summary>Takes a link for a password: all sessions end, wrong passwords are forgotten, this session begins.</summary>
    ValueTask<AccountOutcome> TakeLinkAsync(ReadOnlyMemory<byte> sha256, string passwordHash, NewSession session, CancellationToken ct);

    /// <summary>Whose a link is; null when it is none that is offered now.</summary>
    ValueTask<Account?> FindLinkAsync(ReadOnlyMemory<byte> sha256, DateTimeOffset now, CancellationToken ct);
}
