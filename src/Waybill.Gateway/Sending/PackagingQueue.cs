using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Waybill.Gateway;

/// <summary>Packages what was submitted: at once what comes from this process, and by looking into the journal what a stop or another process left.</summary>
/// <threadsafety><see cref="Add"/> may be called from anywhere; <see cref="RunAsync"/> once.</threadsafety>
internal sealed class PackagingQueue(IJournal journal, Packager packager, IConnections connections, TimeProvider time)
{
    /// <summary>How often the journal is looked into: for what a fault left, and for what a process left that went away.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    /// <summary>A look that found as much as it may leaves the rest to the next one.</summary>
    private static readonly TimeSpan LookAfterFull = TimeSpan.FromSeconds(1);

    /// <summary>Another process packages its own; only what is older is taken from it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private const int MostAtOnce = 200;

    private readonly Channel<Submission> _queue = Channel.CreateBounded<Submission>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<ExchangeId, bool> _taken = new();
    private readonly ConcurrentDictionary<string, bool> _waiting = new(StringComparer.Ordinal);
    private readonly Wakeup _wakeup = new();
    private int _isImpatient = 1;
    private readonly FaultAlerts _faults = new(journal, "packaging-fault", time);

    /// <summary>A submission that is durable. What does not fit is found by the next look.</summary>
    internal void Add(Submission submission)
    {
        if (_taken.TryAdd(submission.Id, true) && !_queue.Writer.TryWrite(submission))
        {
            _taken.TryRemove(submission.Id, out _);
        }
    }

    /// <summary>A connection came to us: what its last owner left is looked for at once, however new.</summary>
    internal void LookNow()
    {
        Volatile.Write(ref _isImpatient, 1);
        _wakeup.Wake();
    }

    /// <summary>Connections changed: what waited for a certificate of one may be packaged now.</summary>
    internal void LookAgain()
    {
        if (!_waiting.IsEmpty)
        {
            LookNow();
        }
    }

    /// <summary>The journal was away: what was submitted or being packaged meanwhile is found by the next look, however new.</summary>
    internal void LookSoon() => Volatile.Write(ref _isImpatient, 1);

    /// <summary>Packages until stopped; what is being packaged then stays submitted.</summary>
    internal async Task RunAsync(CancellationToken stop)
    {
        Task[] workers = [.. Enumerable.Range(0, Math.Max(2, Environment.ProcessorCount)).Select(_ => Task.Run(() => WorkAsync(stop), CancellationToken.None))];
        try
        {
            while (true)
            {
                var now = time.GetUtcNow();
                var isImpatient = Interlocked.Exchange(ref _isImpatient, 0) is 1;
                var isFull = await LookAsync(isImpatient ? now : now - Patience, stop);
                if (isFull is not false && isImpatient)
                {
                    Volatile.Write(ref _isImpatient, 1);
                }

                await _wakeup.WaitAsync(isFull is true ? LookAfterFull : Look, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Task.WhenAll(workers);
        }
    }

    /// <returns>Whether there may be more of the same; null when the journal could not say.</returns>
    private async ValueTask<bool?> LookAsync(DateTimeOffset before, CancellationToken stop)
    {
        try
        {
            foreach (var name in _waiting.Keys)
            {
                if (!Waits(name))
                {
                    // These waited here, whoever took them: no patience with another process.
                    _waiting.TryRemove(name, out _);
                    before = time.GetUtcNow();
                }
            }

            var found = (await journal.UnpackagedAsync(MostAtOnce, [.. _waiting.Keys], stop)).Where(s => s.Date <= before).ToList();
            foreach (var submission in found)
            {
                Add(submission);
            }

            return found.Count is MostAtOnce;
        }
        catch (JournalException)
        {
            // The next look tries again.
            return null;
        }
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var submission in _queue.Reader.ReadAllAsync(stop))
            {
                await PackageAsync(submission, stop);
                _taken.TryRemove(submission.Id, out _);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next process begins with a look.
        }
    }

    private async ValueTask PackageAsync(Submission submission, CancellationToken stop)
    {
        try
        {
            if (!await packager.PackageAsync(submission, stop) && Waits(submission.Connection))
            {
                // Left out of the looks until its certificate is replaced: enough of these would hide all others.
                _waiting[submission.Connection] = true;
            }

            await _faults.ResolveAsync(submission.Connection, stop);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            // A fault of ours: the message stays submitted and is packaged when the store works again.
            LookSoon();
            await _faults.RaiseAsync(submission.Connection, $"A message of {submission.Connection} could not be packaged: {fault.Message}", stop);
        }
    }

    private bool Waits(string connection) => connections.FindOut(connection) is { } known && CertificateGate.Problem(known, time.GetUtcNow()) is not null;
}
