using System.Text.Json;
using Waybill.Cli.Output;

namespace Waybill.Cli.Configuration;

/// <summary>A plan for people: what is made, changed and deleted, setting by setting.</summary>
internal static class PlanText
{
    private static readonly string[] Doing = ["create", "replace", "delete"];

    public static bool IsEmpty(JsonElement plan) => !plan.GetProperty("changes").EnumerateArray().Any(static c => Doing.Contains(Word(c, "action"), StringComparer.Ordinal));

    public static IEnumerable<string> Lines(JsonElement plan)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var change in plan.GetProperty("changes").EnumerateArray())
        {
            var action = Word(change, "action");
            counts[action] = counts.GetValueOrDefault(action) + 1;
            if (Mark(action) is not { } mark)
            {
                continue;
            }

            yield return Paint.OneLine($"{mark} {Word(change, "kind")} {Word(change, "name")}");
            foreach (var line in action is "replace" ? Differences(change) : [])
            {
                yield return Paint.OneLine("    " + line);
            }
        }

        foreach (var warning in plan.TryGetProperty("warnings", out var warnings) ? warnings.EnumerateObject() : default)
        {
            foreach (var sentence in warning.Value.EnumerateArray())
            {
                yield return Paint.OneLine($"! {warning.Name}: {sentence.GetString()}");
            }
        }

        var left = counts.GetValueOrDefault("left");
        yield return $"{counts.GetValueOrDefault("create")} to make, {counts.GetValueOrDefault("replace")} to change, {counts.GetValueOrDefault("delete")} to delete, "
            + $"{counts.GetValueOrDefault("none")} as they are{(left is 0 ? "." : $", {left} of the set in no file (--prune deletes them).")}";
    }

    private static string? Mark(string action) => action switch
    {
        "create" => "+",
        "replace" => "~",
        "delete" => "-",
        _ => null,
    };

    private static IEnumerable<string> Differences(JsonElement change)
    {
        var (before, after) = (Members(change, "before"), Members(change, "after"));
        foreach (var name in before.Keys.Union(after.Keys, StringComparer.Ordinal))
        {
            var (was, becomes) = (before.GetValueOrDefault(name), after.GetValueOrDefault(name));
            if (!string.Equals(was, becomes, StringComparison.Ordinal))
            {
                yield return $"{name}: {was ?? "its default"} → {becomes ?? "its default"}";
            }
        }

        foreach (var secret in change.TryGetProperty("secrets", out var secrets) ? secrets.EnumerateArray() : default)
        {
            yield return $"{secret.GetString()}: another secret";
        }
    }

    private static Dictionary<string, string> Members(JsonElement change, string side)
        => change.TryGetProperty(side, out var settings) && settings.ValueKind is JsonValueKind.Object
            ? settings.EnumerateObject().ToDictionary(static m => m.Name, static m => m.Value.ValueKind is JsonValueKind.String ? m.Value.GetString()! : m.Value.GetRawText(), StringComparer.Ordinal) : [];

    private static string Word(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
