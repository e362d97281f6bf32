using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waybill.Gateway;

/// <summary>A merge patch (RFC 7396) over a resource. A secret that is null stays null: it is to be taken away, and is not among what is stored.</summary>
internal static class ResourceMerge
{
    internal static JsonObject Patch(Type type, JsonObject target, JsonElement patch)
    {
        var shape = ResourceShape.Of(type);
        foreach (var property in patch.EnumerateObject())
        {
            var member = shape.Find(property.Name);
            if (property.Value.ValueKind is JsonValueKind.Null && member is not { IsSecret: true })
            {
                target.Remove(property.Name);
            }
            else if (property.Value.ValueKind is JsonValueKind.Object && member is not null && ResourceShape.IsObject(member.Property.PropertyType))
            {
                var inner = target[property.Name] as JsonObject ?? [];
                target.Remove(property.Name);
                target[property.Name] = Patch(member.Property.PropertyType, inner, property.Value);
            }
            else
            {
                target[property.Name] = property.Value.ValueKind is JsonValueKind.Null ? null : JsonNode.Parse(property.Value.GetRawText());
            }
        }

        return target;
    }

    /// <summary>What a resource leaves out is taken from defaults.</summary>
    internal static JsonObject Under(JsonObject defaults, JsonElement body)
    {
        var merged = JsonNode.Parse(body.GetRawText())!.AsObject();
        foreach (var (name, value) in defaults)
        {
            if (!merged.ContainsKey(name))
            {
                merged[name] = value?.DeepClone();
            }
        }

        return merged;
    }
}
