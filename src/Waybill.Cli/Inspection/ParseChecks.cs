using Waybill.Cli.Output;

namespace Waybill.Cli.Inspection;

/// <summary>The check that the input parses to its last byte.</summary>
internal static class ParseChecks
{
    /// <param name="report">Gets the check.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="problem">What does not parse; null when all of it does.</param>
    public static void Check(this InspectReport report, string name, string? problem)
        => report.Check(name, problem is null ? CheckResult.Good : CheckResult.Bad, problem ?? "The input parses to its last byte.");
}
