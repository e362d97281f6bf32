using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waybill.Gateway;

/// <summary>The JSON Schema (2020-12) of resources, made of the classes they are read into.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public static class ResourceSchema
{
    private const string Descriptions = "Configuration/descriptions";

    private static readonly Lazy<Dictionary<string, string>> Texts = new(Read);

    /// <summary>The kinds this program knows, in the order in which one may need another.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. ResourceTypes.Known];

    /// <summary>As addresses and fields say a kind: <c>stations</c>.</summary>
    public static string CollectionOf(string kind) => ResourceTypes.Collection(kind);

    /// <summary>The schema of a kind's settings; null when there is no such kind.</summary>
    public static JsonObject? Of(string kind) => ResourceTypes.Of(kind) is { } type ? OfObject(type) : null;

    /// <summary>The schema of a file of resources, as <c>waybill apply</c> takes it, in JSON Schema draft 7, which editors know: lists by kind, or one resource with its kind.</summary>
    public static JsonObject OfFile()
    {
        var (lists, kinds, choices) = (new JsonObject(), new JsonObject(), new JsonArray());
        foreach (var kind in Kinds)
        {
            var schema = Of(kind)!;
            var properties = schema["properties"]!.AsObject();
            properties.Insert(0, "name", new JsonObject { ["type"] = "string", ["pattern"] = ResourceTypes.NamePattern, ["description"] = "Its name, which never changes." });
            schema["required"] = new JsonArray("name");

            // The word of a resource that stands alone; some kinds have kinds of their own.
            var own = properties["kind"]?["enum"]?.AsArray().Select(static w => w!.DeepClone()) ?? (properties["kind"]?["default"] is { } usual ? [usual.DeepClone()] : []);
            properties["kind"] = new JsonObject { ["enum"] = new JsonArray([kind, .. own]) };
            kinds[kind] = schema;
            lists[CollectionOf(kind)] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["$ref"] = $"#/definitions/{kind}" } };
            choices.Add(new JsonObject
            {
                ["if"] = new JsonObject { ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind } }, ["required"] = new JsonArray("kind") },
                ["then"] = new JsonObject { ["$ref"] = $"#/definitions/{kind}" },
            });
        }

        return new()
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#", ["title"] = "Waybill: resources", ["type"] = "object",
            ["if"] = new JsonObject { ["required"] = new JsonArray("kind") },
            ["then"] = new JsonObject { ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["enum"] = new JsonArray([.. Kinds.Select(static k => (JsonNode)k)]) } }, ["allOf"] = choices },
            ["else"] = new JsonObject { ["properties"] = lists, ["additionalProperties"] = false },
            ["definitions"] = kinds,
        };
    }

    /// <summary>What a member is for: the text that is written in the code.</summary>
    internal static string? DescriptionOf(System.Reflection.PropertyInfo property) => Texts.Value.GetValueOrDefault($"{property.DeclaringType!.Name}.{property.Name}");

    private static JsonObject OfObject(Type type)
    {
        var (properties, usual) = (new JsonObject(), Activator.CreateInstance(type)!);
        foreach (var member in ResourceShape.Of(type).Members.Where(m => m.Name is not "name"))
        {
            var schema = OfType(member.Property.PropertyType);
            if (DescriptionOf(member.Property) is { } text)
            {
                schema["description"] = text;
            }

            if (member.IsSecret)
            {
                schema["writeOnly"] = true;
            }
            else if (ResourceWriter.Node(member.Property.GetValue(usual)) is JsonValue value && value.ToString() is not "")
            {
                schema["default"] = value;
            }

            properties[member.Name] = schema;
        }

        return new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
    }

    private static JsonObject OfType(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return ResourceShape.ElementOf(plain) is { } element ? new() { ["type"] = "array", ["items"] = OfType(element) }
            : ResourceShape.IsObject(plain) ? OfObject(plain)
            : plain.IsEnum ? new() { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetNames(plain).Select(static n => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(n))]) }
            : plain == typeof(bool) ? new() { ["type"] = "boolean" }
            : plain == typeof(int) || plain == typeof(long) ? new() { ["type"] = "integer" }
            : plain == typeof(DateTimeOffset) ? new() { ["type"] = "string", ["format"] = "date-time" }
            : new() { ["type"] = "string" };
    }

    private static Dictionary<string, string> Read()
    {
        using var stream = typeof(ResourceSchema).Assembly.GetManifestResourceStream(Descriptions);
        return stream is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}
