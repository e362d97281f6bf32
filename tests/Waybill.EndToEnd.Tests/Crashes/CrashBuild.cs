using System.Diagnostics;

namespace Waybill.EndToEnd.Tests;

/// <summary>The program built with crash points, into a folder of its own beside the ordinary build.</summary>
internal static class CrashBuild
{
    /// <summary>Builds what changed since the last time.</summary>
    /// <returns>Waybill.Server.dll.</returns>
    internal static async Task<string> MakeAsync(CancellationToken ct)
    {
        var artifacts = Path.Combine(TestFiles.RepositoryRoot, "artifacts", "crash-points");
        var start = new ProcessStartInfo(
            "dotnet",
            ["build", "src/Waybill.Server", "-c", "Release", "--nologo", "-v", "q", "-clp:NoSummary", "-p:WaybillCrashPoints=true", $"-p:ArtifactsPath={artifacts}"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = TestFiles.RepositoryRoot,
        };
        using var build = Process.Start(start)!;
        var said = await Task.WhenAll(build.StandardOutput.ReadToEndAsync(ct), build.StandardError.ReadToEndAsync(ct));
        await build.WaitForExitAsync(ct);
        Assert.True(build.ExitCode is 0, string.Concat(said));
        return Path.Combine(artifacts, "bin", "Waybill.Server", "release", "Waybill.Server.dll");
    }
}
