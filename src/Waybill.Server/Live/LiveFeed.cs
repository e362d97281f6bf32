using Microsoft.AspNetCore.SignalR;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Gathers what changes and tells it at most four times a second for each topic. A commit only leaves a name here.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class LiveFeed(IJournal journal, IHubContext<LiveHub> hub, LiveConnections connections, TimeProvider time) : BackgroundService
{
    /// <summary>More than a page shows: then it is asked again as a whole.</summary>
    private const int MostIds = 100;

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(1);

    /// <summary>What ends by the clock is seen so late.</summary>
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _some = new(0);
    private Dictionary<string, Gathered> _gathered = new(StringComparer.Ordinal);

    /// <summary>Leaves a name. What nobody would be told is not gathered.</summary>
    internal void Note(JournalChange change)
    {
        var isForOthers = !change.IsElsewhere && !journal.IsAlone;
        if (!isForOthers && connections.IsEmpty)
        {
            return;
        }

        lock (_gate)
        {
            if (!_gathered.TryGetValue(change.Topic, out var gathered))
            {
                _gathered[change.Topic] = gathered = new();
            }

            gathered.Add(change, isForOthers);
            if (_some.CurrentCount is 0)
            {
                _some.Release();
            }
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _some.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var looking = journal.OnChanged(Note);
        var checkedAt = time.GetTimestamp();
        try
        {
            while (true)
            {
                await _some.WaitAsync(CheckEvery, stoppingToken);
                var told = Take();
                foreach (var (topic, gathered) in told)
                {
                    await TellAsync(topic, gathered, stoppingToken);
                }

                if (told.ContainsKey(ChangeTopics.User) || told.ContainsKey(ChangeTopics.Token) || time.GetElapsedTime(checkedAt) >= CheckEvery)
                {
                    checkedAt = time.GetTimestamp();
                    await CheckAsync(stoppingToken);
                }

                await Task.Delay(Rest, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
    }

    private Dictionary<string, Gathered> Take()
    {
        lock (_gate)
        {
            var taken = _gathered;
            _gathered = new(StringComparer.Ordinal);
            return taken;
        }
    }

    private async ValueTask TellAsync(string topic, Gathered gathered, CancellationToken ct)
    {
        try
        {
            await hub.Clients.Group(topic).SendAsync(LiveHub.Event, topic, gathered.Ids, ct).WaitAsync(LongestSend, time, ct);
        }
        catch (TimeoutException)
        {
            // One that does not read holds up nobody else, and is cut soon.
        }

        if (gathered.ForOthers is { } others)
        {
            try
            {
                await journal.TellAsync(topic, others, ct);
            }
            catch (JournalException)
            {
                // Those who look at another process ask again by themselves.
            }
        }
    }

    private async ValueTask CheckAsync(CancellationToken ct)
    {
        try
        {
            await connections.CheckAsync(ct);
        }
        catch (JournalException)
        {
            // Readiness says what is wrong; the next look cuts them.
        }
    }

    /// <summary>Names of one topic since the last time.</summary>
    private sealed class Gathered
    {
        private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
        private readonly HashSet<string> _ours = new(StringComparer.Ordinal);
        private bool _isMore;
        private bool _isOursMore;
        private bool _isForOthers;

        /// <summary>None: more than can be told.</summary>
        internal IReadOnlyCollection<string> Ids => _isMore ? [] : _ids;

        /// <summary>What other processes are told; null: nothing.</summary>
        internal IReadOnlyCollection<string>? ForOthers => !_isForOthers ? null : _isOursMore ? [] : _ours;

        internal void Add(JournalChange change, bool isForOthers)
        {
            Add(_ids, change.Id, ref _isMore);
            if (isForOthers)
            {
                _isForOthers = true;
                Add(_ours, change.Id, ref _isOursMore);
            }
        }

        private static void Add(HashSet<string> ids, string? id, ref bool isMore)
        {
            if (isMore || id is null || (ids.Count >= MostIds && !ids.Contains(id)))
            {
                isMore = true;
            }
            else
            {
                ids.Add(id);
            }
        }
    }
}
