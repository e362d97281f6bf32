namespace Waybill.Gateway;

/// <summary>How making a token ended.</summary>
public enum TokenOutcome
{
    /// <summary>It is there.</summary>
    Made = 0,

    /// <summary>Another token that is not revoked has its name. Nothing was written.</summary>
    NameTaken = 1,

    /// <summary>The set-up secret is not the one that is offered. Nothing was written.</summary>
    WrongSecret = 2,
}

/// <summary>How the set-up of this gateway stands.</summary>
/// <param name="IsDone">Whether there ever was an owner: then nobody comes in without a token any more.</param>
/// <param name="SecretSha256">Digest of the set-up secret that is offered; null when none is.</param>
public sealed record SetupState(bool IsDone, ReadOnlyMemory<byte>? SecretSha256);

/// <summary>Who may come in: API tokens, and the set-up secret until there is an owner. Values are known by their SHA-256 alone.</summary>
/// <threadsafety>Safe for concurrent calls; each call is one transaction, durable when it returns.</threadsafety>
public interface IDoorJournal
{
    /// <summary>Adds a token, and a line of the audit. One of an owner ends the set-up.</summary>
    ValueTask<TokenOutcome> AddAsync(ApiToken token, ReadOnlyMemory<byte> sha256, CancellationToken ct);

    /// <summary>The token of a value, good or not; null when there is none.</summary>
    ValueTask<ApiToken?> FindAsync(ReadOnlyMemory<byte> sha256, CancellationToken ct);

    /// <summary>Notes a use, unless one was noted in the minute before.</summary>
    ValueTask UsedAsync(string id, DateTimeOffset at, CancellationToken ct);

    /// <summary>All of them, the newest first, revoked ones too.</summary>
    ValueTask<IReadOnlyList<ApiToken>> TokensAsync(CancellationToken ct);

    /// <summary>Ends a token for good, with a line of the audit. False when there is none of this id that is not revoked.</summary>
    ValueTask<bool> RevokeAsync(string id, string by, DateTimeOffset at, CancellationToken ct);

    /// <summary>How the set-up stands.</summary>
    ValueTask<SetupState> SetupStateAsync(CancellationToken ct);

    /// <summary>Offers a set-up secret in place of any other.</summary>
    /// <param name="sha256">Its digest.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who renews it, also when there was an owner already: somebody who lost every owner's token and has the data folder. A line of the audit says so. Null: the gateway by itself, only
    /// while there was none.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False when there was an owner. Nothing was written.</returns>
    ValueTask<bool> OfferSetupAsync(ReadOnlyMemory<byte> sha256, DateTimeOffset at, string? by, CancellationToken ct);

    /// <summary>Takes the set-up secret, once, for an owner's token.</summary>
    ValueTask<TokenOutcome> SetUpAsync(ReadOnlyMemory<byte> secretSha256, ApiToken owner, ReadOnlyMemory<byte> sha256, CancellationToken ct);
}
