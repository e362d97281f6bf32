using Microsoft.Extensions.Configuration.Json;

namespace Waybill.Server;

/// <summary>A settings file that knows what stands below each of its keys.</summary>
/// <remarks>The framework's looks through all keys of the file for each question: with ten thousand connections that is minutes.</remarks>
internal sealed class IndexedJson : JsonConfigurationSource
{
    /// <summary>Puts one in the place of every settings file among the sources.</summary>
    internal static void Replace(IConfigurationBuilder configuration)
    {
        var sources = configuration.Sources.ToList();
        configuration.Sources.Clear();
        foreach (var source in sources)
        {
            configuration.Sources.Add(source is JsonConfigurationSource json and not IndexedJson ? Of(json) : source);
        }
    }

    public override IConfigurationProvider Build(IConfigurationBuilder builder)
    {
        EnsureDefaults(builder);
        return new Provider(this);
    }

    private static IndexedJson Of(JsonConfigurationSource json) => new()
    {
        Path = json.Path!, Optional = json.Optional, FileProvider = json.FileProvider, ReloadOnChange = json.ReloadOnChange, ReloadDelay = json.ReloadDelay,
        OnLoadException = json.OnLoadException!,
    };

    private sealed class Provider(IndexedJson source) : JsonConfigurationProvider(source)
    {
        private Index? _index;

        public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
        {
            // The framework puts other data in their place when the file changes.
            var index = _index is { } known && ReferenceEquals(known.Of, Data) ? known : _index = new(Data);
            return index.Below(parentPath ?? "").Concat(earlierKeys).Order(ConfigurationKeyComparer.Instance);
        }
    }

    private sealed class Index
    {
        private readonly Dictionary<string, HashSet<string>> _below = new(StringComparer.OrdinalIgnoreCase);

        internal Index(IDictionary<string, string?> data)
        {
            Of = data;
            foreach (var key in data.Keys)
            {
                for (var (path, isNew) = (key, true); isNew && path.Length > 0;)
                {
                    var at = path.LastIndexOf(':');
                    var parent = at < 0 ? "" : path[..at];
                    ref var below = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_below, parent, out var isKnown);
                    (below ??= new(StringComparer.OrdinalIgnoreCase)).Add(path[(at + 1)..]);
                    (path, isNew) = (parent, !isKnown);
                }
            }
        }

        internal IDictionary<string, string?> Of { get; }

        internal HashSet<string> Below(string parent) => _below.TryGetValue(parent, out var below) ? below : [];
    }
}
