using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waybill.Gateway;

/// <summary>Writes settings as the JSON of a resource: what has its default is left out, of a secret it is said that it is set.</summary>
internal static class ResourceWriter
{
    /// <summary>Bodies are read by people: letters stay letters.</summary>
    internal static JsonSerializerOptions Json { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line.</summary>
    internal static string Text(JsonObject body) => body.ToJsonString(Json);

    internal static JsonObject Write(object settings) => Write(settings, settings.GetType());

    /// <summary>As the JSON of another class: what the settings do not have is left out.</summary>
    internal static JsonObject Write(object settings, Type type)
    {
        var (shape, body) = (ResourceShape.Of(settings.GetType()), new JsonObject());
        var usual = Activator.CreateInstance(type)!;
        foreach (var member in ResourceShape.Of(type).Members)
        {
            if (shape.Find(member.Name) is not { } own || own.Property.PropertyType != member.Property.PropertyType)
            {
                continue;
            }

            var value = own.Property.GetValue(settings);
            if (Node(value) is not { } node || string.Equals(node.ToJsonString(), Node(member.Property.GetValue(usual))?.ToJsonString(), StringComparison.Ordinal))
            {
                continue;
            }

            if (member.IsSecret)
            {
                body[member.Name + "Set"] = true;
            }
            else
            {
                body[member.Name] = node;
            }
        }

        return body;
    }

    /// <summary>A value as JSON; null stays null.</summary>
    internal static JsonNode? Node(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        TimeSpan span => JsonValue.Create(span.ToString("c", CultureInfo.InvariantCulture)),
        DateTimeOffset moment => JsonValue.Create(ResourceReader.Moment(moment)),
        Enum word => JsonValue.Create(JsonNamingPolicy.CamelCase.ConvertName(word.ToString())),
        System.Collections.IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
        _ => Write(value),
    };
}
