using System.Globalization;
using System.Text.Json;

namespace Waybill.Gateway;

/// <summary>Where a value stands in a JSON text: <c>error.code</c>, <c>$.errors[0].code</c>, <c>errors[*].code</c>, <c>['odd name'].x</c>.</summary>
/// <threadsafety>Immutable.</threadsafety>
internal sealed class JsonPath
{
    private const int MostSteps = 32;

    private readonly IReadOnlyList<object> _steps;

    private JsonPath(string text, IReadOnlyList<object> steps) => (Text, _steps) = (text, steps);

    /// <summary>As it was written.</summary>
    internal string Text { get; }

    /// <summary>Reads a path.</summary>
    internal static (JsonPath? Path, string? Problem) Parse(string text)
    {
        var steps = new List<object>();
        var rest = text.AsSpan().Trim();
        rest = rest is ['$', .. var after] ? after : rest;
        var isFirst = true;
        while (!rest.IsEmpty && steps.Count < MostSteps)
        {
            if (rest[0] is '[')
            {
                var end = rest.IndexOf(']');
                if (end < 0 || Bracket(rest[1..end]) is not { } step)
                {
                    break;
                }

                steps.Add(step);
                rest = rest[(end + 1)..];
            }
            else
            {
                if (rest is ['.', not ('.' or '['), ..])
                {
                    rest = rest[1..];
                }
                else if (!isFirst || rest[0] is '.')
                {
                    break;
                }

                var end = rest.IndexOfAny('.', '[');
                var name = end < 0 ? rest : rest[..end];
                steps.Add(name is "*" ? Any.Each : name.ToString());
                rest = end < 0 ? [] : rest[end..];
            }

            isFirst = false;
        }

        return rest.IsEmpty && steps.Count > 0 ? (new(text, steps), null) : (null, "is no path such as error.code or errors[0].code");
    }

    /// <summary>Every value there.</summary>
    internal IEnumerable<JsonElement> Find(JsonElement root)
    {
        IEnumerable<JsonElement> found = [root];
        foreach (var step in _steps)
        {
            found = found.SelectMany(element => Step(element, step));
        }

        return found;
    }

    /// <summary>A value as text: a string as it is, anything else as it is written; null is none.</summary>
    internal static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };

    private static IEnumerable<JsonElement> Step(JsonElement element, object step) => (step, element.ValueKind) switch
    {
        (string name, JsonValueKind.Object) when element.TryGetProperty(name, out var member) => [member],
        (int at, JsonValueKind.Array) when at < element.GetArrayLength() => [element[at]],
        (Any, JsonValueKind.Array) => element.EnumerateArray(),
        (Any, JsonValueKind.Object) => element.EnumerateObject().Select(static p => p.Value),
        _ => [],
    };

    private static object? Bracket(ReadOnlySpan<char> inside)
        => inside is "*" ? Any.Each
            : inside is ['\'', .. { Length: > 0 } single, '\''] ? single.ToString()
            : inside is ['"', .. { Length: > 0 } doubled, '"'] ? doubled.ToString()
            : int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at
            : null;

    private enum Any
    {
        Each,
    }
}
