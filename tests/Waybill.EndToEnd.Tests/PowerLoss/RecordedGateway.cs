using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Waybill.EndToEnd.Tests;

/// <summary>The program itself in a process of its own, on a port that stays the same, with or without the recorder.</summary>
internal sealed class RecordedGateway : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = [];

    private RecordedGateway(Process process) => _process = process;

    /// <summary>What it wrote, for people.</summary>
    internal string Said => string.Join('\n', _said.TakeLast(20));

    /// <summary>Ends when the process does.</summary>
    internal Task EndedAsync() => _process.WaitForExitAsync(CancellationToken.None);

    /// <summary>Starts it and waits until it could keep a message.</summary>
    /// <param name="settings">Settings and the recorder's variables.</param>
    /// <param name="port">Where it listens, by these settings.</param>
    /// <param name="mayEnd">Whether it may end before; else that throws.</param>
    /// <param name="ct">Cancels.</param>
    internal static async Task<RecordedGateway> StartAsync(IEnumerable<KeyValuePair<string, string>> settings, int port, bool mayEnd, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Waybill.Server.dll")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var gateway = new RecordedGateway(new Process { StartInfo = start, EnableRaisingEvents = true });
        gateway._process.OutputDataReceived += (_, line) => gateway.Hear(line.Data);
        gateway._process.ErrorDataReceived += (_, line) => gateway.Hear(line.Data);
        gateway._process.Start();
        gateway._process.BeginOutputReadLine();
        gateway._process.BeginErrorReadLine();
        try
        {
            await gateway.ReadyAsync(port, mayEnd, ct);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>A port nobody listens on now.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>SIGTERM, and waits for its end.</summary>
    internal async Task StopAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private async Task ReadyAsync(int port, bool mayEnd, CancellationToken ct)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bounded.CancelAfter(Patience);
        using var http = new HttpClient();
        while (!await IsReadyAsync(http, port, bounded.Token))
        {
            if (_process.HasExited)
            {
                if (mayEnd)
                {
                    return;
                }

                throw new InvalidOperationException("The gateway ended while it started: " + Said);
            }

            await Task.Delay(30, bounded.Token);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, int port, CancellationToken ct)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"), ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Hear(string? line)
    {
        if (line is not null)
        {
            _said.Enqueue(line);
        }
    }
}
