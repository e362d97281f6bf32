using System.Text.Json.Nodes;

namespace Waybill.Gateway;

/// <summary>One setting that a change changed.</summary>
/// <param name="Field">Which: members one below the other, <c>defaults/sign</c>.</param>
/// <param name="Before">What it was; null: its default.</param>
/// <param name="After">What it is; null: its default.</param>
public sealed record FieldChange(string Field, JsonNode? Before, JsonNode? After);

/// <summary>What a change of a resource changed, of its JSON before and after. Lists are compared whole; of a secret is said that it is set, or that it is another one.</summary>
public static class ResourceDiff
{
    /// <param name="before">Its JSON; null: it was not there.</param>
    /// <param name="after">Its JSON; null: it is gone.</param>
    public static IReadOnlyList<FieldChange> Of(string? before, string? after)
    {
        List<FieldChange> changes = [];
        Compare(Parse(before), Parse(after), "", changes);
        return changes;
    }

    private static JsonObject? Parse(string? text) => text is null ? null : JsonNode.Parse(text) as JsonObject;

    private static void Compare(JsonObject? before, JsonObject? after, string path, List<FieldChange> changes)
    {
        foreach (var name in (before ?? []).Select(static p => p.Key).Union((after ?? []).Select(static p => p.Key), StringComparer.Ordinal))
        {
            var (was, becomes, field) = (before?[name], after?[name], path is "" ? name : $"{path}/{name}");
            if (was is JsonObject || becomes is JsonObject)
            {
                Compare(was as JsonObject, becomes as JsonObject, field, changes);
            }
            else if (!JsonNode.DeepEquals(was, becomes))
            {
                changes.Add(new(field, was, becomes));
            }
        }
    }
}
