namespace Waybill.Gateway;

/// <summary>Channels and rules of the database, of one version of the configuration.</summary>
/// <param name="Version">Of the configuration.</param>
/// <param name="Channels">By name; those without errors.</param>
/// <param name="Rules">By name; those without errors.</param>
public sealed record AlertResources(long Version, IReadOnlyList<KeyValuePair<string, ChannelResource>> Channels, IReadOnlyList<KeyValuePair<string, RuleResource>> Rules)
{
    internal static AlertResources Of(ResourceCatalog catalog, IReadOnlyList<Finding> findings)
    {
        var wrong = findings.Where(static f => f.Severity is FindingSeverity.Error).Select(static f => string.Join('/', f.Field.Split('/').Take(2))).ToHashSet(StringComparer.Ordinal);
        return new(
            catalog.Version, Read<ChannelResource>(catalog, ResourceKinds.Channel, wrong), Read<RuleResource>(catalog, ResourceKinds.Rule, wrong));
    }

    private static List<KeyValuePair<string, T>> Read<T>(ResourceCatalog catalog, string kind, HashSet<string> wrong)
        where T : class
        => [.. catalog.OfKind(kind).Where(r => r.Settings is T && !wrong.Contains(r.Path.Root)).Select(static r => KeyValuePair.Create(r.Name, (T)r.Settings!))];
}
