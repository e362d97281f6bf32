using Npgsql;

namespace Waybill.Gateway.Stores;

/// <summary>The ring as rows of the journal's database: processes that share it share one ring. Rows are added and never deleted; only a new master key changes them.</summary>
/// <threadsafety>Safe for concurrent calls, also of several processes.</threadsafety>
internal sealed class PostgresRingStore(NpgsqlDataSource source, string name, TimeProvider time) : IRingStore
{
    /// <summary>Beside that of the tables: opening the ring; the next number is adding to it.</summary>
    private const long LockNumber = 0x0077617962696c6d;

    /// <inheritdoc/>
    public string Place => $"the table secret_ring of the database {name}";

    /// <inheritdoc/>
    public IReadOnlyList<RingEntry> All() => Asked(() =>
    {
        using var connection = source.OpenConnection();
        using var command = new NpgsqlCommand("select name, wrapped from secret_ring order by name", connection);
        using var reader = command.ExecuteReader();
        var entries = new List<RingEntry>();
        while (reader.Read())
        {
            entries.Add(new(reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        }

        return entries;
    });

    /// <inheritdoc/>
    public bool Add(RingEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Asked(() =>
        {
            using var connection = source.OpenConnection();
            using var transaction = connection.BeginTransaction();
            using (var alone = new NpgsqlCommand($"select pg_advisory_xact_lock({LockNumber + 1})", connection, transaction))
            {
                alone.ExecuteNonQuery();
            }

            using var command = new NpgsqlCommand(
                "insert into secret_ring(name, wrapped, added_at) values ($1, $2, $3) on conflict (name) do nothing", connection, transaction);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = entry.Name });
            command.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = entry.Wrapped, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = time.GetUtcNow().ToUnixTimeMilliseconds() });
            var isNew = command.ExecuteNonQuery() is 1;
            transaction.Commit();
            return isNew;
        });
    }

    /// <inheritdoc/>
    public void Replace(RingEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _ = Asked(() =>
        {
            using var connection = source.OpenConnection();
            using var command = new NpgsqlCommand("update secret_ring set wrapped = $2 where name = $1", connection);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = entry.Name });
            command.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = entry.Wrapped, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea });
            return command.ExecuteNonQuery() is 1 ? true : throw new IOException($"There is no «{entry.Name}» in {Place}.");
        });
    }

    /// <inheritdoc/>
    public async ValueTask<IAsyncDisposable> LockAsync(CancellationToken ct)
    {
        NpgsqlConnection? connection = null;
        try
        {
            // The lock is the transaction's: it goes with the connection, however the process ends.
            connection = await source.OpenConnectionAsync(ct);
            var transaction = await connection.BeginTransactionAsync(ct);
            await using var command = new NpgsqlCommand($"set local idle_in_transaction_session_timeout = 0; select pg_advisory_xact_lock({LockNumber})", connection, transaction);
            await command.ExecuteNonQueryAsync(ct);
            return connection;
        }
        catch (NpgsqlException e)
        {
            await (connection?.DisposeAsync() ?? default);
            throw new IOException(PostgresFaults.Translate(name, e).Message, e);
        }
    }

    private T Asked<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (NpgsqlException e)
        {
            throw new IOException(PostgresFaults.Translate(name, e).Message, e);
        }
    }
}
