using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Waybill.Cli.Configuration;

/// <summary>JSON as YAML, for people and for files.</summary>
internal static class YamlText
{
    /// <param name="value">An object.</param>
    /// <param name="without">Members that are left out.</param>
    public static string Write(JsonElement value, IReadOnlySet<string> without)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        new YamlStream(new YamlDocument(Node(value, without))).Save(text, assignAnchors: false);

        // The library closes a document with three dots, which nobody writes.
        return text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n...\n", "\n", StringComparison.Ordinal);
    }

    private static YamlNode Node(JsonElement value, IReadOnlySet<string>? without = null) => value.ValueKind switch
    {
        JsonValueKind.Object => new YamlMappingNode(
            value.EnumerateObject().Where(m => without?.Contains(m.Name) is not true).Select(static m => KeyValuePair.Create<YamlNode, YamlNode>(new YamlScalarNode(m.Name), Node(m.Value)))),
        JsonValueKind.Array => new YamlSequenceNode(value.EnumerateArray().Select(static item => Node(item))),
        JsonValueKind.String => Text(value.GetString()!),
        JsonValueKind.Null => new YamlScalarNode("null"),
        _ => new YamlScalarNode(value.GetRawText()),
    };

    /// <summary>Text that would be read as something else stands in quotes; several lines (a certificate) stand as they are.</summary>
    private static YamlScalarNode Text(string text) => new(text)
    {
        Style = text.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal
            : text is "" or "~" || text is [>= '0' and <= '9' or '-' or '+' or '.', ..] || text.ToUpperInvariant() is "TRUE" or "FALSE" or "NULL" ? ScalarStyle.DoubleQuoted
            : ScalarStyle.Any,
    };
}
