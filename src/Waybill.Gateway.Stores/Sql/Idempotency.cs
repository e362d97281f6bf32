namespace Waybill.Gateway.Stores;

/// <summary>Keys under which a request is carried out once, written in the transaction of what it does.</summary>
internal static class Idempotency
{
    private const int Slice = 200;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Takes the key. On PostgreSQL a second request waits here for the first one's commit.</summary>
    /// <returns>Null: it is ours. Else what was done under it.</returns>
    internal static async ValueTask<IdempotencyOutcome?> ClaimAsync(ISqlUnit unit, IdempotencyKey key, DateTimeOffset at)
        => await unit.DoAsync(
            "insert into idempotency(principal, key, request_sha256, response, created_at) values ($1, $2, $3, $4, $5) on conflict (principal, key) do update " +
            "set request_sha256 = excluded.request_sha256, response = excluded.response, created_at = excluded.created_at where idempotency.created_at < $6",
            key.Principal, key.Key, key.RequestSha256, key.Response, at, at - Lifetime) is 0
            ? await RecallAsync(unit, key, at) ?? throw new JournalException("The idempotency key went away while it was looked up. The next try takes it.")
            : null;

    /// <summary>What was done under a key that is not too old; null when nothing was.</summary>
    internal static async ValueTask<IdempotencyOutcome?> RecallAsync(ISqlUnit unit, IdempotencyKey key, DateTimeOffset at)
    {
        var (request, response) = await unit.OneAsync(
            "select request_sha256, response from idempotency where principal = $1 and key = $2 and created_at >= $3", static r => (r.Bytes(0), r.Text(1)),
            key.Principal, key.Key, at - Lifetime);
        return request is null ? null : request.AsSpan().SequenceEqual(key.RequestSha256.Span) ? new IdempotencyOutcome.Before(response) : new IdempotencyOutcome.Conflict();
    }

    /// <summary>Removes one slice of keys that are too old. Returns how many.</summary>
    internal static async ValueTask<int> ForgetAsync(ISqlUnit unit, DateTimeOffset now)
        => await unit.DoAsync(
            "delete from idempotency where (principal, key) in (select principal, key from idempotency where created_at < $1 limit $2)", now - Lifetime, Slice);
}
