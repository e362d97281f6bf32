using System.Collections.Concurrent;
using System.Net;

namespace Waybill.Server;

/// <summary>How many wrong passwords one address may try: twenty at once, then one in three seconds. A right one does not count.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class SignInRates(TimeProvider time)
{
    private const int AtOnce = 20;

    /// <summary>Addresses remembered before those are forgotten that are as good as new.</summary>
    private const int MostAddresses = 10_000;

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _fullAt = new(StringComparer.Ordinal);

    /// <summary>Takes one try; the time to wait where there is none. Many at once take one each.</summary>
    internal TimeSpan? Take(IPAddress? remote)
    {
        var (key, now) = (KeyOf(remote), time.GetUtcNow());
        Forget(now);
        while (true)
        {
            var fullAt = _fullAt.TryGetValue(key, out var kept) ? kept : default(DateTimeOffset?);
            var next = (fullAt > now ? fullAt.Value : now) + Again;
            if (next - now > AtOnce * Again)
            {
                return next - now - (AtOnce * Again);
            }

            if (fullAt is null ? _fullAt.TryAdd(key, next) : _fullAt.TryUpdate(key, next, fullAt.Value))
            {
                return null;
            }
        }
    }

    /// <summary>It was right: gives the try back.</summary>
    internal void GiveBack(IPAddress? remote)
    {
        var key = KeyOf(remote);
        while (_fullAt.TryGetValue(key, out var fullAt) && !_fullAt.TryUpdate(key, fullAt - Again, fullAt))
        {
        }
    }

    private void Forget(DateTimeOffset now)
    {
        if (_fullAt.Count < MostAddresses)
        {
            return;
        }

        foreach (var full in _fullAt.Where(p => p.Value <= now))
        {
            _fullAt.TryRemove(full);
        }
    }

    /// <summary>One customer of a provider has at least 2^64 addresses of IPv6.</summary>
    private static string KeyOf(IPAddress? remote)
    {
        if (remote is null)
        {
            return "";
        }

        var bytes = (remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote).GetAddressBytes();
        return Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 8)));
    }
}
