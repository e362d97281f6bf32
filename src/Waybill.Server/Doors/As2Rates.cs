using System.Net;
using System.Threading.RateLimiting;

namespace Waybill.Server;

/// <summary>How fast one address may send to the AS2 address. One more request is told to come back before anything of it is read: a partner that loops, or a stranger, does not take the gateway from the others.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class As2Rates : IDisposable
{
    /// <summary>Retrying products come back after minutes; who reads it comes back at once.</summary>
    private const string After = "1";

    private readonly PartitionedRateLimiter<string> _requests;

    /// <param name="perSecond">Requests a second from one address, twice as many at once.</param>
    internal As2Rates(int perSecond) => _requests = PartitionedRateLimiter.Create<string, string>(source => RateLimitPartition.GetTokenBucketLimiter(
        source, _ => new() { TokenLimit = perSecond * 2, TokensPerPeriod = Math.Max(1, perSecond / 10), ReplenishmentPeriod = TimeSpan.FromMilliseconds(perSecond < 10 ? 1000.0 / perSecond : 100), QueueLimit = 0, AutoReplenishment = true }));

    /// <summary>Lets a request go on, or answers 503: a partner's program takes a 4xx for its own fault and does not try again. This machine is not counted.</summary>
    internal Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Connection.RemoteIpAddress is not { } remote || IPAddress.IsLoopback(remote) || IsTaken(ApiRates.SourceOf(remote)))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = After;
        return Task.CompletedTask;
    }

    private bool IsTaken(string source)
    {
        using var lease = _requests.AttemptAcquire(source);
        return lease.IsAcquired;
    }

    public void Dispose() => _requests.Dispose();
}
