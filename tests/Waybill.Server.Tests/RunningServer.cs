using System.Diagnostics;

namespace Waybill.Server.Tests;

/// <summary>The program itself, in a process of its own, on a free loopback port.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly Process _process;

    private RunningServer(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    internal Uri Address { get; }

    internal static async Task<RunningServer> StartAsync(string data, CancellationToken ct, params string[] more)
    {
        // The port comes by the environment and the folder by the command line, so both ways are travelled.
        var process = Start(new() { ["WAYBILL__URLS"] = "http://127.0.0.1:0" }, Path.GetTempPath(), ["--Waybill:Data", data, .. more]);
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (line.IndexOf("http://127.0.0.1:", StringComparison.Ordinal) is >= 0 and var at)
            {
                return new(process, new Uri(line[at..].Trim()));
            }
        }

        throw new InvalidOperationException("The server ended at once: " + await process.StandardError.ReadToEndAsync(ct));
    }

    internal static Task<(int Exit, string Output, string Error)> RunToEndAsync(CancellationToken ct, params string[] args) => RunInAsync(Path.GetTempPath(), ct, args);

    internal static async Task<(int Exit, string Output, string Error)> RunInAsync(string folder, CancellationToken ct, params string[] args)
    {
        using var process = Start([], folder, args);
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var error = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>SIGTERM, as a service manager says it.</summary>
    internal async Task<int> TerminateAsync(CancellationToken ct)
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(ct);
        }

        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Start(Dictionary<string, string> environment, string folder, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Waybill.Server.dll"), .. args])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
