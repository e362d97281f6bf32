namespace Waybill.Gateway;

/// <summary>The kinds of resources that make the configuration.</summary>
public static class ResourceKinds
{
    /// <summary>One of our own AS2 identities.</summary>
    public const string Station = "station";

    /// <summary>A company we exchange with.</summary>
    public const string Partner = "partner";

    /// <summary>A certificate of a station or a partner, ours with its key.</summary>
    public const string Certificate = "certificate";

    /// <summary>The agreement between one station and one partner.</summary>
    public const string Connection = "connection";

    /// <summary>Where alerts go.</summary>
    public const string Channel = "channel";

    /// <summary>Which alerts go where.</summary>
    public const string Rule = "rule";

    /// <summary>All of them, in the order in which one may need another.</summary>
    public static IReadOnlyList<string> All { get; } = [Station, Partner, Certificate, Connection, Channel, Rule];
}
