using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;

namespace Waybill.Server;

/// <summary>How fast the API may be called: so many requests a second by one principal, and few wrong tokens from one address, so that nobody tries them by the thousand.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class ApiRates : IDisposable
{
    private const int WrongAtOnce = 20;

    private static readonly TimeSpan WrongAgain = TimeSpan.FromSeconds(3);

    private readonly PartitionedRateLimiter<string> _requests;
    private readonly PartitionedRateLimiter<string> _wrong = PartitionedRateLimiter.Create<string, string>(static remote => RateLimitPartition.GetTokenBucketLimiter(
        remote, static _ => new() { TokenLimit = WrongAtOnce, TokensPerPeriod = 1, ReplenishmentPeriod = WrongAgain, QueueLimit = 0, AutoReplenishment = true }));

    /// <param name="perSecond">Requests a second by one principal, twice as many at once.</param>
    internal ApiRates(int perSecond) => _requests = PartitionedRateLimiter.Create<string, string>(name => RateLimitPartition.GetTokenBucketLimiter(
        name, _ => new() { TokenLimit = perSecond * 2, TokensPerPeriod = Math.Max(1, perSecond / 10), ReplenishmentPeriod = TimeSpan.FromMilliseconds(100), QueueLimit = 0, AutoReplenishment = true }));

    /// <summary>Seconds to wait before the principal may call again; null: now.</summary>
    internal string? Refuse(Caller caller) => Ask(_requests, caller.Name);

    /// <summary>Counts a caller that was not let in; seconds to wait where there were too many. This machine is not counted: whoever is on it has better ways.</summary>
    internal string? RefuseStranger(IPAddress? remote)
    {
        if (remote is null || IPAddress.IsLoopback(remote))
        {
            return null;
        }

        return Ask(_wrong, SourceOf(remote));
    }

    /// <summary>Where a caller comes from: one customer of a provider has at least 2^64 addresses of IPv6.</summary>
    internal static string SourceOf(IPAddress remote)
    {
        var bytes = (remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote).GetAddressBytes();
        return Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 8)));
    }

    public void Dispose()
    {
        _requests.Dispose();
        _wrong.Dispose();
    }

    private static string? Ask(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired ? null : Seconds(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1));
    }

    private static string Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
