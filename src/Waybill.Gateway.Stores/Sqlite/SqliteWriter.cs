using System.Diagnostics;

namespace Waybill.Gateway.Stores;

/// <summary>The one thread that writes. What waits when a transaction starts goes into it together and shares one synced commit; a unit that fails takes nothing of the others with it.</summary>
/// <remarks>
/// <para>Units run without savepoints, which would copy every page a unit touches. When one fails the transaction starts over without it, this time with a savepoint around each.</para>
/// <para>Where several come at a time the writer waits a little for more: pages that all of them touch are written once for the group, and so is the sync. One that comes alone never waits.</para>
/// </remarks>
internal sealed class SqliteWriter : IDisposable
{
    /// <summary>Most units of a group, so that none waits long for its commit.</summary>
    private const int MostUnits = 128;

    /// <summary>Units a group usually has, above which others are worth a wait.</summary>
    private const double Company = 1.5;

    /// <summary>Most steps of that wait; it ends with one that brought nothing.</summary>
    private const int MostSteps = 3;

    private static readonly TimeSpan WaitStep = TimeSpan.FromMilliseconds(2);

    private readonly Lock _gate = new();
    private readonly Queue<SqliteWork> _queue = [];

    // Not a collection that blocks by itself: it spins before it sleeps, for longer than a unit takes.
    private readonly AutoResetEvent _more = new(initialState: false);
    private readonly ManualResetEvent _ending = new(initialState: false);
    private readonly SqliteSession _session;
    private readonly Action<string> _hint;
    private readonly Action<JournalChange> _changed;
    private readonly Action _committed;
    private readonly Thread _thread;
    private double _usual = 1;
    private bool _sleeps;
    private bool _isClosed;

    /// <param name="session">The writing connection; disposed with this.</param>
    /// <param name="hint">Told each scope in which something is due, after its commit.</param>
    /// <param name="changed">Told what looks different, after its commit.</param>
    /// <param name="committed">Called on the thread between two transactions.</param>
    internal SqliteWriter(SqliteSession session, Action<string> hint, Action<JournalChange> changed, Action committed)
    {
        (_session, _hint, _changed, _committed) = (session, hint, changed, committed);
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
        Add(work);
        var value = await work.Task;
        trace.Shared(work.GroupSize);
        return value;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        _ending.Set();
        _more.Set();
        _thread.Join();
        _more.Dispose();
        _ending.Dispose();
        _session.Dispose();
    }

    private void Add(SqliteWork work)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                throw new JournalException("The journal is closed.");
            }

            _queue.Enqueue(work);
            if (_sleeps)
            {
                _sleeps = false;
                _more.Set();
            }
        }
    }

    private SqliteWork? TryTake()
    {
        lock (_gate)
        {
            return _queue.TryDequeue(out var work) ? work : null;
        }
    }

    /// <summary>The next unit, waited for; null at the end.</summary>
    private SqliteWork? Take()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_queue.TryDequeue(out var work) || _isClosed)
                {
                    return work;
                }

                _sleeps = true;
            }

            _more.WaitOne();
        }
    }

    private int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _queue.Count;
            }
        }
    }

    private void Loop()
    {
        var group = new List<SqliteWork>(MostUnits);
        while (Take() is { } first)
        {
            group.Clear();
            Gather();
            RunGroup(first, group);
            _usual = ((_usual * 3) + group.Count) / 4;
            _committed();
        }
    }

    /// <summary>Lets others come before the transaction starts, where they are likely to.</summary>
    private void Gather()
    {
        for (var (step, waiting) = (0, -1); _usual > Company && step < MostSteps && Waiting is var now && now > waiting && now < MostUnits; step++)
        {
            waiting = now;
            _ending.WaitOne(WaitStep);
        }
    }

    private void RunGroup(SqliteWork first, List<SqliteWork> group)
    {
        try
        {
            Begin();
            var isApart = false;
            for (var work = first; work is not null; work = group.Count < MostUnits ? TryTake() : null)
            {
                group.Add(work);
                if (isApart)
                {
                    RunApart(work);
                }
                else if (!RunUnit(work) && _session.HasRun)
                {
                    isApart = true;
                    if (_session.IsInTransaction)
                    {
                        // A full disk ends it by itself.
                        _session.Run("rollback");
                    }

                    Begin();
                    group.SkipLast(1).ToList().ForEach(RunApart);
                }
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

        foreach (var change in _session.Changes)
        {
            _changed(change);
        }
    }

    private void Begin()
    {
        _session.Due.Clear();
        _session.Changes.Clear();
        _session.Run("begin immediate");
    }

    /// <summary>Runs one. False: nothing of it may be kept.</summary>
    private bool RunUnit(SqliteWork work)
    {
        _session.StartUnit();
        var isKept = work.Run(_session) && !_session.IsDiscarded;
        _session.EndUnit();
        return isKept;
    }

    private void RunApart(SqliteWork work)
    {
        _session.Run("savepoint unit");
        if (!RunUnit(work))
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

    /// <summary>Runs it, perhaps once more after what it wrote was rolled back. False: it threw, and what it wrote is to be rolled back.</summary>
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
        _fault = null;
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
