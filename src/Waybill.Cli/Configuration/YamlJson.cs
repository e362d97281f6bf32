using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Waybill.Cli.Configuration;

/// <summary>YAML as JSON.</summary>
internal static class YamlJson
{
    /// <param name="node">What was read.</param>
    /// <param name="expand">Puts values into each text.</param>
    /// <remarks>Numbers stay text: an AS2 name such as 0614141000012 is one, and a number that is sent as text is taken as a number where one is asked for.</remarks>
    public static JsonNode? Convert(YamlNode node, Func<string, string> expand) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value ?? "", Convert(pair.Value, expand)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(item => Convert(item, expand))]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value ?? "", expand),
        YamlScalarNode scalar => JsonValue.Create(expand(scalar.Value ?? "")),
        _ => throw CliException.Misuse($"Line {node.Start.Line}: this kind of YAML is not a setting."),
    };

    private static JsonValue? Plain(string text, Func<string, string> expand) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ => JsonValue.Create(expand(text)),
    };
}
