using System.Collections.Concurrent;
using System.Diagnostics;

namespace Waybill.EndToEnd.Tests;

/// <summary>The program in a process of its own, on a free port, with all it says.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = [];
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(IReadOnlyDictionary<string, string> settings, string[] more)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Waybill.Server.dll"), "--Waybill:Urls", "http://127.0.0.1:0", .. more])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal Uri Address { get; private set; } = new("http://127.0.0.1:1");

    /// <summary>What it printed, both ways.</summary>
    internal string Said => string.Join('\n', _said);

    /// <summary>A running server.</summary>
    internal static async Task<ServerProcess> StartAsync(IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var server = new ServerProcess(settings, []);
        var ended = server._process.WaitForExitAsync(ct);
        if (await Task.WhenAny(server._listening.Task, ended) == ended)
        {
            throw new InvalidOperationException("The server ended at once: " + server.Said);
        }

        server.Address = await server._listening.Task;
        return server;
    }

    /// <summary>Runs to the end. Returns exit code and all it said.</summary>
    internal static async Task<(int Exit, string Said)> RunToEndAsync(IReadOnlyDictionary<string, string> settings, CancellationToken ct, params string[] more)
    {
        await using var server = new ServerProcess(settings, more);
        await server._process.WaitForExitAsync(ct);
        return (server._process.ExitCode, server.Said);
    }

    /// <summary>SIGKILL.</summary>
    internal async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        _said.Enqueue(line);
        if (line.IndexOf("http://127.0.0.1:", StringComparison.Ordinal) is >= 0 and var at && Uri.TryCreate(line[at..].Trim(), UriKind.Absolute, out var address))
        {
            _listening.TrySetResult(address);
        }
    }
}
