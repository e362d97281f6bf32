using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Waybill.Conformance.Tests;

/// <summary>The numbered events of the log, found in the sources, and their page.</summary>
internal static partial class LogEvents
{
    private static readonly (int From, string About)[] Groups =
    [
        (1000, "The AS2 address"), (2000, "Messages in the journal"), (3000, "Receipts"), (4000, "Sending and handing on"), (5000, "The API"), (7000, "Echo"), (9000, "The program"),
    ];

    private static readonly string Sources = Path.Combine(Directory.GetParent(Catalogue.TestsFolder)!.FullName, "src");

    /// <summary>Every event, by number.</summary>
    internal static IReadOnlyList<LogEvent> All { get; } = [.. Files().SelectMany(f => EventsOf(File.ReadAllText(f))).OrderBy(e => e.Id)];

    /// <summary>Files that write to the log without a number.</summary>
    internal static IReadOnlyList<string> Unnumbered { get; } = [.. Files().Where(f => PlainPattern().IsMatch(File.ReadAllText(f))).Select(f => Path.GetRelativePath(Sources, f))];

    /// <exception cref="InvalidDataException">An event does not have its number, level and sentence in this order.</exception>
    internal static IReadOnlyList<LogEvent> EventsOf(string source)
    {
        LogEvent[] found = [.. EventPattern().Matches(source).Select(m => new LogEvent(int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture), m.Groups[2].Value, m.Groups[3].Value))];
        return found.Length == AnyPattern().Count(source) ? found : throw new InvalidDataException("An event is not written as [LoggerMessage(number, LogLevel.Level, \"sentence\")].");
    }

    internal static string Print()
    {
        var page = new StringBuilder();
        page.Append("# Log events\n\nPrinted from the sources; do not edit. `WAYBILL_PRINT=1 ./test Conformance` prints it anew.\n\n");
        page.Append("Each line of the log that Waybill writes has a number that keeps its meaning; what stands in braces is a field of its own in structured logs.\n");
        for (var i = 0; i < Groups.Length; i++)
        {
            var until = i + 1 < Groups.Length ? Groups[i + 1].From : int.MaxValue;
            var events = All.Where(e => e.Id >= Groups[i].From && e.Id < until).ToList();
            if (events.Count is 0)
            {
                continue;
            }

            page.Append(CultureInfo.InvariantCulture, $"\n## {Groups[i].From}: {Groups[i].About}\n\n| number | level | event |\n|---|---|---|\n");
            foreach (var one in events)
            {
                page.Append(CultureInfo.InvariantCulture, $"| {one.Id} | {one.Level} | {one.Text.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
            }
        }

        return page.ToString();
    }

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories);

    [GeneratedRegex(@"\[LoggerMessage\((\d{4}), LogLevel\.(\w+), ""((?:[^""\\]|\\.)*)""\)\]")]
    private static partial Regex EventPattern();

    [GeneratedRegex(@"\bLoggerMessage(?:Attribute)?\b")]
    private static partial Regex AnyPattern();

    [GeneratedRegex(@"\.Log(?:Trace|Debug|Information|Warning|Error|Critical)?\((?!\))|\bLoggerMessage\.Define")]
    private static partial Regex PlainPattern();
}

internal sealed record LogEvent(int Id, string Level, string Text);
