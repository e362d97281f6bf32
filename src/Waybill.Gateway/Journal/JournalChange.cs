namespace Waybill.Gateway;

/// <summary>Something in the journal that looks different since a commit, for those who look at it: a hint, never a promise.</summary>
/// <param name="Topic">One of <see cref="ChangeTopics"/>.</param>
/// <param name="Id">Which one; null: more than can be told.</param>
/// <param name="IsElsewhere">Whether another process wrote it.</param>
public readonly record struct JournalChange(string Topic, string? Id, bool IsElsewhere);

/// <summary>What changes.</summary>
public static class ChangeTopics
{
    /// <summary>An exchange, by its id.</summary>
    public const string Exchange = "exchange";

    /// <summary>A connection, by its name: its settings, whether it is held or waits.</summary>
    public const string Connection = "connection";

    /// <summary>A certificate, by its name.</summary>
    public const string Certificate = "certificate";

    /// <summary>An alert, by its subject.</summary>
    public const string Alert = "alert";

    /// <summary>A resource, as <c>station/acme</c>, or <c>organisation</c>.</summary>
    public const string Configuration = "configuration";

    /// <summary>A person, by name: made, changed, signed in or out.</summary>
    public const string User = "user";

    /// <summary>An API token, by name: made or revoked.</summary>
    public const string Token = "token";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Exchange, Connection, Certificate, Alert, Configuration, User, Token];
}
