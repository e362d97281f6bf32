using System.Collections.Concurrent;
using System.Diagnostics;

namespace Waybill.Gateway.Stores;

/// <summary>The one thread that writes. What waits when a transaction starts goes into it together, each unit in its own savepoint, and shares one synced commit.</summary>
/// <remarks>The wait for the disk is where the next group gathers, so the busier it is the fewer syncs a unit costs.</remarks>
internal sealed class SqliteWriter : IDisposable
{
    /// <summary>Most units of a group, so that none waits long for its commit.</summary>
    private const int MostUnits = 128;

    private readonly BlockingCollection<SqliteWork> _queue = new(new ConcurrentQueue<SqliteWork>());
    private readonly SqliteSession _session;
    private readonly Action<string> _hint;
    private readonly Action _committed;
    private readonly Thread _thread;

    /// <param name="session">The writing connection; disposed with this.</param>
    /// <param name="hint">Told each scope in which something is due, after its commit.</param>
    /// <param name="committed">Called on the thread between two transactions.</param>
    internal SqliteWriter(SqliteSession session, Action<string> hint, Action committed)
    {
        (_session, _hint, _committed) = (session, hint, committed);
        _thread = new(Loop) { IsBackground = true, Name = "waybill-journal" };
        _thread.Start();
    }

    /// <summary>Called before each commit; tests break it there.</summary>
    internal Action? BeforeCommit { get; set; }

    internal SqliteSession Session => _session;

    internal async ValueTask<T> RunAsync<T>(Func<ISqlUnit, ValueTask<T>> unit, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var trace = JournalWatch.Write("sqlite");
        var work = new SqliteWork<T>(unit, ct);
        try
        {
            _queue.Add(work, CancellationToken.None);
        }
        catch (Exception e) when (e is InvalidOperationException or ObjectDisposedException)
        {
            throw new JournalException("The journal is closed.", e);
        }

        var value = await work.Task;
        trace.Shared(work.GroupSize);
        return value;
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
        _session.Dispose();
    }

    private void Loop()
    {
        var group = new List<SqliteWork>(MostUnits);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            group.Clear();
            RunGroup(first, group);
            _committed();
        }
    }

    private void RunGroup(SqliteWork first, List<SqliteWork> group)
    {
        try
        {
            _session.Due.Clear();
            _session.Run("begin immediate");
            for (var work = first; work is not null; work = group.Count < MostUnits && _queue.TryTake(out var next) ? next : null)
            {
                group.Add(work);
                RunUnit(work);
            }

            BeforeCommit?.Invoke();
            var begun = Stopwatch.GetTimestamp();
            CrashPoints.Hit(CrashPoint.JournalWritten);
            _session.Run("commit");
            CrashPoints.Hit(CrashPoint.JournalCommitted);
            JournalWatch.Committed("sqlite", begun, group.Count);
        }
        catch (Exception e)
        {
            Fail(e, first, group);
            return;
        }

        foreach (var work in group)
        {
            work.GroupSize = group.Count;
            work.Complete();
        }

        foreach (var scope in _session.Due)
        {
            _hint(scope);
        }
    }

    private void RunUnit(SqliteWork work)
    {
        _session.Run("savepoint unit");
        _session.StartUnit();
        var isKept = work.Run(_session) && !_session.IsDiscarded;
        _session.EndUnit();
        if (!isKept)
        {
            _session.Run("rollback to unit");
        }

        _session.Run("release unit");
    }

    private void Fail(Exception cause, SqliteWork first, List<SqliteWork> group)
    {
        try
        {
            _session.Run("rollback");
        }
        catch (JournalException)
        {
            // SQLite rolled back by itself, or never began.
        }

        if (group.Count is 0)
        {
            group.Add(first);
        }

        foreach (var work in group)
        {
            work.Fail(cause);
        }
    }
}

/// <summary>A unit that waits for the writer.</summary>
internal abstract class SqliteWork
{
    /// <summary>Units its transaction held, once it is on the disk.</summary>
    internal int GroupSize { get; set; }

    /// <summary>Runs it. False: it threw, and what it wrote is to be rolled back.</summary>
    internal abstract bool Run(ISqlUnit unit);

    /// <summary>Its transaction is on the disk.</summary>
    internal abstract void Complete();

    /// <summary>Its transaction is not.</summary>
    internal abstract void Fail(Exception cause);
}

/// <inheritdoc/>
internal sealed class SqliteWork<T>(Func<ISqlUnit, ValueTask<T>> unit, CancellationToken ct) : SqliteWork
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _value;
    private Exception? _fault;

    internal Task<T> Task => _done.Task;

    internal override bool Run(ISqlUnit session)
    {
        try
        {
            ct.ThrowIfCancellationRequested();
            var work = unit(session);
            if (!work.IsCompleted)
            {
                throw new InvalidOperationException("A unit of the journal waited for something else than the database.");
            }

            _value = work.GetAwaiter().GetResult();
            return true;
        }
        catch (Exception e)
        {
            _fault = e;
            return false;
        }
    }

    internal override void Complete()
    {
        if (_fault is OperationCanceledException)
        {
            _done.SetCanceled(ct);
        }
        else if (_fault is not null)
        {
            _done.SetException(_fault);
        }
        else
        {
            _done.SetResult(_value!);
        }
    }

    internal override void Fail(Exception cause) => _done.SetException(_fault ?? cause);
}
