namespace Waybill.Gateway;

/// <summary>What each kind of resource is made of.</summary>
internal static class ResourceTypes
{
    private static readonly Dictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        [ResourceKinds.Station] = typeof(StationResource),
        [ResourceKinds.Partner] = typeof(PartnerResource),
        [ResourceKinds.Certificate] = typeof(CertificateResource),
        [ResourceKinds.Connection] = typeof(ConnectionSettings),
        [ResourceKinds.Channel] = typeof(ChannelResource),
        [ResourceKinds.Rule] = typeof(RuleResource),
    };

    /// <summary>The class of a kind's body; null: this program does not know the kind.</summary>
    internal static Type? Of(string kind) => Types.GetValueOrDefault(kind);

    /// <summary>The kinds this program knows, in the order in which one may need another.</summary>
    internal static IEnumerable<string> Known => ResourceKinds.All.Where(Types.ContainsKey);

    /// <summary>As addresses and fields say it: <c>stations</c>.</summary>
    internal static string Collection(string kind) => kind + "s";

    /// <summary>Whether a name can stand in addresses, folders and files.</summary>
    internal static bool IsName(string name)
        => name.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>The same as a regular expression.</summary>
    internal const string NamePattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

    /// <summary>What a name must be, in words.</summary>
    internal const string NameRule = "1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit.";
}
