using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Waybill.Server;

/// <summary>A company's gateway in a process of its own, one life after another at one address: it can be killed, and the demo lives on.</summary>
/// <param name="settings">All its settings but the address.</param>
/// <param name="folder">Where its settings are written for it to read.</param>
internal sealed class DemoProcess(IReadOnlyDictionary<string, string?> settings, string folder) : IAsyncDisposable
{
    /// <summary>The argument before the file of settings.</summary>
    internal const string Argument = "--demo-company";

    /// <summary>Below the ports that outgoing connections get: one of those could take it between two lives.</summary>
    private const int FirstPort = 20_000;

    private const int LastPort = 32_000;

    private readonly Uri _root = new($"http://127.0.0.1:{FreePort()}");
    private Process? _process;
    private Task _heard = Task.CompletedTask;

    /// <summary>Where it receives.</summary>
    internal Uri Address => new(_root, "/as2");

    /// <summary>Of the present life.</summary>
    internal int Id => _process!.Id;

    /// <summary>Begins a life, and waits until it receives.</summary>
    internal async Task StartAsync(CancellationToken ct)
    {
        var file = Path.Combine(folder, "gateway.json");
        Dictionary<string, string?> all = new(settings, StringComparer.Ordinal) { ["Waybill:Urls"] = _root.ToString() };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(all), ct);
        var program = Environment.ProcessPath!;
        string[] own = string.Equals(Path.GetFileNameWithoutExtension(program), "dotnet", StringComparison.Ordinal) ? [Path.Combine(AppContext.BaseDirectory, "Waybill.Server.dll")] : [];
        _process = Process.Start(new ProcessStartInfo(program, [.. own, Argument, file]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = folder })!;
        if (await _process.StandardOutput.ReadLineAsync(ct) is null)
        {
            throw new InvalidOperationException($"The gateway in {folder} did not start.");
        }

        // Nobody reads it, and a full pipe would hold it up.
        _heard = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>SIGKILL: it cannot finish anything.</summary>
    internal async Task KillAsync()
    {
        _process!.Kill();
        await EndedAsync();
    }

    /// <summary>Ends it in order, by the end of its input.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await EndedAsync();
        }
    }

    /// <summary>What that process does: it runs a gateway by the settings in the file until its input ends, be it that the demo went away.</summary>
    internal static async Task<int> ServeAsync(string file, TextReader input, TextWriter output)
    {
        var settings = JsonSerializer.Deserialize<Dictionary<string, string?>>(await File.ReadAllTextAsync(file))!;
        await using var gateway = await WaybillHost.BuildAsync([], settings);
        await gateway.StartAsync();
        await output.WriteLineAsync(gateway.As2Address().ToString());
        await input.ReadToEndAsync();
        await gateway.StopAsync();
        return 0;
    }

    private async Task EndedAsync()
    {
        await _process!.WaitForExitAsync(CancellationToken.None);
        await _heard;
        _process.Dispose();
        _process = null;
    }

    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(FirstPort, LastPort);
            using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }
}
