using System.Collections.Concurrent;

namespace Waybill.Gateway;

/// <summary>Idempotency keys whose requests this process carries out at this moment. Another process' wait in the journal.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class KeysInUse
{
    private readonly ConcurrentDictionary<(string Principal, string Key), bool> _running = new();

    /// <summary>Takes a key until the result is disposed. Null: it is in use.</summary>
    internal IDisposable? Take(string principal, string key) => _running.TryAdd((principal, key), true) ? new Use(this, (principal, key)) : null;

    private sealed class Use(KeysInUse owner, (string, string) key) : IDisposable
    {
        public void Dispose() => owner._running.TryRemove(key, out _);
    }
}
