using System.Text.RegularExpressions;

namespace Waybill.Conformance.Tests;

/// <summary>The requirements, the tests that carry their ids, and the reasons why some have no test.</summary>
internal static partial class Catalogue
{
    /// <summary>The groups that need no journal: each id of them is covered by a test or listed with the reason why not.</summary>
    public static readonly string[] GroupsInForce =
        ["HTTP", "HDR", "ID", "STRUCT", "CANON", "MIC", "ALGN", "DNO", "MDN", "DISP", "MATCH", "FEAT", "MA", "FN", "CRYPTO", "SEC"];

    public static string TestsFolder { get; } = Directory.GetParent(Path.Combine(TestFiles.RepositoryRoot, "testdata"))!
        .GetDirectories("tests").Single().FullName;

    public static IReadOnlyList<RequirementRow> Requirements { get; } = [.. Rows("requirements.tsv", 4).Select(r => new RequirementRow(r[0], r[1], r[2], r[3]))];

    /// <summary>Id → why no test of ours can show it yet.</summary>
    public static IReadOnlyDictionary<string, string> Exceptions { get; } = Rows("exceptions.tsv", 2).ToDictionary(r => r[0], r => r[1], StringComparer.Ordinal);

    /// <summary>Id → tests, as <c>Project: Class.Method</c>, found in the sources so that nobody has to register anything.</summary>
    public static ILookup<string, string> Tests { get; } = Directory.EnumerateFiles(TestsFolder, "*.cs", SearchOption.AllDirectories)
        .SelectMany(TestsOf).Distinct().ToLookup(t => t.Id, t => t.Test, StringComparer.Ordinal);

    public static string GroupOf(string id) => id.Split('-')[1];

    private static IEnumerable<string[]> Rows(string file, int columns)
        => File.ReadLines(Path.Combine(AppContext.BaseDirectory, file)).Skip(1).Where(l => l.Length > 0).Select(l => l.Split('\t', columns));

    private static IEnumerable<(string Id, string Test)> TestsOf(string path)
    {
        var project = Path.GetRelativePath(TestsFolder, path).Split(Path.DirectorySeparatorChar)[0];
        var type = "";
        var waiting = new List<string>();
        foreach (var line in File.ReadLines(path))
        {
            if (RequirementPattern().Match(line) is { Success: true } requirement)
            {
                waiting.AddRange(IdPattern().Matches(requirement.Value).Select(m => m.Value));
            }
            else if (ClassPattern().Match(line) is { Success: true } declared)
            {
                type = declared.Groups[1].Value;
                foreach (var id in waiting)
                {
                    yield return (id, $"{project}: {type}");
                }

                waiting.Clear();
            }

            if (waiting.Count > 0 && MethodPattern().Match(line) is { Success: true } method)
            {
                foreach (var id in waiting)
                {
                    yield return (id, $"{project}: {type}.{method.Groups[1].Value}");
                }

                waiting.Clear();
            }
        }
    }

    [GeneratedRegex(@"Requirement\(.*")]
    private static partial Regex RequirementPattern();

    [GeneratedRegex(@"AS2-[A-Z]+-\d{3}")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^\s*(?:public|internal)\s+(?:sealed\s+|static\s+|abstract\s+|partial\s+)*class\s+(\w+)")]
    private static partial Regex ClassPattern();

    [GeneratedRegex(@"^\s*public\s+(?:async\s+|static\s+)*[\w<>\[\],?. ]+\s+(\w+)\(")]
    private static partial Regex MethodPattern();
}

internal sealed record RequirementRow(string Id, string Level, string Source, string Text);
