using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Waybill.Gateway.Stores;

/// <summary>The journal in a SQLite file: one writer with group commit, readers beside it, alone by a file lock.</summary>
internal sealed class SqliteJournal : SqlJournal
{
    private const string Database = "Sqlite";

    private readonly string _path;
    private readonly FileStream _lock;
    private readonly SqliteLog _log;
    private readonly SqliteWriter _writer;
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly SemaphoreSlim _reading = new(4);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _names;
    private int _isDisposed;

    private SqliteJournal(string path, FileStream fileLock, SqliteSession session, TimeProvider time)
        : base(time)
    {
        (_path, _lock) = (path, fileLock);
        _log = new(path);
        _writer = new(session, Hint, Tell, () => _log.AfterCommit(session));
        _names = IndexNamesAsync();
    }

    /// <inheritdoc/>
    public override bool IsAlone => true;

    /// <summary>For tests: the writer.</summary>
    internal SqliteWriter Writer => _writer;

    /// <inheritdoc cref="Journals.OpenAsync"/>
    internal static async ValueTask<IJournal> OpenAsync(string connectionString, TimeProvider time, CancellationToken ct)
    {
        var source = new SqliteConnectionStringBuilder(connectionString);
        if (source.DataSource is "" or ":memory:" || source.Mode is SqliteOpenMode.Memory)
        {
            throw new JournalException("A journal in memory would lose everything. Name a file: Data Source=waybill.db");
        }

        var path = Path.GetFullPath(source.DataSource);
        var fileLock = Lock(path);
        SqliteSession? session = null;
        try
        {
            session = SqliteSession.Open(path, isReader: false);
            await PrepareAsync(session, path, ct);
            session.HoldLog();
            return new SqliteJournal(path, fileLock, session, time);
        }
        catch
        {
            session?.Dispose();
            await fileLock.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<string?> ProblemAsync(CancellationToken ct)
    {
        try
        {
            await WriteAsync(u => u.DoAsync("insert into pulse(n, at) values (1, $1) on conflict (n) do update set at = excluded.at", Time.GetUtcNow()), ct);
            return null;
        }
        catch (JournalException e)
        {
            return e.Message;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) is 1)
        {
            return;
        }

        await _ending.CancelAsync();
        await _names;
        _writer.Dispose();
        _log.Dispose();
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        await _lock.DisposeAsync();
        _reading.Dispose();
        _ending.Dispose();
    }

    private protected override ValueTask<T> WriteAsync<T>(Func<ISqlUnit, ValueTask<T>> work, CancellationToken ct) => _writer.RunAsync(work, ct);

    private protected override async ValueTask<T> ReadAsync<T>(Func<ISqlUnit, ValueTask<T>> work, CancellationToken ct)
    {
        await _reading.WaitAsync(ct);
        SqliteSession? reader = null;
        try
        {
            if (!_readers.TryTake(out reader))
            {
                reader = SqliteSession.Open(_path, isReader: true);
                reader.RunAll("pragma busy_timeout = 5000");
            }

            reader.Run("begin");
            var value = await work(reader);
            reader.Run("commit");
            _readers.Add(reader);
            reader = null;
            return value;
        }
        finally
        {
            reader?.Dispose();
            _reading.Release();
        }
    }

    /// <summary>An operating system's lock on a file beside the database: it goes with the process, however that ends.</summary>
    private static FileStream Lock(string path)
    {
        try
        {
            DurableFiles.CreateFolder(Path.GetDirectoryName(path)!);
            return new(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new JournalException($"The folder of the database {path} cannot be written. Give the gateway's user the right to write there.", e);
        }
        catch (IOException e)
        {
            throw new JournalException(
                $"Another gateway uses the database {path}, or the lock file beside it cannot be opened. Stop the other one, or name another file ({e.Message}).", e);
        }
    }

    private static async Task PrepareAsync(SqliteSession session, string path, CancellationToken ct)
    {
        session.RunAll("pragma busy_timeout = 5000");
        var version = (int)session.Ask("pragma user_version");
        if (version > Schema.Newest(Database))
        {
            throw new JournalException($"The database {path} was written by a newer Waybill (version {version}). Start that one, or restore a backup made before it.");
        }

        // Before the first table: afterwards it would need a rewrite of the whole file.
        if (version is 0)
        {
            session.RunAll("pragma auto_vacuum = incremental");
        }

        session.RunAll("pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 0; pragma journal_size_limit = 67108864; " +
            "pragma foreign_keys = on; pragma temp_store = memory; pragma cache_size = -16384");
        foreach (var (next, sql) in await Schema.AfterAsync(Database, version, ct))
        {
            session.RunAll($"begin immediate; {sql}; pragma user_version = {next}; commit");
        }

        session.Sequence = session.Ask("select max(n) from exchange") + 1;
    }

    /// <summary>A slice of work behind the hot path, and a rest after it: a long backlog must not stand before every message that comes meanwhile.</summary>
    private async ValueTask<bool> SliceAsync(Func<ISqlUnit, ValueTask<bool>> work)
    {
        var begun = Stopwatch.GetTimestamp();
        var isMore = await WriteAsync(work, _ending.Token);
        await Task.Delay(SqliteNames.Rest * Stopwatch.GetElapsedTime(begun), _ending.Token);
        return isMore;
    }

    private async Task IndexNamesAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(_ending.Token))
            {
                try
                {
                    if (await ReadAsync(static u => u.OneAsync("select 1 from exchange_name_pending limit 1", static r => r.Number(0)), _ending.Token) is 1)
                    {
                        while (await SliceAsync(SqliteNames.IndexAsync) | await SliceAsync(SqliteNames.MergeAsync))
                        {
                        }
                    }
                }
                catch (JournalException)
                {
                    // The next tick tries again; lists find the names without the index.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The journal closes.
        }
    }
}
