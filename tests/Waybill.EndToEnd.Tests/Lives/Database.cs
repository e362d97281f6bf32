using Npgsql;

namespace Waybill.EndToEnd.Tests;

/// <summary>A schema of a test's own on the PostgreSQL that <c>./test</c> starts and names in WAYBILL_TEST_POSTGRES.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _schema;

    private Database(string server, string schema) => (_server, _schema) = (server, schema);

    internal string ConnectionString => $"{_server};Search Path={_schema},public;Maximum Pool Size=20";

    /// <summary>Skips the test when it is run by hand without a server.</summary>
    internal static async Task<Database> MakeAsync()
    {
        var server = Environment.GetEnvironmentVariable("WAYBILL_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server), "WAYBILL_TEST_POSTGRES names no server; ./test starts one.");
        var database = new Database(server!, $"t{Guid.NewGuid():N}");
        await RunAsync(server!, $"create schema {database._schema}");
        return database;
    }

    internal Task RunAsync(string sql) => RunAsync(ConnectionString, sql);

    /// <summary>Everything in its tables, as text.</summary>
    internal async Task<string> DumpAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"select schema_to_xml('{_schema}', true, false, '')::text", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync() => await RunAsync(_server, $"set client_min_messages = warning; drop schema if exists {_schema} cascade");

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
