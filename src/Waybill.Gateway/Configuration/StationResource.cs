namespace Waybill.Gateway;

/// <summary>One of our own AS2 identities. Its certificates are resources of their own.</summary>
public sealed class StationResource
{
    /// <summary>The name partners address us by.</summary>
    public string As2Id { get; set; } = "";

    /// <summary>For people.</summary>
    public string Description { get; set; } = "";

    /// <summary>Former names, still answered.</summary>
    public IList<AliasSettings> Aliases { get; set; } = [];

    /// <summary>Only connections that name it have it: it does not count where a connection names no station because there is one only. Default false.</summary>
    public bool OnlyByName { get; set; }

    /// <summary>Settings that are copied into a new connection which leaves them out.</summary>
    public ConnectionDefaults? Defaults { get; set; }
}

/// <summary>Settings of a connection that a station gives to new ones.</summary>
public sealed class ConnectionDefaults : ConnectionPolicySettings;

/// <summary>A former AS2 name.</summary>
public sealed class AliasSettings
{
    /// <summary>The name.</summary>
    public string As2Id { get; set; } = "";

    /// <summary>Until when it is still answered; null: for ever.</summary>
    public DateTimeOffset? Until { get; set; }
}
