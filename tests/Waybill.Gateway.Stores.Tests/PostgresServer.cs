using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Waybill.Gateway.Stores.Tests;

/// <summary>The PostgreSQL that <c>./test</c> starts and names in WAYBILL_TEST_POSTGRES. Each test works in a schema of its own.</summary>
internal static class PostgresServer
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static bool _hasExtension;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The server's connection string; the test is skipped when it is run by hand without one.</summary>
    internal static string Required()
    {
        var text = Environment.GetEnvironmentVariable("WAYBILL_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(text), "WAYBILL_TEST_POSTGRES names no server; ./test starts one.");
        return text!;
    }

    /// <summary>A connection string whose tables live in a new schema.</summary>
    internal static async Task<string> NewSchemaAsync()
    {
        var server = Required();
        await Gate.WaitAsync(Ct);
        try
        {
            if (!_hasExtension)
            {
                await RunAsync(server, "create extension if not exists pg_trgm with schema public");
                _hasExtension = true;
            }
        }
        finally
        {
            Gate.Release();
        }

        var schema = $"t{Guid.NewGuid():N}";
        await RunAsync(server, $"create schema {schema}");
        return $"{server};Search Path={schema},public;Maximum Pool Size=20";
    }

    internal static async Task DropAsync(string connectionString)
    {
        var schema = new NpgsqlConnectionStringBuilder(connectionString).SearchPath!.Split(',')[0];
        await RunAsync(Required(), $"set client_min_messages = warning; drop schema if exists {schema} cascade");
    }

    internal static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    internal static async ValueTask<long> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(Ct), CultureInfo.InvariantCulture);
    }

    /// <summary>Asks until this is the answer.</summary>
    internal static async Task UntilAsync(string connectionString, string sql, long expected)
    {
        while (await AskAsync(connectionString, sql) != expected)
        {
            await Task.Delay(50, Ct);
        }
    }

    /// <summary>Runs <c>eng/postgres</c> and gives its lines.</summary>
    internal static async Task<string[]> ClusterAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(TestFiles.RepositoryRoot, "eng", "postgres")) { RedirectStandardOutput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("eng/postgres does not start.");
        var lines = new List<string>();

        // Not to the end of the pipe: the server it starts may hold it open.
        while (lines.Count < (arguments[0] is "start" ? 2 : 0) && await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            lines.Add(line);
        }

        await process.WaitForExitAsync(CancellationToken.None);
        Assert.Equal(0, process.ExitCode);
        return [.. lines];
    }
}
