using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;

namespace Waybill.Gateway.Stores;

/// <summary>One transaction on a pooled connection. The driver prepares what is used twice.</summary>
internal sealed class PostgresUnit(NpgsqlConnection connection, PostgresNumbers numbers, Action<int>? step) : ISqlUnit
{
    internal const string Channel = "waybill_due";

    /// <summary>Where processes tell each other what changed.</summary>
    internal const string ChangeChannel = "waybill_changed";

    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    private HashSet<JournalChange>? _changes;
    private int _steps;

    public bool HasPendingNames => false;

    internal bool IsDiscarded { get; private set; }

    public ValueTask<int> DoAsync(string sql, params ReadOnlySpan<SqlValue> values) => RunAsync(Command(sql, values));

    public ValueTask<T?> OneAsync<T>(string sql, Func<ISqlRow, T> read, params ReadOnlySpan<SqlValue> values) => FirstAsync(Command(sql, values), read);

    public ValueTask<List<T>> ManyAsync<T>(string sql, Func<ISqlRow, T> read, params ReadOnlySpan<SqlValue> values) => AllAsync(Command(sql, values), read);

    public async ValueTask<long> NewNumberAsync(DateTimeOffset at) => SqlCodec.Number(at, await numbers.NextAsync(this));

    /// <summary>Told by the database, to every process, with the commit.</summary>
    public async ValueTask DueAsync(string scope) => await DoAsync("select pg_notify($1, $2)", Channel, SqlCodec.Cut(scope, 1000));

    public void Changed(string topic, string id) => (_changes ??= []).Add(new(topic, id, IsElsewhere: false));

    /// <summary>What looks different after the commit.</summary>
    internal IReadOnlyCollection<JournalChange> Changes => _changes is null ? [] : _changes;

    public void Discard() => IsDiscarded = true;

    private static async ValueTask<int> RunAsync(NpgsqlCommand command)
    {
        await using (command)
        {
            return await command.ExecuteNonQueryAsync();
        }
    }

    private static async ValueTask<T?> FirstAsync<T>(NpgsqlCommand command, Func<ISqlRow, T> read)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync();
            return await reader.ReadAsync() ? read(new Row(reader)) : default;
        }
    }

    private static async ValueTask<List<T>> AllAsync<T>(NpgsqlCommand command, Func<ISqlRow, T> read)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<T>();
            var row = new Row(reader);
            while (await reader.ReadAsync())
            {
                rows.Add(read(row));
            }

            return rows;
        }
    }

    private NpgsqlCommand Command(string sql, ReadOnlySpan<SqlValue> values)
    {
        step?.Invoke(++_steps);
        var command = new NpgsqlCommand(Texts.TryGetValue(sql, out var text) ? text : Translate(sql), connection);
        foreach (ref readonly var value in values)
        {
            command.Parameters.Add(value.Kind switch
            {
                SqlKind.Number => new NpgsqlParameter<long> { TypedValue = value.Number, NpgsqlDbType = NpgsqlDbType.Bigint },
                SqlKind.Text => new NpgsqlParameter<string> { TypedValue = value.Text, NpgsqlDbType = NpgsqlDbType.Text },
                SqlKind.Bytes => new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = value.Bytes, NpgsqlDbType = NpgsqlDbType.Bytea },
                _ => new NpgsqlParameter { Value = DBNull.Value },
            });
        }

        return command;
    }

    /// <summary>Lists make many texts; only so many are remembered.</summary>
    private static string Translate(string sql)
    {
        var text = SqlDialect.Postgres(sql);
        if (Texts.Count < 500)
        {
            Texts.TryAdd(sql, text);
        }

        return text;
    }

    private sealed class Row(NpgsqlDataReader reader) : ISqlRow
    {
        public bool IsNull(int column) => reader.IsDBNull(column);

        public long Number(int column) => reader.GetFieldType(column) == typeof(bool) ? (reader.GetBoolean(column) ? 1 : 0) : reader.GetInt64(column);

        public string Text(int column) => reader.GetString(column);

        public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);
    }
}
