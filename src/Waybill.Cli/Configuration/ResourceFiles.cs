using System.Text;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Waybill.Cli.Configuration;

/// <summary>Resources written in files, in YAML or JSON: lists by kind, or one resource with its kind for each document.</summary>
internal static class ResourceFiles
{
    private const string Standard = "-";
    private const string Kind = "kind";

    /// <param name="paths">Files, folders (their <c>.yaml</c>, <c>.yml</c> and <c>.json</c> files, by name), or <c>-</c> for what is piped in.</param>
    /// <param name="input">Opens what is piped in.</param>
    /// <returns>One list a kind, each in the order it is written.</returns>
    /// <exception cref="CliException">A file cannot be read, or says something that is no resource: where, and why.</exception>
    public static JsonObject Read(IEnumerable<string> paths, Func<Stream> input)
    {
        var lists = new JsonObject();
        foreach (var path in paths.SelectMany(Files))
        {
            try
            {
                using var text = path is Standard ? new StreamReader(input(), Encoding.UTF8) : new StreamReader(path, Encoding.UTF8);
                var values = new SettingValues(path is Standard ? Directory.GetCurrentDirectory() : Path.GetDirectoryName(Path.GetFullPath(path))!);
                ReadFile(path is Standard ? "standard input" : path, text, values, lists);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                throw CliException.Misuse($"{path} cannot be read: check the file name and your rights to it.", problem);
            }
        }

        return lists.Count is 0 ? throw CliException.Misuse("No resource stands in what was given with --file.") : lists;
    }

    private static IEnumerable<string> Files(string path)
        => !Directory.Exists(path) ? [path]
            : Directory.EnumerateFiles(path).Where(f => Path.GetExtension(f).ToUpperInvariant() is ".YAML" or ".YML" or ".JSON").Order(StringComparer.Ordinal);

    private static void ReadFile(string path, TextReader text, SettingValues values, JsonObject lists)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(text);
        }
        catch (YamlException problem)
        {
            throw CliException.Misuse($"{path}:{problem.Start.Line}: {problem.Message}", problem);
        }

        foreach (var root in yaml.Documents.Select(static d => d.RootNode).Where(static n => n is not YamlScalarNode { Value: null or "" }))
        {
            foreach (var (collection, node) in ResourcesOf(path, root))
            {
                if (node is not YamlMappingNode)
                {
                    throw CliException.Misuse($"{path}:{node.Start.Line}: a resource is its name and its settings, one a line.");
                }

                var resource = (JsonObject)YamlJson.Convert(node, scalar => values.Expand(scalar, () => $"{path}:{node.Start.Line}"))!;
                if (root is YamlMappingNode whole && ReferenceEquals(whole, node))
                {
                    resource.Remove(Kind);
                }

                (lists[collection] ??= new JsonArray()).AsArray().Add(resource);
            }
        }
    }

    private static List<(string Collection, YamlNode Node)> ResourcesOf(string path, YamlNode root)
    {
        if (root is not YamlMappingNode map)
        {
            throw CliException.Misuse($"{path}:{root.Start.Line}: a file holds lists ({string.Join(", ", Kinds.Collections)}), or one resource with its kind.");
        }

        if (map.Children.TryGetValue(Kind, out var word))
        {
            return Kinds.CollectionOf(word.ToString()) is { } one ? [(one, map)] : throw CliException.Misuse($"{path}:{word.Start.Line}: there are no resources of the kind {word}; there are {Kinds.Text}.");
        }

        List<(string, YamlNode)> found = [];
        foreach (var (name, list) in map.Children)
        {
            if (Kinds.CollectionOf(name.ToString()) is not { } collection || list is not YamlSequenceNode items)
            {
                throw CliException.Misuse($"{path}:{name.Start.Line}: {name} is no list of resources ({string.Join(", ", Kinds.Collections)}), and there is no kind.");
            }

            found.AddRange(items.Children.Select(item => (collection, item)));
        }

        return found;
    }
}
