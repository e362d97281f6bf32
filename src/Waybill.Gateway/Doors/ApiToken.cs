using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Waybill.Gateway;

/// <summary>An API token as it is kept: everything but its value.</summary>
public sealed record ApiToken
{
    /// <summary>16 hexadecimal digits; stands in addresses.</summary>
    public required string Id { get; init; }

    /// <summary>Who it is for, unique among those not revoked: the principal of what is done with it.</summary>
    public required string Name { get; init; }

    /// <summary>What it may.</summary>
    public required Role Role { get; init; }

    /// <summary>The areas it is limited to; empty: all of its role.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The first characters of its value, to know it again.</summary>
    public required string Prefix { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>By whom.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it ends by itself; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used, to the minute; null: never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>When it was revoked; null: it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Role, scopes and end as JSON, for the audit.</summary>
    public string ToJson()
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("id", Id);
            json.WriteString("role", JsonNamingPolicy.SnakeCaseLower.ConvertName(Role.ToString()));
            json.WriteStartArray("scopes");
            foreach (var scope in Scopes)
            {
                json.WriteStringValue(scope);
            }

            json.WriteEndArray();
            json.WriteString("prefix", Prefix);
            if (ExpiresAt is { } end)
            {
                json.WriteString("expiresAt", end);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    /// <summary>Whether it opens anything at this time.</summary>
    public bool IsGood(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);
}

/// <summary>Values that open a door: 256 random bits in the alphabet of URLs, behind letters that tell what it is. What is kept of one is its SHA-256: guessing is hopeless, so nothing slower is needed.</summary>
public static class DoorSecret
{
    /// <summary>Before the value of an API token.</summary>
    public const string TokenPrefix = "wbt_";

    /// <summary>Before the token of this machine.</summary>
    public const string LocalPrefix = "wbl_";

    /// <summary>Before a set-up secret.</summary>
    public const string SetupPrefix = "wbs_";

    private const int Bytes = 32;
    private const int ShownCharacters = 6;

    /// <summary>A new value.</summary>
    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>A new id of a token.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>What is kept of it.</summary>
    public static byte[] HashOf(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return SHA256.HashData(Encoding.UTF8.GetBytes(value));
    }

    /// <summary>What is shown of it: too little to help guessing.</summary>
    public static string ShownOf(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value[..(TokenPrefix.Length + ShownCharacters)];
    }
}
