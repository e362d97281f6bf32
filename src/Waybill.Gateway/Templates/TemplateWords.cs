using System.Text.RegularExpressions;

namespace Waybill.Gateway;

/// <summary>Looks at every expression of a template before it is compiled: what is not known here never reaches the engine.</summary>
internal static partial class TemplateWords
{
    private static readonly HashSet<string> Blocks = new(["if", "unless"], StringComparer.Ordinal);
    private static readonly HashSet<string> Helpers = new(["lower", "upper"], StringComparer.Ordinal);

    /// <returns>The names the template asks for, or why it is not taken.</returns>
    internal static (IReadOnlySet<string> Uses, string? Problem) Check(string text, IReadOnlyCollection<string> names)
    {
        var uses = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match match in Expression().Matches(text))
        {
            var words = match.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (Problem(words, match.Groups["sign"].Value, names, uses) is { } problem)
            {
                return (uses, problem);
            }
        }

        // What is left of braces belongs to no expression.
        return Expression().Replace(text, "").Contains("{{", StringComparison.Ordinal) ? (uses, "has braces that are not closed") : (uses, null);
    }

    private static string? Problem(string[] words, string sign, IReadOnlyCollection<string> names, HashSet<string> uses)
    {
        switch (words, sign)
        {
            case (["else"], ""):
            case ([var end], "/") when Blocks.Contains(end):
                return null;
            case ([var block, var condition], "#") when Blocks.Contains(block) && names.Contains(condition):
                uses.Add(condition);
                return null;
            case ([var helper, var value], "") when Helpers.Contains(helper) && names.Contains(value):
                uses.Add(value);
                return null;
            case ([var name], "") when names.Contains(name):
                uses.Add(name);
                return null;
            default:
                return $"asks for {{{{{sign}{string.Join(' ', words)}}}}}, which is not known; there are {string.Join(", ", names)}, and if, unless, else, lower, upper";
        }
    }

    [GeneratedRegex(@"\{\{\{?(?<sign>[^\sA-Za-z{}]?)(?<words>[^{}]*)\}\}\}?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Expression();
}
