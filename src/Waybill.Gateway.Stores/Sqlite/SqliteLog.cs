namespace Waybill.Gateway.Stores;

/// <summary>Keeps the write-ahead log short: a thread of its own copies it into the database without holding up the writer.</summary>
/// <remarks>The log starts over only when a transaction begins while all of it is copied. Under steady load that moment never comes by itself, so above
/// <see cref="MostFrames"/> the writer copies the little that is left between two transactions.</remarks>
internal sealed class SqliteLog : IDisposable
{
    private const int EnoughFrames = 1000;
    private const int MostFrames = 4096;

    private readonly SqliteSession _session;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread _thread;
    private int _written;
    private long _frames;
    private volatile bool _isEnding;

    internal SqliteLog(string path)
    {
        _session = SqliteSession.Open(path, isReader: false);
        _session.RunAll("pragma wal_autocheckpoint = 0; pragma synchronous = full; pragma busy_timeout = 0");
        _thread = new(Loop) { IsBackground = true, Name = "waybill-checkpoint" };
        _thread.Start();
    }

    /// <summary>Called by the writer between two transactions.</summary>
    internal void AfterCommit(SqliteSession writer)
    {
        _written += writer.PagesWritten();
        if (Interlocked.Read(ref _frames) >= MostFrames)
        {
            try
            {
                writer.Checkpoint();
            }
            catch (JournalException)
            {
                // The copy can wait; the log holds everything.
            }

            _written = 0;
            Interlocked.Exchange(ref _frames, 0);
        }
        else if (_written >= EnoughFrames)
        {
            _written = 0;
            _wake.Set();
        }
    }

    public void Dispose()
    {
        _isEnding = true;
        _wake.Set();
        _thread.Join();
        _session.Dispose();
        _wake.Dispose();
    }

    private void Loop()
    {
        while (_wake.WaitOne() && !_isEnding)
        {
            try
            {
                Interlocked.Exchange(ref _frames, _session.Checkpoint());
            }
            catch (JournalException)
            {
                // A full or failing disk shows at the writer, where somebody waits for it.
            }
        }
    }
}
