using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Waybill.Benchmarks;

/// <summary>Copies a journal from SQLite into a PostgreSQL database that has the same tables, empty. Indexes are made again at the end.</summary>
internal static class PostgresCopy
{
    public static async Task RunAsync(string database, string postgres)
    {
        await using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await source.OpenAsync();
        await using var target = NpgsqlDataSource.Create(postgres);
        await using var connection = await target.OpenConnectionAsync();
        await DoAsync(connection, "set session_replication_role = replica");
        var indexes = await ListAsync(
            connection, "select i.indexdef, i.indexname from pg_indexes i where i.schemaname = current_schema and not exists (select 1 from pg_constraint c where c.conname = i.indexname)",
            static r => (Text: r.GetString(0), Name: r.GetString(1)));
        foreach (var index in indexes)
        {
            await DoAsync(connection, $"drop index \"{index.Name}\"");
        }

        foreach (var table in await ListAsync(connection, "select table_name from information_schema.tables where table_schema = current_schema and table_type = 'BASE TABLE'", static r => r.GetString(0)))
        {
            await CopyAsync(source, connection, table);
        }

        foreach (var index in indexes)
        {
            await DoAsync(connection, index.Text);
        }

        foreach (var (table, column) in await ListAsync(
            connection, "select table_name, column_name from information_schema.columns where table_schema = current_schema and is_identity = 'YES'", static r => (r.GetString(0), r.GetString(1))))
        {
            await DoAsync(connection, $"select setval(pg_get_serial_sequence('{table}', '{column}'), coalesce((select max({column}) from {table}), 0) + 1)");
        }

        await DoAsync(connection, "analyze");
    }

    private static async Task CopyAsync(SqliteConnection source, NpgsqlConnection target, string table)
    {
        var known = await ListOfAsync(source, table);
        var columns = (await ListAsync(
            target, $"select column_name, data_type from information_schema.columns where table_schema = current_schema and table_name = '{table}' order by ordinal_position",
            static r => (Name: r.GetString(0), Type: r.GetString(1)))).Where(c => known.Contains(c.Name)).ToArray();
        if (columns is [] || known.Count is 0)
        {
            return;
        }

        await DoAsync(target, $"delete from {table}");
        var names = string.Join(", ", columns.Select(c => c.Name));
        await using var select = source.CreateCommand();
        select.CommandText = $"select {names} from {table}";
        await using var rows = await select.ExecuteReaderAsync();
        await using var import = await target.BeginBinaryImportAsync($"copy {table} ({names}) from stdin (format binary)");
        import.Timeout = TimeSpan.FromMinutes(30);
        while (await rows.ReadAsync())
        {
            await import.StartRowAsync();
            for (var i = 0; i < columns.Length; i++)
            {
                await (rows.IsDBNull(i) ? import.WriteNullAsync() : columns[i].Type switch
                {
                    "bytea" => import.WriteAsync((byte[])rows.GetValue(i), NpgsqlDbType.Bytea),
                    "text" => import.WriteAsync(rows.GetString(i), NpgsqlDbType.Text),
                    "integer" => import.WriteAsync(rows.GetInt32(i), NpgsqlDbType.Integer),
                    "bigint" => import.WriteAsync(rows.GetInt64(i), NpgsqlDbType.Bigint),
                    var other => throw new NotSupportedException($"{table}.{columns[i].Name} is a {other}."),
                });
            }
        }

        await import.CompleteAsync();
    }

    private static async Task<HashSet<string>> ListOfAsync(SqliteConnection source, string table)
    {
        await using var command = source.CreateCommand();
        command.CommandText = $"select name from pragma_table_info('{table}')";
        await using var rows = await command.ExecuteReaderAsync();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (await rows.ReadAsync())
        {
            names.Add(rows.GetString(0));
        }

        return names;
    }

    private static async Task<List<T>> ListAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var list = new List<T>();
        while (await rows.ReadAsync())
        {
            list.Add(read(rows));
        }

        return list;
    }

    private static async Task DoAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 1800 };
        await command.ExecuteNonQueryAsync();
    }
}
