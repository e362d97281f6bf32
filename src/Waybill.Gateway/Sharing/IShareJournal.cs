using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waybill.Gateway;

/// <summary>A link that shows a partner's packet to whoever has it.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record ShareRow
{
    /// <summary>Of the link; no secret.</summary>
    public required string Id { get; init; }

    /// <summary>Whose packet it shows.</summary>
    public required string Connection { get; init; }

    /// <summary>Who we are, as the page says it; empty: the organisation of the day.</summary>
    public required string Company { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Until when it shows anything.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was ended; null: it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When it was opened first; null: never. A program that looks at links in mails opens it too.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When it was opened last.</summary>
    public DateTimeOffset? LastOpenedAt { get; init; }

    /// <summary>Whether it shows anything at a moment.</summary>
    public bool IsGood(DateTimeOffset at) => RevokedAt is null && at < ExpiresAt;

    /// <summary>For the audit.</summary>
    public string ToJson() => new JsonObject { ["id"] = Id, ["connection"] = Connection, ["company"] = Company, ["expiresAt"] = ExpiresAt.UtcDateTime.ToString("O") }.ToJsonString(JsonSerializerOptions.Default);
}

/// <summary>Share links, and the sealed key they are signed with.</summary>
/// <threadsafety>Safe for concurrent calls; each call is one transaction, durable when it returns.</threadsafety>
public interface IShareJournal
{
    /// <summary>The sealed key of all links: the stored one, or this one where there was none.</summary>
    /// <param name="sealedKey">Stored where there is none.</param>
    /// <param name="ct">Cancels.</param>
    ValueTask<byte[]> KeyAsync(ReadOnlyMemory<byte> sealedKey, CancellationToken ct);

    /// <summary>Adds a link, and a line of the audit.</summary>
    ValueTask AddAsync(ShareRow share, CancellationToken ct);

    /// <summary>A link, good or not; null when there is none.</summary>
    ValueTask<ShareRow?> FindAsync(string id, CancellationToken ct);

    /// <summary>The links of a connection, the newest first, also those that are over; at most 100.</summary>
    ValueTask<IReadOnlyList<ShareRow>> ListAsync(string connection, CancellationToken ct);

    /// <summary>Ends a link for good, with a line of the audit. Null when there is none of this id that was not ended.</summary>
    ValueTask<ShareRow?> RevokeAsync(string id, string by, DateTimeOffset at, CancellationToken ct);

    /// <summary>Notes that it was opened, unless that was noted in the minute before.</summary>
    ValueTask OpenedAsync(string id, DateTimeOffset at, CancellationToken ct);
}
