using System.Diagnostics;

namespace Waybill.EndToEnd.Tests;

/// <summary>The library that records, and what it is told by the environment.</summary>
internal static class Recorder
{
    private static readonly Lazy<Task<string>> Built = new(BuildAsync);

    /// <summary>Variables of a process whose doings in a folder are to be recorded.</summary>
    /// <param name="folder">Which.</param>
    /// <param name="log">Where to.</param>
    /// <param name="lose">Which syncs are to do nothing; null for none.</param>
    /// <param name="die">When the process is to end by SIGKILL; null for never.</param>
    internal static async Task<IReadOnlyList<KeyValuePair<string, string>>> VariablesAsync(string folder, string log, string? lose = null, string? die = null) =>
    [
        new("LD_PRELOAD", await Built.Value),
        new("WAYBILL_RECORD_ROOT", folder),
        new("WAYBILL_RECORD_LOG", log),
        .. lose is null ? [] : (KeyValuePair<string, string>[])[new("WAYBILL_RECORD_LOSE", lose)],
        .. die is null ? [] : (KeyValuePair<string, string>[])[new("WAYBILL_RECORD_DIE", die)],
    ];

    private static async Task<string> BuildAsync()
    {
        var source = Path.Combine(TestFiles.RepositoryRoot, "tests", "Waybill.EndToEnd.Tests", "PowerLoss", "recorder.c");
        var library = Path.Combine(AppContext.BaseDirectory, "waybill-recorder.so");
        using var compiler = Process.Start(new ProcessStartInfo("gcc", ["-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", library, source, "-ldl", "-lpthread"]) { RedirectStandardError = true })!;
        var said = await compiler.StandardError.ReadToEndAsync();
        await compiler.WaitForExitAsync();
        return compiler.ExitCode is 0 ? library : throw new InvalidOperationException("The recorder cannot be built: " + said);
    }
}
