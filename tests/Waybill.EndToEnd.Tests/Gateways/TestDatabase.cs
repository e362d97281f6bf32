using Npgsql;

namespace Waybill.EndToEnd.Tests;

/// <summary>A database of its own on the server that WAYBILL_TEST_POSTGRES names.</summary>
internal static class TestDatabase
{
    private const string Server = "WAYBILL_TEST_POSTGRES";

    /// <summary>Makes one. Skips the test when no server is named, as when it is run by hand.</summary>
    /// <returns>Connection string.</returns>
    internal static async Task<string> MakeAsync(CancellationToken ct)
    {
        SkipWithoutServer();
        return await MakeAsync(Environment.GetEnvironmentVariable(Server)!, "pair_" + Guid.NewGuid().ToString("N"), ct);
    }

    /// <summary>Skips a test that brings a server of its own where none is to be expected.</summary>
    internal static void SkipWithoutServer() => Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Server)), $"{Server} names no server.");

    /// <summary>Makes one of this name.</summary>
    internal static async Task<string> MakeAsync(string server, string name, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(server + ";Pooling=false");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is ours: an identifier cannot be a parameter.
        command.CommandText = $"create database {name}";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
    }
}
