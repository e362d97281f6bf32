using System.Collections.Concurrent;

namespace Waybill.Gateway;

/// <summary>Everything that sends: packaging, a pump for each connection this process owns and that has something to send, deadlines.</summary>
/// <threadsafety>Safe for concurrent calls; <see cref="RunAsync"/> once.</threadsafety>
public sealed class SendingService : IDisposable
{
    private static readonly TimeSpan DeadlineLook = TimeSpan.FromSeconds(2);

    /// <summary>How often the journal is asked which connections have something to send: hints may be lost.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private readonly SendingParts _parts;
    private readonly IOwners _owners;
    private readonly PackagingQueue _packaging;
    private readonly QueueGauge _gauge;
    private readonly ConcurrentDictionary<string, OwnedScope> _scopes = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Task> _ending = [];
    private readonly Wakeup _look = new();

    /// <param name="journal">The journal.</param>
    /// <param name="payloads">Documents and stored bodies.</param>
    /// <param name="connections">The connections.</param>
    /// <param name="ring">Seals content keys.</param>
    /// <param name="owners">Which connections are ours.</param>
    /// <param name="time">The clock.</param>
    /// <param name="descriptions">Describes what is submitted; null: nobody does.</param>
    public SendingService(
        IJournal journal, IPayloadStore payloads, IConnections connections, ISecretRing ring, IOwners owners, TimeProvider time, DescriptionQueue? descriptions = null)
    {
        _parts = new(journal, payloads, connections, ring, new HttpSenders(), new DebugLog(journal.Debugging, time), time);
        _parts.Shared.Wake = Wake;
        _owners = owners;
        _gauge = new(journal, time);
        _packaging = new(journal, new Packager(journal, payloads, connections, ring, time) { Log = () => _parts.Log, Pauses = _parts.CertificatePauses }, connections, time);
        Submitter = new(journal, payloads, connections, time)
        {
            OnSubmitted = submission =>
            {
                _packaging.Add(submission);
                descriptions?.Add(submission.Id, submission.Documents);
            },
            OnUnheard = _packaging.LookSoon,
        };
        Operations = new(journal, connections, owners, Submitter, time);
        Receipts = new(journal, payloads, connections, ring);
        Packages = new(journal, payloads, ring);
    }

    /// <summary>Takes what is to be sent.</summary>
    public Submitter Submitter { get; }

    /// <summary>Answers that are still on their way out: no receipt is posted before the answer to its message is finished.</summary>
    public OpenAnswers Answers => _parts.Answers;

    /// <summary>What people do: hold, cancel, send again.</summary>
    public SendOperations Operations { get; }

    /// <summary>Takes receipts that come on their own.</summary>
    public ReceiptInbox Receipts { get; }

    /// <summary>Hears what is done. Set it before <see cref="RunAsync"/>; default <see cref="ISendingLog.None"/>.</summary>
    public ISendingLog Log { get => _parts.Log; set => _parts.Log = value; }

    /// <summary>Debug logs of connections.</summary>
    public DebugLog Debug => _parts.Debug;

    /// <summary>Reads what was sent.</summary>
    public SentPackages Packages { get; }

    /// <summary>For tests: how many scopes are ours, and how many of them are pumped.</summary>
    internal (int Owned, int Pumped) Scopes => (_scopes.Count, _scopes.Values.Count(static s => s.IsPumped));

    /// <summary>The book was replaced: each of its connections is pumped where it is owned.</summary>
    internal void Configured()
    {
        using (var lease = _parts.Connections.Take())
        {
            _owners.Want([.. lease.Book.Connections.Select(c => c.Name)]);
            _parts.Senders.Keep(lease.Book.Connections);
        }

        _look.Wake();

        // What waited for a certificate may be packaged now.
        _packaging.LookAgain();
    }

    /// <summary>Sends until stopped: then nothing more is taken, what is on the wire ends and is recorded, and the connections are given back.</summary>
    /// <param name="stop">Begins the end.</param>
    /// <param name="abort">Ends it at once: what is on the wire is cut and sent again by the next process.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort = default)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(abort);
        using var hints = _parts.Journal.OnDue(Wake);
        using var replaced = _parts.Connections.OnReplaced(Configured);
        Configured();
        Task[] work =
        [
            _packaging.RunAsync(stop),
            PassDeadlinesAsync(stop),
            LookAsync(stop),
            _gauge.RunAsync(stop),
        ];
        var watch = WatchAsync(stop, abort, watching.Token);
        await Task.WhenAll(work);
        await Task.WhenAll([.. _scopes.Values.Select(static s => s.Running), .. _ending]);

        // Only now: giving a scope back before its last outcome is recorded would leave a claim behind.
        await watching.CancelAsync();
        await watch;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gauge.Dispose();
        _parts.Senders.Dispose();
    }

    private void Wake(string scope)
    {
        if (_scopes.TryGetValue(scope, out var owned))
        {
            owned.Wake();
        }
    }

    private async Task WatchAsync(CancellationToken stop, CancellationToken abort, CancellationToken watching)
    {
        try
        {
            await foreach (var owned in _owners.Watch(watching))
            {
                if (!stop.IsCancellationRequested)
                {
                    Take(new(owned, _parts, stop, abort), owned.Lost);
                }
            }
        }
        catch (OperationCanceledException) when (watching.IsCancellationRequested)
        {
            // The end.
        }
    }

    private void Take(OwnedScope scope, CancellationToken lost)
    {
        _scopes[scope.Lease.Scope] = scope;
        lost.UnsafeRegister(_ => Lose(scope), null);

        // Who had the scope before may have gone between taking a message and packaging it.
        _packaging.LookNow();
        _look.Wake();
    }

    private void Lose(OwnedScope scope)
    {
        _scopes.TryRemove(new(scope.Lease.Scope, scope));
        if (scope.Running is { IsCompleted: false } ending)
        {
            _ending.Add(ending);
        }
    }

    /// <summary>Wakes what has something to send: one question for all connections, whatever their number.</summary>
    private async Task LookAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                foreach (var scope in await _parts.Journal.BusyAsync(stop))
                {
                    Wake(scope);
                }

                await _look.WaitAsync(Poll, _parts.Time, stop);
            }
            catch (JournalException)
            {
                await DelayAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task PassDeadlinesAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                foreach (var passed in await _parts.Journal.PassDeadlinesAsync(_parts.Time.GetUtcNow(), RulesOf, stop))
                {
                    _parts.Log.DeadlinePassed(passed);
                }

                await Task.Delay(DeadlineLook, _parts.Time, stop);
            }
            catch (JournalException)
            {
                await DelayAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private DeliveryRules? RulesOf(string connection) => _parts.Connections.FindOut(connection) is { } known ? DeliveryRules.Of(known) : null;

    private async ValueTask DelayAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(DeadlineLook, _parts.Time, stop);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }
}
