using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Waybill.Gateway.Stores;

/// <summary>One connection with its prepared statements. Statements run by the native interface: ADO's commands and readers cost more than the rows.</summary>
/// <threadsafety>One thread at a time.</threadsafety>
internal sealed class SqliteSession : ISqlUnit, ISqlRow, IDisposable
{
    /// <summary>Most statements kept prepared; lists make new ones.</summary>
    private const int MostStatements = 300;

    private readonly SqliteConnection _connection;
    private readonly sqlite3 _database;
    private readonly Dictionary<string, sqlite3_stmt> _statements = new(StringComparer.Ordinal);
    private readonly string _path;
    private sqlite3_stmt? _current;
    private int? _steps;

    private SqliteSession(SqliteConnection connection, string path)
        => (_connection, _database, _path) = (connection, connection.Handle!, path);

    /// <summary>Called before every statement of a unit with its number from 1: tests break units there.</summary>
    internal Action<int>? Step { get; set; }

    /// <summary>Scopes to be told after the commit.</summary>
    internal HashSet<string> Due { get; } = new(StringComparer.Ordinal);

    /// <summary>What looks different after the commit.</summary>
    internal HashSet<JournalChange> Changes { get; } = [];

    internal bool IsDiscarded { get; private set; }

    /// <summary>Sequence number of the next exchange.</summary>
    internal long Sequence { get; set; }

    public bool HasPendingNames => true;

    internal static SqliteSession Open(string path, bool isReader)
    {
        NativeHeap.Keep();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = isReader ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString());
        try
        {
            connection.Open();
            return new(connection, path);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw SqliteFaults.Translate(path, e.SqliteErrorCode, e.SqliteExtendedErrorCode, e.Message, e);
        }
    }

    public ValueTask<int> DoAsync(string sql, params ReadOnlySpan<SqlValue> values)
    {
        Run(sql, values);
        return new(raw.sqlite3_changes(_database));
    }

    public ValueTask<T?> OneAsync<T>(string sql, Func<ISqlRow, T> read, params ReadOnlySpan<SqlValue> values)
    {
        var statement = Start(sql, values);
        try
        {
            if (!Next(statement))
            {
                return new(default(T));
            }

            var value = read(this);

            // A changing statement takes effect at its end only.
            while (Next(statement))
            {
            }

            return new(value);
        }
        finally
        {
            End(statement);
        }
    }

    public ValueTask<List<T>> ManyAsync<T>(string sql, Func<ISqlRow, T> read, params ReadOnlySpan<SqlValue> values)
    {
        var rows = new List<T>();
        var statement = Start(sql, values);
        try
        {
            while (Next(statement))
            {
                rows.Add(read(this));
            }
        }
        finally
        {
            End(statement);
        }

        return new(rows);
    }

    public ValueTask<long> NewNumberAsync(DateTimeOffset at) => new(SqlCodec.Number(at, Sequence++));

    public ValueTask DueAsync(string scope)
    {
        Due.Add(scope);
        return default;
    }

    public void Changed(string topic, string id) => Changes.Add(new(topic, id, IsElsewhere: false));

    public void Discard() => IsDiscarded = true;

    public bool IsNull(int column) => raw.sqlite3_column_type(_current!, column) is raw.SQLITE_NULL;

    public long Number(int column) => raw.sqlite3_column_int64(_current!, column);

    public string Text(int column) => raw.sqlite3_column_text(_current!, column).utf8_to_string() ?? "";

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_current!, column).ToArray();

    internal bool IsInTransaction => raw.sqlite3_get_autocommit(_database) is 0;

    /// <summary>Whether the last unit came to its first statement.</summary>
    internal bool HasRun { get; private set; }

    /// <summary>Starts a unit: nothing of it is discarded yet.</summary>
    internal void StartUnit() => (_steps, IsDiscarded, HasRun) = (0, false, false);

    /// <summary>Ends it: what follows are the writer's own statements.</summary>
    internal void EndUnit() => _steps = null;

    /// <summary>Runs a statement that gives no rows we want.</summary>
    internal void Run(string sql, params ReadOnlySpan<SqlValue> values)
    {
        var statement = Start(sql, values);
        try
        {
            while (Next(statement))
            {
            }
        }
        finally
        {
            End(statement);
        }
    }

    /// <summary>Runs a text of many statements.</summary>
    internal void RunAll(string sql)
    {
        var code = raw.sqlite3_exec(_database, sql);
        if (code is not raw.SQLITE_OK)
        {
            throw Fault(code);
        }
    }

    /// <summary>One number.</summary>
    internal long Ask(string sql)
    {
        var statement = Start(sql, []);
        try
        {
            return Next(statement) ? Number(0) : 0;
        }
        finally
        {
            End(statement);
        }
    }

    /// <summary>Writes the log in large pieces from now on; see <see cref="SqliteLogFile"/>.</summary>
    internal void HoldLog() => SqliteLogFile.Take(_database, _path);

    /// <summary>Copies what it can from the log into the database without waiting for anyone. Returns the log's frames.</summary>
    internal long Checkpoint()
    {
        var statement = Start("pragma wal_checkpoint(passive)", []);
        try
        {
            return Next(statement) ? Number(1) : 0;
        }
        finally
        {
            End(statement);
        }
    }

    /// <summary>Pages this connection wrote since the last call.</summary>
    internal int PagesWritten()
    {
        const int CacheWrite = 9;
        return raw.sqlite3_db_status(_database, CacheWrite, out var pages, out _, 1) is raw.SQLITE_OK ? pages : 1;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _connection.Dispose();
    }

    private sqlite3_stmt Start(string sql, ReadOnlySpan<SqlValue> values)
    {
        if (_steps is { } steps)
        {
            _steps = steps + 1;
            HasRun = true;
            Step?.Invoke(steps + 1);
        }

        var statement = Prepare(sql);
        for (var i = 0; i < values.Length; i++)
        {
            ref readonly var value = ref values[i];
            var code = value.Kind switch
            {
                SqlKind.Number => raw.sqlite3_bind_int64(statement, i + 1, value.Number),
                SqlKind.Text => Bind(statement, i + 1, value.Text!),
                SqlKind.Bytes => value.Bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, i + 1, 0) : raw.sqlite3_bind_blob(statement, i + 1, value.Bytes.Span),
                _ => raw.sqlite3_bind_null(statement, i + 1),
            };
            if (code is not raw.SQLITE_OK)
            {
                throw Fault(code);
            }
        }

        return statement;
    }

    /// <summary>Binds text without an array of its own.</summary>
    private static int Bind(sqlite3_stmt statement, int index, string text)
    {
        const int MostOnStack = 512;
        if (text.Length is 0 or > MostOnStack / 3)
        {
            return raw.sqlite3_bind_text(statement, index, text);
        }

        Span<byte> bytes = stackalloc byte[MostOnStack];
        return raw.sqlite3_bind_text(statement, index, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private sqlite3_stmt Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement))
        {
            return statement;
        }

        if (_statements.Count >= MostStatements)
        {
            foreach (var old in _statements.Values)
            {
                old.Dispose();
            }

            _statements.Clear();
        }

        var code = raw.sqlite3_prepare_v2(_database, SqlDialect.Sqlite(sql), out statement);
        if (code is not raw.SQLITE_OK)
        {
            throw Fault(code);
        }

        _statements.Add(sql, statement);
        return statement;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Next(sqlite3_stmt statement)
    {
        var code = raw.sqlite3_step(statement);
        _current = statement;
        return code switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw Fault(code),
        };
    }

    private static void End(sqlite3_stmt statement)
    {
        raw.sqlite3_reset(statement);
        raw.sqlite3_clear_bindings(statement);
    }

    private JournalException Fault(int code)
        => SqliteFaults.Translate(_path, code, raw.sqlite3_extended_errcode(_database), raw.sqlite3_errmsg(_database).utf8_to_string() ?? "", null);
}
