namespace Waybill.Gateway;

/// <summary>Counts the messages on their way for connections that share a bound. Each connection is at least a group of its own.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class SharedConcurrency
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Group> _groups = new(StringComparer.Ordinal);

    /// <summary>Wakes the pump of a connection.</summary>
    internal Action<string> Wake { get; set; } = static _ => { };

    /// <summary>Takes room for attempts.</summary>
    /// <param name="group">Name of the connection whose bound it is.</param>
    /// <param name="most">The bound.</param>
    /// <param name="wanted">How many are wanted.</param>
    /// <returns>How many may start; to be given back by <see cref="Return"/>.</returns>
    internal int Take(string group, int most, int wanted)
    {
        lock (_gate)
        {
            var found = Find(group);
            var granted = Math.Clamp(most - found.Running, 0, wanted);
            found.Running += granted;
            return granted;
        }
    }

    /// <summary>A connection would start more: it is woken when some is given back.</summary>
    internal void WaitFor(string group, string connection)
    {
        lock (_gate)
        {
            Find(group).Waiting.Add(connection);
        }
    }

    /// <summary>Gives room back.</summary>
    internal void Return(string group, int count)
    {
        if (count is 0)
        {
            return;
        }

        string[] waiting;
        lock (_gate)
        {
            var found = Find(group);
            found.Running -= count;
            waiting = [.. found.Waiting];
            found.Waiting.Clear();
            if (found.Running is 0)
            {
                _groups.Remove(group);
            }
        }

        foreach (var connection in waiting)
        {
            Wake(connection);
        }
    }

    private Group Find(string name)
    {
        if (!_groups.TryGetValue(name, out var group))
        {
            _groups[name] = group = new();
        }

        return group;
    }

    private sealed class Group
    {
        internal int Running { get; set; }

        internal HashSet<string> Waiting { get; } = new(StringComparer.Ordinal);
    }
}
