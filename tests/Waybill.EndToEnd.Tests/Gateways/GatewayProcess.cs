using System.Collections.Concurrent;
using System.Diagnostics;

namespace Waybill.EndToEnd.Tests;

/// <summary>The program itself in a process of its own, one life after another. It is killed as a power switch would: without a word.</summary>
/// <param name="program">Waybill.Server.dll.</param>
/// <param name="settings">Environment of each life.</param>
internal sealed class GatewayProcess(string program, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    /// <summary>Exit code of a process that SIGKILL ended.</summary>
    internal const int Killed = 128 + 9;

    private const int MostLines = 2000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ConcurrentQueue<string> _said = [];
    private Process? _process;
    private TaskCompletionSource? _listening;

    /// <summary>The program the tests are built with.</summary>
    internal static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Waybill.Server.dll");

    /// <summary>What it wrote last, all lives together.</summary>
    internal IEnumerable<string> Said => _said;

    /// <summary>Starts it and waits for nothing.</summary>
    /// <param name="more">Further environment of this life.</param>
    internal void Launch(params ReadOnlySpan<(string Name, string Value)> more)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        foreach (var (name, value) in more)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data, listening);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, listening);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The gateway ended while it started: " + string.Join('\n', _said.TakeLast(20))));
        // Nobody may ask: it may be killed before it listens.
        _ = listening.Task.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        (_process, _listening) = (process, listening);
    }

    /// <summary>Waits until it listens.</summary>
    internal Task ListensAsync(CancellationToken ct) => _listening!.Task.WaitAsync(Patience, ct);

    /// <summary>Waits until it ends by itself.</summary>
    /// <param name="within">Bound.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Its exit code; null when it still lives.</returns>
    internal async Task<int?> EndsAsync(TimeSpan within, CancellationToken ct)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bounded.CancelAfter(within);
        try
        {
            await _process!.WaitForExitAsync(bounded.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>SIGKILL.</summary>
    internal async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
            _process = null;
        }
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private void Hear(string? line, TaskCompletionSource listening)
    {
        if (line is null)
        {
            return;
        }

        _said.Enqueue(line);
        while (_said.Count > MostLines)
        {
            _said.TryDequeue(out _);
        }

        if (line.Contains("Now listening on:", StringComparison.Ordinal))
        {
            listening.TrySetResult();
        }
    }
}
