namespace Waybill.Gateway;

/// <summary>All resources of one version of the configuration.</summary>
/// <threadsafety>Immutable.</threadsafety>
internal sealed class ResourceCatalog
{
    private readonly Dictionary<(string Kind, string Name), Resource> _resources;

    private ResourceCatalog(long version, Dictionary<(string, string), Resource> resources) => (Version, _resources) = (version, resources);

    /// <summary>Without any.</summary>
    internal static ResourceCatalog Empty { get; } = new(0, []);

    /// <summary>The version it is of.</summary>
    internal long Version { get; }

    internal IReadOnlyCollection<Resource> All => _resources.Values;

    /// <summary>Those of a kind, by name.</summary>
    internal IEnumerable<Resource> OfKind(string kind) => _resources.Values.Where(r => string.Equals(r.Kind, kind, StringComparison.Ordinal)).OrderBy(static r => r.Name, StringComparer.Ordinal);

    internal Resource? Find(string kind, string name) => _resources.GetValueOrDefault((kind, name));

    /// <summary>Reads the rows; what did not change since <paramref name="before"/> stays the same object.</summary>
    internal static ResourceCatalog Of(ConfigurationRows rows, ISecretRing ring, ResourceCatalog before)
    {
        var secrets = rows.Secrets.ToLookup(static s => (s.Kind, s.Name));
        var resources = new Dictionary<(string, string), Resource>(rows.Resources.Count);
        foreach (var row in rows.Resources)
        {
            var key = (row.Kind, row.Name);
            resources[key] = before.Find(row.Kind, row.Name) is { } known && string.Equals(known.Row.ETag, row.ETag, StringComparison.Ordinal)
                ? known : Resource.Of(row, [.. secrets[key]], ring);
        }

        return new(rows.Version, resources);
    }

    /// <summary>The same with changes: null takes a resource away.</summary>
    internal ResourceCatalog With(IEnumerable<((string Kind, string Name) Key, Resource? Resource)> changes, long version)
    {
        var resources = new Dictionary<(string, string), Resource>(_resources);
        foreach (var (key, resource) in changes)
        {
            if (resource is null)
            {
                resources.Remove(key);
            }
            else
            {
                resources[key] = resource;
            }
        }

        return new(version, resources);
    }
}
