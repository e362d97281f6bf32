using System.Text.RegularExpressions;

namespace Waybill.Conformance.Tests;

/// <summary>The requirements, the tests that carry their ids, and the reasons why some have no test.</summary>
internal static partial class Catalogue
{
    /// <summary>The groups of what is built: each id of them is covered by a test or listed with the reason why not.</summary>
    public static readonly string[] GroupsInForce =
        ["HTTP", "HDR", "ID", "STRUCT", "CANON", "MIC", "ALGN", "DNO", "MDN", "DISP", "MATCH", "DUP", "FEAT", "MA", "FN", "CRYPTO", "SEC"];

    public static string TestsFolder { get; } = Directory.GetParent(Path.Combine(TestFiles.RepositoryRoot, "testdata"))!
        .GetDirectories("tests").Single().FullName;

    public static IReadOnlyList<RequirementRow> Requirements { get; } = [.. Rows("requirements.tsv", 4).Select(r => new RequirementRow(r[0], r[1], r[2], r[3]))];

    /// <summary>Id → why no test of ours can show it yet.</summary>
    public static IReadOnlyDictionary<string, string> Exceptions { get; } = Rows("exceptions.tsv", 2).ToDictionary(r => r[0], r => r[1], StringComparer.Ordinal);

    /// <summary>Id → what of it its tests do not show.</summary>
    public static IReadOnlyDictionary<string, string> Rests { get; } = Rows("rests.tsv", 2).ToDictionary(r => r[0], r => r[1], StringComparer.Ordinal);

    /// <summary>Id → tests, as <c>Project: Class.Method</c>, found in the sources so that nobody has to register anything.</summary>
    public static ILookup<string, string> Tests { get; } = Directory.EnumerateFiles(TestsFolder, "*.cs", SearchOption.AllDirectories)
        .SelectMany(TestsOf).Distinct().ToLookup(t => t.Id, t => t.Test, StringComparer.Ordinal);

    public static string GroupOf(string id) => id.Split('-')[1];

    private static IEnumerable<string[]> Rows(string file, int columns)
        => File.ReadLines(Path.Combine(AppContext.BaseDirectory, file)).Skip(1).Where(l => l.Length > 0).Select(l => l.Split('\t', columns));

    /// <summary>The claims of one source file: an attribute may span lines, and stands above a test that runs.</summary>
    /// <exception cref="InvalidDataException">A claim stands above no test, or above one that is skipped.</exception>
    private static IEnumerable<(string Id, string Test)> TestsOf(string path)
    {
        var project = Path.GetRelativePath(TestsFolder, path).Split(Path.DirectorySeparatorChar)[0];
        return Claims(path, File.ReadLines(path)).Select(c => (c.Id, $"{project}: {c.Test}"));
    }

    internal static IEnumerable<(string Id, string Test)> Claims(string path, IEnumerable<string> lines)
    {
        var type = "";
        var waiting = new List<string>();
        var (isOpen, isTest) = (false, false);
        foreach (var line in lines)
        {
            if (isOpen || RequirementPattern().IsMatch(line))
            {
                waiting.AddRange(IdPattern().Matches(line).Select(m => m.Value));
                isOpen = !line.Contains(')', StringComparison.Ordinal);
            }
            else if (ClassPattern().Match(line) is { Success: true } declared)
            {
                type = declared.Groups[1].Value;
            }

            isTest |= TestPattern().IsMatch(line);
            if (!isOpen && MethodPattern().Match(line) is { Success: true } method)
            {
                foreach (var id in waiting)
                {
                    yield return isTest ? (id, $"{type}.{method.Groups[1].Value}") : throw new InvalidDataException($"{path}: {id} stands above {method.Groups[1].Value}, which is no test.");
                }

                waiting.Clear();
                isTest = false;
            }
        }

        if (waiting.Count > 0)
        {
            throw new InvalidDataException($"{path}: {string.Join(", ", waiting)} stand above nothing.");
        }
    }

    [GeneratedRegex(@"^\s*\[.*\bRequirement\(")]
    private static partial Regex RequirementPattern();

    [GeneratedRegex(@"^\s*\[(?:.*\W)?(?:Fact|Theory)\b(?!.*\bSkip)")]
    private static partial Regex TestPattern();

    [GeneratedRegex(@"AS2-[A-Z]+-\d{3}")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^\s*(?:public|internal)\s+(?:sealed\s+|static\s+|abstract\s+|partial\s+)*class\s+(\w+)")]
    private static partial Regex ClassPattern();

    [GeneratedRegex(@"^\s*public\s+(?:async\s+|static\s+|override\s+)*[\w<>\[\],?.() ]+?\s+(\w+)\(")]
    private static partial Regex MethodPattern();
}

internal sealed record RequirementRow(string Id, string Level, string Source, string Text);
