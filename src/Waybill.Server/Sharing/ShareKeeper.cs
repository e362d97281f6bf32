using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Waybill.Certificates;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Makes and opens share links: signed by a key that the ring seals, each with a row that can be ended.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class ShareKeeper(IShareJournal shares, ISecretRing ring, TimeProvider time) : IDisposable
{
    private const string Purpose = "share-links";
    private const int AtOnce = 60;

    // Who guesses gets nowhere; this is for the one that asks for the same page again and again.
    private readonly PartitionedRateLimiter<string> _rates = PartitionedRateLimiter.Create<string, string>(static remote => RateLimitPartition.GetTokenBucketLimiter(
        remote, static _ => new() { TokenLimit = AtOnce, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0, AutoReplenishment = true }));

    private volatile ShareLinks? _links;

    /// <summary>Makes a link.</summary>
    /// <returns>Its row, and the token that opens it.</returns>
    /// <exception cref="JournalException">It could not be written.</exception>
    internal async ValueTask<(ShareRow Share, string Token)> MakeAsync(string connection, string company, int days, string by, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        // Whole seconds, as the token says it.
        var share = new ShareRow
        {
            Id = DoorSecret.NewId(), Connection = connection, Company = company, CreatedAt = now, CreatedBy = by, ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(now.AddDays(days).ToUnixTimeSeconds()),
        };
        var token = (await LinksAsync(ct)).Make(new(share.Id, share.ExpiresAt));
        await shares.AddAsync(share, ct);
        return (share, token);
    }

    /// <summary>The link of a token; null when it shows nothing. Looks nothing up for a token that was not made here.</summary>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    internal async ValueTask<ShareRow?> OpenAsync(string token, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return (await LinksAsync(ct)).Check(token, now) is { } link && await shares.FindAsync(link.Subject, ct) is { } share && share.IsGood(now) ? share : null;
    }

    /// <summary>Notes that it was opened. A disk that is full keeps nobody from looking.</summary>
    internal async ValueTask OpenedAsync(ShareRow share, CancellationToken ct)
    {
        try
        {
            await shares.OpenedAsync(share.Id, time.GetUtcNow(), ct);
        }
        catch (JournalException)
        {
            // Readiness says what is wrong.
        }
    }

    /// <summary>Seconds to wait before this address may ask again; null: now.</summary>
    internal string? Refuse(IPAddress? remote)
    {
        // One customer of a provider has at least 2^64 addresses of IPv6.
        var bytes = remote is null ? [] : (remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote).GetAddressBytes();
        using var lease = _rates.AttemptAcquire(Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 8))));
        return lease.IsAcquired ? null
            : Math.Max(1, (int)Math.Ceiling((lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1)).TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    public void Dispose() => _rates.Dispose();

    private async ValueTask<ShareLinks> LinksAsync(CancellationToken ct)
    {
        if (_links is { } open)
        {
            return open;
        }

        var fresh = RandomNumberGenerator.GetBytes(ShareLinks.KeyBytes);
        var key = ring.Open(Purpose, await shares.KeyAsync(ring.Seal(Purpose, fresh), ct));
        CryptographicOperations.ZeroMemory(fresh);
        var links = new ShareLinks(key);
        CryptographicOperations.ZeroMemory(key);
        return _links = links;
    }
}
