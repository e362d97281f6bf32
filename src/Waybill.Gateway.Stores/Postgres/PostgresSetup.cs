using System.Globalization;
using Npgsql;

namespace Waybill.Gateway.Stores;

/// <summary>What is looked at and made when a database is opened, under an advisory lock: of two processes that start at once one migrates.</summary>
internal static class PostgresSetup
{
    private const string Database = "Postgres";

    /// <summary>Any number no other program takes: "waybill" in letters.</summary>
    private const long LockNumber = 0x0077617962696c6c;

    internal static async Task PrepareAsync(NpgsqlConnection connection, string name, CancellationToken ct)
    {
        PostgresDurability.CheckVersion(connection.PostgreSqlVersion, name);
        await PostgresDurability.CheckAsync(connection, name, ct);
        await RunAsync(connection, $"select pg_advisory_lock({LockNumber})", ct);
        try
        {
            await MigrateAsync(connection, name, ct);
            await IndexNamesAsync(connection, ct);
            await PostgresDurability.WarnAsync(connection, ct);
        }
        finally
        {
            await RunAsync(connection, $"select pg_advisory_unlock({LockNumber})", CancellationToken.None);
        }
    }

    private static async Task MigrateAsync(NpgsqlConnection connection, string name, CancellationToken ct)
    {
        await RunAsync(connection, "create table if not exists schema_version(version integer primary key, applied_at timestamptz not null default now())", ct);
        var version = int.Parse(await AskAsync(connection, "select coalesce(max(version), 0)::text from schema_version", ct), CultureInfo.InvariantCulture);
        if (version > Schema.Newest(Database))
        {
            throw new JournalException($"The database {name} was written by a newer Waybill (version {version}). Start that one, or restore a backup made before it.");
        }

        foreach (var (next, sql) in await Schema.AfterAsync(Database, version, ct))
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await RunAsync(connection, sql, ct);
            await RunAsync(connection, $"insert into schema_version(version) values ({next})", ct);
            await transaction.CommitAsync(ct);
        }
    }

    /// <summary>Searching file names by part needs pg_trgm. Where it is not installed the search reads row by row, and an alert says so until it is.</summary>
    private static async Task IndexNamesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        const string Resolve = "update alert set resolved_at = (extract(epoch from now()) * 1000)::bigint where kind = 'name-search-slow' and resolved_at is null";
        const string Raise =
            "insert into alert(kind, subject, severity, text, raised_at, last_at, count) select 'name-search-slow', 'store', 0, " +
            "'Searching file names reads the whole journal: the extension pg_trgm is not installed. Install postgresql-contrib and restart the gateway.', t, t, 1 " +
            "from (select (extract(epoch from now()) * 1000)::bigint t) x on conflict (kind, subject) where resolved_at is null do nothing";
        if (await AskAsync(connection, "select count(*)::text from pg_indexes where indexname = 'exchange_name' and schemaname = any(current_schemas(false))", ct) is "1")
        {
            return;
        }

        try
        {
            await RunAsync(connection, "create extension if not exists pg_trgm", ct);
            await RunAsync(connection, "create index if not exists exchange_name on exchange using gin (file_names gin_trgm_ops)", ct);
            await RunAsync(connection, Resolve, ct);
        }
        catch (PostgresException)
        {
            await RunAsync(connection, Raise, ct);
        }
    }

    internal static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    internal static async Task<string> AskAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct) as string ?? "";
    }
}
