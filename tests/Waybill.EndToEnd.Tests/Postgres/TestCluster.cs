using System.Diagnostics;

namespace Waybill.EndToEnd.Tests;

/// <summary>A PostgreSQL of one test's own, which it may crash.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private static readonly string Script = Path.Combine(TestFiles.RepositoryRoot, "eng", "postgres");

    private readonly string _folder;

    private TestCluster(string folder, string server) => (_folder, Server) = (folder, server);

    /// <summary>Connection string of its first database.</summary>
    internal string Server { get; }

    internal static async Task<TestCluster> StartAsync(CancellationToken ct)
        => (await RunAsync(ct, "start")).Split('\n', StringSplitOptions.RemoveEmptyEntries) is [var folder, var server] ? new(folder, server) : throw new InvalidOperationException("eng/postgres start says something else.");

    /// <summary><c>pg_ctl stop -m immediate</c>: no connection is ended in order and nothing is written out.</summary>
    internal Task CrashAsync(CancellationToken ct) => RunAsync(ct, "crash", _folder);

    /// <summary>Starts it again; it recovers from its log.</summary>
    internal Task AgainAsync(CancellationToken ct) => RunAsync(ct, "again", _folder);

    public async ValueTask DisposeAsync() => await RunAsync(CancellationToken.None, "stop", _folder);

    private static async Task<string> RunAsync(CancellationToken ct, params IReadOnlyList<string> arguments)
    {
        // Into files: the server it starts would hold a pipe open.
        var output = Path.GetTempFileName();
        try
        {
            using var script = Process.Start(new ProcessStartInfo("bash", ["-c", "\"$@\" >\"$0\" 2>&1", output, Script, .. arguments]))!;
            await script.WaitForExitAsync(ct);
            var said = await File.ReadAllTextAsync(output, ct);
            return script.ExitCode is 0 ? said : throw new InvalidOperationException($"eng/postgres {arguments[0]}: {said}");
        }
        finally
        {
            File.Delete(output);
        }
    }
}
