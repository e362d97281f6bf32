using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Waybill.Gateway;

/// <summary>The tokens in use: the configured ones, and those that partners gave in exchange, which are sealed in the journal before they are used.</summary>
/// <remarks>Attempts in parallel that are refused with one token exchange it once.</remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class ConnectionTokens(ITokenJournal journal, ISecretRing ring, HttpSenders senders, DebugLog debug, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Standing> _standing = new(StringComparer.Ordinal);

    /// <summary>The token to call with; null when the connection has none, or none yet.</summary>
    /// <exception cref="JournalException">The journal cannot be read now.</exception>
    internal async ValueTask<AccessToken?> CurrentAsync(OutboundConnection connection, CancellationToken ct)
    {
        if (connection.Token is not { } policy)
        {
            return null;
        }

        var standing = _standing.GetOrAdd(connection.Name, static _ => new());
        var current = standing.Of(policy) ?? standing.Take(policy, await ReadAsync(connection.Name, policy, ct));
        return current.Value is "" ? null : current;
    }

    /// <summary>Exchanges a token that was refused.</summary>
    /// <param name="connection">Whose.</param>
    /// <param name="refused">The one that was refused; null when there was none.</param>
    /// <param name="since">When the call began that was refused: what failed after that failed for it too.</param>
    /// <param name="ct">Ends the wait; the exchange itself goes on.</param>
    /// <returns>The new one, or why there is none, in a sentence without any of its values.</returns>
    internal async ValueTask<(AccessToken? Token, string? Problem)> RefreshAsync(OutboundConnection connection, AccessToken? refused, DateTimeOffset since, CancellationToken ct)
    {
        var policy = connection.Token!;
        var standing = _standing.GetOrAdd(connection.Name, static _ => new());
        Task<(AccessToken?, string?)> running;
        lock (standing)
        {
            if (standing.Running is not { IsCompleted: false })
            {
                if (standing.Problem is { } known && standing.FailedAt >= since && standing.FailedVersion == (refused?.Version ?? 0))
                {
                    return (null, known);
                }

                // Not cancelled with one of those that wait: a refresh token works once, and its answer must be kept.
                standing.Running = Task.Run(() => ExchangeAsync(connection, policy, refused, standing), CancellationToken.None);
            }

            running = standing.Running;
        }

        return await running.WaitAsync(ct);
    }

    private async Task<(AccessToken?, string?)> ExchangeAsync(OutboundConnection connection, TokenPolicy policy, AccessToken? refused, Standing standing)
    {
        var (token, problem) = await TryExchangeAsync(connection, policy, refused);
        lock (standing)
        {
            (standing.Problem, standing.FailedAt, standing.FailedVersion) = (problem, time.GetUtcNow(), refused?.Version ?? 0);
        }

        if (token is not null)
        {
            standing.Take(policy, token);
        }

        return (token, problem);
    }

    private async ValueTask<(AccessToken?, string?)> TryExchangeAsync(OutboundConnection connection, TokenPolicy policy, AccessToken? refused)
    {
        try
        {
            // Another attempt, or another process, may have exchanged it already.
            var kept = await ReadAsync(connection.Name, policy, CancellationToken.None);
            if (kept.Value is not "" && !string.Equals(kept.Value, refused?.Value, StringComparison.Ordinal))
            {
                return (kept, null);
            }

            var (answered, problem) = await TokenRequest.AskAsync(connection, policy, kept, senders, debug, CancellationToken.None);
            if (answered is not { } fresh)
            {
                return (null, problem);
            }

            var next = new AccessToken(fresh.Token, fresh.RefreshToken ?? kept.RefreshToken, kept.Version + 1);
            var isKept = await journal.KeepAsync(connection.Name, kept.Version, Seal(connection.Name, policy, next), time.GetUtcNow(), CancellationToken.None);
            return (isKept ? next : await ReadAsync(connection.Name, policy, CancellationToken.None), null);
        }
        catch (JournalException)
        {
            return (null, "The new token could not be kept: the database is away.");
        }
    }

    /// <summary>What the journal holds for this configuration, else what was configured.</summary>
    private async ValueTask<AccessToken> ReadAsync(string connection, TokenPolicy policy, CancellationToken ct)
    {
        if (await journal.FindAsync(connection, ct) is not { } row)
        {
            return new(policy.Token, policy.RefreshToken, 0);
        }

        try
        {
            var clear = ring.Open(Purpose(connection), row.Sealed.Span);
            try
            {
                var kept = JsonSerializer.Deserialize<Kept>(clear);
                if (kept is not null && string.Equals(kept.Origin, policy.Origin, StringComparison.Ordinal))
                {
                    return new(kept.Token, kept.RefreshToken, row.Version);
                }
            }
            finally
            {
                CryptographicOperations.ZeroMemory(clear);
            }
        }
        catch (Exception lost) when (lost is CryptographicException or JsonException)
        {
            // Sealed by a ring that is gone: the configured one may still work.
        }

        return new(policy.Token, policy.RefreshToken, row.Version);
    }

    private byte[] Seal(string connection, TokenPolicy policy, AccessToken token)
    {
        var clear = JsonSerializer.SerializeToUtf8Bytes(new Kept(policy.Origin, token.Value, token.RefreshToken));
        try
        {
            return ring.Seal(Purpose(connection), clear);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    private static string Purpose(string connection) => $"token:{connection}";

    private sealed record Kept(string Origin, string Token, string RefreshToken);

    /// <summary>What is known of one connection's token.</summary>
    private sealed class Standing
    {
        private (string Origin, AccessToken Token)? _current;

        internal Task<(AccessToken?, string?)>? Running { get; set; }

        internal string? Problem { get; set; }

        internal DateTimeOffset FailedAt { get; set; }

        internal long FailedVersion { get; set; }

        /// <summary>The one in use under this configuration; null when it has to be looked for.</summary>
        internal AccessToken? Of(TokenPolicy policy)
        {
            lock (this)
            {
                return _current is { } current && string.Equals(current.Origin, policy.Origin, StringComparison.Ordinal) ? current.Token : null;
            }
        }

        internal AccessToken Take(TokenPolicy policy, AccessToken token)
        {
            lock (this)
            {
                // A slow reader must not put an older one back.
                if (_current is not { } current || !string.Equals(current.Origin, policy.Origin, StringComparison.Ordinal) || current.Token.Version <= token.Version)
                {
                    _current = (policy.Origin, token);
                }

                return token;
            }
        }
    }
}
