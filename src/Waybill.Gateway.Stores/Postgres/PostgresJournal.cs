using System.Data;
using System.Diagnostics;
using System.Text;
using Npgsql;

namespace Waybill.Gateway.Stores;

/// <summary>The journal in a PostgreSQL database, which several processes may share.</summary>
internal sealed class PostgresJournal : SqlJournal
{
    /// <summary>Tries of a unit that lost its connection or a deadlock before its commit.</summary>
    private const int MostTries = 4;

    private const int MostNotice = 7500;

    private static readonly TimeSpan MostClockError = TimeSpan.FromSeconds(30);

    private readonly NpgsqlDataSource _source;
    private readonly string _name;
    private readonly PostgresNumbers _numbers = new();

    /// <summary>Names this process to itself: what it told it hears too.</summary>
    private readonly string _self = Guid.NewGuid().ToString("N");
    private readonly PostgresListener _listener;

    private PostgresJournal(NpgsqlDataSource source, string name, TimeProvider time)
        : base(time)
    {
        (_source, _name) = (source, name);
        _listener = new(source, Hint, Told, time);
        Ring = new PostgresRingStore(source, name, time);
    }

    /// <inheritdoc/>
    public override bool IsAlone => false;

    /// <inheritdoc/>
    public override IRingStore? Ring { get; }

    /// <summary>For tests: called before every statement of a unit with its number from 1.</summary>
    internal Action<int>? Step { get; set; }

    /// <summary>For tests: called before every commit.</summary>
    internal Func<NpgsqlConnection, ValueTask>? BeforeCommit { get; set; }

    internal NpgsqlDataSource Source => _source;

    /// <inheritdoc cref="Journals.OpenAsync"/>
    internal static async ValueTask<IJournal> OpenAsync(string connectionString, TimeProvider time, CancellationToken ct)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new(connectionString);
        }
        catch (ArgumentException)
        {
#pragma warning disable MA0054 // The driver's message may quote the string, and that holds a password.
            throw new JournalException("Waybill:Database is neither Data Source=… nor a PostgreSQL connection string.");
#pragma warning restore MA0054
        }

        if (!settings.ContainsKey("Max Auto Prepare") || settings.MaxAutoPrepare is 0)
        {
            settings.MaxAutoPrepare = 200;
            settings.AutoPrepareMinUsages = 2;
        }

        // A unit that hangs must not hold its locks for ever, nor keep old rows from being cleaned.
        settings.Options = string.Join(' ', new[] { settings.Options, "-c idle_in_transaction_session_timeout=30s" }.Where(o => !string.IsNullOrEmpty(o)));
        settings.ApplicationName ??= "waybill";
        settings.IncludeErrorDetail = false;
        settings.KeepAlive = settings.KeepAlive is 0 ? 30 : settings.KeepAlive;
        var name = $"{settings.Database ?? settings.Username} on {settings.Host}:{settings.Port}";
        var source = NpgsqlDataSource.Create(settings);
        try
        {
            await using (var connection = await source.OpenConnectionAsync(ct))
            {
                await PostgresSetup.PrepareAsync(connection, name, ct);
            }

            return new PostgresJournal(source, name, time);
        }
        catch (NpgsqlException e)
        {
            await source.DisposeAsync();
            throw PostgresFaults.Translate(name, e);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<string?> ProblemAsync(CancellationToken ct)
    {
        try
        {
            var (theirs, settings) = await WriteAsync(
                u => u.OneAsync(
                    $"insert into pulse(n, at) values (1, now_ms($1)) on conflict (n) do update set at = excluded.at returning at, {PostgresDurability.Settings}",
                    static r => (r.Time(0), r.Text(1)), Time.GetUtcNow()), ct);
            var error = Time.GetUtcNow() - theirs;
            return PostgresDurability.Problem(settings, _name) ?? (error.Duration() <= MostClockError
                ? null
                : $"The clock of this machine and that of the database {_name} differ by {error.Duration().TotalSeconds:F0} s. Set both by NTP.");
        }
        catch (JournalException e)
        {
            return e.Message;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask TellAsync(string topic, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        // A notice has less than 8000 bytes.
        var text = $"{_self}\n{topic}\n{string.Join('\n', ids)}";
        var payload = Encoding.UTF8.GetByteCount(text) <= MostNotice ? text : $"{_self}\n{topic}";
        await WriteAsync(u => u.DoAsync("select pg_notify($1, $2)", PostgresUnit.ChangeChannel, payload), ct);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        await _source.DisposeAsync();
    }

    /// <summary>For tests: done when what other processes make due is heard.</summary>
    internal Task ListeningAsync() => _listener.Listening;

    private protected override ValueTask<T> WriteAsync<T>(Func<ISqlUnit, ValueTask<T>> work, CancellationToken ct) => RunAsync(work, IsolationLevel.ReadCommitted, ct);

    private protected override ValueTask<T> ReadAsync<T>(Func<ISqlUnit, ValueTask<T>> work, CancellationToken ct) => RunAsync(work, IsolationLevel.RepeatableRead, ct);

    private void Told(string payload)
    {
        if (payload.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [var process, var topic, .. var ids] && !string.Equals(process, _self, StringComparison.Ordinal))
        {
            foreach (var id in ids is [] ? new string?[] { null } : ids)
            {
                Tell(new(topic, id, IsElsewhere: true));
            }
        }
    }

    private async ValueTask<T> RunAsync<T>(Func<ISqlUnit, ValueTask<T>> work, IsolationLevel isolation, CancellationToken ct)
    {
        using var trace = isolation is IsolationLevel.ReadCommitted ? JournalWatch.Write("postgres") : null;
        for (var attempt = 1; ; attempt++)
        {
            var isCommitting = false;
            try
            {
                await using var connection = await _source.OpenConnectionAsync(ct);
                await using var transaction = await connection.BeginTransactionAsync(isolation, ct);
                var unit = new PostgresUnit(connection, _numbers, Step);
                var value = await work(unit);
                if (unit.IsDiscarded)
                {
                    await transaction.RollbackAsync(CancellationToken.None);
                    return value;
                }

                if (BeforeCommit is { } hook)
                {
                    await hook(connection);
                }

                isCommitting = isolation is IsolationLevel.ReadCommitted;
                var begun = Stopwatch.GetTimestamp();
                if (isCommitting)
                {
                    CrashPoints.Hit(CrashPoint.JournalWritten);
                }

                await transaction.CommitAsync(CancellationToken.None);
                if (isCommitting)
                {
                    CrashPoints.Hit(CrashPoint.JournalCommitted);
                    JournalWatch.Committed("postgres", begun, 1);
                    trace.Shared(1);
                }

                foreach (var change in unit.Changes)
                {
                    Tell(change);
                }

                return value;
            }
            catch (Exception e) when (!isCommitting && attempt < MostTries && PostgresFaults.IsTransient(e))
            {
                // Nothing was committed: the whole unit runs again, on another connection.
                await Task.Delay(TimeSpan.FromMilliseconds(20 * attempt * attempt), Time, ct);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or System.Net.Sockets.SocketException)
            {
                // A connection lost at the commit: whether it is kept is not known here. The caller's repeat finds out by its key or its fence.
                throw PostgresFaults.Translate(_name, e);
            }
        }
    }
}
