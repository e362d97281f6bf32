using System.Text.Json;

namespace Waybill.Gateway;

/// <summary>The presets that come with the gateway: one data file each.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public static class Presets
{
    private static readonly Lazy<IReadOnlyList<Preset>> Read = new(ReadAll);

    /// <summary>All of them, by title.</summary>
    public static IReadOnlyList<Preset> All => Read.Value;

    /// <summary>The preset of this id; null when there is none.</summary>
    public static Preset? Find(string id) => All.FirstOrDefault(p => string.Equals(p.Id, id, StringComparison.Ordinal));

    private static List<Preset> ReadAll()
    {
        var assembly = typeof(Presets).Assembly;
        List<Preset> presets = [];
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("presets/", StringComparison.Ordinal)))
        {
            using var file = assembly.GetManifestResourceStream(name)!;
            presets.Add(JsonSerializer.Deserialize(file, PresetJson.Default.Preset) ?? throw new InvalidDataException($"The preset {name} is empty."));
        }

        return [.. presets.OrderBy(static p => p.Title, StringComparer.OrdinalIgnoreCase)];
    }
}
