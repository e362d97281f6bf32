using System.Text.Json;

namespace Waybill.Gateway;

/// <summary>A person who signs in, as it is kept: everything but the password's hash.</summary>
public sealed record Account
{
    /// <summary>16 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Unique without regard to case: the principal of what is done.</summary>
    public required string Name { get; init; }

    /// <summary>What it may.</summary>
    public required Role Role { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>By whom.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Whether there is a password.</summary>
    public bool HasPassword { get; init; }

    /// <summary>Who vouches for this person (an OpenID Connect issuer); null: its password does.</summary>
    public string? Issuer { get; init; }

    /// <summary>What the issuer calls it, for good.</summary>
    public string? Subject { get; init; }

    /// <summary>When it last signed in; null: never.</summary>
    public DateTimeOffset? LastSignInAt { get; init; }

    /// <summary>When it was shut out; null: it is not.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Until when no password is tried, after too many wrong ones; null: it may be.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>The name as it is compared.</summary>
    public static string KeyOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.ToLowerInvariant();
    }

    /// <summary>Role and state as JSON, for the audit.</summary>
    public string ToJson() => JsonText.Of(this, static (json, account) =>
    {
        json.WriteStartObject();
        json.WriteString("role", JsonNamingPolicy.SnakeCaseLower.ConvertName(account.Role.ToString()));
        json.WriteBoolean("isDisabled", account.DisabledAt is not null);
        if (account.Issuer is { } issuer)
        {
            json.WriteString("issuer", issuer);
        }

        json.WriteEndObject();
    });
}

/// <summary>A session to be kept. Of its value only the digest is.</summary>
/// <param name="Sha256">Digest of the value in the cookie.</param>
/// <param name="At">When it begins.</param>
/// <param name="EndsAt">When it ends, however much it is used.</param>
/// <param name="Address">Where the person came from, for the audit; null when that is not known.</param>
public sealed record NewSession(ReadOnlyMemory<byte> Sha256, DateTimeOffset At, DateTimeOffset EndsAt, string? Address);

/// <summary>A session whose account is not disabled and has changed neither password nor role since.</summary>
/// <param name="Account">Whose.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="SeenAt">When it was last used, to the minute.</param>
/// <param name="EndsAt">When it ends, however much it is used.</param>
public sealed record FoundSession(Account Account, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, DateTimeOffset EndsAt)
{
    /// <summary>Whether it still opens anything.</summary>
    /// <param name="now">When.</param>
    /// <param name="idle">Longest time without use.</param>
    public bool IsGood(DateTimeOffset now, TimeSpan idle) => now < EndsAt && now < SeenAt + idle;
}
