using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Waybill.Benchmarks;

/// <summary>The published server, in a process of its own with its own folder.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly string _folder;

    private ServerProcess(Process process, string folder, int port) => (_process, _folder, Port) = (process, folder, port);

    /// <summary>Where it listens, on loopback.</summary>
    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}/");

    /// <summary>Seconds from the creation of the process until it listened, when that was waited for.</summary>
    public double Started { get; private set; }

    /// <summary>Processor seconds so far, user and system.</summary>
    public double ProcessorSeconds => ProcessFacts.ProcessorSeconds(_process.Id);

    /// <summary>Memory it holds now (VmRSS), in bytes.</summary>
    public long Memory => ProcessFacts.Status(_process.Id, "VmRSS");

    /// <summary>The most it held since <see cref="ForgetPeak"/> (VmHWM), in bytes.</summary>
    public long Peak => ProcessFacts.Peak(_process.Id);

    /// <summary>Bytes it caused to be written to the disk.</summary>
    public long Written => ProcessFacts.Written(_process.Id);

    /// <summary>Where the program of <c>dotnet publish</c> is.</summary>
    public static string Program => Path.Combine(Settings.Root(), "artifacts", "publish", "Waybill.Server", "release", "Waybill.Server");

    public string Database => Path.Combine(_folder, "data", "waybill.db");

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="folder">Its own; its settings and log are written there, its data is <c>data</c> below.</param>
    /// <param name="waybill">Its settings without addresses and folders.</param>
    public static async Task<ServerProcess> StartAsync(string folder, JsonObject waybill)
    {
        var began = Stopwatch.GetTimestamp();
        var server = await LaunchAsync(folder, waybill);
        using var client = await server.ConnectAsync();
        server.Started = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return server;
    }

    /// <summary>Starts it and does not wait.</summary>
    public static async Task<ServerProcess> LaunchAsync(string folder, JsonObject waybill)
    {
        var port = FreePort();
        waybill["Urls"] = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
        waybill["Data"] = Path.Combine(folder, "data");
        var settings = new JsonObject { ["Waybill"] = waybill.DeepClone() };
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), settings.ToJsonString());

        // The log goes to a file, as it does under a service manager; exec keeps the process the one we started.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" >> \"$1\" 2>&1", Program, Path.Combine(folder, "log.txt")]) { WorkingDirectory = folder };
        return new(Process.Start(start)!, folder, port);
    }

    /// <summary>A connection, as soon as it listens.</summary>
    public async Task<WireClient> ConnectAsync()
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < LongestStart; await Task.Delay(1))
        {
            if (_process.HasExited)
            {
                break;
            }

            try
            {
                return await WireClient.ConnectAsync(Port);
            }
            catch (SocketException)
            {
                // Not yet.
            }
        }

        throw new InvalidOperationException($"The server does not listen:\n{await LogAsync()}");
    }

    /// <summary>From now on <see cref="Peak"/> is the most it holds after this.</summary>
    public void ForgetPeak() => File.WriteAllText($"/proc/{_process.Id.ToString(CultureInfo.InvariantCulture)}/clear_refs", "5");

    /// <summary>Waits until it does next to nothing, at most half a minute: what it does behind its answers is done.</summary>
    public async Task QuietAsync()
    {
        for (var (round, busy) = (0, true); busy && round < 60; round++)
        {
            var before = ProcessorSeconds;
            await Task.Delay(500);
            busy = ProcessorSeconds - before > 0.02;
        }
    }

    public Task<string> LogAsync() => File.ReadAllTextAsync(Path.Combine(_folder, "log.txt"));

    /// <summary>Asks it to end, and waits.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited)
        {
            const int Term = 15;
            ProcessFacts.Signal(_process.Id, Term);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
