using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waybill.Gateway;

/// <summary>Secrets of a resource by their field: <c>password</c>, <c>token/value</c>. They stand apart from its body.</summary>
internal static class ResourceSecrets
{
    /// <summary>What a secret is sealed for: it is worth nothing in another place.</summary>
    internal static string Purpose(string kind, string name, string field) => $"configuration:{kind}/{name}/{field}";

    /// <summary>Puts a secret where it belongs among the settings.</summary>
    /// <returns>False when there is no such place any more: the secret is nobody's.</returns>
    internal static bool Set(object settings, string field, string json)
    {
        var (target, rest) = ((object?)settings, field.Split('/'));
        for (var at = 0; at < rest.Length - 1 && target is not null; at++)
        {
            target = Step(target, rest[at]);
        }

        if (target is null || ResourceShape.Of(target.GetType()).Find(rest[^1]) is not { IsSecret: true } member)
        {
            return false;
        }

        member.Property.SetValue(target, JsonSerializer.Deserialize(json, member.Property.PropertyType));
        return true;
    }

    /// <summary>A secret among the settings, as JSON; null when there is no such place.</summary>
    internal static string? Get(object settings, string field)
    {
        var (target, rest) = ((object?)settings, field.Split('/'));
        for (var at = 0; at < rest.Length - 1 && target is not null; at++)
        {
            target = Step(target, rest[at]);
        }

        return target is not null && ResourceShape.Of(target.GetType()).Find(rest[^1]) is { IsSecret: true } member
            ? JsonSerializer.SerializeToNode(member.Property.GetValue(target), member.Property.PropertyType)?.ToJsonString() : null;
    }

    /// <summary>Says in a body what is to be said of secrets: <c>"passwordSet": true</c>.</summary>
    internal static void Mark(JsonObject body, IEnumerable<string> fields, string mark)
    {
        foreach (var field in fields)
        {
            var (target, rest) = ((JsonNode?)body, field.Split('/'));
            for (var at = 0; at < rest.Length - 1; at++)
            {
                target = target switch
                {
                    JsonObject inner => inner[rest[at]],
                    JsonArray list when int.TryParse(rest[at], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count => list[index],
                    _ => null,
                };
            }

            if (target is JsonObject holder)
            {
                holder[rest[^1] + mark] = true;
            }
        }
    }

    private static object? Step(object target, string name)
        => target is System.Collections.IList list
            ? int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count ? list[index] : null
            : ResourceShape.Of(target.GetType()).Find(name)?.Property.GetValue(target);
}
